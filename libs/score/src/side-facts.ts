import { type FactList } from './facts.js';
import { type SidePlan } from './sides.js';

/** The facts of one side of a formula: all there are, and those that the subject's filter admits. */
export interface SideFacts {
  readonly plan: SidePlan;
  readonly all: FactList;
  readonly admitted: FactList;
}

export interface BothSides {
  readonly numerator: SideFacts;
  readonly denominator: SideFacts;
}
