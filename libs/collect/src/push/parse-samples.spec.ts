import { PROBE_REASONS, PROBE_STATES, type Sample } from '#core';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseSamples, type PushRules } from './parse-samples.js';

const NOW_MS = Date.UTC(2026, 8, 1, 12);
const RULES: PushRules = {
  targets: new Set(['school-web', 'odd, id=1']),
  nowMs: NOW_MS,
  keepFromMs: NOW_MS - 1_000_000_000,
};
const GOOD = { target: 'school-web', vantage: 'north', time: '2026-09-01T13:59:00+02:00', state: 'up' };

function fromJson(items: unknown): ReturnType<typeof parseSamples> {
  return parseSamples(JSON.stringify(items), 'application/json; charset=utf-8', RULES);
}

function fromLines(body: string, rules: Partial<PushRules> = {}): ReturnType<typeof parseSamples> {
  return parseSamples(body, 'text/plain; charset=utf-8', { ...RULES, ...rules });
}

describe('samples as JSON', () => {
  it('are read with all their parts', () => {
    const parts = {
      dnsMs: 1,
      connectMs: 2,
      tlsMs: 3,
      ttfbMs: 4,
      totalMs: 10.5,
      statusCode: 503,
      certDays: -2,
    };
    expect(fromJson([{ ...GOOD, ...parts, state: 'down', reason: 'status', more: 'ignored' }])).toEqual({
      samples: [
        {
          target: 'school-web',
          vantage: 'north',
          timeMs: NOW_MS - 60_000,
          state: 'down',
          reason: 'status',
          ...parts,
        },
      ],
      problems: [],
      refused: 0,
    });
  });

  it('may be parsed already, and leave out or make null what they do not know', () => {
    const parsed = parseSamples([GOOD, { ...GOOD, reason: null }], 'application/json', RULES);
    expect(parsed.samples).toHaveLength(2);
    expect(parsed.samples[1]).toEqual({
      target: 'school-web',
      vantage: 'north',
      timeMs: NOW_MS - 60_000,
      state: 'up',
    });
  });

  it('stand or fall each for itself', () => {
    const { samples, problems, refused } = fromJson([GOOD, { ...GOOD, target: 'other' }, 7, GOOD]);
    expect(samples).toHaveLength(2);
    expect(problems).toMatchObject([{ index: 1 }, { index: 2 }]);
    expect(refused).toBe(2);
  });

  it.each([
    ['no target', { target: undefined }, /nothing is no probe/],
    ['an unknown target', { target: 'other' }, /"other" is no probe/],
    ['no vantage', { vantage: '' }, /vantage/],
    ['a time without offset', { time: '2026-09-01T12:00:00' }, /no time with an offset/],
    ['a day that is none', { time: '2026-02-30T12:00:00Z' }, /no time with an offset/],
    ['a time as number', { time: NOW_MS }, /time is not a text/],
    ['a time six minutes ahead', { time: '2026-09-01T12:06:00Z' }, /five minutes ahead/],
    ['a time before what is kept', { time: '2026-08-01T12:00:00Z' }, /before what is kept/],
    ['no state', { state: 'fine' }, /"fine" is no state/],
    ['a negative timing', { totalMs: -1 }, /totalMs is "-1"/],
    ['a timing as text', { dnsMs: '12' }, /dnsMs is "12"/],
    ['half a status', { statusCode: 200.5 }, /statusCode is/],
    ['a reason in free words', { reason: 'it broke' }, /reason is "it broke"/],
    ['half a day', { certDays: 0.5 }, /certDays is/],
  ])('with %s are refused, and it is said why', (_, parts, message) => {
    const { samples, problems } = fromJson([{ ...GOOD, ...parts }]);
    expect(samples).toEqual([]);
    expect(problems).toMatchObject([{ index: 0 }]);
    expect(problems[0]?.message).toMatch(message);
    expect(problems[0]?.hint).not.toBe('');
  });

  it.each(['{"target": "school-web"}', '[', '', 'null', '7'])('are no list in %j', (body) => {
    const parsed = parseSamples(body, 'application/json', RULES);
    expect(parsed).toMatchObject({ samples: [], problems: [{ index: null }] });
  });

  it('are all counted when refused, but only some are listed', () => {
    const { problems, refused } = fromJson(Array.from({ length: 500 }, () => 0));
    expect(problems).toHaveLength(100);
    expect(refused).toBe(500);
  });
});

