import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { plainText, tagText } from './influx-ql.js';

describe('the text of a tag', () => {
  it('can be read back, whatever it is, and breaks no line', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'å', ' ', '%', '2', '5', 'C', '0', 'A', '\\', '\n', '\r', '\t', '\0', ','),
    });
    fc.assert(
      fc.property(text, (plain) => {
        expect(tagText(plain)).not.toMatch(/[\\\n\r\t\0]/);
        expect(plainText(tagText(plain))).toBe(plain);
      }),
    );
  });

  it('is almost always the text itself', () => {
    expect(tagText('Äldreförvaltningen, 50 % tjänst = "x"')).toBe('Äldreförvaltningen, 50 % tjänst = "x"');
  });
});
