import { type IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, type InputType } from 'node:zlib';
import { failureOf, ProbeFailure } from '../probe-failure.js';
import { type HttpAnswer } from './full-exchange.js';

type Unpack = (packed: InputType, options: { maxOutputLength: number }) => Promise<Buffer>;

/** Nobody asks for these, but some servers pack all the same. */
const UNPACKERS: Readonly<Record<string, Unpack>> = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
};

/** How much is read, and what may end it earlier. */
export interface Reading {
  readonly maxBytes: number;
  /** All there is to know is whether this is in the body, so reading ends where it is found. */
  readonly onlySought?: string | undefined;
}

/** What was read of a body. */
export interface ReadBody {
  readonly text: string;
  readonly bytes: number;
}

/**
 * Reads a body to its end, to the limit, or to what is sought, and unpacks it. Throws a {@link ProbeFailure}: `reset`
 * when it is cut short, `protocol` when it is not what it says it is.
 */
export async function readBody(answer: HttpAnswer, reading: Reading): Promise<ReadBody> {
  const { response } = answer;
  const unpack = UNPACKERS[response.headers['content-encoding']?.toLowerCase() ?? ''];
  const encoding = encodingOf(response);
  const needle = !unpack && reading.onlySought ? Buffer.from(reading.onlySought, encoding) : null;
  const bytes = await gather(answer, reading.maxBytes, needle);
  const plain = unpack ? await unpacked(unpack, bytes, reading.maxBytes) : bytes;
  return { text: plain.toString(encoding), bytes: bytes.length };
}

function encodingOf(response: IncomingMessage): 'latin1' | 'utf8' {
  const type = response.headers['content-type'] ?? '';
  return /charset="?(?:iso-8859-1|windows-1252|latin1)/i.test(type) ? 'latin1' : 'utf8';
}

async function unpacked(unpack: Unpack, packed: Buffer, maxBytes: number): Promise<Buffer> {
  try {
    return await unpack(packed, { maxOutputLength: maxBytes });
  } catch (error) {
    throw new ProbeFailure('protocol', 'down', { cause: error });
  }
}

function gather(
  { response, brokenBy }: HttpAnswer,
  maxBytes: number,
  needle: Buffer | null,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    // The end of what was searched, lest the text is cut in two by the network.
    let tail = Buffer.alloc(0);
    const tell = (): void => {
      resolve(Buffer.concat(chunks));
    };
    response.on('data', (chunk: Buffer) => {
      const room = chunk.subarray(0, maxBytes - length);
      chunks.push(room);
      length += room.length;
      if (needle) {
        const window = Buffer.concat([tail, room]);
        if (window.includes(needle)) tell();
        tail = window.subarray(Math.max(0, window.length - needle.length + 1));
      }
      if (length >= maxBytes) tell();
    });
    response.once('end', tell);
    response.once('error', (error) => {
      reject(failureOf(error));
    });
    response.once('aborted', () => {
      reject(brokenBy() ?? new ProbeFailure('reset'));
    });
  });
}
