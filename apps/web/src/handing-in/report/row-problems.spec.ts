import { describe, expect, it } from '@jest/globals';
import type { UploadProblem } from '#core';
import { problemsInRow, worst } from './row-problems.js';

function problem(row: number | null, severity: UploadProblem['severity']): UploadProblem {
  return { row, severity, column: 'Belopp', code: 'percent', message: '', hint: '', value: null };
}

describe('the problems of a row', () => {
  const [error, warning, notice] = [problem(2, 'error'), problem(2, 'warning'), problem(2, 'notice')];
  const elsewhere = [problem(3, 'error'), problem(null, 'error')];

  it('are those that are to be mended or looked at', () => {
    expect(problemsInRow([notice, warning, ...elsewhere, error], 2)).toEqual([warning, error]);
  });

  it('are as grave as the gravest', () => {
    expect([worst([warning, error]), worst([warning]), worst([])]).toEqual(['error', 'warning', null]);
  });
});
