import { describe, expect, it } from '@jest/globals';
import { handedIn } from '../../../test/fixtures/intake/handed-in.js';

function licences(...products: readonly string[]) {
  const rows = products.map(
    (product, i) => `hamnen;${product};2026-${String(i + 1).padStart(2, '0')};420;361`,
  );
  return handedIn('licences', ['Enhet;Produkt;Period;Tilldelade;Använda', ...rows].join('\n'));
}

describe('two spellings of a label', () => {
  it.each([
    'kontorspaket plus',
    'KONTORSPAKET PLUS',
    'Kontorspaket\u00a0plus',
    'Kontorspaket  plus',
    'Kontors\u00adpaket plus',
    'Kontorspaket\u202fplus',
  ])('%j is the first again, which is told', (other) => {
    const { accepted, problems } = licences('Kontorspaket plus', other);
    expect(accepted).toBe(true);
    const told = problems.filter(({ code }) => code === 'spelled-otherwise');
    const isOnlyBlanks = other.toLowerCase() !== other && other !== other.toUpperCase();
    expect(told).toHaveLength(isOnlyBlanks ? 0 : 1);
  });

  it.each(['Kontorspaket-plus', 'Kontorspaket', 'Kontorspåket plus'])('%s is another', (other) => {
    expect(licences('Kontorspaket plus', other).codes).toEqual(['read-as-csv']);
  });

  it('in one month are the same twice', () => {
    const file = 'Enhet;Produkt;Period;Tilldelade;Använda\nhamnen;CAD;2026-10;1;1\nhamnen;cad;2026-10;2;2\n';
    expect(handedIn('licences', file).codes).toContain('duplicate-row');
  });
});

describe('a sum', () => {
  it('of credits and debits is 0, not the noise of doubles', () => {
    const rows = [0.1, 0.2, -0.3].map((amount, i) => `hamnen;2026-10;${amount};actual;software;A${i}`);
    const { totals } = handedIn(
      'cost',
      ['unit;period;amount;kind;procurement_area;supplier', ...rows].join('\n'),
    );
    expect(totals).toEqual([0]);
  });
});
