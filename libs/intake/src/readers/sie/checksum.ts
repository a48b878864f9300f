import { crc32 } from 'node:zlib';

const BETWEEN = /^[ \t]*#KSUMMA[^\r\n]*[\r\n]+(.*)^[ \t]*#KSUMMA/ims;

/**
 * Whether a file's checksum (#KSUMMA, 4B, section 10: CRC-32 of labels and fields, without what divides them) is right.
 * Programs differ in whether braces, and blanks inside quotes, belong to it: any of these will do. The bytes are those of
 * the file, whatever they are encoded in. `null`: there is nothing to compute it of.
 */
export function isChecksumRight(bytes: Uint8Array, declared: string): boolean | null {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const between = BETWEEN.exec(text)?.[1];
  if (between === undefined) return null;
  const withBlanks = between.replace(
    /"((?:[^"\\\r\n]|\\.)*)"|[ \t\r\n"]/g,
    (_, quoted?: string) => quoted ?? '',
  );
  const without = between.replace(/[ \t\r\n"]/g, '');
  return [withBlanks, without]
    .flatMap((parts) => [parts, parts.replace(/[{}]/g, '')])
    .some((parts) => isWritten(crc32(Buffer.from(parts, 'latin1')), declared));
}

/** With a sign or without, in tens or sixteens. */
function isWritten(checksum: number, declared: string): boolean {
  const ways = [
    checksum.toString(),
    (checksum | 0).toString(),
    checksum.toString(16),
    checksum.toString(16).padStart(8, '0'),
  ];
  return ways.includes(declared.toLowerCase());
}
