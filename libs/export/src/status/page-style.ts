import { Markup } from '../markup.js';

/** The page's look; no sign in it needs escaping. Colours are those of the other pages (apps/web/src/style/base.css). */
export const STATUS_STYLE = new Markup(`
:root{color-scheme:light dark;--paper:#f5f4f0;--card:#fff;--ink:#1b2530;--soft:#55606d;--line:#e2dfd7;--accent:#1f4e79;--up:#17694a;--degraded:#855500;--down:#a8281d;--calm:#4d5a68;--quiet:#868d95}
@media (prefers-color-scheme:dark){:root{--paper:#11161c;--card:#19202a;--ink:#e7eaee;--soft:#a4afbc;--line:#2b3440;--accent:#93c1f2;--up:#79cfa3;--degraded:#e9bf6c;--down:#f3a197;--calm:#b3bdc9;--quiet:#8a95a1}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.5 'Segoe UI','Helvetica Neue','Liberation Sans',Arial,sans-serif;overflow-wrap:anywhere}
h1,h2,h3,h4,p,ul{margin:0;padding:0}
h1{font-size:2rem;line-height:1.2}
h2{font-size:1.375rem;line-height:1.3;margin-bottom:.75rem}
h3{font-size:1.0625rem;line-height:1.4}
h4{font-size:1rem}
ul{list-style:none}
details ul{list-style:disc;padding-left:1.25rem}
a{color:var(--accent);text-underline-offset:.2em}
a,summary{padding:.125rem 0}
nav li,.plain li{padding:.25rem 0}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:.25rem}
main:focus{outline:none}
.skip{position:absolute;top:.5rem;left:.5rem;padding:.5rem 1rem;background:var(--card);transform:translateY(-300%)}
.skip:focus{transform:none}
.hidden{position:absolute}
header,main,footer{max-width:60rem;margin:0 auto;padding:1rem clamp(1rem,3vw,2rem)}
header{display:flex;flex-wrap:wrap;justify-content:space-between;gap:1rem}
.city{font-weight:600}
main{display:grid;gap:2rem;grid-template-columns:minmax(0,1fr)}
.lead{margin-top:-1.25rem;font-size:1.125rem}
.soft,footer{color:var(--soft);font-size:.9375rem}
.mark{flex:none;width:1.25em;height:1.25em;vertical-align:-.25em;margin-right:.4em}
.summary,.message,nav,.services,.legend{padding:1.25rem;background:var(--card);border:1px solid var(--line);border-radius:.75rem}
.summary{border-left:.375rem solid var(--calm)}
.summary.up{border-left-color:var(--up)}
.summary.down{border-left-color:var(--down)}
.overall{font-size:1.375rem;font-weight:600;line-height:1.3}
.summary .mark,.state .mark{color:var(--calm)}
.up .mark{color:var(--up)}
.degraded .mark{color:var(--degraded)}
.summary.down .mark,.state.down .mark{color:var(--down)}
.message{margin-bottom:.75rem;border-left:.375rem solid var(--degraded)}
.message.ended{border-left-color:var(--calm)}
nav ul,.legend ul{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,18rem),1fr));gap:0 1.5rem}
.services{padding:0}
.service{display:grid;grid-template-columns:minmax(0,1fr);gap:.375rem;padding:1rem 1.25rem;border-top:1px solid var(--line);scroll-margin-top:1rem}
.service:first-child{border-top:0}
.service:target{outline:3px solid var(--accent);outline-offset:-3px}
.now{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.25rem 1rem}
.state{font-weight:600}
.state.up{font-weight:400}
.instead{padding:.75rem 1rem;background:var(--paper);border-radius:.5rem}
.bars{display:block;width:100%;height:1.5rem}
.bar{width:.4rem;height:1.5rem;vertical-align:-.375rem;margin-right:.4em}
path[class]{stroke-width:3;fill:none}
.day-up{stroke:var(--up)}
.day-disturbed{stroke:var(--degraded)}
.day-down{stroke:var(--down)}
.day-maintenance{stroke:var(--calm)}
.day-unknown,.day-closed{stroke:var(--quiet)}
.day-closed{stroke-opacity:.5}
summary{cursor:pointer;color:var(--accent);width:fit-content}
footer a{margin-right:1rem}
@media print{html{font-size:10pt}body{background:#fff}.skip,nav,header a,.summary a,footer a{display:none}.service,.message{break-inside:avoid}main{gap:1rem}}
`);
