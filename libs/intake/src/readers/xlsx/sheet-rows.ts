import { type UploadLimits } from '../../limits.js';
import { type Cell } from '../../cells/cell.js';
import { PackedRows } from '../packed-rows.js';
import { type TableRow } from '../reader.js';
import { parseReference } from './cell-reference.js';
import { HEADER_SEARCH_ROWS, type MergedRange, type SheetRows } from './header-row.js';
import { PLAIN_STYLE, type ShownPart } from './number-formats.js';
import { RichText, plainText } from './rich-text.js';
import { serialDayOrTime, serialTime } from './serial-date.js';
import { UnreadableWorkbook, damaged } from './unreadable.js';
import { type CellFacts } from './workbook.js';
import { type Attributes, readXml } from './xml.js';

/** The last row that spreadsheets have. */
const LAST_ROW = 1_048_576;
/** A stray cell far out makes its row wide: what the rows span together must fit in memory. */
const MAX_CELLS = 32_000_000;
/** Texts that stand in the sheet itself and are all different. */
const MAX_CHARACTERS = 256 * 1024 * 1024;
const MAX_MERGED = 1_000_000;
/** What most formats add to a number. */
const NOTHING_ADDED: ShownPart = { words: '', divisor: 1 };
/** Spreadsheets compute with fifteen digits; what a double holds beyond them is noise. */
const SIGNIFICANT_DIGITS = 15;

/** Reads the cells of a sheet as they are stored: formulas are never evaluated, their last value is taken. */
export function readSheetRows(
  content: Iterable<Uint8Array>,
  facts: CellFacts,
  limits: Pick<UploadLimits, 'maxRows' | 'maxColumns'>,
): SheetRows {
  const reading = new SheetReading(facts, limits);
  readXml(content, {
    open: (tag, attributes) => {
      reading.open(tag, attributes);
    },
    text: (text) => {
      reading.hear(text);
    },
    close: (tag) => {
      reading.close(tag);
    },
  });
  const { top, filled, merged, hidden } = reading;
  return { top, filled, merged, hidden };
}

function isOn(attribute: string | undefined): boolean {
  return attribute === '1' || attribute === 'true';
}

interface OpenCell {
  readonly column: number;
  readonly type: string;
  readonly style: number;
  hasFormula: boolean;
  hasValue: boolean;
}

class SheetReading {
  readonly top: TableRow[] = [];
  readonly filled = new PackedRows();
  readonly merged: MergedRange[] = [];
  readonly hidden = { rows: new Set<number>(), columns: new Set<number>() };
  private readonly inlineText = new RichText();
  private rowNumber = 0;
  private cells: Cell[] = [];
  private nextColumn = 0;
  private cell: OpenCell | null = null;
  private inValue = false;
  private value = '';
  private cellCount = 0;
  private characters = 0;

  constructor(
    private readonly facts: CellFacts,
    private readonly limits: Pick<UploadLimits, 'maxRows' | 'maxColumns'>,
  ) {}

  open(tag: string, attributes: Attributes): void {
    if (this.cell) this.openInCell(this.cell, tag);
    else if (tag === 'c') this.cell = this.openCell(attributes);
    else if (tag === 'row') this.openRow(attributes);
    else if (tag === 'col') this.hideColumns(attributes);
    else if (tag === 'mergeCell') this.merge(attributes.ref ?? '');
  }

  hear(text: string): void {
    if (this.inValue) this.value += text;
    else if (this.cell) this.inlineText.hear(text);
  }

  close(tag: string): void {
    if (tag === 'v') this.inValue = false;
    else if (tag === 'c' && this.cell) this.closeCell(this.cell);
    else if (tag === 'row') this.closeRow();
    else if (this.cell) this.inlineText.close(tag);
  }

  private openRow({ r: reference, hidden, ht: height }: Attributes): void {
    const number = reference === undefined ? this.rowNumber + 1 : Number(reference);
    if (!Number.isInteger(number) || number <= this.rowNumber || number > LAST_ROW) {
      throw damaged('places');
    }
    this.rowNumber = number;
    if (isOn(hidden) || Number(height) === 0) this.hidden.rows.add(number);
    this.cells = [];
    this.nextColumn = 0;
  }

