import { isRecord } from '../json-answer.js';
import { changedSource } from '../source-failure.js';

type Values = Readonly<Record<string, unknown>>;

function unreadable(what: string): Error {
  return changedSource(
    `Svaret är inte JSON-stat: ${what} saknas.`,
    `The answer is not JSON-stat: it has no ${what}.`,
  );
}

/** Codes of a dimension in their order: as a list, or as code → place; a single category may stand without an index. */
function codesOf(dimension: unknown): string[] {
  const category = isRecord(dimension) ? dimension.category : undefined;
  if (!isRecord(category)) throw unreadable('category');
  const { index, label } = category;
  if (Array.isArray(index)) return index.map(String);
  if (isRecord(index)) return Object.keys(index).sort((a, b) => Number(index[a]) - Number(index[b]));
  return isRecord(label) ? Object.keys(label) : [];
}

/** A month or quarter as statistics agencies write it, `2026M09` or `2026K3`, as we do. */
function periodOf(code: string): string {
  const [, year, type, number = ''] = /^(\d{4})([MKQ])(\d{1,2})$/.exec(code) ?? [];
  if (year === undefined) return code;
  return type === 'M' ? `${year}-${number.padStart(2, '0')}` : `${year}-Q${number}`;
}

/**
 * The cells of a JSON-stat 2.0 dataset (json-stat.org) as rows: a column for each dimension with its category's code, and
 * `value`. Cells without a value are left out. Throws a `SourceFailure` for anything else.
 */
export function jsonStatRows(document: unknown): Values[] {
  const dataset = isRecord(document) && isRecord(document.dataset) ? document.dataset : document;
  if (!isRecord(dataset)) throw unreadable('dataset');
  const { id, dimension, value } = dataset;
  if (!Array.isArray(id) || !isRecord(dimension)) throw unreadable('id');
  if (!Array.isArray(value) && !isRecord(value)) throw unreadable('value');
  const names = id.map(String);
  const codes = names.map((name) => codesOf(dimension[name]).map(periodOf));
  const cells = codes.reduce((product, { length }) => product * length, 1);
  const held: unknown[] = Array.isArray(value) ? value : Array.from({ length: cells }, (_, i) => value[i]);
  if (held.length !== cells) {
    const sv = `Svaret har ${held.length} värden men dimensionerna ger ${cells}: något fattas.`;
    throw changedSource(
      sv,
      `The answer has ${held.length} values, but its dimensions give ${cells}: something is missing.`,
    );
  }
  return held.flatMap((number, place) =>
    number === null || number === undefined ? [] : [{ ...placed(names, codes, place), value: number }],
  );
}

/** The categories of the cell at a place, the last dimension varying first. */
function placed(names: readonly string[], codes: readonly string[][], place: number): Values {
  let rest = place;
  const found: [string, string][] = [];
  for (let i = names.length - 1; i >= 0; i--) {
    const own = codes[i] ?? [];
    found.unshift([names[i] ?? '', own[rest % own.length] ?? '']);
    rest = Math.floor(rest / own.length);
  }
  return Object.fromEntries(found);
}
