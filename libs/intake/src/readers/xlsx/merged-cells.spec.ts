import { describe, expect, it } from '@jest/globals';
import { handedIn } from '../../../../../test/fixtures/intake/handed-in.js';
import { type WrittenCell, workbookOf } from '../../../../../test/fixtures/intake/worksheet.js';

const HEADER = ['Enhet', 'Period', 'Produkt', 'Tilldelade', 'Använda', 'Köpta'];

function licences(
  rows: readonly (readonly WrittenCell[])[],
  ...merged: string[]
): ReturnType<typeof handedIn> {
  const cells = merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('');
  const after = `<mergeCells count="${merged.length}">${cells}</mergeCells>`;
  return handedIn('licences', workbookOf({ rows: [HEADER, ...rows], after }));
}

describe('cells that are joined over several rows', () => {
  it('hold for each of their rows when they name something', () => {
    const rows = [
      ['hamnen', '2026-10', 'Kontor', 420, 361, 500],
      ['', '', 'Karta', 20, 10, 20],
      ['', '2026-11', 'Karta', 30, 10, 30],
    ];
    const { accepted, totals, problems } = licences(rows, 'A2:A4', 'B2:B3');
    expect([accepted, totals]).toEqual([true, [440, 30]]);
    expect(problems.filter(({ code }) => code === 'merged-cells-filled').map(({ column }) => column)).toEqual(
      ['Enhet', 'Period'],
    );
  });

  it('are one figure when they hold one, and that is said', () => {
    const rows = [
      ['hamnen', '2026-10', 'Kontor', 420, 361, 500],
      ['hamnen', '2026-10', 'Karta', 20, 10, ''],
    ];
    const { accepted, problems } = licences(rows, 'F2:F3');
    expect(accepted).toBe(true);
    expect(problems).toContainEqual(
      expect.objectContaining({ code: 'merged-figure', severity: 'warning', row: 2, column: 'Köpta' }),
    );
  });

  it('leave a figure that is needed missing in the rows below', () => {
    const rows = [
      ['hamnen', '2026-10', 'Kontor', 420, 361, 500],
      ['hamnen', '2026-10', 'Karta', '', 10, 20],
    ];
    const { accepted, codes } = licences(rows, 'D2:D3');
    expect(accepted).toBe(false);
    expect(codes).toEqual(expect.arrayContaining(['merged-figure', 'required']));
  });

  it('beside each other, or above the headings, change nothing', () => {
    const { accepted, codes } = licences([['hamnen', '2026-10', 'Kontor', 420, 361, 500]], 'D2:E2', 'A1:A1');
    expect(accepted).toBe(true);
    expect(codes).toEqual(['read-as-workbook']);
  });
});
