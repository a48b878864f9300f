import { expect, it } from '@jest/globals';
import { partWords } from './part-words.js';

it.each([
  ['actual/ledger', 'Utfall ur huvudboken'],
  ['budget/table', 'Budget ur en tabell'],
  ['forecast/cloud-bill', 'Prognos ur molnfakturan'],
  ['', ''],
])('%s is told as %s', (part, words) => {
  expect(partWords(part)).toBe(words);
});
