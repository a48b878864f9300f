import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Alert, type Notice, type ProbeState } from '#core';
import { AlertRules } from '#catalogue';
import { type AlertFacts, type SystemFacts } from './conditions.js';
import { type AlertPolicy, type AlertState, NOTHING_YET, decide, noticeOf, standingAfter } from './decide.js';

const START_MS = Date.UTC(2026, 8, 1, 10);
const MINUTE_MS = 60_000;
const RULES = new AlertRules();
const POLICY: AlertPolicy = {
  rules: RULES,
  escalateAfterMs: () => 15 * MINUTE_MS,
  repeatAfterMs: () => null,
};

function system(
  id: string,
  state: ProbeState,
  more: Partial<SystemFacts> & { behind?: string[]; inMaintenance?: boolean } = {},
): SystemFacts {
  const { behind = [], inMaintenance = false, ...facts } = more;
  return {
    state: { system: id, state, sinceMs: START_MS, behind, inMaintenance },
    critical: true,
    inService: true,
    budget: [],
    ...facts,
  };
}

function factsOf(systems: readonly SystemFacts[], more: Partial<AlertFacts> = {}): AlertFacts {
  return { systems, certificates: [], rolledUpToMs: null, ...more };
}

/** Decides again and again, a minute apart, and gathers what was told. */
function through(story: readonly AlertFacts[], policy = POLICY): { told: Notice[]; state: AlertState } {
  let state = NOTHING_YET;
  const told: Notice[] = [];
  story.forEach((facts, minute) => {
    const decision = decide(state, facts, policy, START_MS + minute * MINUTE_MS);
    state = decision.state;
    told.push(...decision.notices);
  });
  return { told, state };
}

const tell = (notices: readonly Notice[]): string[] =>
  notices.map(({ transition, alert }) => `${transition} ${alert.kind} ${alert.subject}`);

describe('a critical system', () => {
  const down = factsOf([system('a', 'down')]);
  const up = factsOf([system('a', 'up')]);
  const unknown = factsOf([system('a', 'unmonitored')]);

  it('is told at once, once, and is over when it has been up for long enough', () => {
    expect(tell(through([down, down, down, up, up, up, up]).told)).toEqual([
      'fired system-down a',
      'resolved system-down a',
    ]);
  });

  it('does not flap, and nobody knowing ends nothing', () => {
    expect(tell(through([down, up, down, up, up, down, unknown, unknown, unknown, unknown]).told)).toEqual([
      'fired system-down a',
    ]);
  });

  it('is told to others when nobody answers, once, and not when somebody does', () => {
    const story = Array.from({ length: 40 }, () => down);
    expect(tell(through(story).told)).toEqual(['fired system-down a', 'escalated system-down a']);
    const { state } = through([down]);
    const acknowledged = { by: 'drift', atMs: START_MS, note: '' };
    const seenTo = { ...state, standing: state.standing.map((alert) => ({ ...alert, acknowledged })) };
    expect(decide(seenTo, down, POLICY, START_MS + 60 * MINUTE_MS).notices).toEqual([]);
  });

  it('that is not critical is silent until its budget burns, and then is one alert, not three', () => {
    const budget = [
      { kind: 'budget-fast', share: 0.03, windowMs: 60 * MINUTE_MS },
      { kind: 'budget-slow', share: 0.2, windowMs: 600 * MINUTE_MS },
    ] as const;
    const ordinary = system('a', 'down', { critical: false });
    expect(tell(through([factsOf([ordinary])]).told)).toEqual([]);
    expect(tell(through([factsOf([{ ...ordinary, budget }])]).told)).toEqual(['fired budget-fast a']);
    expect(tell(through([factsOf([{ ...ordinary, critical: true, budget }])]).told)).toEqual([
      'fired system-down a',
    ]);
  });

  it('behind another, outside service time or in maintenance raises nothing; recovery is told', () => {
    for (const muted of [{ behind: ['portal'] }, { inMaintenance: true }, { inService: false }]) {
      expect(tell(through([factsOf([system('a', 'down', muted)])]).told)).toEqual([]);
      const story = [down, ...Array.from({ length: 4 }, () => factsOf([system('a', 'up', muted)]))];
      expect(tell(through(story).told)).toEqual(['fired system-down a', 'resolved system-down a']);
    }
    const work = factsOf([system('a', 'down', { inMaintenance: true })]);
    expect(tell(through([work, work, down]).told)).toEqual(['fired system-down a']);
  });

  it('that is followed up no longer is over', () => {
    expect(tell(through([down, ...Array.from({ length: 4 }, () => factsOf([]))]).told)).toEqual([
      'fired system-down a',
      'resolved system-down a',
    ]);
  });
});

