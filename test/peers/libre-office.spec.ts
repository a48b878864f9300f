import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { type Table, csvFile, xlsxFile } from '#export';
import { SaxesParser } from 'saxes';
import { describeWith } from './debian-server.js';

// LibreOffice takes seconds to start, on a busy machine a minute.
jest.setTimeout(300_000);

const SOFFICE = '/usr/bin/soffice';
const HELP = { sv: 'Förklaring', en: 'Explanation' };
const TABLE: Table = {
  title: 'Mätvärden',
  columns: [
    { name: 'unit', type: 'text', help: HELP },
    { name: 'outcome', type: 'number', decimals: 1, help: HELP },
    { name: 'date', type: 'day', help: HELP },
    { name: 'code', type: 'text', help: HELP },
  ],
  rows: [
    ['Spånga–Älvsjö, Örby', 73.63636363636364, '2026-09-30', 'A-1'],
    ['Rad ett\nrad två; "citat"', -1234567.5, '2024-02-29', '=1+1'],
    ['Tom', null, null, '@SUM'],
  ],
  notes: [],
  frozenAt: '2026-10-15T09:00:00.000+02:00',
};

/** The cells of {@link TABLE} as a spreadsheet must have them; a text that would be run has `mark` before it. */
function expected(mark: string): Seen[][] {
  const text = (value: string): Seen => ({ type: 'string', value });
  const cell = (value: Table['rows'][number][number], type: string): Seen => {
    if (value === null) return { type: '', value: '' };
    if (typeof value === 'number') return { type: 'float', value: String(Number(value.toPrecision(15))) };
    if (type === 'day') return { type: 'date', value: String(value) };
    return text(/^[=@]/.test(String(value)) ? `${mark}${String(value)}` : String(value));
  };
  return [
    TABLE.columns.map(({ name }) => text(name)),
    ...TABLE.rows.map((row) => row.map((value, i) => cell(value, TABLE.columns[i]?.type ?? 'text'))),
  ];
}

/** A cell as OpenDocument has it (part 3, section 19.385): its type, its value, and what people see. */
interface Seen {
  readonly type: string;
  readonly value: string;
}

/** The cells of the first sheet of a flat OpenDocument file; two empty ones that are told as one are two. */
function cellsIn(document: string): Seen[][] {
  const rows: Seen[][] = [];
  let sheets = 0;
  let cell: { type: string; value: string; text: string[]; repeated: number } | null = null;
  let isText = false;
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'table:table') sheets++;
    if (sheets !== 1) return;
    if (name === 'table:table-row') rows.push([]);
    if (name === 'text:p') {
      cell?.text.push('');
      isText = true;
    }
    if (name !== 'table:table-cell') return;
    const value = attributes['office:value'] ?? attributes['office:date-value'] ?? '';
    const repeated = Number(attributes['table:number-columns-repeated'] ?? 1);
    cell = { type: attributes['office:value-type'] ?? '', value, text: [], repeated };
  });
  parser.on('text', (text) => {
    if (cell && isText) cell.text.push(`${cell.text.pop() ?? ''}${text}`);
  });
  parser.on('closetag', ({ name }) => {
    if (name === 'text:p') isText = false;
    if (name !== 'table:table-cell' || !cell) return;
    const { type, value, text, repeated } = cell;
    for (let i = 0; i < repeated; i++)
      rows.at(-1)?.push({ type, value: type === 'string' ? text.join('\n') : value });
    cell = null;
  });
  parser.write(document).close();
  // A sheet goes on without end, in cells that say nothing.
  return rows
    .map((row) => row.slice(0, TABLE.columns.length))
    .filter((row) => row.some(({ type }) => type !== ''));
}

describeWith(SOFFICE, 'files that leave the house, opened by LibreOffice', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'perspektiv-office-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** What LibreOffice makes of a file. */
  async function opened(name: string, content: string | Uint8Array, ...options: string[]): Promise<Seen[][]> {
    await writeFile(join(folder, name), content);
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    const how = ['--headless', ...options, '--convert-to', 'fods', '--outdir', folder, join(folder, name)];
    execFileSync(SOFFICE, [profile, ...how], { stdio: 'ignore', env: { ...process.env, HOME: folder } });
    return cellsIn(await readFile(join(folder, `${name.slice(0, name.lastIndexOf('.'))}.fods`), 'utf8'));
  }

  it('show a workbook with numbers as numbers, days as days, and no formula', async () => {
    expect(await opened('table.xlsx', await xlsxFile(TABLE))).toEqual(expected(''));
  });

  it('show a Swedish table as Swedish Excel does', async () => {
    const swedish = '--infilter=Text - txt - csv (StarCalc):59,34,UTF8,1,,1053,false,true';
    expect(await opened('table.csv', csvFile(TABLE), swedish)).toEqual(expected("'"));
  });
});
