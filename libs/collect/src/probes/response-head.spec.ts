import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ResponseHead } from './response-head.js';

/** The code that is read from an answer which comes in pieces, and after how many of its bytes. */
function read(text: string, cuts: readonly number[]): { code: number | null; rest: number } {
  const head = new ResponseHead();
  const bytes = Buffer.from(text, 'latin1');
  const ends = [...new Set(cuts.map((cut) => cut % bytes.length))].sort((a, b) => a - b);
  let from = 0;
  for (const end of [...ends, bytes.length]) {
    const code = head.push(bytes.subarray(from, end));
    if (code !== null) return { code, rest: head.rest.length + bytes.length - end };
    from = end;
  }
  return { code: null, rest: 0 };
}

describe('the head of an answer', () => {
  it('is read however it is cut, and however much of the body comes with it', () => {
    const body = fc.nat(200_000);
    const header = fc.nat(60_000);
    const before = fc.constantFrom('', '\r\n', 'HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n');
    fc.assert(
      fc.property(before, header, body, fc.array(fc.nat(), { maxLength: 5 }), (first, long, length, cuts) => {
        const text = `${first}HTTP/1.1 200 OK\r\nA: ${'b'.repeat(long)}\r\n\r\n${'c'.repeat(length)}`;
        expect(read(text, cuts)).toEqual({ code: 200, rest: length });
      }),
      { numRuns: 30 },
    );
  });

  it('is refused when it is no head, or larger than 64 KiB', () => {
    for (const text of ['SSH-2.0-x\r\n', `HTTP/1.1 200 OK\r\nA: ${'b'.repeat(70_000)}`])
      expect(() => read(text, [])).toThrow();
  });
});