describe('an alert that covers another', () => {
  it('does so no longer when it is over because nobody follows it up', () => {
    const budget = [{ kind: 'budget-fast', share: 0.05, windowMs: 60 * MINUTE_MS }] as const;
    const ordinary = factsOf([system('a', 'up', { critical: false, budget })]);
    const story = [factsOf([system('a', 'down')]), factsOf([]), factsOf([]), ordinary];
    expect(tell(through(story).told)).toEqual([
      'fired system-down a',
      'resolved system-down a',
      'fired budget-fast a',
    ]);
  });
});

describe('what else deserves a shout', () => {
  it('a system that nobody measures any more, after a while, but not when we are cut off ourselves', () => {
    const silent = factsOf([system('a', 'unmonitored')]);
    const minutes = RULES.silentAfterSeconds / 60;
    expect(tell(through(Array.from({ length: minutes }, () => silent)).told)).toEqual([]);
    expect(tell(through(Array.from({ length: minutes + 1 }, () => silent)).told)).toEqual([
      'fired system-silent a',
    ]);
    const alone = system('a', 'unmonitored');
    const isolated = factsOf([{ ...alone, state: { ...alone.state, reason: 'isolated' } }]);
    expect(tell(through(Array.from({ length: 2 * minutes }, () => isolated)).told)).toEqual([
      'fired pipeline-late network',
      'escalated pipeline-late network',
    ]);
  });

  it('a certificate that expires soon, then near; renewed it is over, and not knowing ends nothing', () => {
    const days = (left: number | null) =>
      factsOf([], { certificates: [{ probe: 'a-web', system: 'a', days: left }] });
    const calm: AlertPolicy = { rules: RULES, escalateAfterMs: () => null, repeatAfterMs: () => null };
    expect(
      tell(through([days(30), days(20), days(null), days(null), days(null), days(6)], calm).told),
    ).toEqual(['fired certificate-soon a-web', 'fired certificate-near a-web']);
    expect(tell(through([days(20), days(90), days(90), days(90)], calm).told)).toEqual([
      'fired certificate-soon a-web',
      'resolved certificate-soon a-web',
    ]);
    expect(tell(through([days(3)], calm).told)).toEqual(['fired certificate-near a-web']);
  });

  it('the follow-up itself when it lags', () => {
    const late = factsOf([], { rolledUpToMs: START_MS - 2 * RULES.lateAfterSeconds * 1_000 });
    expect(tell(through([late]).told)).toEqual(['fired pipeline-late roll-up']);
  });
});

const someSystem = fc.record({
  id: fc.constantFrom('a', 'b', 'c'),
  state: fc.constantFrom<ProbeState>('up', 'degraded', 'down', 'unmonitored'),
  critical: fc.boolean(),
  inService: fc.boolean(),
  inMaintenance: fc.boolean(),
  behind: fc.constantFrom<string[]>([], ['c']),
  fast: fc.boolean(),
});
const someFacts: fc.Arbitrary<AlertFacts> = fc
  .record({
    systems: fc.uniqueArray(someSystem, { selector: ({ id }) => id }),
    days: fc.option(fc.integer({ min: -3, max: 40 })),
  })
  .map(({ systems, days }) =>
    factsOf(
      systems.map(({ id, state, fast, ...more }) =>
        system(id, state, {
          ...more,
          budget: fast ? [{ kind: 'budget-fast', share: 0.05, windowMs: 60 * MINUTE_MS }] : [],
        }),
      ),
      { certificates: [{ probe: 'a-web', system: 'a', days }] },
    ),
  );
