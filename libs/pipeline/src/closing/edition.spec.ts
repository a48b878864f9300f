import { describe, expect, it } from '@jest/globals';
import { type EditionSummary } from '#core';
import { type Edition } from '../stage.js';
import { faultOf, summaryOf } from './edition.js';

function edition(more: Partial<Edition> = {}): Edition {
  return {
    ...{
      period: '2026-Q3',
      number: 1,
      sequence: 1,
      frozenAt: '2026-10-20T09:00:00.000+02:00',
      by: 'followup',
    },
    ...{ reason: null, programVersion: '1', previousHash: null },
    rules: { suppressBelow: 5, preliminaryBelow: 0.8 },
    ...{ definitions: [], targets: [], scorecards: [], slices: [], comments: [], deviations: [] },
    ...more,
  };
}

describe('the chain of editions', () => {
  const first = summaryOf(edition());
  const follower = edition({ number: 2, sequence: 2, reason: 'Rättat', previousHash: first.hash });
  const second = summaryOf(follower);

  it('names an edition, and hashes all of it', () => {
    expect(first).toMatchObject({ name: 'original', hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(second.name).toBe('restated-2');
    expect(summaryOf(edition({ by: 'någon annan' })).hash).not.toBe(first.hash);
  });

  it('holds when every edition is what was hashed, and follows the one before', () => {
    expect(faultOf(first, edition(), null)).toBeNull();
    expect(faultOf(second, follower, first)).toBeNull();
  });

  it.each<[string, EditionSummary, Edition | null, EditionSummary | null, string]>([
    ['content that is gone', first, null, null, 'content-missing'],
    ['content that was changed', first, edition({ programVersion: '2' }), null, 'content-changed'],
    ['a summary that says otherwise', { ...first, by: 'x' }, edition(), null, 'content-changed'],
    ['an edition that was taken out', second, follower, null, 'chain-broken'],
    ['an edition that was put in', second, follower, { ...first, hash: '00' }, 'chain-broken'],
    ['a place that was skipped', second, follower, { ...first, sequence: 2 }, 'chain-broken'],
  ])('tells of %s', (_, summary, content, before, fault) => {
    expect(faultOf(summary, content, before)).toEqual({ period: '2026-Q3', name: summary.name, fault });
  });
});
