import { describe, expect, it } from '@jest/globals';
import { cityTime } from '#core';
import { readCalendar } from './calendar-file.js';
import { Occurrences } from './recurrence.js';

const at = (text: string): number => Date.parse(text);
const year = { startMs: at('2026-01-01T00:00:00+01:00'), endMs: at('2027-04-30T00:00:00+02:00') };

function wrapped(lines: readonly string[], before: readonly string[] = []): string {
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', ...before, ...lines, 'END:VCALENDAR', ''].join('\r\n');
}

function event(...lines: readonly string[]): string[] {
  const made = lines.some((line) => line.startsWith('CREATED')) ? [] : ['CREATED:20260101T090000Z'];
  const uid = lines.some((line) => line.startsWith('UID')) ? [] : ['UID:1'];
  return ['BEGIN:VEVENT', ...uid, 'DTSTAMP:20260102T090000Z', ...made, ...lines, 'END:VEVENT'];
}

/** `2026-06-10T22:00+02:00/1` for each time: its start and its hours. */
function read(text: string): string[] {
  const series = readCalendar(text);
  if (!series.ok) return series.problem.map((problem) => `fault: ${problem}`);
  return series.value
    .flatMap((each) => new Occurrences(each).within(year))
    .map(
      ({ startMs, endMs }) => `${cityTime(startMs).replace(':00.000', '')}/${(endMs - startMs) / 3_600_000}`,
    );
}

function readOne(...lines: readonly string[]): string[] {
  return read(wrapped(event(...lines)));
}

const WEEKLY = [
  'DTSTART;TZID=Europe/Stockholm:20260322T010000',
  'DTEND;TZID=Europe/Stockholm:20260322T050000',
  'RRULE:FREQ=WEEKLY;COUNT=4',
];

