import { pipeline, Readable } from 'node:stream';
import { constants, createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';

type Bytes = AsyncIterable<Buffer>;

/** Nobody asks for these codings, but some servers pack all the same (RFC 9110, section 8.4.1). */
type Unpacker = (first: Buffer) => NodeJS.ReadWriteStream & AsyncIterable<Buffer | string>;

/** What is missing at the end is no reason to give up what was there: a limit may have cut it. */
const LENIENT = { finishFlush: constants.Z_SYNC_FLUSH };

const UNPACKERS: Readonly<Record<string, Unpacker>> = {
  gzip: () => createGunzip(LENIENT),
  'x-gzip': () => createGunzip(LENIENT),
  deflate: (first) => (hasZlibHeader(first) ? createInflate(LENIENT) : createInflateRaw(LENIENT)),
  br: () => createBrotliDecompress({ finishFlush: constants.BROTLI_OPERATION_FLUSH }),
};

/** RFC 9110 means zlib by `deflate`; old servers send the bare stream, and browsers read both. */
function hasZlibHeader(first: Buffer): boolean {
  const [cmf = 0, flg = 0] = first;
  return (cmf & 0x0f) === 8 && ((cmf << 8) | flg) % 31 === 0;
}

/**
 * The body behind its content codings, the last applied undone first. A coding that nobody knows is left as it is, and an
 * empty body has nothing to undo. Iterating throws zlib's error, with a code `Z_…` or `ERR_…`, for what is not packed so.
 */
export function unpacked(packed: Bytes, contentEncoding: string): Bytes {
  const codings = contentEncoding.split(',').map((coding) => coding.trim().toLowerCase());
  return codings.reverse().reduce<Bytes>((bytes, coding) => {
    const unpacker = UNPACKERS[coding];
    return unpacker ? throughUnpacker(bytes, unpacker) : bytes;
  }, packed);
}

async function* throughUnpacker(packed: Bytes, unpacker: Unpacker): AsyncGenerator<Buffer> {
  const pieces = packed[Symbol.asyncIterator]();
  const first = await pieces.next();
  if (first.done === true) return;
  const stream = unpacker(first.value);
  // A failure of either side destroys the other, and is thrown where the stream is read.
  pipeline(Readable.from(restOf(first.value, pieces)), stream, () => undefined);
  for await (const piece of stream) yield Buffer.from(piece);
}

async function* restOf(first: Buffer, pieces: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  for (let next = await pieces.next(); next.done !== true; next = await pieces.next()) yield next.value;
}
