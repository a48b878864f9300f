import { expect, it } from '@jest/globals';
import { filledIn } from './words.js';

it.each([
  [[], 'sv', 'E-tjänsten är nere'],
  [['Felanmälan'], 'sv', 'Felanmälan är nere'],
  [['Felanmälan', 'Mina sidor'], 'sv', 'Felanmälan och Mina sidor är nere'],
  [['A', 'B', 'C'], 'en', 'A, B and C är nere'],
] as const)('names %s in %s: %s', (names, language, text) => {
  expect(filledIn('{tjänst} är nere', names, language)).toBe(text);
});
