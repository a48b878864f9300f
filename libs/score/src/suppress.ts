/** The units of a tree, for suppression: who is below whom, and how many people answered in each unit itself. */
export interface Respondents {
  readonly root: string;
  readonly childrenOf: (unit: string) => readonly string[];
  readonly ownOf: (unit: string) => number;
}

function subtreeCounts({ root, childrenOf, ownOf }: Respondents): Map<string, number> {
  const counts = new Map<string, number>();
  const count = (unit: string): number => {
    const sum = childrenOf(unit).reduce((total, child) => total + count(child), ownOf(unit));
    counts.set(unit, sum);
    return sum;
  };
  count(root);
  return counts;
}

/** Whether a value with so many respondents is not to be shown. Nobody at all is not a secret. */
export function tooFew(respondents: number, below: number): boolean {
  return respondents > 0 && respondents < below;
}

/**
 * The units whose value must not leave (domain.md, section 8): those with too few respondents, and, where a shown parent
 * has exactly one such child, the next smallest child too, so that it cannot be had by subtraction. What a parent's own
 * staff answered is a child of its own that is never shown by itself. A child that is hidden for its sibling's sake hides
 * its own smallest child, for its value must not be had by addition either.
 */
export function hiddenUnits(respondents: Respondents, below: number): ReadonlySet<string> {
  const counts = subtreeCounts(respondents);
  const countOf = (unit: string): number => counts.get(unit) ?? 0;
  const hidden = new Set([...counts.keys()].filter((unit) => tooFew(countOf(unit), below)));

  const protect = (unit: string): void => {
    const children = respondents
      .childrenOf(unit)
      .filter((child) => countOf(child) > 0)
      .toSorted((a, b) => countOf(a) - countOf(b) || (a < b ? -1 : 1));
    const secret = children.filter((child) => hidden.has(child));
    const own = respondents.ownOf(unit);
    const [smallestShown] = children.filter((child) => !hidden.has(child));
    const alone = secret.length === 1 ? own === 0 : secret.length === 0 && tooFew(own, below);
    const derivable = hidden.has(unit) ? secret.length === 0 && own === 0 : alone;
    if (derivable && smallestShown !== undefined) hidden.add(smallestShown);
    for (const child of children) protect(child);
  };
  protect(respondents.root);
  return hidden;
}
