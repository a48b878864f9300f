/** One call that changed something, tried to, or was refused: who, when, from where, what, and how it went. Never what it held. */
export interface AuditRecord {
  readonly id: string;
  /** ISO 8601 with offset. */
  readonly at: string;
  /** Id of the principal, or `anyone`. */
  readonly by: string;
  /** The call, by its route: `POST /api/v1/periods/:period/freeze`. */
  readonly action: string;
  /** What it was about: ids, periods and data sets, by the names of the call's own parameters. */
  readonly about: Readonly<Record<string, string>>;
  /** Where it came from, coarsely: a network such as `10.1.2.0/24`, or `loopback`. */
  readonly from: string;
  readonly outcome: AuditOutcome;
  /** Of HTTP. */
  readonly status: number;
  /** The stable code of what went wrong; `null` when nothing did. */
  readonly code: string | null;
}

/** `done`: it happened · `refused`: the caller is told why not · `failed`: we could not. */
export type AuditOutcome = 'done' | 'refused' | 'failed';
