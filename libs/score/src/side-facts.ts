import { type FactList, type UnitFacts } from './facts.js';
import { type SidePlan } from './sides.js';

/** The facts of one side of a formula: all there are, and those that the subject's filter admits. */
export interface SideFacts {
  readonly plan: SidePlan;
  readonly all: FactList;
  /** Those of all that give any of the columns that the side adds up. */
  readonly given: FactList;
  readonly admitted: FactList;
  /** Those of the admitted that give any. */
  readonly admittedGiven: FactList;
  /** What counts as delivered by each unit. */
  readonly delivered: ReadonlyMap<string, UnitFacts>;
}

export interface BothSides {
  readonly numerator: SideFacts;
  readonly denominator: SideFacts;
}
