import type { Result, Scorecard } from '#core';
import { useCallback } from 'react';
import { type Address, writeAddress } from '../address/address.js';
import type { MeasureAnswer, PerspectiveAnswer, Problem } from '../api/answers.js';
import { getMeasures, getPerspectives, getScorecard } from '../api/calls.js';
import { type Answer, useAnswer } from '../api/use-answer.js';
import type { CalendarPeriod } from '../format/period.js';

/** A scorecard with what is needed to read it: its own period, and the texts of its perspectives and measures. */
export interface ShownScorecard {
  readonly scorecard: Scorecard;
  readonly period: CalendarPeriod;
  readonly perspectives: ReadonlyMap<string, PerspectiveAnswer>;
  readonly measures: ReadonlyMap<string, MeasureAnswer>;
}

function byId<T extends { readonly id: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}

async function ask(
  { subject, period }: Address,
  signal: AbortSignal,
): Promise<Result<ShownScorecard, Problem>> {
  const [scorecard, perspectives, measures] = await Promise.all([
    getScorecard(subject, period, signal),
    getPerspectives(signal),
    getMeasures(period, signal),
  ]);
  if (!scorecard.ok) return scorecard;
  if (!perspectives.ok) return perspectives;
  if (!measures.ok) return measures;
  const texts = { perspectives: byId(perspectives.value.items), measures: byId(measures.value.items) };
  return { ok: true, value: { scorecard: scorecard.value, period, ...texts } };
}

/** The scorecard that an address asks for. */
export function useScorecard(address: Address): Answer<ShownScorecard> {
  const asked = useCallback((signal: AbortSignal) => ask(address, signal), [address]);
  return useAnswer(writeAddress(address), asked);
}
