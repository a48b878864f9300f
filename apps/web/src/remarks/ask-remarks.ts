import { type AcceptedDeviation, type Comment, type Result, acceptedWords } from '#core';
import type { Address } from '../address/address.js';
import type { Problem } from '../api/answers.js';
import { getComments, getDeviations } from '../api/calls.js';
import { formatDay } from '../format/instant.js';
import { lastDay } from '../format/period.js';

/** What somebody has said of a measure beside its figures. */
export interface Remark {
  readonly id: string;
  readonly measure: string;
  readonly text: string;
  /** ISO 8601 with offset. */
  readonly at: string;
  readonly by: string;
  /** The first day of an accepted deviation; `null` for a comment. */
  readonly acceptedFrom: string | null;
}

/** Whether a deviation is accepted on an ISO day. */
function isInForce({ from, until, withdrawn }: AcceptedDeviation, day: string): boolean {
  return from <= day && day <= until && (withdrawn === null || day < withdrawn.from);
}

function ofDeviation({ id, measure, reason, from, until, at, by }: AcceptedDeviation): Remark {
  return { id, measure, text: acceptedWords(reason, formatDay(until)), at, by, acceptedFrom: from };
}

function ofComment({ id, measure, text, at, by }: Comment): Remark {
  return { id, measure, text, at, by, acceptedFrom: null };
}

/** The deviations that are accepted for a subject at the end of a period, and the comments on it. */
export async function askRemarks(
  address: Address,
  signal: AbortSignal,
): Promise<Result<readonly Remark[], Problem>> {
  const [comments, deviations] = await Promise.all([
    getComments(address, signal),
    getDeviations(address.subject, signal),
  ]);
  if (!comments.ok) return comments;
  if (!deviations.ok) return deviations;
  const inForce = deviations.value.items.filter((deviation) => isInForce(deviation, lastDay(address.period)));
  return { ok: true, value: [...inForce.map(ofDeviation), ...comments.value.items.map(ofComment)] };
}

/** Those that had been said by an instant: what an edition of then keeps. */
export function saidBy(remarks: readonly Remark[], iso: string): readonly Remark[] {
  return remarks.filter(({ at }) => Date.parse(at) <= Date.parse(iso));
}
