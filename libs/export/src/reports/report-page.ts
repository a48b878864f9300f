import { Markup, markup } from '../markup.js';
import { chartSvg } from './chart-svg.js';
import { type ReportBlock, type ReportColumn, type ReportDocument, type Run } from './report-document.js';

const FONTS = "'Segoe UI','Helvetica Neue','Liberation Sans',Arial,sans-serif";

/** Black on white, as it is printed. */
const STYLE = new Markup(`
body{font:16px/1.5 ${FONTS};color:#000;background:#fff;max-width:62rem;margin:0 auto;padding:1.5rem}
h1{font-size:1.75rem;line-height:1.2;margin:0}h2{font-size:1.25rem;margin:2rem 0 .5rem}h3{font-size:1rem;margin:1.5rem 0 .25rem}
p,dl{max-width:44rem}dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem;margin:.5rem 0}dt{font-weight:600}dd{margin:0}
table{border-collapse:collapse;width:100%;margin:.5rem 0 1rem;font-variant-numeric:tabular-nums}
caption{text-align:left;font-weight:600;padding:.25rem 0}th,td{border-bottom:1px solid #767676;padding:.25rem .5rem .25rem 0;text-align:left;vertical-align:top}
thead th{border-bottom:2px solid #000}.number{text-align:right}
figure{margin:.5rem 0 1rem;max-width:44rem}figcaption{font-size:.875rem}
.wide{overflow-x:auto}.big{font-size:1.25rem}
@media print{body{padding:0;max-width:none;font-size:10pt}h2,h3{break-after:avoid}tr,figure{break-inside:avoid}.page{break-before:page}}`);

/**
 * A report as a page of its own that needs nothing else, for reading and for printing. It tells no time at which it was
 * drawn.
 */
export function reportPage({ title, city, blocks }: ReportDocument): string {
  return markup`<!DOCTYPE html>
<html lang="sv"><head><meta charset="utf-8"/><meta name="viewport" content="width=device-width, initial-scale=1"/><title>${title} – ${city}</title><style>${STYLE}</style></head>
<body>
<p>${city}</p>
<main>
<h1>${title}</h1>
${blocks.map(blockMarkup)}</main>
</body></html>
`.toString();
}

function blockMarkup(block: ReportBlock): Markup {
  switch (block.kind) {
    case 'heading': {
      const tag = new Markup(`h${block.level}`);
      return markup`<${tag}${block.onNewPage ? new Markup(' class="page"') : null}>${block.text}</${tag}>
`;
    }
    case 'paragraph':
      return markup`<p${block.isBig ? new Markup(' class="big"') : null}>${block.runs.map(runMarkup)}</p>
`;
    case 'facts':
      return markup`<dl>${block.pairs.map(({ name, text }) => markup`<dt>${name}</dt><dd>${text}</dd>`)}</dl>
`;
    case 'table':
      return tableMarkup(block);
    case 'chart':
      return markup`<figure>${chartSvg(block.marks, { family: FONTS, label: block.alternative })}<figcaption>${block.caption}</figcaption></figure>
`;
  }
}

function runMarkup(run: Run): Markup {
  return typeof run === 'string' ? markup`${run}` : markup`<strong>${run.strong}</strong>`;
}

function tableMarkup({ caption, columns, rows }: Extract<ReportBlock, { kind: 'table' }>): Markup {
  const classOf = (column: ReportColumn | undefined): Markup | null =>
    column?.isNumber ? new Markup(' class="number"') : null;
  return markup`<div class="wide"><table><caption>${caption}</caption>
<thead><tr>${columns.map((column) => markup`<th scope="col"${classOf(column)}>${column.head}</th>`)}</tr></thead>
<tbody>${rows.map(
    ([first = '', ...cells]) =>
      markup`<tr><th scope="row">${first}</th>${cells.map((cell, i) => markup`<td${classOf(columns[i + 1])}>${cell}</td>`)}</tr>
`,
  )}</tbody></table></div>
`;
}
