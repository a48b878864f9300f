import { beforeAll, describe, expect, it } from '@jest/globals';
import { resolve } from 'node:path';
import { type Alert } from '#core';
import { type Catalogue, loadCatalogue } from '#catalogue';
import { noticeOf } from './decide.js';
import { letterOf } from './letter.js';

const BEGAN_MS = Date.parse('2026-12-01T14:20:00+01:00');
const ALERT: Alert = {
  id: 'system-down:tjanst-a:1',
  kind: 'system-down',
  severity: 'critical',
  subject: 'tjanst-a',
  system: 'tjanst-a',
  sinceMs: BEGAN_MS,
  firedMs: BEGAN_MS + 60_000,
  detail: { reason: 'timeout' },
  acknowledged: null,
  escalatedMs: null,
  resolvedMs: null,
};

let catalogue: Catalogue;
beforeAll(async () => {
  const read = await loadCatalogue(resolve('test/fixtures/config/small'));
  if (!read.ok) throw new Error('the fixture is broken');
  catalogue = read.value;
});

describe('a letter of an alert', () => {
  it('says what, since when, why, and where it is seen to', () => {
    const letter = letterOf(
      catalogue,
      [noticeOf(ALERT, 'fired', BEGAN_MS)],
      'https://uppfoljning.example.se',
    );
    expect(letter.subject).toBe('[Småstaden] Larm: E-tjänst A är nere.');
    expect(letter.text).toContain('Började: 1 december 2026 kl. 14:20');
    expect(letter.text).toContain('Orsak: inget svar i tid (timeout)');
    expect(letter.text).toContain('Läget just nu: https://uppfoljning.example.se/drift\nKvittera där');
  });

  it('reads as an end when it is over, since that began and not since it was sure', () => {
    const overSinceMs = BEGAN_MS + 12 * 60_000;
    const ended = { ...ALERT, overSinceMs, resolvedMs: overSinceMs + 120_000 };
    const { subject, text } = letterOf(catalogue, [noticeOf(ended, 'resolved', ended.resolvedMs)], null);
    expect(subject).toBe('[Småstaden] Över: E-tjänst A svarar igen sedan 1 december 2026 kl. 14:32.');
    expect(text).toContain('Över: 1 december 2026 kl. 14:32, efter 12 min');
    expect(text).not.toMatch(/Kvittera|är nere|\/drift/);
  });
});
