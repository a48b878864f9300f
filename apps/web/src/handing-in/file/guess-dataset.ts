import type { DatasetId } from '#core';
import type { DatasetAnswer, FieldAnswer } from '../../api/answers.js';

/** Enough for any header. */
const HEADER_BYTES = 16_384;

/** Letters and digits only, without marks, in lower case. */
function condensed(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** A heading without what stands in brackets behind it: `Belopp (kr)`. */
function withoutUnit(heading: string): string {
  return condensed(heading.replace(/[([][^()[\]]*[)\]]\s*"?$/, ''));
}

/** The one that scores best, if only one does, and more than nothing. */
function clearWinner(scores: readonly (readonly [DatasetId, number])[]): DatasetId | null {
  const best = Math.max(...scores.map(([, score]) => score));
  const winners = scores.filter(([, score]) => score === best && score > 0);
  return winners.length === 1 ? (winners[0]?.[0] ?? null) : null;
}

function isHeadedBy(field: FieldAnswer, header: ReadonlySet<string>): boolean {
  return [field.name, field.titles.sv, field.titles.en].some((name) => header.has(condensed(name)));
}

/** How much of a header belongs to a data set, 0–1; 0 when a required column is not there. */
function headerScore({ fields }: DatasetAnswer, header: ReadonlySet<string>): number {
  const missing = fields.some((field) => field.constraints.required && !isHeadedBy(field, header));
  return missing ? 0 : fields.filter((field) => isHeadedBy(field, header)).length / header.size;
}

/** 1 when the file is named after the data set, or after a word of its name. */
function nameScore({ name, titles }: DatasetAnswer, fileName: string): number {
  const file = condensed(fileName);
  const words = titles.sv.split(/[^\p{L}]+/u).filter((word) => word.length >= 5);
  return [name, titles.sv, titles.en, ...words].some((word) => file.includes(condensed(word))) ? 1 : 0;
}

/** Ledgers in the SIE format hold costs, whatever they are called. */
const LEDGER = /\.(?:se|si|sie)$/i;

/** What other systems write, by headings that no file of ours has: bills of cloud services, answers of surveys. */
const FOREIGN: readonly (readonly [DatasetId, readonly string[]])[] = [
  ['cost', ['BilledCost', 'BillingPeriodStart']],
  ['survey', ['submitdate', 'lastpage']],
];

/** The data set of another system's file; a heading may have more words behind its code. */
function ofAnotherSystem(header: readonly string[]): DatasetId | null {
  const columns = header.map(condensed);
  const found = FOREIGN.find(([, names]) =>
    names.every((name) => columns.some((column) => column.startsWith(condensed(name)))),
  );
  return found?.[0] ?? null;
}

/** Which data set a file holds, by its header or else its name; `null` when that is not clear. */
export function guessDataset(
  fileName: string,
  header: readonly string[],
  datasets: readonly DatasetAnswer[],
): DatasetId | null {
  if (LEDGER.test(fileName)) return datasets.find(({ name }) => name === 'cost')?.name ?? null;
  const columns = new Set(header.map(withoutUnit).filter((column) => column !== ''));
  const byHeader = datasets.map((dataset) => [dataset.name, headerScore(dataset, columns)] as const);
  const byName = datasets.map((dataset) => [dataset.name, nameScore(dataset, fileName)] as const);
  return (columns.size > 0 ? clearWinner(byHeader) : null) ?? ofAnotherSystem(header) ?? clearWinner(byName);
}

function textOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  // The cut may fall within a letter: that one alone must not make UTF-8 look like something else.
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** The first row of a text file, as cells; none for a file that is not text, or that cannot be read. */
export async function readHeader(file: Blob): Promise<readonly string[]> {
  const start = await file
    .slice(0, HEADER_BYTES)
    .arrayBuffer()
    .catch(() => new ArrayBuffer(0));
  const line = textOf(new Uint8Array(start)).split(/[\r\n]/, 1)[0] ?? '';
  if (line.includes('\0') || line.startsWith('PK')) return [];
  const delimiter = [';', '\t', ','].find((mark) => line.includes(mark)) ?? ';';
  return line.split(delimiter);
}
