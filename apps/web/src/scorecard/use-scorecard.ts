import type { FrozenPeriod, Result, Scorecard } from '#core';
import { useCallback } from 'react';
import { type Address, writeAddress } from '../address/address.js';
import type { MeasureAnswer, PerspectiveAnswer, Problem } from '../api/answers.js';
import { getFrozenPeriods, getMeasures, getPerspectives, getScorecard } from '../api/calls.js';
import { type Answer, useAnswer } from '../api/use-answer.js';
import { type CalendarPeriod, periodText } from '../format/period.js';
import { type Remark, askRemarks, saidBy } from '../remarks/ask-remarks.js';

/** A scorecard with what is needed to read it: its own period, and the texts of its perspectives and measures. */
export interface ShownScorecard {
  readonly scorecard: Scorecard;
  readonly period: CalendarPeriod;
  readonly perspectives: ReadonlyMap<string, PerspectiveAnswer>;
  readonly measures: ReadonlyMap<string, MeasureAnswer>;
  readonly remarks: readonly Remark[];
  /** The editions of its period; `null` when that is not frozen. */
  readonly frozen: FrozenPeriod | null;
}

function byId<T extends { readonly id: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}

async function ask(address: Address, signal: AbortSignal): Promise<Result<ShownScorecard, Problem>> {
  const { period } = address;
  const [scorecard, perspectives, measures, frozen, remarks] = await Promise.all([
    getScorecard(address, signal),
    getPerspectives(signal),
    getMeasures(period, signal),
    getFrozenPeriods(signal),
    askRemarks(address, signal),
  ]);
  if (!scorecard.ok) return scorecard;
  if (!perspectives.ok) return perspectives;
  if (!measures.ok) return measures;
  if (!frozen.ok) return frozen;
  if (!remarks.ok) return remarks;
  const ofPeriod = frozen.value.items.find((each) => each.period === periodText(period)) ?? null;
  const edition = ofPeriod?.editions.find(({ name }) => name === address.edition);
  const texts = { perspectives: byId(perspectives.value.items), measures: byId(measures.value.items) };
  const kept = edition ? saidBy(remarks.value, edition.frozenAt) : remarks.value;
  const value = { scorecard: scorecard.value, period, ...texts, remarks: kept, frozen: ofPeriod };
  return { ok: true, value };
}

/** The scorecard that an address asks for, again when `turn` grows. */
export function useScorecard(address: Address, turn: number): Answer<ShownScorecard> {
  const asked = useCallback((signal: AbortSignal) => ask(address, signal), [address]);
  return useAnswer(`${writeAddress(address)} ${turn}`, asked);
}
