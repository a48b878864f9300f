import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  type AvailabilityRow,
  type Outage,
  type PlannedMaintenance,
  type StateTime,
  type SystemState,
  cityDate,
  cityTime,
  midnightMs,
} from '#core';
import { type Catalogue, loadCatalogue, publicGroups } from '#catalogue';
import { SaxesParser } from 'saxes';
import { overallBadge, serviceBadge } from './badge.js';
import { durationText, momentText, percentText } from './clock-text.js';
import { statusFeed } from './feed.js';
import { statusPage } from './page.js';
import { NO_FACTS, type StatusFacts, publicReport } from './public-report.js';
import { type PublicServiceStatus, type StatusReport } from './status-report.js';

const NOW_MS = Date.parse('2026-11-25T14:32:10+01:00');
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const NONE: StateTime = { upMs: 0, degradedMs: 0, downMs: 0, unmonitoredMs: 0 };

let catalogue: Catalogue;
let ids: readonly string[];

beforeAll(async () => {
  const loaded = await loadCatalogue('config/demo');
  if (!loaded.ok) throw new Error('The demo config is broken');
  catalogue = loaded.value;
  ids = publicGroups(catalogue).flatMap(({ services }) => services.map(({ system }) => system.id));
});

function up(system: string, more: Partial<SystemState> = {}): SystemState {
  return { system, state: 'up', sinceMs: NOW_MS - DAY_MS, inMaintenance: false, behind: [], ...more };
}

/** Everything up and just measured, besides what is said. */
function factsWith(more: Partial<StatusFacts> = {}, states: readonly SystemState[] = []): StatusFacts {
  const other = new Map(states.map((state) => [state.system, state]));
  return {
    ...NO_FACTS,
    states: ids.map((id) => other.get(id) ?? up(id)),
    measuredMs: new Map(ids.map((id) => [id, NOW_MS - 20_000])),
    ...more,
  };
}

function serviceIn(report: StatusReport, id: string): PublicServiceStatus {
  const found = report.groups.flatMap(({ services }) => services).find((service) => service.id === id);
  if (!found) throw new Error(`${id} is not on the page`);
  return found;
}

function day(
  daysAgo: number,
  inside: Partial<StateTime>,
  maintenance: Partial<StateTime> = {},
): AvailabilityRow {
  const counts = { samples: 0, satisfied: 0, tolerating: 0, frustrated: 0, latency: [] };
  return {
    system: 'bygglov',
    granularity: 'day',
    startMs: midnightMs(cityDate(NOW_MS - daysAgo * DAY_MS)),
    inside: { ...NONE, ...inside },
    maintenance: { ...NONE, ...maintenance },
    outside: NONE,
    ...counts,
  };
}

function work(system: string, fromMs: number, toMs: number, announcedMs: number): PlannedMaintenance {
  return { plan: 'p', system, note: 'Byter databas i rack 7', startMs: fromMs, endMs: toMs, announcedMs };
}

