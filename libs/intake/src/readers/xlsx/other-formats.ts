import { type UploadedFile } from '../reader.js';
import { UnreadableWorkbook } from './unreadable.js';
import { type ZipArchive } from './zip-archive.js';

const ZIP = Buffer.from('PK\u0003\u0004', 'latin1');
const EMPTY_ZIP = Buffer.from('PK\u0005\u0006', 'latin1');
/** Compound File Binary: workbooks of Excel 97–2003, and newer ones under a password. */
const COMPOUND_FILE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
/** The stream that a compound file has when it holds an encrypted workbook (MS-OFFCRYPTO, 2.3.4). */
const ENCRYPTED_STREAM = Buffer.from('EncryptedPackage', 'utf16le');
const WORKBOOK_NAME = /\.xl[a-z]{1,2}$/i;
const MARKUP_BYTES = 512;

/** Whether a file is a workbook of some kind, by its first bytes; or is called one and holds the markup of a page. */
export function looksLikeWorkbook({ bytes, fileName }: UploadedFile): boolean {
  if ([ZIP, EMPTY_ZIP, COMPOUND_FILE].some((signature) => startsWith(bytes, signature))) return true;
  return isMarkup(bytes) && (WORKBOOK_NAME.test(fileName) || markup(bytes).includes('mso-application'));
}

/** Throws {@link UnreadableWorkbook} for files that are no zip archive. */
export function refuseOtherFormats(bytes: Uint8Array): void {
  if (startsWith(bytes, COMPOUND_FILE)) {
    const encrypted = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
      ENCRYPTED_STREAM,
    );
    throw new UnreadableWorkbook(encrypted ? 'workbook-encrypted' : 'workbook-legacy');
  }
  if (isMarkup(bytes)) throw new UnreadableWorkbook('workbook-other-format', { format: 'HTML/XML' });
}

/** Throws {@link UnreadableWorkbook} for zip archives that hold another kind of document. */
export function refuseOtherContainers(archive: ZipArchive): void {
  if (archive.has('xl/workbook.bin')) {
    throw new UnreadableWorkbook('workbook-other-format', { format: 'Excel Binary (.xlsb)' });
  }
  if (archive.has('META-INF/manifest.xml') && archive.has('content.xml')) {
    throw new UnreadableWorkbook('workbook-other-format', { format: 'OpenDocument (.ods)' });
  }
  if (!archive.has('[Content_Types].xml')) throw new UnreadableWorkbook('zip-without-workbook');
}

function startsWith(bytes: Uint8Array, prefix: Uint8Array): boolean {
  return prefix.every((byte, i) => bytes[i] === byte);
}

function isMarkup(bytes: Uint8Array): boolean {
  return /^\uFEFF?\s*<(?:\?xml|!doctype|html|table|meta|style)/i.test(markup(bytes));
}

function markup(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes.subarray(0, MARKUP_BYTES));
}
