import { type DatasetSchema, type Reach } from '#catalogue';
import { Period } from '#core';
import { type ProblemCode } from '../problem-codes.js';
import { type RememberingRule } from './rows-together.js';

/** Long enough on average. */
const MONTH_MS = (365.25 / 12) * 86_400_000;

/** Remarks on periods that lie far from the day of handing in, or refuses them; each period once. */
export function withinHorizon(
  { horizon, fields }: DatasetSchema,
  receivedAtMs: number | undefined,
): RememberingRule {
  if (!horizon || receivedAtMs === undefined) return () => null;
  const { back, ahead, plans } = horizon;
  const field = fields.find(({ role }) => role === 'period')?.name ?? 'start';
  const said = new Set<string>();
  return (reading) => {
    const text = reading.period ?? reading.labels.start?.slice(0, 4);
    if (text === undefined) return null;
    const isPlan = plans?.values.includes(reading.labels[plans.column] ?? '') === true;
    const key = `${text} ${isPlan}`;
    if (said.has(key)) return null;
    said.add(key);
    const reach = { back, ahead: isPlan ? plans.ahead : ahead };
    const complaint = tooFar(Period.of(text), receivedAtMs, reach);
    return complaint && { ...complaint, field, details: { period: text } };
  };
}

function tooFar(
  { startMs, endMs }: Period,
  nowMs: number,
  { back, ahead }: { readonly back: Reach; readonly ahead: Reach },
): { readonly code: ProblemCode } | null {
  const monthsAhead = (startMs - nowMs) / MONTH_MS;
  const monthsBack = (nowMs - endMs) / MONTH_MS;
  if (monthsAhead > ahead.error) return { code: 'period-too-far-ahead' };
  if (monthsAhead > ahead.warning) return { code: 'period-far-ahead' };
  if (monthsBack > back.error) return { code: 'period-too-far-back' };
  return monthsBack > back.warning ? { code: 'period-far-back' } : null;
}
