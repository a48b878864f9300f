import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Period } from '#core';
import { SmallCity } from '../pipeline/small-city.js';
import { describeWith } from './debian-server.js';

const NOW_MS = Period.of('2026-Q3').endMs + 20 * 86_400_000;
const HANDED_IN = [
  'system;period;channel;started;completed',
  ...['2026-05', '2026-06', '2026-07', '2026-08', '2026-09'].map(
    (month, i) => `tjanst-a;${month};web;100;${80 + i}`,
  ),
].join('\n');

describeWith('/usr/bin/pdfinfo', "reports on paper, read by Debian's poppler", () => {
  let city: SmallCity;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'perspektiv-pdf-'));
    city = await SmallCity.start({ nowMs: () => NOW_MS });
    expect((await city.upload('transactions', HANDED_IN)).status).toBe(201);
    for (const period of ['2026-Q2', '2026-Q3']) {
      await city.call(`/api/v1/periods/${period}/freeze`, { method: 'POST', as: 'followup' });
    }
  });
  afterAll(async () => {
    await city.remove();
    await rm(folder, { recursive: true });
  });

  const pdfinfo = async (path: string, ...options: string[]): Promise<string> => {
    const answer = await fetch(`${city.address}/api/v1/reports/${path}`);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    const file = join(folder, 'report.pdf');
    await writeFile(file, new Uint8Array(await answer.arrayBuffer()));
    return execFileSync('/usr/bin/pdfinfo', [...options, file], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  };

  it('say whose they are, in which language, and that they are PDF/UA-1', async () => {
    const told = await pdfinfo('scorecard/unit/a/2026-Q3.pdf');
    expect(told).toMatch(/Title: +Styrkort: .*, 2026-Q3/);
    expect(told).toMatch(/Tagged: +yes/);
    expect(told).toMatch(/Page size: .*A4/);
    expect(await pdfinfo('scorecard/unit/a/2026-Q3.pdf', '-meta')).toMatch(/pdfuaid:part>1</);
  });

  it('have headings, tables with headers, and figures with alternative texts', async () => {
    const scorecard = await pdfinfo('scorecard/unit/a/2026-Q3.pdf', '-struct-text');
    for (const tag of ['H1', 'H2', 'H3', 'Table', 'TH', 'Figure', 'Caption']) {
      expect(scorecard).toMatch(new RegExp(`^ *${tag}\\b`, 'm'));
    }
    expect(scorecard).toContain('/Scope /Column');
    expect(scorecard).toContain('Digital');
    // pdfinfo does not tell alternative texts: each figure has its own in the file.
    const figures = scorecard.match(/^ *Figure\b/gm)?.length ?? 0;
    expect(figures).toBeGreaterThan(0);
    const raw = (await readFile(join(folder, 'report.pdf'))).toString('latin1');
    expect(raw.match(/\/Alt[ (<]/g)?.length ?? 0).toBeGreaterThanOrEqual(figures);
    const availability = await pdfinfo('availability/unit/city/2026-Q3.pdf', '-struct-text');
    expect(availability).toContain('Så är det räknat');
  });
});
