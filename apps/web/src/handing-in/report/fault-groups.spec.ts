import { describe, expect, it } from '@jest/globals';
import type { UploadProblem } from '#core';
import { countOf, faultGroups } from './fault-groups.js';

function problem(more: Partial<UploadProblem>): UploadProblem {
  return {
    row: 2,
    column: 'Kanal',
    code: 'not-in-list',
    severity: 'error',
    message: '”webb” finns inte i listan.',
    hint: 'Skriv web.',
    value: 'webb',
    ...more,
  };
}

describe('the problems of a file in groups', () => {
  it('are those of the same kind and column, in the order of the file', () => {
    const [second, third] = [problem({}), problem({ row: 3 })];
    const other = problem({ column: 'Period', code: 'not-a-period' });
    expect(faultGroups([second, other, third])).toMatchObject([
      { column: 'Kanal', problems: [second, third], hint: 'Skriv web.' },
      { column: 'Period', problems: [other] },
    ]);
  });

  it('come gravest first', () => {
    const problems = (['notice', 'error', 'warning'] as const).map((severity) => problem({ severity }));
    expect(faultGroups(problems).map(({ severity }) => severity)).toEqual(['error', 'warning', 'notice']);
    expect(countOf(problems, 'error')).toBe(1);
  });

  it('share a remedy only when it is the same for all', () => {
    const [group] = faultGroups([problem({}), problem({ hint: 'Skriv app.' })]);
    expect(group?.hint).toBeNull();
  });
});
