/**
 * Edits that make one word of the other: insertions, deletions, substitutions and swaps of neighbours
 * (optimal string alignment distance).
 */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let edits = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (!same && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        edits = Math.min(edits, (beforeLast[j - 2] ?? Infinity) + 1);
      }
      row.push(edits);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

/**
 * "Did you mean …?": the known word nearest to a misspelt one, when at most a third of its letters differ (one letter
 * in short words); letter case does not count. `null` when nothing is near, and for words of one or two letters; of
 * equals the first known wins.
 */
export function suggest(word: string, known: Iterable<string>): string | null {
  const sought = word.toLowerCase();
  if (sought.length < 3) return null;
  let limit = Math.max(1, Math.floor(sought.length / 3));
  let nearest: string | null = null;
  for (const candidate of known) {
    if (Math.abs(candidate.length - sought.length) > limit) continue;
    const edits = editDistance(sought, candidate.toLowerCase());
    if (edits <= limit) {
      nearest = candidate;
      limit = edits - 1;
    }
    if (limit < 0) break;
  }
  return nearest;
}
