import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';

/** Longer contents are compressed. */
const PLAIN_BYTES = 4096;
/** How gzip begins; JSON never does. */
const GZIP_MARK = 0x1f;

const zip = promisify(gzip);
const unzip = promisify(gunzip);

/** The content of an entry as it rests: JSON, compressed when it is long. */
export async function packContent(content: unknown): Promise<Uint8Array> {
  const plain = Buffer.from(JSON.stringify(content));
  return plain.length > PLAIN_BYTES ? zip(plain) : plain;
}

export async function unpackContent(bytes: Uint8Array): Promise<unknown> {
  const plain = bytes[0] === GZIP_MARK ? await unzip(bytes) : bytes;
  return JSON.parse(new TextDecoder().decode(plain)) as unknown;
}
