import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { jsonFaultIn } from './json-fault.js';

/** The text up to its fault. */
function upTo(text: string): string {
  const { line, place } = jsonFaultIn(text);
  const lines = text.split('\n');
  return [...lines.slice(0, line - 1), (lines[line - 1] ?? '').slice(0, place - 1)].join('\n');
}

describe('where a text stops being JSON', () => {
  it.each([
    ['hej', ''],
    ['[{"a":1},,]', '[{"a":1},'],
    ['[{"a":1,}]', '[{"a":1,'],
    ['[{"a":1}', '[{"a":1}'],
    ['[1,\n  2,\n  3 4]', '[1,\n  2,\n  3 '],
    ['{a:1}', '{'],
    ["{'a':1}", '{'],
    ['["x\ny"]', '["x'],
    ['["\\x"]', '["'],
    ['[01]', '['],
    ['[1.5.2]', '['],
    ['[1]]', '[1]'],
    ['{"a" 1}', '{"a" '],
    ['[NaN]', '['],
    ['["klart', '["klart'],
    ['[1,2}', '[1,2'],
    ['', ''],
  ])('%j: after %j', (text, before) => {
    expect(upTo(text)).toBe(before);
  });

  it('is behind the whole of what is JSON', () => {
    const document = fc.json().map((text) => JSON.stringify(JSON.parse(text), null, 2));
    fc.assert(fc.property(document, (text) => upTo(text) === text));
  });

  it('is at the word that is cut, or where it is cut', () => {
    const cut = fc.tuple(fc.json(), fc.nat()).map(([text, at]) => `${text.slice(0, at % text.length)}\u0001`);
    fc.assert(
      fc.property(cut, (text) => {
        expect(text.slice(upTo(text).length)).toMatch(/^(?:\\(?:u[\da-f]*)?|[\w.+-]*)\u0001$/);
      }),
    );
  });
});
