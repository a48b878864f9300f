import { type DatasetSchema } from '#catalogue';

/** A file's lines under the data set's own column names. */
export interface PlainText {
  readonly columns: readonly string[];
  readonly delimiter: string;
  readonly lines: readonly string[];
}

function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** A file as plain text. Knows the ways in which the files of the tests are written, and no more than these. */
export function plainText(schema: DatasetSchema, bytes: Uint8Array): PlainText {
  const [header = '', ...lines] = decoded(bytes)
    .split(/\r?\n/)
    .filter((line) => line !== '');
  const delimiter = [';', ',', '\t'].find((mark) => header.includes(mark)) ?? ';';
  const columns = header.split(delimiter).map((title) => {
    const field = schema.fields.find(({ name, titles }) => [name, titles.sv, titles.en].includes(title));
    if (!field) throw new Error(`${schema.name}: no column is headed "${title}"`);
    return field.name;
  });
  const broken = lines.find((line) => line.split('"').length % 2 === 0);
  if (broken !== undefined) throw new Error(`${schema.name}: a cell goes on over lines: ${broken}`);
  return { columns, delimiter, lines };
}