describe('a calendar file', () => {
  it('has its rule, its exceptions, and lengths that are exact', () => {
    expect(readOne(...WEEKLY, 'EXDATE;TZID=Europe/Stockholm:20260405T010000')).toEqual([
      '2026-03-22T01:00+01:00/4',
      '2026-03-29T01:00+01:00/4',
      '2026-04-12T01:00+02:00/4',
    ]);
  });

  it('excepts a time that is told in another zone, or as a day', () => {
    const without = ['2026-03-22T01:00+01:00/4', '2026-04-05T01:00+02:00/4', '2026-04-12T01:00+02:00/4'];
    expect(readOne(...WEEKLY, 'EXDATE:20260329T000000Z')).toEqual(without);
    expect(readOne(...WEEKLY, 'EXDATE;TZID=America/New_York:20260328T200000')).toEqual(without);
    expect(readOne(...WEEKLY, 'EXDATE;VALUE=DATE:20260329')).toEqual(without);
  });

  it('ends where UNTIL says, by the clocks of the start when it has no zone', () => {
    const rule = (until: string) => readOne(...WEEKLY.slice(0, 2), `RRULE:FREQ=WEEKLY;UNTIL=${until}`);
    expect(rule('20260405T010000')).toHaveLength(3);
    expect(rule('20260405T005959')).toHaveLength(2);
    expect(rule('20260404T230000Z')).toHaveLength(3);
    expect(rule('20260405')).toHaveLength(3);
    expect(rule('20261399')).toEqual([expect.stringContaining('fault: ')]);
  });

  it('lasts a day when it says no more than a day', () => {
    expect(readOne('DTSTART;VALUE=DATE:20260610')).toEqual(['2026-06-10T00:00+02:00/24']);
    expect(readOne('DTSTART;VALUE=DATE:20260610', 'DTEND;VALUE=DATE:20260612')).toEqual([
      '2026-06-10T00:00+02:00/48',
    ]);
    expect(readOne('DTSTART;VALUE=DATE:20260328', 'RRULE:FREQ=DAILY;COUNT=3')).toEqual([
      '2026-03-28T00:00+01:00/24',
      '2026-03-29T00:00+01:00/23',
      '2026-03-30T00:00+02:00/24',
    ]);
  });

  it('counts days by the clocks and hours exactly', () => {
    const start = 'DTSTART;TZID=Europe/Stockholm:20260328T120000';
    expect(readOne(start, 'DURATION:P1D')).toEqual(['2026-03-28T12:00+01:00/23']);
    expect(readOne(start, 'DURATION:PT24H')).toEqual(['2026-03-28T12:00+01:00/24']);
    expect(readOne(start, 'DURATION:P999999999W')).toEqual([expect.stringContaining('too long')]);
    expect(readOne(start, 'DURATION:P3Y')).toEqual([expect.stringContaining('fault: ')]);
    expect(readOne(start, 'DURATION:P900D')).toEqual([expect.stringContaining('366 days')]);
  });

  it('has more times by RDATE', () => {
    const lines = [
      'DTSTART;TZID=Europe/Stockholm:20261006T220000',
      'DTEND;TZID=Europe/Stockholm:20261006T230000',
    ];
    expect(readOne(...lines, 'RDATE;TZID=Europe/Stockholm:20261008T220000,20261011T220000')).toEqual([
      '2026-10-06T22:00+02:00/1',
      '2026-10-08T22:00+02:00/1',
      '2026-10-11T22:00+02:00/1',
    ]);
    expect(
      readOne(...lines, 'RDATE;VALUE=PERIOD:20261008T200000Z/PT3H,20261009T200000Z/20261009T210000Z'),
    ).toEqual(['2026-10-06T22:00+02:00/1', '2026-10-08T22:00+02:00/3', '2026-10-09T22:00+02:00/1']);
  });

  it('lets another event move one time, cancel one, and a cancelled one be', () => {
    const moved = event(
      'RECURRENCE-ID;TZID=Europe/Stockholm:20260329T010000',
      'DTSTART;TZID=W. Europe Standard Time:20260330T010000',
      'DURATION:PT2H',
    );
    const gone = event(
      'RECURRENCE-ID:20260411T230000Z',
      'DTSTART;TZID=Europe/Stockholm:20260412T010000',
      'STATUS:CANCELLED',
    );
    const cancelled = event('UID:2', 'STATUS:CANCELLED', 'DTSTART:20260401T000000Z');
    expect(read(wrapped([...event(...WEEKLY), ...moved, ...gone, ...cancelled]))).toEqual([
      '2026-03-22T01:00+01:00/4',
      '2026-04-05T01:00+02:00/4',
      '2026-03-30T01:00+02:00/2',
    ]);
  });

  it('moves all that follows, by RANGE=THISANDFUTURE', () => {
    const later = event(
      'RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Stockholm:20260405T010000',
      'DTSTART;TZID=Europe/Stockholm:20260406T030000',
      'DTEND;TZID=Europe/Stockholm:20260406T050000',
    );
    expect(read(wrapped([...event(...WEEKLY), ...later]))).toEqual([
      '2026-03-22T01:00+01:00/4',
      '2026-03-29T01:00+01:00/4',
      '2026-04-06T03:00+02:00/2',
      '2026-04-13T03:00+02:00/2',
    ]);
  });

  it('takes the newest of several versions, and what METHOD:CANCEL takes back, over several calendars', () => {
    const next = event('SEQUENCE:1', 'DTSTART:20260701T200000Z', 'DURATION:PT1H');
    const first = event('SEQUENCE:0', 'DTSTART:20260610T200000Z', 'DURATION:PT1H');
    expect(read(wrapped([...next, ...first]))).toEqual(['2026-07-01T22:00+02:00/1']);
    const cancelled = wrapped(event('SEQUENCE:1', 'DTSTART:20260610T200000Z'), ['METHOD:CANCEL']);
    expect(read(wrapped(first, ['METHOD:REQUEST']) + cancelled)).toEqual([]);
    expect(read(cancelled)).toEqual([]);
    const other = wrapped(event('UID:2', 'DTSTART:20260611T200000Z', 'DURATION:PT1H'));
    expect(read(wrapped(first) + other)).toEqual(['2026-06-10T22:00+02:00/1', '2026-06-11T22:00+02:00/1']);
  });

  it('knows zones as Windows, Mozilla, Exchange and the file itself name them', () => {
    const zoned = (tzid: string, ...own: readonly string[]) =>
      read(wrapped([...own, ...event(`DTSTART;TZID=${tzid}:20260610T220000`, 'DURATION:PT1H')]))[0];
    const stockholm = '2026-06-10T22:00+02:00/1';
    expect(zoned('Romance Standard Time')).toBe(stockholm);
    expect(zoned('/mozilla.org/20050126_1/Europe/Stockholm')).toBe(stockholm);
    expect(zoned('/freeassociation.sourceforge.net/Tzfile/Europe/Stockholm')).toBe(stockholm);
    expect(zoned('"(UTC+01:00) Amsterdam, Berlin, Bern, Rom, Stockholm, Wien"')).toBe(stockholm);
    expect(zoned('FLE Standard Time')).toBe('2026-06-10T21:00+02:00/1');
    expect(zoned('GMT+0100')).toBe('2026-06-10T23:00+02:00/1');
    expect(zoned('Mars/Olympus')).toContain('Mars/Olympus');
    const rules = (from: string, to: string) => [
      'BEGIN:VTIMEZONE',
      'TZID:Customized Time Zone',
      ...['BEGIN:STANDARD', 'DTSTART:16010101T030000', `TZOFFSETFROM:${from}`, `TZOFFSETTO:${to}`],
      ...['RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10', 'END:STANDARD'],
      ...['BEGIN:DAYLIGHT', 'DTSTART:16010101T020000', `TZOFFSETFROM:${to}`, `TZOFFSETTO:${from}`],
      ...['RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3', 'END:DAYLIGHT', 'END:VTIMEZONE'],
    ];
    expect(zoned('Customized Time Zone', ...rules('+0200', '+0100'))).toBe(stockholm);
    expect(zoned('Customized Time Zone', ...rules('+0317', '+0217'))).toBe('2026-06-10T20:43+02:00/1');
    const weekly = [
      'DTSTART;TZID=Customized Time Zone:20261018T220000',
      'DURATION:PT1H',
      'RRULE:FREQ=WEEKLY;COUNT=2',
    ];
    expect(read(wrapped([...rules('+0200', '+0100'), ...event(...weekly)]))).toEqual([
      '2026-10-18T22:00+02:00/1',
      '2026-10-25T22:00+01:00/1',
    ]);
    expect(read(wrapped([...rules('+0317', '+0217'), ...event(...weekly)]))[0]).toContain('no known one');
  });

  it('begins with a byte order mark, if it likes', () => {
    const one = wrapped(event('DTSTART:20260610T220000Z', 'DTEND:20260610T230000Z'));
    expect(read(`\uFEFF${one}`)).toEqual(['2026-06-11T00:00+02:00/1']);
    expect(read(`\uFEFF`)).toEqual([expect.stringContaining('no iCalendar')]);
  });

  it('was announced when it was last moved', () => {
    const announced = (...lines: readonly string[]) => {
      const text = wrapped(event('DTSTART:20260610T220000Z', 'DURATION:PT1H', ...lines));
      const series = readCalendar(text);
      return series.ok ? series.value.map(({ announcedMs }) => new Date(announcedMs).toISOString()) : [];
    };
    const changed = 'LAST-MODIFIED:20260609T120000Z';
    expect(announced()).toEqual(['2026-01-01T09:00:00.000Z']);
    expect(announced(changed)).toEqual(['2026-01-01T09:00:00.000Z']); // its text was changed
    expect(announced(changed, 'SEQUENCE:2')).toEqual(['2026-06-09T12:00:00.000Z']);
    expect(announced('SEQUENCE:2')).toEqual(['2026-01-02T09:00:00.000Z']);
  });

  it('says what cannot be read, each thing by itself', () => {
    expect(read('hej')).toEqual([expect.stringContaining('no iCalendar')]);
    expect(readOne('SUMMARY:Tom', 'DTSTART:20260401T000000Z')).toEqual([
      'fault: The event "Tom" cannot be read: it has neither DTEND nor DURATION.',
    ]);
    expect(readOne('DTSTART:20260631T000000Z', 'DURATION:PT1H')).toEqual([
      expect.stringContaining('not a time'),
    ]);
    expect(readOne(...WEEKLY, 'EXRULE:FREQ=MONTHLY')).toEqual([expect.stringContaining('EXRULE')]);
    expect(readOne(...WEEKLY, 'RRULE:FREQ=MONTHLY')).toEqual([expect.stringContaining('several RRULE')]);
    const task = ['BEGIN:VTODO', 'UID:3', 'END:VTODO'];
    expect(read(wrapped(task))).toEqual([expect.stringContaining('VTODO')]);
  });

  describe('as programs write it', () => {
    const lasting = 'DURATION:PT4H';
    const read1 = '2026-03-22T01:00+01:00/4';

    it.each<[what: string, lines: string[], times: string[]]>([
      ['a zone in quotes', ['DTSTART;TZID="Europe/Stockholm":20260322T010000', lasting], [read1]],
      [
        'lines folded anywhere',
        ['DTSTART;TZID=Europe/Sto\r\n ckholm:202603\r\n\t22T010000', lasting],
        [read1],
      ],
      ['spaces around a time', ['DTSTART;TZID=Europe/Stockholm: 20260322T010000 ', lasting], [read1]],
      ['a day without VALUE', ['DTSTART:20260322', 'DTEND:20260324'], ['2026-03-22T00:00+01:00/48']],
      ['a day with a zone', ['DTSTART;TZID=Europe/Stockholm:20260322'], ['2026-03-22T00:00+01:00/24']],
      ['a rule in small letters', [...WEEKLY.slice(0, 2), 'rrule:freq=weekly;count=1'], [read1]],
      [
        'an alarm inside',
        [...WEEKLY.slice(0, 2), 'BEGIN:VALARM', 'TRIGGER:-PT15M', 'DURATION:PT5M', 'REPEAT:2', 'END:VALARM'],
        [read1],
      ],
      [
        'BYSETPOS',
        [...WEEKLY.slice(0, 2), 'RRULE:FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1;COUNT=1'],
        ['2026-03-27T01:00+01:00/4'],
      ],
    ])('%s', (_, lines, times) => {
      expect(readOne(...lines)).toEqual(times);
    });

    it('in lines of old Macs, UTF-16, Windows-1252, or folded within a letter', () => {
      const text = wrapped(event(...WEEKLY.slice(0, 2), 'SUMMARY:Städning'));
      const folded = Buffer.concat([
        Buffer.from(text.split('ä')[0] ?? ''),
        Buffer.from([0xc3, 0x0d, 0x0a, 0x20, 0xa4]),
        Buffer.from(text.split('ä')[1] ?? ''),
      ]);
      const files = [
        Buffer.from(text.replaceAll('\r\n', '\r')),
        Buffer.from(`\uFEFF${text}`, 'utf16le'),
        Buffer.from(text, 'latin1'),
        folded,
      ];
      for (const file of files) {
        const series = readCalendar(file);
        expect(series.ok && series.value.map(({ note }) => note)).toEqual(['Städning']);
      }
    });

    it.each<[what: string, lines: string[], fault: string]>([
      [
        'COUNT and UNTIL',
        [...WEEKLY.slice(0, 2), 'RRULE:FREQ=WEEKLY;COUNT=3;UNTIL=20260405T000000Z'],
        'either UNTIL or COUNT',
      ],
      ['seconds', [...WEEKLY.slice(0, 2), 'RRULE:FREQ=SECONDLY;COUNT=100000000'], 'FREQ=SECONDLY'],
      [
        'an interval of nothing',
        [...WEEKLY.slice(0, 2), 'RRULE:FREQ=WEEKLY;INTERVAL=0'],
        'INTERVAL of nothing',
      ],
      ['a negative length', [WEEKLY[0] ?? '', 'DURATION:-PT4H'], 'negative'],
      ['an end before the start', [WEEKLY[0] ?? '', 'DTEND:20260321T000000Z'], 'ends before it begins'],
      ['two starts', [...WEEKLY.slice(0, 2), 'DTSTART:20260401T000000Z'], 'several DTSTART'],
      ['an end and a length', [...WEEKLY.slice(0, 2), lasting], 'both DTEND and DURATION'],
    ])('but not with %s, which is told', (_, lines, fault) => {
      expect(readOne(...lines)).toEqual([expect.stringContaining(fault)]);
    });
  });
});
