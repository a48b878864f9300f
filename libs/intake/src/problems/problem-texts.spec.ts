import { describe, expect, it } from '@jest/globals';
import { PROBLEMS } from '../problem-codes.js';

function places(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''))].sort();
}

describe('the words of problems', () => {
  it.each(Object.entries(PROBLEMS))('%s tells the same in both languages', (_, { sv, en }) => {
    expect(places(sv.message)).toEqual(places(en.message));
    expect(places(sv.hint)).toEqual(places(en.hint));
    expect(places(sv.hintIfSimilar ?? '')).toEqual(places(en.hintIfSimilar ?? ''));
    expect(sv.message).not.toBe(en.message);
  });
});