const someStory = fc.array(someFacts, { maxLength: 40 });

function historyOf(told: readonly Notice[]): Map<string, Notice[]> {
  const byAlert = new Map<string, Notice[]>();
  for (const notice of told) byAlert.set(notice.alert.id, [...(byAlert.get(notice.alert.id) ?? []), notice]);
  return byAlert;
}

describe('whatever happens', () => {
  it('each alert is fired once, escalated at most once and over at most once, in this order', () => {
    fc.assert(
      fc.property(someStory, (story) => {
        const { told, state } = through(story);
        expect(new Set(told.map(({ id }) => id)).size).toBe(told.length);
        for (const notices of historyOf(told).values()) {
          const transitions = notices.map(({ transition }) => transition);
          expect(['fired', 'fired escalated', 'fired resolved', 'fired escalated resolved']).toContain(
            transitions.join(' '),
          );
        }
        const open = told.filter(
          ({ alert }) => !told.some((n) => n.alert.id === alert.id && n.transition === 'resolved'),
        );
        expect(new Set(state.standing.map(({ id }) => id))).toEqual(
          new Set(open.map(({ alert }) => alert.id)),
        );
      }),
    );
  });

  it('of each thing one alert lasts at a time, and none is over before it was over for long enough', () => {
    fc.assert(
      fc.property(someStory, (story) => {
        const { told } = through(story);
        const lasting = new Set<string>();
        for (const { transition, alert, atMs } of told) {
          const key = `${alert.kind}:${alert.subject}`;
          if (transition === 'fired') {
            expect(lasting.has(key)).toBe(false);
            lasting.add(key);
          }
          if (transition !== 'resolved') continue;
          lasting.delete(key);
          expect(atMs - alert.firedMs).toBeGreaterThanOrEqual(RULES.resolveAfterSeconds * 1_000);
        }
      }),
    );
  });

  it('the order of facts, facts told twice, and deciding twice change nothing', () => {
    fc.assert(
      fc.property(someStory, (story) => {
        const shuffled = story.map(({ systems, certificates, rolledUpToMs }) => ({
          systems: [...systems.toReversed(), ...systems],
          certificates: [...certificates, ...certificates],
          rolledUpToMs,
        }));
        const once = through(story);
        expect(through(shuffled)).toEqual(once);
        const last = story.at(-1);
        if (!last) return;
        const nowMs = START_MS + (story.length - 1) * MINUTE_MS;
        expect(decide(once.state, last, POLICY, nowMs).notices).toEqual([]);
      }),
    );
  });

  it('nothing new is raised of a system in maintenance', () => {
    fc.assert(
      fc.property(someStory, (story) => {
        const worked = story.map((facts) =>
          factsOf(facts.systems.map((each) => ({ ...each, state: { ...each.state, inMaintenance: true } }))),
        );
        expect(through(worked).told).toEqual([]);
      }),
    );
  });

  it('a start that reads what was told repeats nothing, and loses nothing that lasts', () => {
    fc.assert(
      fc.property(someStory, (story) => {
        const { told, state } = through(story);
        const found = standingAfter(told);
        const alertsOf = ({ standing }: AlertState): Alert[] => [...standing];
        expect(alertsOf(found)).toEqual(alertsOf(state));
        const last = story.at(-1);
        if (!last) return;
        const nowMs = START_MS + story.length * MINUTE_MS;
        const known = new Set(told.map(({ id }) => id));
        for (const { id } of decide(found, last, POLICY, nowMs).notices) expect(known.has(id)).toBe(false);
      }),
    );
  });
});

