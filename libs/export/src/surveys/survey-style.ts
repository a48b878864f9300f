import { Markup } from '../markup.js';

/** The look of a survey's pages, in the colours of the others; no sign in it needs escaping. */
export const SURVEY_STYLE = new Markup(`
:root{color-scheme:light dark;--paper:#f5f4f0;--card:#fff;--ink:#1b2530;--soft:#55606d;--line:#8a8f96;--accent:#1f4e79;--on-accent:#fff;--wrong:#a8281d}
@media (prefers-color-scheme:dark){:root{--paper:#11161c;--card:#19202a;--ink:#e7eaee;--soft:#a4afbc;--line:#76818d;--accent:#93c1f2;--on-accent:#11161c;--wrong:#f3a197}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-block-start:1rem}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.5 'Segoe UI','Helvetica Neue','Liberation Sans',Arial,sans-serif;overflow-wrap:anywhere}
h1,h2,p,ul,fieldset,legend{margin:0;padding:0}
h1{font-size:1.75rem;line-height:1.2}
h2{font-size:1.25rem;line-height:1.3}
ul{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1rem}
a{color:var(--accent);text-underline-offset:.2em;display:inline-block;padding:.25rem 0}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:.25rem}
main:focus,.wrong:focus{outline:none}
.skip{position:absolute;inset-block-start:.5rem;inset-inline-start:.5rem;padding:.5rem 1rem;background:var(--card);transform:translateY(-300%)}
.skip:focus{transform:none}
header,main{max-width:40rem;margin:0 auto;padding:1rem clamp(1rem,4vw,2rem)}
header{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.25rem 1rem;align-items:center}
.city{font-weight:600}
main,form{display:grid;gap:1.25rem;grid-template-columns:minmax(0,1fr)}
.soft{color:var(--soft);font-size:.9375rem}
.about{font-weight:600}
fieldset,.card{border:0;background:var(--card);border-radius:.75rem;padding:1rem;min-width:0}
legend{float:left;width:100%;font-weight:600;margin-block-end:.75rem}
legend+*{clear:both}
.scale{display:grid;gap:.5rem;grid-template-columns:repeat(auto-fit,minmax(3rem,1fr))}
.scale.ten{grid-template-columns:repeat(5,minmax(0,1fr))}
.scale.list{grid-template-columns:minmax(0,1fr)}
@media (min-width:40rem){.scale.ten{grid-template-columns:repeat(10,minmax(0,1fr))}}
.scale label,.none{display:flex;gap:.5rem;align-items:center;min-height:3rem;padding:.5rem .75rem;border:1px solid var(--line);border-radius:.5rem;cursor:pointer}
.ten label{justify-content:center;flex-direction:column;gap:0;padding:.25rem}
.none{margin-block-start:.5rem}
.ends{display:flex;justify-content:space-between;gap:1rem;margin-block-end:.5rem;font-size:.9375rem}
.ends span:last-child{text-align:end}
label:has(:checked){border-color:var(--accent);box-shadow:inset 0 0 0 1px var(--accent)}
input[type=radio]{flex:none;width:1.25rem;height:1.25rem;margin:0;accent-color:var(--accent)}
.field{display:grid;gap:.375rem}
.field>label{font-weight:600}
select,input[type=text]{font:inherit;color:inherit;background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.625rem .75rem;min-height:3rem;width:100%;max-width:100%}
button{font:inherit;font-weight:600;color:var(--on-accent);background:var(--accent);border:0;border-radius:.5rem;padding:.75rem 1.5rem;min-height:3rem;cursor:pointer}
.wrong{color:var(--wrong);font-weight:600}
div.wrong{border-inline-start:.375rem solid var(--wrong)}
div.wrong ul{display:block}
.trap{position:absolute;inset-inline-start:-100vw;width:1px;height:1px;overflow:hidden}
@media (max-width:30rem){button{width:100%}}
`);
