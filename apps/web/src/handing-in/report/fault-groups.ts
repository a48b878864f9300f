import type { UploadProblem } from '#core';

export type Severity = UploadProblem['severity'];

/** Gravest first. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'notice'];

/** Problems of one kind in one column: the same thing is often wrong all the way down. */
export interface FaultGroup {
  readonly key: string;
  readonly severity: Severity;
  /** `null`: the whole file. */
  readonly column: string | null;
  readonly problems: readonly UploadProblem[];
  /** What to do, when that is the same for all of them. */
  readonly hint: string | null;
}

/** Groups by kind and column, gravest first; within that as they come in the file. */
export function faultGroups(problems: readonly UploadProblem[]): FaultGroup[] {
  const groups = new Map<string, UploadProblem[]>();
  for (const problem of problems) {
    const key = [problem.severity, problem.code, problem.column ?? ''].join('\u0000');
    const group = groups.get(key);
    if (group) group.push(problem);
    else groups.set(key, [problem]);
  }
  return [...groups]
    .flatMap(([key, [first, ...rest]]) => {
      if (!first) return [];
      const { severity, column, hint } = first;
      const shared = rest.every((problem) => problem.hint === hint);
      return [{ key, severity, column, problems: [first, ...rest], hint: shared ? hint : null }];
    })
    .sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
}

/** How many problems there are of a severity. */
export function countOf(problems: readonly UploadProblem[], severity: Severity): number {
  return problems.filter((problem) => problem.severity === severity).length;
}