it('an acknowledgement is found again by a start', () => {
  const { told, state } = through([factsOf([system('a', 'down')])]);
  const [alert] = state.standing;
  if (!alert) throw new Error('nothing was raised');
  const seenTo = { ...alert, acknowledged: { by: 'drift', atMs: START_MS, note: 'tar det' } };
  expect(standingAfter([...told, noticeOf(seenTo, 'acknowledged', START_MS)]).standing).toEqual([seenTo]);
});

describe('an alert that nobody acknowledges', () => {
  it('is told again, as often as its routes say, while it surely is so', () => {
    const policy: AlertPolicy = {
      rules: RULES,
      escalateAfterMs: () => null,
      repeatAfterMs: () => 2 * MINUTE_MS,
    };
    const down = factsOf([system('a', 'down')]);
    const unknown = factsOf([system('a', 'unmonitored')]);
    const { told } = through([down, down, down, unknown, unknown, down, down, down], policy);
    expect(told.map(({ transition, atMs }) => [transition, (atMs - START_MS) / MINUTE_MS])).toEqual([
      ['fired', 0],
      ['repeated', 2],
      ['repeated', 5],
      ['repeated', 7],
    ]);
    expect(new Set(told.map(({ id }) => id)).size).toBe(told.length);
  });
});

describe('what depends on something', () => {
  const DOWN_MS = RULES.dependencyWaitSeconds * 1_000;
  const at = (ms: number, facts: AlertFacts, state: AlertState = NOTHING_YET) =>
    decide(state, facts, POLICY, START_MS + ms);

  it('waits for a fresh verdict of it, which is asked for, and leaves the page to it', () => {
    const first = at(0, factsOf([system('child', 'down', { awaits: ['portal'] }), system('portal', 'up')]));
    expect(first.notices).toEqual([]);
    expect(first.awaited).toEqual(['portal']);
    const both = [
      system('child', 'down', { behind: ['portal'] }),
      system('portal', 'down', { dependents: 1 }),
    ];
    const second = at(1_000, factsOf(both), first.state);
    expect(tell(second.notices)).toEqual(['fired system-down portal']);
    expect(second.notices[0]?.alert.detail.dependents).toBe(1);
    const back = [system('child', 'down', { awaits: ['child'] }), system('portal', 'up')];
    const third = at(60_000, factsOf(back), second.state);
    expect(tell(third.notices)).toEqual([]);
    expect(third.awaited).toEqual(['child']);
    const well = factsOf([system('child', 'up'), system('portal', 'up')]);
    expect(tell(at(200_000, well, third.state).notices)).toEqual(['resolved system-down portal']);
  });

  it('waits no longer than the rules say, nor when nothing is awaited any more', () => {
    const alone = factsOf([system('child', 'down', { awaits: ['portal'] }), system('portal', 'unmonitored')]);
    const first = at(0, alone);
    expect(tell(at(DOWN_MS - 1, alone, first.state).notices)).toEqual([]);
    expect(tell(at(DOWN_MS, alone, first.state).notices)).toEqual(['fired system-down child']);
    const sure = factsOf([system('child', 'down'), system('portal', 'up')]);
    expect(tell(at(1_000, sure, first.state).notices)).toEqual(['fired system-down child']);
  });
});

describe('what fails of the follow-up itself', () => {
  it('is told: a channel after a while, a task as soon as it is known to fail, and is over when it is well', () => {
    const failing = factsOf([], {
      channels: [{ channel: 'jour', failingSinceMs: START_MS, problem: 'answered 404' }],
      failures: [{ subject: 'task:roll-up', sinceMs: START_MS, problem: 'x' }],
    });
    const unknown = factsOf([], { channels: [{ channel: 'jour' }] });
    const well = factsOf([], { channels: [{ channel: 'jour', failingSinceMs: null }] });
    const { told } = through([...Array<AlertFacts>(7).fill(failing), unknown, unknown, well, well, well]);
    expect(tell(told)).toEqual([
      'fired pipeline-late task:roll-up',
      'fired pipeline-late channel:jour',
      'resolved pipeline-late task:roll-up',
      'resolved pipeline-late channel:jour',
    ]);
  });
});
