import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { mkdir, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CollectedCity } from '../collected-city.js';

// Only a guard against hanging: machines are slow when others use them too.
jest.setTimeout(120_000);

const HEADER = 'Enhet;Period;Belopp;Slag;Anskaffningsområde';

describe('a collector of an inbox', () => {
  let collected: CollectedCity;
  let inbox: string;
  const lay = (name: string, ...rows: string[]): Promise<void> =>
    writeFile(join(inbox, name), [HEADER, ...rows].join('\n'));
  const files = async (folder = ''): Promise<string[]> =>
    (await readdir(join(inbox, folder), { withFileTypes: true }))
      .filter((entry) => !entry.isDirectory())
      .map(({ name }) => name)
      .sort();

  beforeAll(async () => {
    collected = await CollectedCity.start(
      `
- id: ekonomi
  kind: inbox
  dataset: cost
  schedule: '*/15 * * * *'
  retry: { attempts: 2, backOff: PT0.01S }
  options: { folder: $FOLDER/in, files: '*.csv', settleSeconds: 0 }
`,
      { nowMs: () => Date.parse('2026-11-05T10:00+01:00') },
    );
    inbox = join(collected.folder, 'in');
  });
  afterAll(() => collected.remove());

  it('says that there is no such folder', async () => {
    const run = await collected.run('ekonomi');
    expect(run).toMatchObject({ outcome: 'failed', text: { sv: expect.stringContaining(inbox) } });
  });

  it('finds nothing in an empty folder, and makes no fuss of it', async () => {
    await mkdir(inbox);
    expect(await collected.run('ekonomi')).toMatchObject({
      ...{ outcome: 'succeeded', read: 0, warnings: [] },
      text: { sv: 'Det fanns ingenting att hämta.' },
    });
  });

  it('takes whole files once, lays the refused aside with the report, and leaves all else', async () => {
    await lay('a.csv', 'a;2026-09;1000;utfall;software');
    await lay('b.csv', 'okänd;2026-09;1000;utfall;software');
    await lay('c.csv.filepart', 'c;2026-09;1;utfall;software');
    await lay('anteckning.txt', 'hör inte hit');
    await symlink('/etc/hostname', join(inbox, 'd.csv'));
    const run = await collected.run('ekonomi');
    expect(run).toMatchObject({ outcome: 'partial', read: 2, stored: 1, refused: 1 });
    expect(await files()).toEqual(['anteckning.txt', 'c.csv.filepart', 'd.csv']);
    expect(await files('done')).toEqual(['a.csv', 'a.csv.rapport.txt']);
    expect(await files('refused')).toEqual(['b.csv', 'b.csv.rapport.txt']);
    const report = await readFile(join(inbox, 'refused', 'b.csv.rapport.txt'), 'utf8');
    expect(report).toMatch(/togs inte emot.*\n[^]*FEL \(rad 2, Enhet\)/);
    expect((await collected.city.receipts('followup')).map(({ fileName }) => fileName)).toEqual(['a.csv']);
  });

  it('changes nothing by the same bytes under another name, and overwrites nothing', async () => {
    await lay('a.csv', 'a;2026-09;1000;utfall;software');
    expect(await collected.run('ekonomi')).toMatchObject({ outcome: 'succeeded', stored: 0, unchanged: 1 });
    expect(await files('done')).toEqual(['a-2.csv', 'a-2.csv.rapport.txt', 'a.csv', 'a.csv.rapport.txt']);
    expect(await collected.city.receipts('followup')).toHaveLength(1);
  });

  it('touches nothing in a dry run', async () => {
    await lay('e.csv', 'b;2026-09;5;utfall;software');
    expect(await collected.run('ekonomi', { dryRun: 'true' })).toMatchObject({ stored: 1, receipts: [] });
    expect(await files()).toContain('e.csv');
    await rm(join(inbox, 'e.csv'));
  });
});
