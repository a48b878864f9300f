import { type Probe, type SecretReference } from '#catalogue';
import { type Outcome } from '../probes/outcome.js';

/** A probe, and every secret that it refers to. */
export interface KnownProbe {
  readonly probe: Probe;
  readonly references: readonly SecretReference[];
}

/** What a probing thread is given when it starts, and again when the config folder has changed. */
export interface ProbingKnowledge {
  /** Everything that it may be asked to take. */
  readonly probes: readonly KnownProbe[];
  /** Where it may connect to; see {@link AddressPolicy}. */
  readonly networks: readonly string[];
}

/** A probe to take once. */
export interface ProbingErrand {
  readonly number: number;
  readonly probe: Probe['id'];
  /** The texts of the secrets that the probe refers to, in the order of its references; `null`: it is not there. */
  readonly secrets: readonly (string | null)[];
}

/** What was seen on an errand. */
export interface ProbingAnswer {
  readonly number: number;
  readonly outcome: Outcome;
}

/** What a probing thread is sent: a probe to take, or what it may be asked to take from now on. */
export type ProbingMessage = ProbingErrand | Pick<ProbingKnowledge, 'probes'>;
