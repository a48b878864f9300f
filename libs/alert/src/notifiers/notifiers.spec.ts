import { describe, expect, it } from '@jest/globals';
import { type Alert } from '#core';
import { latestOf } from './alertmanager.js';
import { pauseAsked } from './webhook.js';

function alert(subject: string, firedMs: number, resolvedMs: number | null): Alert {
  return {
    id: `system-down:${subject}:${firedMs}`,
    kind: 'system-down',
    severity: 'critical',
    subject,
    system: subject,
    sinceMs: firedMs,
    firedMs,
    detail: {},
    acknowledged: null,
    escalatedMs: null,
    resolvedMs,
  };
}

describe('what an Alertmanager is told', () => {
  it('is never an ended alert beside the one that is active again', () => {
    const told = latestOf([alert('a', 5, null), alert('b', 1, 2), alert('a', 1, 2), alert('a', 3, 4)]);
    expect(told.map(({ id, resolvedMs }) => [id, resolvedMs])).toEqual([
      ['system-down:a:5', null],
      ['system-down:b:1', 2],
    ]);
  });
});

describe('Retry-After', () => {
  it('asks for a pause in seconds or until a date', () => {
    const nowMs = Date.UTC(2026, 10, 30, 15);
    expect(pauseAsked('120', nowMs)).toBe(120_000);
    expect(pauseAsked('Mon, 30 Nov 2026 15:00:30 GMT', nowMs)).toBe(30_000);
    expect(
      ['Mon, 30 Nov 2026 14:00:30 GMT', 'soon', '', null].map((each) => pauseAsked(each, nowMs)),
    ).toEqual([null, null, null, null]);
  });
});
