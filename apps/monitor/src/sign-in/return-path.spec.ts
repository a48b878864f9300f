import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { returnPathOf } from './return-path.js';

describe('returnPathOf', () => {
  it.each(['/', '/lamna', '/?unit=a&period=2026-Q3', '/lamna?visa=%C3%A5'])('comes back to %s', (path) => {
    expect(returnPathOf(path)).toBe(path);
  });

  it.each([
    undefined,
    '',
    'lamna',
    '//ond.example',
    '/\\ond.example',
    '\\\\ond.example',
    'https://ond.example/',
    '/%09/ond.example\t',
    '/\t/ond.example',
    '/a\\..\\..//ond.example',
    '/.//ond.example',
    '/a/..//ond.example',
    'javascript:alert(1)',
    '/api/v1/me',
    '/sign-in?return=/',
    '/a\r\nset-cookie: x=1',
  ])('does not follow %j', (path) => {
    expect(returnPathOf(path)).toBe('/lamna');
  });

  it('never leads away from us', () => {
    const sign = fc.constantFrom('/', '\\', '.', '%2f', '%5c', ':', '@', 'a', '\t', '?', '#', 'https:', '//');
    const path = fc.oneof(
      fc.string(),
      fc.webUrl(),
      fc.array(sign).map((signs) => `/${signs.join('')}`),
    );
    fc.assert(
      fc.property(path, (asked) => {
        const own = 'https://perspektiv.example';
        expect(new URL(returnPathOf(asked), own).origin).toBe(own);
      }),
    );
  });
});
