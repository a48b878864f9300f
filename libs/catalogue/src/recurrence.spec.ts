import { describe, expect, it } from '@jest/globals';
import { cityTime } from '#core';
import { readCalendar } from './calendar-file.js';
import { Occurrences, citySeries, isRepetition } from './recurrence.js';

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

  it('leaves out the night that skips its hour, as RFC 5545 has it', () => {
    expect(timesOf('2026-03-22T02:30+01:00', '2026-03-22T03:30+01:00', 'FREQ=WEEKLY;COUNT=2')[1]).toBe(
      '2026-04-05T02:30+02:00–2026-04-05T03:30+02:00',
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
  });

  it('knows what is no rule, and what would never come or too often', () => {
    expect(['weekly', 'FREQ=DAILY', 'FREQ=MONTHLY;BYDAY=-1SU'].map(isRepetition)).toEqual([true, true, true]);
    const wrong = ['', 'hourly', 'FREQ=SECONDLY', 'FREQ=HOURLY', 'FREQ=WEEKLY;BYDAY=XX', 'BYDAY=MO'];
    expect(wrong.map(isRepetition)).toEqual(wrong.map(() => false));
    const never = [
      'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
      'FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31',
      'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
      'FREQ=MONTHLY;BYDAY=MO;BYSETPOS=300',
      'FREQ=YEARLY;BYYEARDAY=400',
    ];
    expect(never.map(isRepetition)).toEqual(never.map(() => false));
  });
});

describe('a calendar file', () => {
  const calendar = (...events: readonly string[][]): string =>
    [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      ...events.flatMap((lines) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']),
      'END:VCALENDAR',
    ].join('\r\n');
  const weekly = [
    'UID:1',
    'DTSTAMP:20260201T080000Z',
    'SUMMARY:Uppdatering\\, varje söndag',
    'DTSTART;TZID=Europe/Stockholm:20260322T010000',
    'DTEND;TZID=Europe/Stockholm:20260322T050000',
    'RRULE:FREQ=WEEKLY;COUNT=4',
    'EXDATE;TZID=Europe/Stockholm:20260405T010000',
  ];
  const read = (text: string) => {
    const series = readCalendar(text);
    if (!series.ok) return series.problem;
    return series.value.flatMap((each) =>
      new Occurrences(each)
        .within(window)
        .map(({ startMs, endMs }) => [
          each.note,
          cityTime(startMs).slice(0, 16),
          (endMs - startMs) / 3_600_000,
        ]),
    );
  };

  it('has its rule, its exceptions, and lengths that are exact', () => {
    expect(read(calendar(weekly))).toEqual([
      ['Uppdatering, varje söndag', '2026-03-22T01:00', 4],
      ['Uppdatering, varje söndag', '2026-03-29T01:00', 4],
      ['Uppdatering, varje söndag', '2026-04-12T01:00', 4],
    ]);
  });

  it('lets another event move one time, and a cancelled one be', () => {
    const moved = [
      'UID:1',
      'DTSTAMP:20260201T080000Z',
      'SUMMARY:Flyttad',
      'RECURRENCE-ID;TZID=Europe/Stockholm:20260329T010000',
      'DTSTART;TZID=W. Europe Standard Time:20260330T010000',
      'DURATION:PT2H',
    ];
    const cancelled = ['UID:2', 'DTSTAMP:20260201T080000Z', 'STATUS:CANCELLED', 'DTSTART:20260401T000000Z'];
    expect(read(calendar(weekly, moved, cancelled)).map(([, start]) => start)).toEqual([
      '2026-03-22T01:00',
      '2026-04-12T01:00',
      '2026-03-30T01:00',
    ]);
  });

  it('says what cannot be read', () => {
    expect(read('hej')).toEqual([expect.stringContaining('no iCalendar')]);
    expect(
      read(calendar(['UID:1', 'SUMMARY:Tom', 'DTSTAMP:20260201T080000Z', 'DTSTART:20260401T000000Z'])),
    ).toEqual(['The event "Tom" cannot be read: it has neither DTEND nor DURATION.']);
    const nowhere = [
      'UID:1',
      'SUMMARY:Fel',
      'DTSTAMP:20260201T080000Z',
      'DTSTART;TZID=Mars/Olympus:20260401T000000',
      'DURATION:PT1H',
    ];
    expect(read(calendar(nowhere))).toEqual([expect.stringContaining('Mars/Olympus')]);
  });
});
