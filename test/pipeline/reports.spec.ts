import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type MeasureScore, Period, type Sample, type Scorecard, cityDate } from '#core';
import { parse } from 'csv-parse/sync';
import { SaxesParser } from 'saxes';
import { SmallCity } from './small-city.js';

// Only a guard against hanging: machines are slow when others use them too.
jest.setTimeout(240_000);

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const SEPTEMBER = Period.of('2026-09');
const NOW_MS = Period.of('2026-Q3').endMs + 20 * DAY_MS;

type Row = Record<string, string>;
interface Availability {
  readonly availability: number;
  readonly agreedMs: number;
  readonly inside: { readonly upMs: number; readonly downMs: number };
}

/** Two days of a sample in two minutes, with an outage of an hour that somebody tells of in signs of HTML. */
function samples(): Sample[] {
  return Array.from({ length: 2 * 720 }, (_, i) => {
    const common = { target: 'tjanst-b-http', vantage: 'elsewhere', timeMs: SEPTEMBER.startMs + i * 120_000 };
    return i >= 300 && i < 330
      ? { ...common, state: 'down', reason: 'timeout' }
      : { ...common, state: 'up', totalMs: 90 };
  });
}

describe('reports', () => {
  let city: SmallCity;
  beforeAll(async () => {
    city = await SmallCity.start({ nowMs: () => NOW_MS });
    await city.perspektiv.measuring.collect.push(samples(), NOW_MS);
    const id = `tjanst-b.${SEPTEMBER.startMs + 300 * 120_000}`;
    const note = await city.perspektiv.measuring.outages.annotate(id, 'Disken <full> & bytt 😀', {
      by: 'test',
      nowMs: NOW_MS,
    });
    expect(note).not.toBeNull();
  });
  afterAll(() => city.remove());

  const report = (path: string, accept = '*/*') =>
    city.call(`/api/v1/reports/availability/${path}`, { headers: { accept } });
  const bytesOf = async (path: string): Promise<string> => {
    const answer = await fetch(`${city.address}/api/v1/reports/${path}`);
    expect([path, answer.status]).toEqual([path, 200]);
    return Buffer.from(await answer.arrayBuffer()).toString('base64');
  };
  const rowsOf = async (path: string): Promise<Row[]> => {
    const { text, status } = await report(path, 'text/csv; dialect=rfc4180');
    expect(status).toBe(200);
    return parse<Row>(text, { columns: true });
  };

  it.each(['2026-09', '2026-Q3', '2026-T3', '2026'])('has the figures of the API for %s', async (period) => {
    const { body } = await city.call(`/api/v1/systems/tjanst-b/availability?period=${period}`);
    const { availability, agreedMs, inside } = body as Availability;
    const [system, outage] = await rowsOf(`system/tjanst-b/${period}.csv`);
    expect(Number(system?.availability)).toBe(availability);
    expect(Number(system?.agreed_hours)).toBe(agreedMs / HOUR_MS);
    expect(Number(system?.up_hours)).toBe(inside.upMs / HOUR_MS);
    expect(Number(system?.down_hours)).toBe(inside.downMs / HOUR_MS);
    expect(outage).toMatchObject(
      period === '2026-T3'
        ? {}
        : { row: 'outage', outage_duration_hours: '1', notes: 'Disken <full> & bytt 😀' },
    );
  });

  it('counts what nobody measured as neither up nor down', async () => {
    const [system] = await rowsOf('system/tjanst-b/2026-09.csv');
    expect(Number(system?.unmonitored_hours)).toBeCloseTo(30 * 24 - 48, 6);
    expect(Number(system?.availability)).toBeCloseTo((100 * 47) / 48, 9);
  });

  it('is a well-formed page that escapes what people wrote, the same whenever it is drawn', async () => {
    const page = await report('unit/b/2026-09.html');
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    new SaxesParser({ xmlns: true }).write(page.text.replace('<!DOCTYPE html>', '')).close();
    expect(page.text).toContain('<html lang="sv">');
    expect(page.text).toContain('Disken &lt;full&gt; &amp; bytt 😀');
    expect(page.text).toContain('Perioden är inte fastställd');
    expect((await report('unit/b/2026-09.html')).text).toBe(page.text);
  });

  it('of a unit has its systems and the value of its scorecard, and says so when it is frozen', async () => {
    const frozen = await city.call('/api/v1/periods/2026-Q3/freeze', { method: 'POST', as: 'followup' });
    expect(frozen.status).toBe(201);
    const card = (await city.call('/api/v1/scorecards/unit/city?period=2026-Q3&edition=original'))
      .body as Scorecard;
    const measure = card.perspectives
      .flatMap(({ measures }): readonly MeasureScore[] => measures)
      .find(({ id }) => id === 'availability');
    const { text } = await report('unit/city/2026-Q3.html');
    expect(text).toContain(`Fastställd ${cityDate(NOW_MS)}`);
    expect(measure?.value.number).not.toBeNull();
    expect(text).toContain(`<strong>${measure?.value.number?.toFixed(2).replace('.', ',') ?? ''} %</strong>`);
    const rows = (await rowsOf('unit/city/2026-Q3.csv')).filter(({ row }) => row === 'system');
    expect(rows.map(({ system }) => system)).toEqual(['tjanst-a', 'tjanst-b', 'tjanst-c']);
    expect(rows[0]?.availability).toBe('');
  });

  it('of an edition is the same for ever, in every form; what is live is there on request', async () => {
    const paths = ['html', 'pdf', 'csv'].flatMap((form) => [
      `availability/system/tjanst-b/2026-Q3.${form}`,
      `scorecard/unit/b/2026-Q3.${form}`,
    ]);
    const before = await Promise.all(paths.map(bytesOf));
    const late = samples().map((sample) => ({
      ...sample,
      timeMs: sample.timeMs + 10 * DAY_MS,
      state: 'down' as const,
      reason: 'timeout' as const,
    }));
    await city.perspektiv.measuring.collect.push(late, NOW_MS);
    const [outage] = (await city.perspektiv.measuring.outages.list(SEPTEMBER, NOW_MS)).items;
    const note = { by: 'test', nowMs: NOW_MS };
    await city.perspektiv.measuring.outages.annotate(outage?.id ?? '', 'Sent', note);
    await city.perspektiv.scoring.remarks.comment(
      { measure: 'digital-take-up', subject: 'unit:b', period: '2026-Q3' },
      'Kom för sent',
      note,
    );
    expect(await Promise.all(paths.map(bytesOf))).toEqual(before);
    const live = await report('system/tjanst-b/2026-Q3.html?edition=live');
    expect(live.text).toContain('Perioden är inte fastställd');
    expect(live.text).toContain('Sent');
    expect((await report('system/tjanst-b/2026-Q3.html?edition=restated')).status).toBe(404);
  });

  it('are PDF/UA-1 on paper, dated by the freeze, whatever people wrote', async () => {
    for (const path of ['availability/unit/city/2026-09.pdf', 'scorecard/unit/city/2026-Q3.pdf']) {
      const pdf = Buffer.from(await bytesOf(path), 'base64').toString('latin1');
      expect(pdf.slice(0, 5)).toBe('%PDF-');
      expect(pdf).toContain('<pdfuaid:part>1</pdfuaid:part>');
      expect(pdf).toContain('/Lang (sv-SE)');
      expect(pdf.includes('/CreationDate')).toBe(path.includes('Q3'));
    }
  });

  it('of a scorecard has the values of the API', async () => {
    const card = (await city.call('/api/v1/scorecards/unit/b?period=2026-Q3&edition=original'))
      .body as Scorecard;
    const { text } = await city.call('/api/v1/reports/scorecard/unit/b/2026-Q3.csv', {
      headers: { accept: 'text/csv; dialect=rfc4180' },
    });
    const rows = parse<Row>(text, { columns: true });
    const measures = card.perspectives.flatMap((perspective) => perspective.measures);
    expect(rows.map(({ measure }) => measure)).toEqual(measures.map(({ id }) => id));
    for (const [i, { value, target, status, previous }] of measures.entries()) {
      const row = rows[i] ?? {};
      const told = (name: string): number | null => (row[name] ? Number(row[name]) : null);
      expect([told('outcome'), told('target'), told('previous'), row.status, row.value_kind]).toEqual([
        value.number,
        target,
        previous.number,
        status,
        value.kind,
      ]);
    }
  });

  it('is not there for what is not followed up, and in forms that there are not', async () => {
    for (const [path, status] of [
      ['system/nothing/2026-09.html', 404],
      ['project/a/2026-09.html', 404],
      ['unit/city/2026-09.docx', 404],
      ['unit/city/2026-13.html', 400],
    ] as const) {
      expect((await report(path)).status).toBe(status);
    }
    expect((await city.call('/api/v1/reports/scorecard/unit/nowhere/2026-Q3.pdf')).status).toBe(404);
    expect((await city.call('/api/v1/reports/scorecard/nothing/a/2026-Q3.pdf')).status).toBe(404);
  });
});
