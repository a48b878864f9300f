import { type FactReader, type Facts } from './facts.js';
import { type Ledger, type LedgerReader } from './ledger.js';
import { type Membership } from './postgres/membership.js';

/** Ledger and facts as they were at one moment. */
export interface Snapshot {
  readonly ledger: LedgerReader;
  readonly facts: FactReader;
}

/** What was handed in and decided, and the facts that scores are computed from: in one engine. */
export interface Records {
  readonly ledger: Ledger;
  readonly facts: Facts;
  /** Asks several questions of one moment: what is written meanwhile is in none of the answers. */
  snapshot<T>(work: (snapshot: Snapshot) => Promise<T>): Promise<T>;
  /**
   * Copies all of it, and the samples that lie beside it, into an empty folder while others go on, and lets the moment that is
   * copied be asked; `null` where the engine has tools of its own for that. The copy opens as a store of its own.
   */
  readonly backUp: (<T>(folder: string, work: (moment: Snapshot) => Promise<T>) => Promise<T>) | null;
  /**
   * Whether something could be stored now, as far as can be told without storing anything. Throws a `PerspektivError` with the
   * reason and the remedy when not: the file is gone, a disk is full or read-only, rights are missing.
   */
  expectWritable(): Promise<void>;
  /** Who works on it at the same time; `null` when this process is the only one that may. */
  readonly membership: Membership | null;
  close(): Promise<void>;
}
