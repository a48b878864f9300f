import { ProbeFailure } from './probe-failure.js';

/** The largest head of an answer, as browsers' proxies and servers let it be. */
export const MAX_HEAD_BYTES = 65_536;
const PREFIX = 'HTTP/1.';
/** As some leave behind the answer before. */
const EMPTY_LINES = /^(?:\r?\n)+/;
const HEAD_END = /\r?\n\r?\n/;
const STATUS_LINE = /^HTTP\/1\.[01] ([1-9]\d\d)(?: [^\r\n]*)?\r?\n/;

/**
 * Reads the status code of an HTTP/1.0 or 1.1 answer from the bytes as they arrive, however they are cut, and past
 * interim answers (100, 103). The head must arrive whole: a service that dies in the midst of it has not answered.
 */
export class ResponseHead {
  private text = '';
  /** What came behind the head. */
  rest = Buffer.alloc(0);

  /** The status code, or `null` while more is needed. Throws a {@link ProbeFailure} `protocol` for what is not HTTP. */
  push(bytes: Buffer): number | null {
    this.text += bytes.toString('latin1');
    for (;;) {
      this.text = this.text.replace(EMPTY_LINES, '');
      this.refuseOtherThanHttp();
      const end = HEAD_END.exec(this.text);
      // However much of the body came along: only the head is limited.
      if ((end?.index ?? this.text.length) > MAX_HEAD_BYTES) throw new ProbeFailure('protocol');
      if (!end) return null;
      const statusCode = Number(STATUS_LINE.exec(this.text)?.[1]);
      if (!Number.isInteger(statusCode)) throw new ProbeFailure('protocol');
      const behind = this.text.slice(end.index + end[0].length);
      if (statusCode >= 200 || statusCode === 101) {
        if (behind !== '') this.rest = Buffer.from(behind, 'latin1');
        return statusCode;
      }
      this.text = behind;
    }
  }

  /** At the first wrong byte: who greets in another protocol may never send a line's end. */
  private refuseOtherThanHttp(): void {
    const start = this.text.slice(0, PREFIX.length);
    if (!PREFIX.startsWith(start)) throw new ProbeFailure('protocol');
  }
}