describe('what the public is told of the present', () => {
  it('is nothing when nothing is known', () => {
    const report = publicReport(catalogue, NO_FACTS, NOW_MS);
    expect(report).toMatchObject({ current: false, measuredAt: null });
    expect(serviceIn(report, 'bygglov')).toMatchObject({ state: 'unknown', since: null, availability: null });
  });

  it('is unknown as soon as the last measurement is too old, whatever the state was', () => {
    const facts = factsWith({}, [up('bygglov', { state: 'down' })]);
    expect(serviceIn(publicReport(catalogue, facts, NOW_MS), 'bygglov').state).toBe('down');
    const later = publicReport(catalogue, facts, NOW_MS + 10 * MINUTE_MS);
    expect(serviceIn(later, 'bygglov')).toMatchObject({ state: 'unknown', since: cityTime(NOW_MS - 20_000) });
    expect(later.current).toBe(false);
  });

  it('tells since when, also when the outage is older than the process', () => {
    const outage: Outage = {
      system: 'bygglov',
      startMs: NOW_MS - 3 * HOUR_MS,
      endMs: null,
      reason: 'timeout',
      counted: true,
    };
    const facts = factsWith({ outages: [outage] }, [
      up('bygglov', { state: 'down', sinceMs: NOW_MS - MINUTE_MS }),
    ]);
    expect(serviceIn(publicReport(catalogue, facts, NOW_MS), 'bygglov').since).toBe(cityTime(outage.startMs));
    const over = factsWith({ outages: [{ ...outage, endMs: NOW_MS - HOUR_MS }] });
    expect(serviceIn(publicReport(catalogue, over, NOW_MS), 'bygglov')).toMatchObject({
      state: 'up',
      since: cityTime(NOW_MS - HOUR_MS),
    });
  });

  it('names what a service is behind, as far as that is public', () => {
    const facts = factsWith({}, [
      up('mina-sidor', { state: 'down', behind: ['inloggningsportalen', 'e-tjanstplattformen'] }),
    ]);
    const report = publicReport(catalogue, facts, NOW_MS);
    expect(serviceIn(report, 'mina-sidor').behind).toEqual(['inloggningsportalen']);
    expect(statusPage(report, 'sv', NOW_MS)).toContain(
      'Beror på att detta inte fungerar: <a href="#e-inloggningsportalen">',
    );
  });

  it('tells of announced maintenance only, until when it goes on, and not what is done', () => {
    const facts = factsWith({
      maintenance: [
        work('skolvalet', NOW_MS - HOUR_MS, NOW_MS + HOUR_MS, NOW_MS - DAY_MS),
        work('bygglov', NOW_MS - HOUR_MS, NOW_MS + HOUR_MS, NOW_MS),
        work('diariet', NOW_MS + HOUR_MS, NOW_MS + DAY_MS, NOW_MS - DAY_MS),
        work('parkeringsappen', NOW_MS + DAY_MS, NOW_MS + 2 * DAY_MS, NOW_MS + HOUR_MS),
        work('bostadskon', NOW_MS + 2 * DAY_MS, NOW_MS + 3 * DAY_MS, NOW_MS - DAY_MS),
      ],
    });
    const report = publicReport(catalogue, facts, NOW_MS);
    expect(report.maintenance.map(({ system }) => system)).toEqual(['skolvalet', 'bostadskon']);
    expect(serviceIn(report, 'skolvalet')).toMatchObject({
      state: 'maintenance',
      since: cityTime(NOW_MS - HOUR_MS),
      until: cityTime(NOW_MS + HOUR_MS),
    });
    expect(serviceIn(report, 'bygglov').state).toBe('up');
    expect(JSON.stringify(report)).not.toContain('rack 7');
  });
});

describe('the history', () => {
  it('is ninety days of the city, also over the change of the clocks, and missing is not up', () => {
    const { days } = serviceIn(publicReport(catalogue, factsWith(), NOW_MS), 'bygglov');
    expect(days).toHaveLength(90);
    expect([days[0]?.date, days.at(-1)?.date]).toEqual(['2026-08-28', '2026-11-25']);
    expect(new Set(days.map(({ date }) => date)).size).toBe(90);
    expect(new Set(days.map(({ state }) => state))).toEqual(new Set(['unknown']));
  });

  it('calls days what they were', () => {
    const rows = [
      day(7, { upMs: DAY_MS }),
      day(6, { upMs: DAY_MS - 5 * MINUTE_MS, downMs: 5 * MINUTE_MS }),
      day(5, { upMs: DAY_MS - HOUR_MS, downMs: HOUR_MS }),
      day(4, {}, { downMs: HOUR_MS }),
      day(3, { unmonitoredMs: DAY_MS }),
      day(2, {}),
      day(1, { upMs: DAY_MS / 2, degradedMs: DAY_MS / 2 }),
    ];
    const service = serviceIn(publicReport(catalogue, factsWith({ days: rows }), NOW_MS), 'bygglov');
    const told = service.days.slice(-8, -1).map(({ state }) => state);
    expect(told).toEqual(['up', 'disturbed', 'down', 'maintenance', 'unknown', 'closed', 'disturbed']);
    expect(service.days.at(-6)?.downMinutes).toBe(60);
    expect(service.availability).toBe(98.87);
    expect(service.measured).toBeCloseTo(0.8, 10);
  });

  it('never rounds up to a hundred', () => {
    const rows = [day(1, { upMs: 80 * DAY_MS, downMs: MINUTE_MS })];
    const report = publicReport(catalogue, factsWith({ days: rows }), NOW_MS);
    expect(serviceIn(report, 'bygglov').availability).toBe(99.99);
  });
});

