import { describe, expect, it } from '@jest/globals';
import { isPlain, isPlainText } from './plain-text.js';

describe('plain text', () => {
  it.each(['Åäö', '', 'rad\r\nrad\tkolumn', '👩‍💻'])('is %j', (text) => {
    expect(isPlainText(text)).toBe(true);
  });

  it.each(['a\u0000b', 'a\ud800b', '\udc00', '\u0007', '\u0085'])('is not %j', (text) => {
    expect(isPlainText(text)).toBe(false);
    expect(isPlain([{ title: { sv: text } }])).toBe(false);
    expect(isPlain({ [text]: 1 })).toBe(false);
  });

  it('is looked for at any depth, without calling itself', () => {
    let deep: unknown = 'a\u0000';
    for (let level = 0; level < 20_000; level++) deep = [deep];
    expect(isPlain(deep)).toBe(false);
    expect(isPlain([1, null, true, { a: ['b'] }])).toBe(true);
  });
});
