import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';
import { parse } from 'csv-parse/sync';
import {
  type Comparison,
  type Explanation,
  type MeasurePoint,
  type MeasureScore,
  Period,
  type Receipt,
  type Scorecard,
  type Subject,
  type Value,
} from '#core';
import { SmallCity, type TestPrincipal } from './small-city.js';
import { type Answers, leaks } from './small-groups/attack.js';
import { sumsExplained, sumsShown } from './small-groups/reading.js';

const MEASURES = ['citizen-satisfaction', 'perceived-usefulness', 'digital-skills'];
const PERIODS = [
  '2025-Q3',
  '2026-04',
  '2026-06',
  '2026-09',
  '2026-Q2',
  '2026-Q3',
  '2026-T1',
  '2026-T2',
  '2025',
  '2026',
];

function asked(wave: string, question: string, counts: Readonly<Record<string, number>>): Answers[] {
  const audience = question.startsWith('nki') ? 'citizen' : 'employee';
  return Object.entries(counts).map(([place, count]) => {
    const [unit = '', system = null] = place.split('/');
    return { unit, wave, audience, question, system, count };
  });
}

/** A unit with few answers in one wave, a system that leaves few, a month by itself, and a question that few answered. */
const SURVEY = [
  ...asked('2025-Q3', 'it-usefulness', { a: 12, b: 21, c: 17 }),
  ...asked('2026-04', 'it-usefulness', { a: 9, b: 8, c: 7 }),
  ...asked('2026-Q2', 'it-usefulness', { a: 4, b: 23, c: 31 }),
  ...asked('2026-Q3', 'it-usefulness', { a: 14, 'b/tjanst-b': 22, b: 3, c: 33 }),
  ...asked('2026-Q2', 'digital-skills', { a: 6, b: 23, c: 2 }),
  ...asked('2026-Q3', 'digital-skills', { a: 14, b: 25, c: 33 }),
  ...['nki-overall', 'nki-expectation', 'nki-ideal'].flatMap((question, i) =>
    asked('2026-Q3', question, { 'a/tjanst-a': 30 + i, b: 2, c: 19 - i }),
  ),
];

/** Answers at both ends of the scale, in shares that differ by unit; of unit c, more than were invited: a remark. */
function csvOf(answers: readonly Answers[]): string {
  const head = 'unit;wave;audience;question;scale_min;scale_max;invited;system;n_1;n_5;n_10';
  const rows = answers.map(({ unit, wave, audience, question, system, count }) => {
    const low = Math.floor(count / { a: 2, b: 3, c: 4 }[unit as 'a' | 'b' | 'c']);
    const [most, high] = audience === 'citizen' ? [10, `0;${count - low}`] : [5, `${count - low};`];
    return [
      unit,
      wave,
      audience,
      question,
      1,
      most,
      unit === 'c' ? 1 : count + 9,
      system ?? '',
      low,
      high,
    ].join(';');
  });
  return [head, ...rows].join('\n');
}

