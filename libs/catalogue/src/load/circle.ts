/** The steps that lead from an id back to itself; empty when none do. */
export function circleFrom(id: string, next: (id: string) => readonly string[]): string[] {
  const cameFrom = new Map<string, string>();
  const waiting = [id];
  for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
    for (const step of next(at)) {
      if (step === id) return stepsTo(at, id, cameFrom);
      if (cameFrom.has(step)) continue;
      cameFrom.set(step, at);
      waiting.push(step);
    }
  }
  return [];
}

function stepsTo(last: string, first: string, cameFrom: ReadonlyMap<string, string>): string[] {
  const steps: string[] = [];
  for (let at: string | undefined = last; at !== undefined && at !== first; at = cameFrom.get(at))
    steps.unshift(at);
  return [first, ...steps];
}
