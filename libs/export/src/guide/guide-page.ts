import { Markup, markup } from '../markup.js';
import { markdown } from './markdown.js';

/** Where the guides stand: the file in `docs/`, and its address. */
export const GUIDES = {
  '/lamna/hjalp': 'handing-in.md',
  '/lamna/hjalp/datamangder': 'datasets.md',
} as const;
export type GuideAddress = keyof typeof GUIDES;

const WORDS = {
  back: 'Till Lämna uppgifter',
  guide: 'Handledning',
  datasets: 'Datamängder',
  skip: 'Hoppa till innehållet',
};

/** No sign in it needs escaping. Colours are those of the other pages (apps/web/src/style/base.css). */
const STYLE = new Markup(`
:root{color-scheme:light dark;--paper:#f5f4f0;--card:#fff;--ink:#1b2530;--line:#e2dfd7;--accent:#1f4e79}
@media (prefers-color-scheme:dark){:root{--paper:#11161c;--card:#19202a;--ink:#e7eaee;--line:#2b3440;--accent:#93c1f2}}
*{box-sizing:border-box}
html{scroll-padding-top:1rem}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.6 'Segoe UI','Helvetica Neue','Liberation Sans',Arial,sans-serif;overflow-wrap:anywhere}
header,main{max-width:52rem;margin:0 auto;padding:1rem clamp(1rem,3vw,2rem)}
header ul{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;list-style:none;margin:0;padding:0}
h1{font-size:2rem;line-height:1.2}
h2{font-size:1.375rem;line-height:1.3;margin:2rem 0 .5rem}
a{color:var(--accent);text-underline-offset:.2em}
li{margin:.25rem 0}
code{font-family:Consolas,'Liberation Mono',monospace;font-size:.9375em}
.table-frame{overflow-x:auto;background:var(--card);border:1px solid var(--line);border-radius:.5rem}
table{border-collapse:collapse;width:100%}
th,td{padding:.5rem .75rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--line);overflow-wrap:normal}
tr:last-child td{border-bottom:0}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
main:focus{outline:none}
.skip{position:absolute;top:.5rem;left:.5rem;padding:.5rem 1rem;background:var(--card);transform:translateY(-300%)}
.skip:focus{transform:none}
@media print{header,.skip{display:none}}
`);

/** Links between the guides lead to their addresses; to what is not served, they lead nowhere. */
function leadsTo(target: string): string | null {
  if (/^(?:https?:|#|\/)/.test(target)) return target;
  const [file, anchor] = target.split('#');
  const address = Object.entries(GUIDES).find(([, name]) => name === file)?.[0];
  if (address === undefined) return null;
  return anchor === undefined ? address : `${address}#${encodeURIComponent(anchor)}`;
}

/** A guide as a page that needs no script, drawn from the Markdown in `docs/`. */
export function guidePage(
  text: string,
  { address, city }: { readonly address: GuideAddress; readonly city: string },
): string {
  const title = /^# (.+)$/m.exec(text)?.[1] ?? WORDS.guide;
  const link = (to: string, words: string): Markup =>
    markup`<li><a href="${to}"${to === address ? new Markup(' aria-current="page"') : null}>${words}</a></li>`;
  const page = markup`<!DOCTYPE html>
<html lang="sv"><head><meta charset="utf-8"/><meta name="viewport" content="width=device-width, initial-scale=1"/><title>${title} – ${city}</title><style>${STYLE}</style></head>
<body><a class="skip" href="#content">${WORDS.skip}</a><header><nav aria-label="${WORDS.guide}"><ul>${[
    link('/lamna', WORDS.back),
    link('/lamna/hjalp', WORDS.guide),
    link('/lamna/hjalp/datamangder', WORDS.datasets),
  ]}</ul></nav></header><main id="content" tabindex="-1">${markdown(text, leadsTo)}</main></body></html>
`;
  return page.toString();
}
