/** A backup that was made (`POST /backups`). */
export interface BackupReport {
  /** Where it lies: an absolute path on the machine that made it. */
  readonly folder: string;
  /** ISO 8601 with offset: the moment that it holds. */
  readonly takenAt: string;
  readonly files: number;
  readonly bytes: number;
  /** How many editions the chain had. */
  readonly editions: number;
  /** How many scorecards a restored city is compared by. */
  readonly scorecards: number;
  /** What is not in it, because another engine holds it: `samples`. */
  readonly elsewhere: readonly string[];
}

/** A backup that was restored, or only tried. */
export interface RestoreReport extends BackupReport {
  /** The data folder that holds it now; `null` when it was only tried. */
  readonly restoredTo: string | null;
  /** Where that folder's earlier content lies; `null` when it had none. */
  readonly setAside: string | null;
}
