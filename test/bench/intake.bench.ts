import { parse } from 'csv-parse/sync';
import { type Catalogue, loadCatalogue } from '#catalogue';
import { readUpload } from '#intake';
import { type Bench } from './bench.js';
import { sideBySide, wallMs } from './side-by-side.js';
import { printTable } from './table.js';

const HEADER =
  'Enhet;Period;Belopp;Slag;Anskaffningsområde;System;Leverantör;Konto;Kostnadsställe;Beskrivning';
const AREAS = ['infrastructure', 'operations', 'consultants', 'software', 'telephony'];

/** Costs as a Swedish office writes them. */
function costFile({ units, systems }: Catalogue, rows: number): Uint8Array {
  const unitIds = [...units.values()].filter(({ kind }) => kind === 'committee').map(({ id }) => id);
  const systemIds = [...systems.keys()];
  const nth = <T>(items: readonly T[], i: number): T | undefined => items[i % items.length];
  const lines = Array.from({ length: rows }, (_, i) =>
    [
      nth(unitIds, i),
      `2026-${String(1 + (i % 9)).padStart(2, '0')}`,
      `${1 + (i % 900)} ${String(i % 1000).padStart(3, '0')},${String(i % 100).padStart(2, '0')}`,
      'actual',
      nth(AREAS, i),
      nth(systemIds, i),
      `Leverantör ${i % 300} AB`,
      String(5400 + (i % 50)),
      String(1100 + (i % 700)),
      `Faktura ${i}`,
    ].join(';'),
  );
  return Buffer.from([HEADER, ...lines].join('\r\n'));
}

/** Every cell read and checked against the catalogue, against the splitting of lines alone. */
export const intakeBench: Bench = {
  name: 'intake',
  run: async (extent) => {
    const demo = await loadCatalogue('config/demo');
    if (!demo.ok) throw new Error(JSON.stringify(demo.problem));
    const catalogue = demo.value;
    const dataset = catalogue.datasets.get('cost');
    if (!dataset) throw new Error('There is no data set cost');
    const results: number[][] = [];
    for (const rows of extent === 'smoke' ? [1000] : [1000, 10_000, 100_000, 500_000]) {
      const bytes = costFile(catalogue, rows);
      const file = {
        dataset,
        catalogue,
        bytes,
        fileName: 'kostnader.csv',
        source: 'manual',
        language: 'sv',
      } as const;
      const timings = await sideBySide(
        [
          {
            name: 'readUpload',
            round: () =>
              wallMs(async () => {
                const read = readUpload({ ...file, mayHandInFor: () => true });
                if (!read.accepted) throw new Error(JSON.stringify(read.problems.slice(0, 3)));
                return Promise.resolve();
              }),
          },
          {
            name: 'csv-parse',
            round: () =>
              wallMs(async () => {
                parse(Buffer.from(bytes), { delimiter: ';' });
                return Promise.resolve();
              }),
          },
        ],
        rows > 100_000 ? 3 : 5,
      );
      const [ours = NaN, plain = NaN] = timings.map(({ medianMs }) => medianMs);
      results.push([rows, ours, plain, ours / plain, (1000 * rows) / ours]);
    }
    printTable(
      'Rows of costs read and checked',
      ['rows', 'readUpload ms', 'csv-parse ms', 'ratio', 'rows a second'],
      results,
    );
  },
};
