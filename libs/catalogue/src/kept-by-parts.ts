/** What was found from the parts on the way here. */
interface Branch<T> {
  kept?: T;
  readonly next: WeakMap<object, Branch<T>>;
}

/**
 * Keeps what is found from some parts of a catalogue for as long as these are the same: no part ever changes, but a process that
 * runs may replace them (ADR 50), and a catalogue is no key for what was found from it.
 */
export function keptByParts<C, T>(
  partsOf: (catalogue: C) => readonly object[],
  find: (catalogue: C) => T,
): (catalogue: C) => T {
  const root: Branch<T> = { next: new WeakMap() };
  return (catalogue) => {
    let branch = root;
    for (const part of partsOf(catalogue)) {
      const next = branch.next.get(part) ?? { next: new WeakMap() };
      branch.next.set(part, next);
      branch = next;
    }
    return (branch.kept ??= find(catalogue));
  };
}
