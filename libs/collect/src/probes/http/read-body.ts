import { types } from 'node:util';
import { failureOf, ProbeFailure } from '../probe-failure.js';
import { declaredEncoding, decodeWhole, PieceDecoder, PRESCAN_BYTES } from './charset.js';
import { type HttpAnswer } from './full-exchange.js';
import { unpacked } from './unpack.js';

/** How much is read, and what may end it earlier. */
export interface Reading {
  /** Of the body as sent, and of the body unpacked, no more is read. */
  readonly maxBytes: number;
  /** Texts that all there is to know is whether they are in the body, so reading ends where the last is found. */
  readonly onlySought?: readonly string[] | undefined;
}

/** What was read of a body. */
export interface ReadBody {
  readonly text: string;
  /** As unpacked. */
  readonly bytes: number;
}

/**
 * Reads a body to its end, to the limit, or to what is sought, unpacks it, and decodes it as browsers do. Throws a
 * {@link ProbeFailure}: `reset` when it is cut short, `protocol` when it is not what it says it is.
 */
export async function readBody(answer: HttpAnswer, { maxBytes, onlySought }: Reading): Promise<ReadBody> {
  const { headers } = answer.response;
  const contentType = headers['content-type'] ?? '';
  const search = onlySought ? new Search(onlySought, contentType) : null;
  const pieces: Buffer[] = [];
  let length = 0;
  try {
    const sent = upTo(maxBytes, answer.response);
    for await (const piece of upTo(maxBytes, unpacked(sent, headers['content-encoding'] ?? ''))) {
      pieces.push(piece);
      length += piece.length;
      if (search?.isDoneWith(piece)) break;
    }
  } catch (error) {
    throw failureIn(answer, error);
  }
  const whole = Buffer.concat(pieces);
  return { text: decodeWhole(declaredEncoding(contentType, whole), whole), bytes: length };
}

async function* upTo(maxBytes: number, pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let room = maxBytes;
  for await (const piece of pieces) {
    yield piece.subarray(0, room);
    room -= piece.length;
    if (room <= 0) return;
  }
}

function failureIn({ brokenBy }: HttpAnswer, error: unknown): ProbeFailure {
  const broken = brokenBy();
  if (broken) return broken;
  if (!types.isNativeError(error)) return new ProbeFailure('other', 'down', { cause: error });
  const code = 'code' in error ? String(error.code) : '';
  const isMispacked =
    code.startsWith('Z_') || code.startsWith('ERR_BROTLI') || code.startsWith('ERR_PADDING');
  return isMispacked ? new ProbeFailure('protocol', 'down', { cause: error }) : failureOf(error);
}

/** Looks for texts in a body while it comes. */
class Search {
  private readonly missing: Set<string>;
  private readonly longest: number;
  private decoder: PieceDecoder | null = null;
  private start = Buffer.alloc(0);
  /** The end of what was searched, lest the network cuts a text in two. */
  private tail = '';

  constructor(
    sought: readonly string[],
    private readonly contentType: string,
  ) {
    this.missing = new Set(sought);
    this.longest = Math.max(...sought.map((text) => text.length));
  }

  /** Whether everything has been found, with this piece. */
  isDoneWith(piece: Buffer): boolean {
    const window = this.decoder ? this.tail + this.decoder.push(piece) : this.beginning(piece);
    for (const text of this.missing) if (window.includes(text)) this.missing.delete(text);
    this.tail = window.slice(Math.max(0, window.length - this.longest + 1));
    return this.missing.size === 0;
  }

  /** All that has come so far, decoded anew until there is enough to see how it is written. */
  private beginning(piece: Buffer): string {
    this.start = Buffer.concat([this.start, piece]);
    const encoding = declaredEncoding(this.contentType, this.start);
    if (encoding === null && this.start.length < PRESCAN_BYTES) return decodeWhole(null, this.start);
    this.decoder = new PieceDecoder(encoding);
    return this.decoder.push(this.start);
  }
}