describe('page, feed and badges', () => {
  const hostile = '<script>alert(1)</script> & "\u0000';
  const message = {
    id: 'm"1',
    title: { sv: hostile, en: hostile },
    text: { sv: hostile, en: null },
    systems: [],
    at: cityTime(NOW_MS - HOUR_MS),
    updates: [{ at: cityTime(NOW_MS - MINUTE_MS), text: { sv: hostile, en: hostile } }],
    endedAt: null,
  };

  it.each(['sv', 'en'] as const)('are well-formed in %s whatever people write', (language) => {
    const facts = factsWith({ messages: [message] }, [up('bygglov', { state: 'down' })]);
    const report = publicReport(catalogue, facts, NOW_MS);
    const documents = [
      statusPage(report, language, NOW_MS).replace('<!doctype html>', ''),
      statusFeed(report, language, NOW_MS),
      overallBadge(report, language),
      serviceBadge({ ...serviceIn(report, 'bygglov'), name: { sv: hostile, en: hostile } }, language),
    ];
    for (const text of documents) {
      const names = new Set<string>();
      const parser = new SaxesParser({ xmlns: true });
      parser.on('opentag', ({ name }) => names.add(name));
      parser.write(text).close();
      expect(names.has('script')).toBe(false);
    }
  });

  it.each([
    ['sv', /^Inga kända störningar, men om 1 av \d+ e-tjänster vet vi inte/, 'vi vet inte just nu'],
    [
      'en',
      /^No known disturbances, but we do not know about 1 of \d+ e-services/,
      'we do not know right now',
    ],
  ] as const)('do not call well in %s what nobody knows', (language, headline, unknown) => {
    const reportWith = (unmonitored: readonly string[]): StatusReport => {
      const states = unmonitored.map((id) => up(id, { state: 'unmonitored' }));
      return publicReport(catalogue, factsWith({}, states), NOW_MS);
    };
    const page = statusPage(reportWith(ids.slice(0, 1)), language, NOW_MS);
    expect(/<p class="overall">.*<\/svg>(.*)<\/p>/.exec(page)?.[1]).toMatch(headline);
    expect(overallBadge(reportWith(ids), language)).toContain(`: ${unknown}"`);
  });

  it('have every service once, each with another way when it fails', () => {
    const broken = factsWith(
      {},
      ids.map((id) => up(id, { state: 'down' })),
    );
    const page = statusPage(publicReport(catalogue, broken, NOW_MS), 'sv', NOW_MS);
    for (const id of ids) expect(page.split(` id="e-${id}"`)).toHaveLength(2);
    expect(page.split('Gör så här i stället')).toHaveLength(ids.length + 1);
    expect(page).toContain(`${ids.length} av ${ids.length} e-tjänster fungerar inte som de ska`);
  });

  it('keep the id of an outage while it goes on and when it is over', () => {
    const outage: Outage = {
      system: 'bygglov',
      startMs: NOW_MS - HOUR_MS,
      endMs: null,
      reason: 'timeout',
      counted: true,
    };
    const feedOf = (endMs: number | null): string =>
      statusFeed(
        publicReport(catalogue, factsWith({ outages: [{ ...outage, endMs }] }), NOW_MS),
        'sv',
        NOW_MS,
      );
    const idsOf = (text: string): string[] =>
      [...text.matchAll(/<id>([^<]+)<\/id>/g)].map(([, id]) => id ?? '');
    expect(idsOf(feedOf(null))).toEqual(idsOf(feedOf(NOW_MS)));
    expect(feedOf(null)).toContain('Pågår.');
    expect(feedOf(NOW_MS)).not.toContain('Pågår.');
  });
});

describe('texts of time', () => {
  it('say today and yesterday by the days of the city', () => {
    expect(momentText('2026-11-25T00:05:00+01:00', 'sv', NOW_MS)).toBe('i dag kl. 00:05');
    expect(momentText('2026-11-24T23:55:00+01:00', 'en', NOW_MS)).toBe('yesterday at 23:55');
    expect(momentText('2026-10-25T02:30:00+01:00', 'sv', NOW_MS)).toBe('25 oktober 2026 kl. 02:30');
    expect(momentText('2026-11-25T00:05:00+01:00', 'en')).toBe('25 November 2026 at 00:05');
  });

  it('say durations and shares as people do', () => {
    expect(durationText(61, 'sv')).toBe('1 timme 1 minut');
    expect(durationText(120, 'en')).toBe('2 hours');
    expect(durationText(0.2, 'sv')).toBe('1 minut');
    expect(percentText(99.95, 'sv')).toBe('99,95\u00a0%');
    expect(percentText(100, 'en')).toBe('100%');
  });
});
