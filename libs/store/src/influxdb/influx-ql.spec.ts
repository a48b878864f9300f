import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ExactSum } from '#core';
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

describe('ExactSum', () => {
  it('is that of whole öre, in whichever order amounts come', () => {
    const amounts = fc.array(fc.integer({ min: -10_000_000_000, max: 10_000_000_000 }), { maxLength: 200 });
    fc.assert(
      fc.property(amounts, (ore) => {
        const forwards = new ExactSum();
        const backwards = new ExactSum();
        for (const amount of ore) forwards.add(amount / 100);
        for (const amount of ore.toReversed()) backwards.add(amount / 100);
        expect(forwards.value).toBe(backwards.value);
        expect(forwards.value).toBeCloseTo(ore.reduce((sum, amount) => sum + amount, 0) / 100, 4);
      }),
    );
  });

  it('keeps what an ordinary sum loses', () => {
    const sum = new ExactSum();
    for (const number of [1, 1e100, 1, -1e100]) sum.add(number);
    expect(sum.value).toBe(2);
  });
});