describe('samples in line protocol', () => {
  const ms = NOW_MS - 1;

  it('are read with all their parts', () => {
    const line =
      `probe,target=school-web,system=school,vantage=north state="down",total_ms=12.5,dns_ms=1,connect_ms=2i,` +
      `tls_ms=3u,ttfb_ms=4e0,status_code=503i,reason="status",cert_days=-2i ${ms}`;
    expect(fromLines(line)).toEqual({
      samples: [
        {
          target: 'school-web',
          vantage: 'north',
          timeMs: ms,
          state: 'down',
          totalMs: 12.5,
          dnsMs: 1,
          connectMs: 2,
          tlsMs: 3,
          ttfbMs: 4,
          statusCode: 503,
          reason: 'status',
          certDays: -2,
        },
      ],
      problems: [],
      refused: 0,
    });
  });

  it('undo escapes, take quotes in tags as they are, and skip comments and empty lines', () => {
    const body = [
      '# comment, with "quotes',
      '',
      `probe,target=odd\\,\\ id\\=1,vantage=the\\ "north state="up" ${ms}\r`,
      `probe,target=school-web,vantage=a\\b state="up",note="a, b=c \\" d \\\\" ${ms}`,
    ].join('\n');
    const { samples, problems } = fromLines(body);
    expect(problems).toEqual([]);
    expect(samples).toMatchObject([{ target: 'odd, id=1', vantage: 'the "north' }, { vantage: 'a\\b' }]);
  });

  it.each([
    ['ns', '1788263999999999999'],
    ['us', '1788263999999999'],
    ['ms', '1788263999999'],
    ['s', '1788263999'],
  ] as const)('have their time in %s', (precision, timestamp) => {
    const { samples } = fromLines(`probe,target=school-web,vantage=n state="up" ${timestamp}`, { precision });
    expect(samples[0]?.timeMs).toBe(precision === 's' ? 1_788_263_999_000 : 1_788_263_999_999);
  });

  it.each([
    ['another measurement', `cpu,target=school-web,vantage=n state="up" ${ms}`, /not probe/],
    ['no timestamp', 'probe,target=school-web,vantage=n state="up"', /no timestamp/],
    [
      'nanoseconds as milliseconds',
      'probe,target=school-web,vantage=n state="up" 1788263999999999999',
      /ahead/,
    ],
    ['no fields', 'probe,target=school-web', /fields/],
    ['words after the time', `probe,target=school-web,vantage=n state="up" ${ms} more`, /nothing else/],
    ['a tag without value', `probe,target=,vantage=n state="up" ${ms}`, /tag "target="/],
    ['a text without quotes', `probe,target=school-web,vantage=n state=up ${ms}`, /field "state=up"/],
    ['an open quote', `probe,target=school-web,vantage=n state="up ${ms}`, /field/],
    ['a truth for a state', `probe,target=school-web,vantage=n state=true ${ms}`, /is no state/],
    [
      'a word of the language for a state',
      `probe,target=school-web,vantage=n state=constructor ${ms}`,
      /field/,
    ],
  ])('with %s are refused, and it is said why', (_, line, message) => {
    const { samples, problems } = fromLines(line);
    expect(samples).toEqual([]);
    expect(problems).toMatchObject([{ index: 0 }]);
    expect(problems[0]?.message).toMatch(message);
  });
});

describe('whatever is handed in', () => {
  const duration = fc.option(fc.float({ min: 0, max: 60_000, noNaN: true }), { nil: undefined });
  const anySample: fc.Arbitrary<Sample> = fc.record({
    target: fc.constantFrom(...RULES.targets),
    vantage: fc.stringMatching(/^[a-zå-ö ,="\\]{0,20}[a-z]$/),
    timeMs: fc.integer({ min: RULES.keepFromMs, max: NOW_MS }),
    state: fc.constantFrom(...PROBE_STATES),
    totalMs: duration,
    dnsMs: duration,
    statusCode: fc.option(fc.integer({ min: 100, max: 599 }), { nil: undefined }),
    reason: fc.option(fc.constantFrom(...PROBE_REASONS), { nil: undefined }),
    certDays: fc.option(fc.integer({ min: -999, max: 9_999 }), { nil: undefined }),
  });

  it('comes back from JSON and from line protocol as it was', () => {
    const tag = (text: string): string => text.replace(/[,= \\]/g, '\\$&');
    fc.assert(
      fc.property(fc.array(anySample), (samples) => {
        const json = samples.map(({ timeMs, ...rest }) => ({
          ...rest,
          time: new Date(timeMs).toISOString(),
        }));
        expect(fromJson(json)).toEqual({ samples, problems: [], refused: 0 });
        const writable = samples.filter(({ vantage }) => !vantage.includes('\\'));
        const lines = writable.map((s) => {
          const fields = [
            `state="${s.state}"`,
            ...(s.totalMs === undefined ? [] : [`total_ms=${s.totalMs}`]),
            ...(s.dnsMs === undefined ? [] : [`dns_ms=${s.dnsMs}`]),
            ...(s.statusCode === undefined ? [] : [`status_code=${s.statusCode}i`]),
            ...(s.reason === undefined ? [] : [`reason="${s.reason}"`]),
            ...(s.certDays === undefined ? [] : [`cert_days=${s.certDays}i`]),
          ];
          return `probe,target=${tag(s.target)},vantage=${tag(s.vantage)} ${fields.join(',')} ${s.timeMs}`;
        });
        expect(fromLines(lines.join('\n'))).toEqual({ samples: writable, problems: [], refused: 0 });
      }),
    );
  });

  it('is answered and never throws', () => {
    const nearLine = fc.stringMatching(/^[probe,target=\\ "\n0-9.iu#-]{0,80}$/);
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.string(), nearLine, fc.json()), fc.string(), (body, type) => {
        for (const contentType of [type, 'application/json', 'text/plain']) {
          const { samples, problems } = parseSamples(body, contentType, RULES);
          expect(samples).toEqual([]);
          expect(Array.isArray(problems)).toBe(true);
        }
      }),
    );
  });

  it('has each part checked, whatever stands there', () => {
    const parts = fc.record(
      { totalMs: fc.anything(), statusCode: fc.anything(), reason: fc.anything(), state: fc.anything() },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(parts, (odd) => {
        const { samples, refused } = parseSamples([{ ...GOOD, ...odd }], 'application/json', RULES);
        expect(samples.length + refused).toBe(1);
        for (const { state, totalMs } of samples) {
          expect(PROBE_STATES).toContain(state);
          expect(totalMs ?? 0).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});
