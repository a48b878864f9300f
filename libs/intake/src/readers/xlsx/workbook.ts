import { posix } from 'node:path';
import { type NumberStyle, builtInStyle, styleOfFormat } from './number-formats.js';
import { type Calendar } from './serial-date.js';
import { readSharedStrings } from './shared-strings.js';
import { UnreadableWorkbook, damaged } from './unreadable.js';
import { type Attributes, readXml } from './xml.js';
import { type ZipArchive } from './zip-archive.js';

/** A sheet of cells; sheets that only hold a chart or macros are left out. */
export interface SheetPart {
  readonly name: string;
  readonly hidden: boolean;
  readonly path: string;
}

/** What is needed to read the cells of a sheet. */
export interface CellFacts {
  readonly calendar: Calendar;
  readonly sharedStrings: readonly string[];
  /** By the number of a cell's style. */
  readonly numberStyles: readonly NumberStyle[];
}

interface Relationship {
  /** The last word of its type, which is the same in both editions of the format. */
  readonly type: string;
  readonly path: string;
}

const USUAL_PATH = 'xl/workbook.xml';
const MAX_SHEETS = 10_000;
const MAX_STYLES = 100_000;

/** The parts of an Office Open XML workbook, found by its relationships (ISO/IEC 29500-1 and -2). */
export class Workbook {
  readonly sheets: readonly SheetPart[];
  private readonly calendar: Calendar;
  private readonly relationships: ReadonlyMap<string, Relationship>;

  constructor(private readonly archive: ZipArchive) {
    const main = [...relationshipsOf(archive, '').values()].find(({ type }) => type === 'officeDocument');
    const path = main?.path ?? USUAL_PATH;
    this.relationships = relationshipsOf(archive, path);
    const contents = readContents(archive, path);
    this.calendar = contents.calendar;
    this.sheets = contents.sheets.flatMap(({ name, hidden, relationshipId }) => {
      const part = this.relationships.get(relationshipId);
      return part?.type === 'worksheet' ? [{ name, hidden, path: part.path }] : [];
    });
  }

  cellFacts(): CellFacts {
    const strings = this.partOf('sharedStrings');
    const styles = this.partOf('styles');
    return {
      calendar: this.calendar,
      sharedStrings: strings ? readSharedStrings(strings) : [],
      numberStyles: styles ? readNumberStyles(styles) : [],
    };
  }

  /** The XML of a sheet, a piece at a time. */
  contentOf({ path }: SheetPart): Iterable<Uint8Array> {
    const content = this.archive.read(path);
    if (!content) throw damaged('parts');
    return content;
  }

  private partOf(type: string): Iterable<Uint8Array> | null {
    const part = [...this.relationships.values()].find((relationship) => relationship.type === type);
    return part ? this.archive.read(part.path) : null;
  }
}

/** Relationships of a part by their id; of the package itself when `path` is empty. */
function relationshipsOf(archive: ZipArchive, path: string): Map<string, Relationship> {
  const folder = posix.dirname(path);
  const content = archive.read(posix.join(folder, '_rels', `${posix.basename(path)}.rels`));
  const relationships = new Map<string, Relationship>();
  if (!content) return relationships;
  readXml(content, {
    open: (tag, { Id: id, Type: type, Target: target }) => {
      if (tag !== 'Relationship' || id === undefined || type === undefined || target === undefined) return;
      const joined = target.startsWith('/') ? target.slice(1) : posix.join(folder, target);
      if (relationships.size > MAX_SHEETS) throw damaged('size');
      relationships.set(id, { type: type.slice(type.lastIndexOf('/') + 1), path: posix.normalize(joined) });
    },
  });
  return relationships;
}

interface SheetEntry {
  readonly name: string;
  readonly hidden: boolean;
  readonly relationshipId: string;
}

function readContents(
  archive: ZipArchive,
  path: string,
): { readonly sheets: readonly SheetEntry[]; readonly calendar: Calendar } {
  const content = archive.read(path);
  if (!content) throw new UnreadableWorkbook('zip-without-workbook');
  const sheets: SheetEntry[] = [];
  let calendar: Calendar = 'from1900';
  readXml(content, {
    open: (tag, attributes) => {
      if (tag === 'workbookPr' && /^(?:1|true|on)$/.test(attributes.date1904 ?? '')) calendar = 'from1904';
      if (tag !== 'sheet') return;
      const { name = '', state = 'visible' } = attributes;
      if (sheets.length >= MAX_SHEETS) throw damaged('size');
      sheets.push({ name, hidden: state !== 'visible', relationshipId: relationshipIdOf(attributes) });
    },
  });
  return { sheets, calendar };
}

/** `r:id`, whatever the prefix is. */
function relationshipIdOf(attributes: Attributes): string {
  const name = Object.keys(attributes).find((key) => key.endsWith(':id'));
  return (name === undefined ? undefined : attributes[name]) ?? '';
}

/** How numbers are shown by every cell style, in their order. */
function readNumberStyles(content: Iterable<Uint8Array>): NumberStyle[] {
  const own = new Map<string, NumberStyle>();
  const found: NumberStyle[] = [];
  let inCellStyles = false;
  readXml(content, {
    open: (tag, { numFmtId = '0', formatCode }) => {
      if (tag === 'numFmt' && formatCode !== undefined) own.set(numFmtId, styleOfFormat(formatCode));
      if (tag === 'cellXfs') inCellStyles = true;
      if (tag !== 'xf' || !inCellStyles) return;
      if (found.length >= MAX_STYLES) throw damaged('size');
      found.push(own.get(numFmtId) ?? builtInStyle(Number(numFmtId)));
    },
    close: (tag) => {
      if (tag === 'cellXfs') inCellStyles = false;
    },
  });
  return found;
}
