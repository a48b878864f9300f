import { type Acknowledgement, type Alert, type LocalizedText, cityTime } from '#core';
import { type Catalogue } from '#catalogue';
import { wordingOf } from './wording.js';

/** An alert as the API and webhooks tell it; times are ISO 8601 with offset. */
export interface AlertAnswer extends Omit<
  Alert,
  'sinceMs' | 'firedMs' | 'escalatedMs' | 'repeatedMs' | 'resolvedMs' | 'overSinceMs' | 'acknowledged'
> {
  /** What is wrong, in one sentence. */
  readonly text: LocalizedText;
  readonly since: string;
  readonly fired: string;
  readonly escalated: string | null;
  /** When it was told again, because nobody had acknowledged it. */
  readonly repeated: string | null;
  readonly resolved: string | null;
  /** Since when what it tells of is over. */
  readonly overSince: string | null;
  readonly acknowledged: (Omit<Acknowledgement, 'atMs'> & { readonly at: string }) | null;
}

/** The same alert, for others. */
export function alertAnswer(catalogue: Catalogue, alert: Alert): AlertAnswer {
  const { sinceMs, firedMs, escalatedMs, repeatedMs, resolvedMs, overSinceMs, acknowledged, ...rest } = alert;
  const timeOf = (ms: number | null): string | null => (ms === null ? null : cityTime(ms));
  return {
    ...rest,
    text: wordingOf(catalogue, alert),
    since: cityTime(sinceMs),
    fired: cityTime(firedMs),
    escalated: timeOf(escalatedMs),
    repeated: timeOf(repeatedMs ?? null),
    resolved: timeOf(resolvedMs),
    overSince: timeOf(overSinceMs ?? null),
    acknowledged: acknowledged && {
      by: acknowledged.by,
      at: cityTime(acknowledged.atMs),
      note: acknowledged.note,
    },
  };
}
