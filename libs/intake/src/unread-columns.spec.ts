import { describe, expect, it } from '@jest/globals';
import { handedIn } from '../../../test/fixtures/intake/handed-in.js';

/** An entry of the port with a column that the data set does not have. */
function withColumn(heading: string, cell: string, amount = '1250'): ReturnType<typeof handedIn> {
  const header = `Enhet;Period;Belopp;Slag;Anskaffningsområde;${heading}`;
  return handedIn('cost', `${header}\r\nhamnen;2026-10;${amount};utfall;programvara;${cell}`);
}

describe('a column that is not read', () => {
  it.each([
    ['Valuta', 'EUR', 'currency-not-sek'],
    ['Valutakod', 'NOK', 'currency-not-sek'],
    ['Vad som helst', 'USD', 'currency-not-sek'],
    ['Sort', 'tkr', 'scaled-amount'],
    ['Kommentar', '(tkr)', 'scaled-amount'],
    ['Anmärkning', 'Belopp i tusental kronor', 'scaled-amount'],
    ['Belopp i', 'mnkr', 'scaled-amount'],
    ['Måttenhet', '%', 'percent'],
    ['Moms', 'inkl. moms', 'with-vat'],
    ['Debet/Kredit', 'K', 'amount-of-credit'],
    ['D/K', 'Kredit', 'amount-of-credit'],
    ['Tecken', '-', 'amount-of-credit'],
  ])('%s that says %s is refused: %s', (heading, cell, code) => {
    const { accepted, problems } = withColumn(heading, cell);
    expect(accepted).toBe(false);
    expect(problems).toContainEqual(expect.objectContaining({ code, row: 2, column: heading, value: cell }));
  });

  it.each([
    ['Valuta', 'SEK'],
    ['Sort', 'kr'],
    ['Moms', 'exkl moms'],
    ['D/K', 'D'],
    ['Kommentar', 'inkl. moms'],
    ['Avtalstid', 'år'],
  ])('%s that says %s changes nothing', (heading, cell) => {
    const { accepted, totals, codes } = withColumn(heading, cell);
    expect([accepted, totals]).toEqual([true, [1250]]);
    expect(codes).toContain('extra-column');
  });

  it('may name a credit credit, when the amount has its minus', () => {
    expect(withColumn('Debet/Kredit', 'K', '-1250')).toMatchObject({ accepted: true, totals: [-1250] });
  });

  it('tells how much it holds', () => {
    const [told] = withColumn('Belopp föregående år', '1 562,50').problems.filter(
      ({ code }) => code === 'extra-column',
    );
    expect(told?.message).toBe(
      'Kolumnen ”Belopp föregående år” hör inte till datamängden och lästes inte: 1 tal, summa 1\u00a0562,50.',
    );
  });

  it('of credits is warned of, with their sum', () => {
    const { accepted, problems } = withColumn('Kredit', '300');
    expect(accepted).toBe(true);
    expect(problems).toContainEqual(
      expect.objectContaining({
        code: 'credits-unread',
        message: expect.stringContaining('1 tal, summa 300') as unknown,
      }),
    );
  });

  it('says what the numbers are in rows from machines, too', () => {
    const row = {
      unit: 'hamnen',
      period: '2026-10',
      amount: 1250,
      kind: 'actual',
      procurement_area: 'software',
    };
    const { accepted, codes } = handedIn('cost', JSON.stringify([{ ...row, currency: 'EUR' }]));
    expect(accepted).toBe(false);
    expect(codes).toContain('currency-not-sek');
  });
});
