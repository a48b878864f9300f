import { describe, expect, it } from '@jest/globals';
import { type ProblemCode, SEVERITIES } from '../problem-codes.js';
import { TEXTS } from './texts.js';

function places(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''))].sort();
}

describe('the words of problems', () => {
  it.each(Object.keys(SEVERITIES) as ProblemCode[])('%s tells the same in both languages', (code) => {
    const { sv, en } = TEXTS;
    expect(places(sv[code].message)).toEqual(places(en[code].message));
    expect(places(sv[code].hint)).toEqual(places(en[code].hint));
    expect(places(sv[code].hintIfSimilar ?? '')).toEqual(places(en[code].hintIfSimilar ?? ''));
    expect(sv[code].message).not.toBe(en[code].message);
  });
});
