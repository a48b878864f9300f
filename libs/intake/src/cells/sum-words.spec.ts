import { describe, expect, it } from '@jest/globals';
import { sumWord } from './sum-words.js';

describe('what heads a row of sums', () => {
  it.each([
    ...[
      'Summa',
      'S:a',
      'SUMMA:',
      'Delsumma',
      ' * Totalt *',
      '∑',
      'Summa summarum',
      'Slutsumma',
      'Grand Total',
    ],
    ...['Sub-total', 'Sammanlagt', 'Total summa', 'I allt'],
  ])('%s, for certain', (text) => {
    expect(sumWord(text)).toBe('sure');
  });

  it.each([
    ...[
      'Total',
      'Tot.',
      'Summa kostnader',
      'Totalt 2026',
      'Total kostnad',
      'Totala kostnader',
      'Totalkostnad',
    ],
    ...['Delsumma programvara', 'Kostnader totalt', 'Nämnden totalt', 'Förvaltningen, summa', 'Hamnen – s:a'],
    ...[
      'Sammantaget',
      'Tillsammans',
      'Helår',
      'Hela året',
      'Ackumulerat',
      'Netto',
      'Resultat',
      'Alla processer',
    ],
  ])('%s, unless it is a name', (text) => {
    expect(sumWord(text)).toBe('maybe');
  });

  it.each(['varav E3', 'Därav konsulter', 'of which licences'])('%s is in another row already', (text) => {
    expect(sumWord(text)).toBe('part');
  });

  it.each([
    ...['Totalförsvaret', 'Summit AB', 'Sa', 'Digital', 'Kontorspaket', 'Allan', 'Medelhavet', 'Nettobuss'],
    ...['Varavia', 'Sammanträden', 'Postal', 'Gesamtschule', 'Resultatbolaget', ''],
  ])('%s does not', (text) => {
    expect(sumWord(text)).toBeNull();
  });
});
