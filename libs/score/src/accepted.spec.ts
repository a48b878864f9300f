import { describe, expect, it } from '@jest/globals';
import { type AcceptedDeviation } from '#core';
import { isInForce, statusWithAcceptance } from './accepted.js';

const ACCEPTED: AcceptedDeviation = {
  id: '1',
  measure: 'availability',
  subject: 'unit:a',
  from: '2026-07-01',
  until: '2026-12-31',
  reason: 'Byte av driftleverantör',
  at: '2026-06-20T09:00:00.000+02:00',
  by: 'followup',
  withdrawn: null,
};
const A = { kind: 'unit', id: 'a' } as const;
const SEPTEMBER = { measure: 'availability', subject: A, day: '2026-09-30' };

describe('accepted deviations', () => {
  it('are in force from their first day to their last', () => {
    expect(
      ['2026-06-30', '2026-07-01', '2026-12-31', '2027-01-01'].map((day) => isInForce(ACCEPTED, day)),
    ).toEqual([false, true, true, false]);
  });

  it('end when they are withdrawn, from the day that is named', () => {
    const withdrawn = { from: '2026-10-01', at: '2026-10-01T09:00:00.000+02:00', by: 'followup' };
    expect(isInForce({ ...ACCEPTED, withdrawn }, '2026-09-30')).toBe(true);
    expect(isInForce({ ...ACCEPTED, withdrawn }, '2026-10-01')).toBe(false);
  });

  it('change what is near or not met, and nothing else', () => {
    const status = (now: Parameters<typeof statusWithAcceptance>[0]): string =>
      statusWithAcceptance(now, [ACCEPTED], SEPTEMBER);
    expect([status('near'), status('not-met')]).toEqual(['accepted', 'accepted']);
    expect([status('met'), status('suppressed'), status('informative')]).toEqual([
      'met',
      'suppressed',
      'informative',
    ]);
  });

  it('hold for their own measure, subject and time', () => {
    for (const other of [
      { ...SEPTEMBER, measure: 'response-apdex' },
      { ...SEPTEMBER, subject: { kind: 'unit', id: 'city' } as const },
      { ...SEPTEMBER, subject: { kind: 'system', id: 'a' } as const },
      { ...SEPTEMBER, day: '2027-01-31' },
    ]) {
      expect(statusWithAcceptance('not-met', [ACCEPTED], other)).toBe('not-met');
    }
  });
});
