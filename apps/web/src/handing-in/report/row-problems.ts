import type { UploadProblem } from '#core';
import { SEVERITIES, type Severity } from './fault-groups.js';

/** What is to be mended or looked at in a row of the file. */
export function problemsInRow(problems: readonly UploadProblem[], row: number): UploadProblem[] {
  return problems.filter((problem) => problem.row === row && problem.severity !== 'notice');
}

/** How grave the gravest is; `null` without any. */
export function worst(problems: readonly UploadProblem[]): Severity | null {
  return SEVERITIES.find((severity) => problems.some((problem) => problem.severity === severity)) ?? null;
}
