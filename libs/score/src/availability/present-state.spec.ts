import { describe, expect, it } from '@jest/globals';
import { type ProbeState, type Sample } from '#core';
import fc from 'fast-check';
import { systemsBehind } from './behind.js';
import { presentState } from './present-state.js';
import { probe, sample, system } from './sample-systems.spec-data.js';
import { type Standing, afterConfirmation, afterSample } from './standing.js';

const MINUTE_MS = 60_000;
const TERMS = { retries: 2, intervalSeconds: 60 };

function standingAfter(states: readonly ProbeState[], terms = TERMS): Standing | null {
  return states.reduce<Standing | null>(
    (standing, state, minute) => afterSample(standing, sample('web', minute * MINUTE_MS, { state }), terms),
    null,
  );
}

describe('what a vantage point knows for certain', () => {
  it('takes two failures in a row, or a retry, to be sure', () => {
    expect(standingAfter(['up', 'down'])).toMatchObject({ state: 'up', sinceMs: 0 });
    expect(standingAfter(['up', 'down', 'down'])).toMatchObject({ state: 'down', sinceMs: MINUTE_MS });
    expect(standingAfter(['up', 'down', 'up', 'down'])).toMatchObject({ state: 'up', sinceMs: 0 });
    expect(standingAfter(['up', 'down'], { ...TERMS, retries: 0 })).toMatchObject({ state: 'down' });
    expect(
      afterConfirmation(standingAfter(['up', 'down']), { sinceMs: MINUTE_MS, reason: 'tls' }),
    ).toMatchObject({
      state: 'down',
      sinceMs: MINUTE_MS,
      reason: 'tls',
    });
  });

  it('lets what was not measured decide nothing', () => {
    expect(standingAfter(['down', 'down', 'unmonitored', 'down'])).toMatchObject({
      state: 'down',
      sinceMs: 0,
    });
    expect(standingAfter(['unmonitored'])).toBeNull();
  });

  it('begins anew after a time too long for anything to have gone on through it', () => {
    const down = standingAfter(['down', 'down']);
    const soon = afterSample(down, sample('web', 62 * MINUTE_MS, { state: 'down' }), TERMS);
    expect(soon).toMatchObject({ state: 'down', sinceMs: 0 });
    const late = afterSample(down, sample('web', 90 * MINUTE_MS, { state: 'down' }), TERMS);
    expect(late).toMatchObject({ state: 'unmonitored', failing: { sinceMs: 90 * MINUTE_MS } });
  });

  it('is down only when the last measured sample was, or a retry said so, and never changes for older ones', () => {
    const states = fc.array(fc.constantFrom<ProbeState>('up', 'down', 'degraded', 'unmonitored'), {
      minLength: 1,
    });
    fc.assert(
      fc.property(states, (told) => {
        const standing = standingAfter(told);
        const measured = told.filter((state) => state !== 'unmonitored');
        if (standing?.state === 'down') expect(measured.slice(-2)).toEqual(['down', 'down']);
        if (measured.at(-1) === 'up') expect(standing?.state).toBe('up');
        const older: Sample = sample('web', -1, { state: 'down' });
        expect(afterSample(standing, older, TERMS)).toEqual(standing ?? expect.anything());
      }),
    );
  });
});

describe('the present of a system', () => {
  const web = probe('web');
  const extra = probe('extra', { required: false });
  const of = (standings: Record<string, readonly (Standing | null)[]>, nowMs: number, quorumAbove = 0.5) =>
    presentState({
      system: system('school', { probes: [web, extra] }),
      standingsOf: ({ id }) => (standings[id] ?? []).filter((each) => each !== null),
      quorumAbove,
      nowMs,
    });
  const up = standingAfter(['up', 'up', 'up']);
  const down = standingAfter(['up', 'down', 'down']);

  it('is unmonitored when what is known is too old, since it became so', () => {
    expect(of({ web: [up] }, 3 * MINUTE_MS)).toMatchObject({ state: 'up', sinceMs: 0 });
    expect(of({ web: [up] }, 4 * MINUTE_MS)).toEqual({
      system: 'school',
      state: 'unmonitored',
      sinceMs: 4 * MINUTE_MS,
    });
    expect(of({}, 0)).toEqual({ system: 'school', state: 'unmonitored', sinceMs: null });
  });

  it('is down when a quorum of the vantage points that measured says so', () => {
    expect(of({ web: [up, down] }, 3 * MINUTE_MS).state).toBe('up');
    expect(of({ web: [up, down, down] }, 3 * MINUTE_MS)).toMatchObject({ state: 'down', sinceMs: MINUTE_MS });
    expect(of({ web: [up, down] }, 3 * MINUTE_MS, 0.4).state).toBe('down');
    expect(of({ web: [up, up, down] }, 3 * MINUTE_MS, 0).state).toBe('down');
    const stale = { ...down, lastMs: -10 * MINUTE_MS } as Standing;
    expect(of({ web: [up, stale, stale] }, 3 * MINUTE_MS).state).toBe('up');
  });

  it('is degraded, and says so, and does not mind probes that decide nothing', () => {
    const slow = standingAfter(['up', 'degraded', 'degraded']);
    const state = of({ web: [slow], extra: [down] }, 3 * MINUTE_MS);
    expect(state).toMatchObject({ state: 'degraded', sinceMs: MINUTE_MS, reason: 'slow' });
  });
});

describe('what a system is behind', () => {
  const systems = new Map(
    [
      { id: 'network', dependsOn: [] },
      { id: 'login', dependsOn: ['network'] },
      { id: 'school', dependsOn: ['login'] },
      { id: 'park', dependsOn: [] },
    ].map((each) => [each.id, each]),
  );
  const behindWhen = (states: Record<string, ProbeState>) =>
    systemsBehind(systems, (id) => states[id] ?? 'up');

  it('is all that is down below it, the deepest first', () => {
    const behind = behindWhen({ network: 'down', login: 'down', school: 'down', park: 'down' });
    expect(['school', 'login', 'network', 'park'].map(behind)).toEqual([
      ['network', 'login'],
      ['network'],
      [],
      [],
    ]);
  });

  it('is nothing for a system that is up, or whose foundations are', () => {
    expect(behindWhen({ login: 'down' })('school')).toEqual([]);
    expect(behindWhen({ school: 'down' })('school')).toEqual([]);
  });
});
