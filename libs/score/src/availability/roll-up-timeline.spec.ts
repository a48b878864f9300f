import { Period } from '#core';
import { HOUR_MS } from './city-days.js';
import { rollUpTimeline } from './roll-up-timeline.js';
import { NO_SAMPLES } from './sample-counts.js';
import { ALWAYS, OFFICE_HOURS, probe, system } from './sample-systems.spec-data.js';

const year = Period.of('2026');
const window = { startMs: year.startMs, endMs: year.endMs };
const archive = system('archive', { probes: [probe('archive-page')] });
const outage = { startMs: year.startMs + 5000 * HOUR_MS, endMs: year.startMs + 5100 * HOUR_MS };
const timeline = [
  { startMs: window.startMs, endMs: outage.startMs, state: 'up' as const, reason: null },
  { ...outage, state: 'down' as const, reason: 'refused' as const },
  { startMs: outage.endMs, endMs: window.endMs, state: 'up' as const, reason: null },
];
const question = {
  system: archive,
  maintenance: [],
  timeline,
  window,
  nowMs: window.endMs,
  countsOf: ({ inside }: { inside: { upMs: number } }) => ({
    ...NO_SAMPLES,
    samples: inside.upMs / 60_000,
    satisfied: inside.upMs / 60_000,
  }),
};

describe('rollUpTimeline', () => {
  it('writes daily rows for a whole year, with its 8760 hours', () => {
    const rollUp = rollUpTimeline({ ...question, agreement: ALWAYS, hourlyFromMs: Infinity });
    expect(rollUp.rows).toHaveLength(365);
    expect(rollUp.rows.reduce((ms, row) => ms + row.inside.upMs, 0) / HOUR_MS).toBe(8660);
    expect(rollUp.rows.reduce((ms, row) => ms + row.inside.downMs, 0) / HOUR_MS).toBe(100);
    expect(rollUp.outages).toEqual([{ system: 'archive', ...outage, reason: 'refused', counted: true }]);
  });

  it('gives the same days with and without hours', () => {
    const daily = rollUpTimeline({ ...question, agreement: OFFICE_HOURS, hourlyFromMs: Infinity });
    const hourly = rollUpTimeline({ ...question, agreement: OFFICE_HOURS });
    expect(hourly.rows.filter((row) => row.granularity === 'day')).toEqual(daily.rows);
    expect(hourly.rows.filter((row) => row.granularity === 'hour')).toHaveLength(8760);
  });

  it('leaves what the timeline does not tell unmonitored, and nothing after now', () => {
    const nowMs = window.startMs + 36 * HOUR_MS;
    const [first, second, ...rest] = rollUpTimeline({
      ...question,
      agreement: ALWAYS,
      timeline: [{ startMs: window.startMs + HOUR_MS, endMs: window.endMs, state: 'degraded', reason: null }],
      hourlyFromMs: Infinity,
      nowMs,
    }).rows;
    expect(first?.inside).toEqual({
      upMs: 0,
      degradedMs: 23 * HOUR_MS,
      downMs: 0,
      unmonitoredMs: HOUR_MS,
    });
    expect(second?.inside.degradedMs).toBe(12 * HOUR_MS);
    expect(rest).toEqual([]);
  });
});