  private hideColumns({ min, max, hidden, width }: Attributes): void {
    if (!isOn(hidden) && Number(width) !== 0) return;
    const last = Math.min(Number(max), this.limits.maxColumns);
    for (let column = Number(min); column <= last; column++) this.hidden.columns.add(column - 1);
  }

  private openCell({ r: reference, t: type = 'n', s: style = '0' }: Attributes): OpenCell {
    const column = reference === undefined ? this.nextColumn : parseReference(reference)?.column;
    if (column === undefined) throw damaged('places');
    this.nextColumn = column + 1;
    return { column, type, style: Number(style), hasFormula: false, hasValue: false };
  }

  private openInCell(cell: OpenCell, tag: string): void {
    if (tag === 'v') {
      this.inValue = true;
      this.value = '';
      cell.hasValue = true;
    } else if (tag === 'f') cell.hasFormula = true;
    else if (cell.type === 'inlineStr') this.inlineText.open(tag);
  }

  private closeCell(cell: OpenCell): void {
    const value = this.valueOf(cell);
    this.cell = null;
    this.value = '';
    if (value === '') return;
    const { maxColumns } = this.limits;
    if (cell.column >= maxColumns) throw new UnreadableWorkbook('too-many-columns', { max: maxColumns });
    while (this.cells.length < cell.column) this.cells.push('');
    this.cells[cell.column] = value;
  }

  private valueOf({ type, style, hasFormula, hasValue }: OpenCell): Cell {
    if (type === 'inlineStr') return this.ownText(this.inlineText.take());
    if (hasFormula && !hasValue && type !== 'str') return { unreadable: 'formula-without-value' };
    switch (type) {
      case 's':
        return this.sharedText();
      case 'b':
        return this.value === '' ? '' : String(this.value.trim() === '1' || this.value.trim() === 'true');
      case 'd':
        return this.value.replace(/^(\d{4}-\d\d-\d\d)T.*$/s, '$1');
      case 'n':
        return this.numberOf(style);
      default:
        return this.ownText(plainText(this.value));
    }
  }

  private sharedText(): string {
    if (this.value === '') return '';
    const text = this.facts.sharedStrings[Number(this.value)];
    if (text === undefined) throw damaged('places');
    return text;
  }

  private ownText(text: string): string {
    this.characters += text.length;
    if (this.characters > MAX_CHARACTERS) {
      throw new UnreadableWorkbook('workbook-too-large', { maxMiB: MAX_CHARACTERS / 1024 / 1024 });
    }
    return text;
  }

  private numberOf(style: number): Cell {
    const written = this.value.trim();
    if (written === '') return '';
    const number = Number(written);
    if (!Number.isFinite(number)) return this.ownText(plainText(written));
    const { kind, shownAs } = this.facts.numberStyles[style] ?? PLAIN_STYLE;
    const shown = Number.isSafeInteger(number) ? number : Number(number.toPrecision(SIGNIFICANT_DIGITS));
    if (kind === 'percent') return `${Number((shown * 100).toPrecision(SIGNIFICANT_DIGITS))} %`;
    if (kind === 'time') return serialTime(number);
    if (kind === 'date') return serialDayOrTime(number, this.facts.calendar) ?? shown;
    const { words, divisor, hides } = shownAs?.(shown) ?? NOTHING_ADDED;
    if (words === '' && divisor === 1 && !hides) return shown;
    return { number: shown, words, divisor, ...(hides ? { hides } : {}) };
  }

  private closeRow(): void {
    if (this.cells.length === 0) return;
    this.cellCount += this.cells.length;
    if (this.cellCount > MAX_CELLS) {
      throw new UnreadableWorkbook('too-many-columns', { max: this.limits.maxColumns });
    }
    const row = { number: this.rowNumber, cells: this.cells };
    this.cells = [];
    if (this.top.length < HEADER_SEARCH_ROWS) this.top.push(row);
    this.filled.push(row);
    const { maxRows } = this.limits;
    if (this.filled.length > maxRows + HEADER_SEARCH_ROWS)
      throw new UnreadableWorkbook('too-many-rows', { max: maxRows });
  }

  private merge(reference: string): void {
    const [first, last] = reference.split(':').map(parseReference);
    if (!first || !last || this.merged.length >= MAX_MERGED) return;
    this.merged.push({ column: first.column, firstRow: first.row, lastRow: last.row });
  }
}
