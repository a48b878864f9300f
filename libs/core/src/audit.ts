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

/** What entries of the audit log are about, each sort with a chain and a time that it is kept for of its own. */
export const AUDIT_SORTS = ['change', 'attempt', 'sign-in'] as const;
export type AuditSort = (typeof AUDIT_SORTS)[number];

/** One chain of the audit log, as it stands. */
export interface AuditChain {
  readonly sort: AuditSort;
  /** How many entries are there to be read. */
  readonly entries: number;
  /** How many of the first ones were old enough to be taken out. */
  readonly forgotten: number;
  /** The hash of the last entry, hexadecimal: whoever noted it sees later whether all was written anew. */
  readonly lastHash: string;
}

/**
 * `changed`: an entry, or the link before it, is not what was written · `missing`: entries are gone from within · `cut-short`:
 * the last ones are gone · `added`: an entry was put in without a link.
 */
export type AuditFaultKind = 'changed' | 'missing' | 'cut-short' | 'added';

/** A place where the audit log is not as it was written. */
export interface AuditFault {
  readonly sort: string;
  /** The first entry that is meant, by its place in the chain; `null` for one that has none. */
  readonly sequence: number | null;
  readonly fault: AuditFaultKind;
}

/** Whether the audit log is as it was written. */
export interface AuditVerification {
  readonly chains: readonly AuditChain[];
  /** Entries from before there were chains: nothing vouches for these. */
  readonly unlinked: number;
  readonly faults: readonly AuditFault[];
}
