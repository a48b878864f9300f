/**
 * What became of the config folder as it is now: `taken` into use, `unchanged`, `refused` for its faults, or it
 * `needs-restart`. In the last two cases nothing of it is in use, and everything goes on as before.
 */
export interface ConfigReload {
  readonly outcome: 'taken' | 'unchanged' | 'refused' | 'needs-restart';
  /** The files and folders that differ from what was in use. */
  readonly changed: readonly string[];
  /** What among them is read at a start only. */
  readonly needsRestart: readonly string[];
  /** Every fault, a line each with file, line and remedy; `null` when there is none. */
  readonly problem: string | null;
}
