import { describe, expect, it } from '@jest/globals';
import { Period } from '#core';
import { questionsFor } from './questions.js';
import { sampleCity } from './sample-city.spec-data.js';

const city = await sampleCity();
const { observations, probedMonths, outages } = questionsFor(city, [Period.of('2026-Q3')]);
const about = (dataset: string) => observations.find((query) => query.dataset === dataset);

describe('questionsFor', () => {
  it('reaches from the same period last year, with its windows, to the period’s end', () => {
    expect(about('cases')).toMatchObject({ fromMonth: '2025-07', toMonth: '2026-09' });
    expect(about('cost')).toMatchObject({ fromMonth: '2024-10', toMonth: '2026-09' });
    expect(about('maturity')).toMatchObject({ fromMonth: '2024-10' });
    expect(about('benefits')).toMatchObject({ fromMonth: '2025-01' });
    const months = Period.of('2026-09').trailingMonths(15);
    expect(probedMonths).toEqual(months.map(({ startMs, endMs }) => ({ startMs, endMs })));
    expect(outages).toEqual({ startMs: Period.of('2025-07').startMs, endMs: Period.of('2026-09').endMs });
  });

  it('asks for the columns and labels that formulas and deliveries name', () => {
    expect(about('cost')).toMatchObject({ columns: ['amount'], labels: ['kind'] });
    expect(about('transactions')).toMatchObject({ columns: ['completed', 'started'], labels: ['channel'] });
    expect(about('benefits')).toMatchObject({ labels: ['change_id', 'qualitative'] });
    expect(about('survey')).toMatchObject({ labels: ['audience', 'question'] });
    expect(about('survey')?.columns).toEqual(expect.arrayContaining(['invited', 'n_1', 'n_10']));
    expect(about('projects')).toBeUndefined();
  });

  it('asks for whole years of answers, so that those are shown together which always are', () => {
    expect(about('survey')).toMatchObject({ fromMonth: '2025-01', toMonth: '2026-09' });
  });

  it('asks for a series by what the measure itself takes', () => {
    const asked = (seriesOf: string) => questionsFor(city, [Period.of('2026-Q3')], { seriesOf });
    expect(asked('cases-within-target')).toMatchObject({
      observations: [{ dataset: 'cases', fromMonth: '2026-07', toMonth: '2026-09' }],
      probedMonths: [],
    });
    expect(asked('availability').observations).toEqual([]);
    expect(asked('availability').probedMonths).toHaveLength(3);
    expect(asked('availability').outages).toEqual({ startMs: 0, endMs: 0 });
    expect(asked('outages-per-system').outages).not.toEqual({ startMs: 0, endMs: 0 });
    expect(asked('digital-skills').observations).toEqual(
      [about('survey')].map((all) => ({ ...all, fromMonth: '2026-01' })),
    );
  });

  it('asks for nothing when nothing is in force', () => {
    expect(questionsFor(city, [Period.of('1999')])).toEqual({
      observations: [],
      probedMonths: [],
      outages: { startMs: 0, endMs: 0 },
    });
  });
});
