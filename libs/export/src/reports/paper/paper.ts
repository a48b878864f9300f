import { chartSvg } from '../chart-svg.js';
import { type ReportBlock, type ReportDocument, paragraph } from '../report-document.js';
import { PAPER_FONT, PAPER_TEMPLATE } from './paper-template.js';
import { PLACEHOLDER, printable } from './paper-text.js';

/** What the compiler of papers makes a PDF of: the same for the same document. */
export interface Paper {
  /** Source in Typst. */
  readonly template: string;
  /** Its input `report`, JSON. */
  readonly report: string;
  /** Seconds since the epoch, when it says it was made; `null`: it does not say. */
  readonly createdAt: number | null;
}

const NOTE = `Tecken som dokumentets typsnitt saknar visas som ${PLACEHOLDER}.`;

/** A report as it goes to the compiler. */
export function paperOf(document: ReportDocument): Paper {
  const said = JSON.stringify({ ...document, blocks: document.blocks.map(drawn) }, printed);
  const report = said.includes(PLACEHOLDER) ? withNote(said) : said;
  const { frozenAt } = document;
  return {
    template: PAPER_TEMPLATE,
    report,
    createdAt: frozenAt === null ? null : Math.floor(Date.parse(frozenAt) / 1000),
  };
}

/** Charts as SVG; all else as it is. */
function drawn(block: ReportBlock): object {
  if (block.kind === 'table') {
    return { ...block, columns: block.columns.map(({ head, isNumber = false }) => ({ head, isNumber })) };
  }
  if (block.kind !== 'chart') return block;
  const { marks, alternative, ...rest } = block;
  const svg = chartSvg(marks, { family: PAPER_FONT, label: alternative }).toString();
  return { ...rest, alternative, svg };
}

function printed(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? printable(value) : value;
}

function withNote(said: string): string {
  const document = JSON.parse(said) as { readonly blocks: readonly object[] };
  return JSON.stringify({ ...document, blocks: [...document.blocks, paragraph(NOTE)] });
}
