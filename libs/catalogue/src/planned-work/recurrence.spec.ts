import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cityTime } from '#core';
import { Occurrences, citySeries } from './recurrence.js';
import { repetitionFault } from './repetition.js';
import { seriesFault } from './series-fault.js';

const at = (text: string): number => Date.parse(text);
const window = { startMs: at('2026-03-01T00:00:00+01:00'), endMs: at('2026-04-30T00:00:00+02:00') };

function timesOf(from: string, to: string, repeats?: string): string[] {
  const first = { startMs: at(from), endMs: at(to) };
  const series = citySeries({ note: 'x', announcedMs: 0, first, repeats });
  return new Occurrences(series)
    .within(window)
    .map(({ startMs, endMs }) => `${cityTime(startMs)}–${cityTime(endMs)}`.replace(/:00\.000/g, ''));
}

describe('work that comes again', () => {
  it('keeps its clock times over the change to summer time', () => {
    expect(timesOf('2026-03-15T01:00+01:00', '2026-03-15T05:00+01:00', 'FREQ=WEEKLY;COUNT=4')).toEqual([
      '2026-03-15T01:00+01:00–2026-03-15T05:00+01:00',
      '2026-03-22T01:00+01:00–2026-03-22T05:00+01:00',
      '2026-03-29T01:00+01:00–2026-03-29T05:00+02:00', // three hours
      '2026-04-05T01:00+02:00–2026-04-05T05:00+02:00',
    ]);
  });

  it('begins, in the night that skips an hour, when the clock allows', () => {
    expect(timesOf('2026-03-22T02:00+01:00', '2026-03-22T04:00+01:00', 'FREQ=WEEKLY;COUNT=2')[1]).toBe(
      '2026-03-29T03:00+02:00–2026-03-29T04:00+02:00',
    );
    expect(timesOf('2026-03-22T02:30+01:00', '2026-03-22T03:30+01:00', 'FREQ=WEEKLY;COUNT=2')[1]).toBe(
      '2026-03-29T03:00+02:00–2026-03-29T03:30+02:00',
    );
    // Wholly in the skipped hour: as long as it was meant to be.
    expect(timesOf('2026-03-22T02:00+01:00', '2026-03-22T02:45+01:00', 'FREQ=WEEKLY;COUNT=2')[1]).toBe(
      '2026-03-29T03:00+02:00–2026-03-29T03:45+02:00',
    );
  });

  it('reads rules of months, to and with a last day', () => {
    const starts = (rule: string) =>
      timesOf('2026-01-13T22:00+01:00', '2026-01-14T02:00+01:00', rule).map((text) => text.slice(0, 16));
    expect(starts('FREQ=MONTHLY;BYDAY=2TU')).toEqual(['2026-03-10T22:00', '2026-04-14T22:00']);
    expect(starts('FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20260305')).toEqual([
      '2026-03-03T22:00',
      '2026-03-05T22:00',
    ]);
    expect(starts('FREQ=WEEKLY;BYDAY=TH;UNTIL=20260305T210000Z')).toEqual(['2026-03-05T22:00']);
    expect(starts('FREQ=WEEKLY;BYDAY=TH;UNTIL=20260305T205959Z')).toEqual([]);
    // Without Z: by the clocks of the zone that it begins in.
    expect(starts('FREQ=WEEKLY;BYDAY=TH;UNTIL=20260305T220000')).toEqual(['2026-03-05T22:00']);
    expect(starts('FREQ=WEEKLY;BYDAY=TH;UNTIL=20260305T215959')).toEqual([]);
  });

  it('is refused with a sentence when it cannot be read, never comes, or is out of bounds', () => {
    const faultOf = (repeats: string, from = '2026-03-22T02:00+01:00', to = '2026-03-22T04:00+01:00') =>
      seriesFault(
        citySeries({ note: 'x', announcedMs: 0, first: { startMs: at(from), endMs: at(to) }, repeats }),
      )?.en ?? null;
    const right = ['weekly', 'FREQ=DAILY', 'FREQ=MONTHLY;BYDAY=-1SU', 'FREQ=DAILY;COUNT=1000;BYDAY=MO'];
    expect(right.map((rule) => faultOf(rule))).toEqual([null, null, null, null]);
    expect(faultOf('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29')).toBeNull();
    const wrong = [
      ...['', 'hourly', 'FREQ=SECONDLY', 'FREQ=HOURLY', 'FREQ=WEEKLY;BYDAY=XX', 'BYDAY=MO', 'weekly;COUNT=2'],
      ...['FREQ=WEEKLY;COUNT=0', 'FREQ=WEEKLY;COUNT=99999', 'FREQ=DAILY;COUNT=2;UNTIL=20270101'],
      ...['FREQ=WEEKLY;UNTIL=20261399', 'FREQ=WEEKLY;UNTIL=20260230T020000', 'FREQ=WEEKLY;UNTIL=20201231'],
      ...['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', 'FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31'],
      ...['FREQ=MONTHLY;BYDAY=MO;BYSETPOS=300', 'FREQ=YEARLY;BYYEARDAY=400', 'FREQ=WEEKLY;BYDAY=MO,'],
    ];
    expect(wrong.filter((rule) => faultOf(rule) === null)).toEqual([]);
    expect(faultOf('weekly', '+012026-03-22T02:00:00+01:00', '+012026-03-22T04:00:00+01:00')).toContain(
      'between the years',
    );
    expect(faultOf('weekly', '2026-03-22T02:00+01:00', '2026-05-22T02:00+01:00')).toContain('31 days');
  });

  it('is worked out, whatever is planned, or refused first', () => {
    const part = fc.constantFrom(
      ...['FREQ=DAILY', 'FREQ=WEEKLY', 'FREQ=MONTHLY', 'FREQ=YEARLY', 'COUNT=3', 'COUNT=0', 'INTERVAL=2'],
      ...['UNTIL=20261231', 'UNTIL=20261231T040000', 'UNTIL=20261399', 'UNTIL=2026', 'BYDAY=TU', 'BYDAY=5FR'],
      ...['BYMONTHDAY=31', 'BYMONTHDAY=-31', 'BYMONTH=2', 'BYSETPOS=-1', 'WKST=SU', 'x', 'BYHOUR=1,2', ''],
    );
    const garbage = fc.oneof(
      fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(';')),
      fc.string(),
    );
    const instant = fc.oneof(
      fc.integer({ min: Date.UTC(1999, 0), max: Date.UTC(2101, 0) }),
      fc.integer({ min: -8.7e15, max: 8.7e15 }),
    );
    fc.assert(
      fc.property(garbage, instant, instant, (repeats, startMs, endMs) => {
        const series = citySeries({ note: 'x', announcedMs: 0, first: { startMs, endMs }, repeats });
        if (seriesFault(series)) return;
        const times = new Occurrences(series);
        for (const fromMs of [startMs, window.startMs, Date.UTC(2099, 0)]) {
          const span = { startMs: fromMs, endMs: fromMs + 40 * 86_400_000 };
          for (const time of times.within(span)) expect(time.endMs).toBeGreaterThan(time.startMs);
        }
      }),
      { numRuns: 300 },
    );
    expect(repetitionFault('weekly')).toBeNull();
  });
});
