/** Where something stands in the config folder. */
export interface Place {
  /** Path relative to the config folder. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1; absent when a whole file is meant. */
  readonly column?: number;
}

/** What is wrong at a place, and what to do about it: two sentences. */
export interface ConfigFault extends Place {
  readonly message: string;
  readonly remedy: string;
}

/** A fault at a place. */
export function faultAt(place: Place, message: string, remedy: string): ConfigFault {
  return { ...place, message, remedy };
}

/** "Did you mean …?" where something near is known; otherwise all that is known, when that is a short list. */
export function didYouMean(near: string | null, known: readonly string[]): string {
  if (near !== null) return `Did you mean "${near}"?`;
  return known.length > 0 && known.length <= 20 ? `Known are: ${known.join(', ')}.` : '';
}

/** By file, line and column. */
export function byPlace(a: Place, b: Place): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || (a.column ?? 0) - (b.column ?? 0);
}

/** For terminals: one line for each fault, `units.yaml:12  message — remedy`. */
export function describeFaults(faults: readonly ConfigFault[]): string {
  return faults
    .map(({ file, line, message, remedy }) => `${file}:${line}  ${message} — ${remedy}`)
    .join('\n');
}
