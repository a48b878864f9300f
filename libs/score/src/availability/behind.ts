import { type ProbeState } from '#core';

/** What may depend on others. */
interface Dependent {
  readonly id: string;
  readonly dependsOn: readonly string[];
}

/** Everything that a system cannot do without, also by others; the deepest first. The catalogue holds no circles. */
export function foundationsOf(id: string, systems: ReadonlyMap<string, Dependent>): string[] {
  const found = new Set<string>();
  const dig = (at: string): void => {
    for (const below of systems.get(at)?.dependsOn ?? []) {
      if (found.has(below)) continue;
      dig(below);
      found.add(below);
    }
  };
  dig(id);
  return [...found];
}

/** Of each system that is not up: the systems it depends on that are down. Empty when it is up, or alone in its trouble. */
export function systemsBehind(
  systems: ReadonlyMap<string, Dependent>,
  stateOf: (id: string) => ProbeState,
): (id: string) => readonly string[] {
  return (id) =>
    stateOf(id) === 'up' ? [] : foundationsOf(id, systems).filter((below) => stateOf(below) === 'down');
}