describe('small groups over HTTP', () => {
  let city: SmallCity;
  const subjects: Subject[] = [];
  const cards = new Map<string, Scorecard>();

  beforeAll(async () => {
    const nowMs = (): number => Date.parse('2026-10-20T08:00:00Z');
    city = await SmallCity.start({ nowMs });
    expect((await city.upload('survey', csvOf(SURVEY))).status).toBe(201);
    const { dataFolder } = city;
    await city.stop();
    city = await SmallCity.start({ nowMs, dataFolder }); // draws what metrics tell anew

    const { units, systems } = city.perspektiv.catalogue;
    for (const id of units.keys()) subjects.push({ kind: 'unit', id });
    for (const id of systems.keys()) subjects.push({ kind: 'system', id });
    for (const id of ['social', 'technical', 'administrative']) subjects.push({ kind: 'service-domain', id });
    for (const id of ['basic', 'differentiating', 'innovative']) subjects.push({ kind: 'category', id });
    for (const { kind, id } of subjects) {
      for (const period of PERIODS) {
        const card = await read<Scorecard>(`/api/v1/scorecards/${kind}/${id}?period=${period}`);
        cards.set(`${kind}:${id} ${period}`, card);
      }
    }
  }, 60_000);
  afterAll(() => city.remove());

  async function read<T>(path: string, as?: TestPrincipal): Promise<T> {
    const { status, body, text } = await city.call(path, as ? { as } : {});
    if (status !== 200) throw new Error(`${path}: ${status} ${text}`);
    return body as T;
  }

  function onCard(subject: string, period: string, id: string): MeasureScore {
    const measures = cards.get(`${subject} ${period}`)?.perspectives.flatMap((one) => one.measures);
    const found = measures?.find((measure) => measure.id === id);
    if (!found) throw new Error(`no ${id} of ${subject} ${period}`);
    return found;
  }

  it('are not told by scorecards and explanations together', async () => {
    const { catalogue } = city.perspektiv;
    const shown = [...cards.values()].flatMap((card) => sumsShown(catalogue, SURVEY, card));
    for (const { kind, id } of subjects) {
      for (const period of PERIODS) {
        for (const measure of MEASURES) {
          const query = `subject=${kind}:${id}&period=${period}`;
          const told = await read<Explanation>(`/api/v1/measures/${measure}/explain?${query}`);
          shown.push(...sumsExplained(catalogue, SURVEY, told));
        }
      }
    }
    expect(leaks(SURVEY, shown)).toEqual([]);

    const kinds = (period: string, id: string): Value['kind'][] =>
      ['city', 'a', 'b', 'c'].map((unit) => onCard(`unit:${unit}`, period, id).value.kind);
    expect(kinds('2026-Q3', 'perceived-usefulness')).toEqual(['number', 'number', 'number', 'number']);
    expect(kinds('2026-06', 'perceived-usefulness')).toEqual([
      'number',
      'suppressed',
      'suppressed',
      'number',
    ]);
    expect(kinds('2026', 'perceived-usefulness')).toEqual(['number', 'suppressed', 'suppressed', 'number']);
    expect(kinds('2026-T1', 'perceived-usefulness')).toEqual(['number', 'number', 'number', 'number']);
    expect(onCard('system:tjanst-b', '2026-Q3', 'perceived-usefulness').status).toBe('suppressed');
  });

  it('are not told by perspectives: their scores are those of the measures that are shown', () => {
    for (const { perspectives } of cards.values()) {
      for (const { score, measures } of perspectives) {
        expect(score === null).toBe(measures.every((measure) => measure.score === null));
      }
    }
  });

  it.each(MEASURES)(
    'are not told by series and comparisons of %s, which say what scorecards say',
    async (id) => {
      for (const period of PERIODS) {
        const { type } = Period.of(period);
        for (const { kind, id: subject } of subjects) {
          if (id === 'digital-skills' && kind !== 'unit') continue;
          const query = `subject=${kind}:${subject}&from=${period}&to=${period}&periodType=${type}`;
          const { items } = await read<{ items: MeasurePoint[] }>(`/api/v1/measures/${id}/values?${query}`);
          const { value, score, status } = onCard(`${kind}:${subject}`, period, id);
          expect(items).toEqual([expect.objectContaining({ period, value, score, status })]);
        }
        const path = `/api/v1/measures/${id}/comparison?kind=unit&period=${period}`;
        const { whole, items } = await read<Comparison>(path);
        for (const one of whole ? [whole, ...items] : items) {
          const { value, score, status } = onCard(`unit:${one.subject.id}`, period, id);
          expect(one).toMatchObject({ value, score, status });
          if (value.kind !== 'number') expect([one.rank, one.quartile]).toEqual([null, null]);
        }
        const csv = await city.call(path, { headers: { accept: 'text/csv; dialect=rfc4180' } });
        const rows: Record<string, string>[] = parse(csv.text, { columns: true });
        for (const row of rows) {
          const { kind, number, n } = onCard(`unit:${row.id}`, period, id).value;
          expect([row.kind, row.value, row.n]).toEqual([kind, number?.toString() ?? '', n?.toString() ?? '']);
        }
      }
    },
  );

  it('are not told to Prometheus', async () => {
    const line = /^perspektiv_measure_(value|score)\{(.*)\} (.*)$/gm;
    let told: { what: string; labels: Record<string, string>; number: number }[] = [];
    for (let attempt = 0; told.length === 0 && attempt < 100; attempt++) {
      if (attempt > 0) await wait(100);
      const { text } = await city.call('/metrics', { as: 'drift' });
      told = [...text.matchAll(line)].map(([, what = '', labels = '', number]) => ({
        what,
        labels: Object.fromEntries(
          [...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, key, value]) => [key, value]),
        ),
        number: Number(number),
      }));
      told = told.filter(({ labels }) => MEASURES.includes(labels.measure ?? ''));
    }
    const last: Record<string, string> = {
      month: '2026-09',
      quarter: '2026-Q3',
      tertial: '2026-T2',
      year: '2025',
    };
    expect(told.length).toBeGreaterThan(0);
    for (const { what, labels, number } of told) {
      const { subject, period_type: type, measure } = labels;
      const shown = onCard(`unit:${subject}`, last[type ?? ''] ?? '', measure ?? '');
      expect(what === 'score' ? shown.score : shown.value.number).toBeCloseTo(number, 9);
    }
  });

  it('are not told by receipts of files that several units share', async () => {
    const [whole] = await city.receipts('followup');
    if (!whole) throw new Error('no receipt');
    expect(new Set(whole.slices.map(({ unit }) => unit))).toEqual(new Set(['a', 'b', 'c']));
    expect(whole.warnings.map(({ severity }) => severity)).toContain('warning');
    const one = await read<Receipt>(`/api/v1/uploads/${whole.id}`, 'unit-a');
    const seen = [...(await city.receipts('unit-a')), one];
    expect(seen.map(({ id }) => id)).toEqual([whole.id, whole.id]);
    for (const { total } of whole.slices) expect(total).toBeNull();
    for (const { slices, warnings } of seen) {
      expect(new Set(slices.map(({ unit }) => unit))).toEqual(new Set(['a']));
      expect(warnings).toEqual([]);
    }
  });

  it('are not told by an edition beside what came to its wave afterwards', async () => {
    const kindOf = async (unit: string, edition = ''): Promise<Value['kind'] | undefined> => {
      const card = await read<Scorecard>(`/api/v1/scorecards/unit/${unit}?period=2026-Q2${edition}`);
      const measures = card.perspectives.flatMap((one) => one.measures);
      return measures.find(({ id }) => id === 'perceived-usefulness')?.value.kind;
    };
    const freeze = (query = ''): ReturnType<SmallCity['call']> =>
      city.call(`/api/v1/periods/2026-Q2/freeze${query}`, { method: 'POST', as: 'followup' });
    expect((await freeze()).status).toBe(201);
    const before = SURVEY.filter(({ wave, unit }) => wave === '2026-Q2' && unit === 'c');
    const late = [...before, ...asked('2026-Q2', 'it-usefulness', { 'c/tjanst-b': 3 })];
    expect((await city.upload('survey', csvOf(late), { query: { restate: 'true' } })).status).toBe(201);
    expect((await freeze('?restate=true&reason=sent')).status).toBe(201);
    expect([await kindOf('city', '&edition=original'), await kindOf('c', '&edition=original')]).toEqual([
      'number',
      'number',
    ]);
    for (const edition of ['', '&edition=restated']) {
      expect([await kindOf('city', edition), await kindOf('c', edition)]).toEqual([
        'suppressed',
        'suppressed',
      ]);
    }
  });
});
