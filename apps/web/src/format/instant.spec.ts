import { expect, it } from '@jest/globals';
import { formatInstant } from './instant.js';

it('tells an instant in the time of the city, summer and winter', () => {
  expect(formatInstant('2026-11-21T07:12:00.000Z')).toBe('21 november 2026 kl. 08:12');
  expect(formatInstant('2026-07-01T23:30:00.000+02:00')).toBe('1 juli 2026 kl. 23:30');
});
