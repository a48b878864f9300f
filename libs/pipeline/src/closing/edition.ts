import { type ChainFault, type EditionSummary, editionName } from '#core';
import { hashOf } from '#store';
import { type Edition } from '../stage.js';

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
