import {
  type AcceptedDeviation,
  type ChainFault,
  type Comment,
  type EditionSummary,
  type Scorecard,
  type SliceVersion,
  editionName,
} from '#core';
import { type MeasureDefinition, type Rules, type TargetRow } from '#catalogue';
import { hashOf } from './canonical-json.js';

/** A closed period's immutable snapshot: what was shown, and all that it was computed from. */
export interface Edition extends Omit<EditionSummary, 'hash' | 'name'> {
  readonly rules: Pick<Rules, 'suppressBelow' | 'preliminaryBelow'>;
  /** In force on the period's last day, as are the targets. */
  readonly definitions: readonly MeasureDefinition[];
  readonly targets: readonly TargetRow[];
  /** Every unit, system, project and portfolio. */
  readonly scorecards: readonly Scorecard[];
  /** Every slice that the values or what they are compared with may stand on. */
  readonly slices: readonly SliceVersion[];
  readonly comments: readonly Comment[];
  readonly deviations: readonly AcceptedDeviation[];
}

/** What the journal tells of an edition without reading it. */
export function summaryOf(edition: Edition): EditionSummary {
  const { period, number, sequence, frozenAt, by, reason, programVersion, previousHash } = edition;
  const facts = { period, number, sequence, frozenAt, by, reason, programVersion, previousHash };
  return { ...facts, name: editionName(number), hash: hashOf(edition) };
}

/** What is wrong with an edition, when it should follow another in the chain; `null` when all is well. */
export function faultOf(
  summary: EditionSummary,
  edition: Edition | null,
  before: EditionSummary | null,
): ChainFault | null {
  const { period, name } = summary;
  if (!edition) return { period, name, fault: 'content-missing' };
  if (hashOf(summaryOf(edition)) !== hashOf(summary)) return { period, name, fault: 'content-changed' };
  const follows =
    edition.previousHash === (before?.hash ?? null) && edition.sequence === (before?.sequence ?? 0) + 1;
  return follows ? null : { period, name, fault: 'chain-broken' };
}
