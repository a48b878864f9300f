import {
  ALERT_KINDS,
  ALERT_SEVERITIES,
  type Acknowledgement,
  type Alert,
  type AlertDetail,
  type Interval,
  PROBE_REASONS,
  type WrittenText,
} from '#core';
import { type MaintenanceSeries } from '#catalogue';
import { isInstant, isListOf, isMaybe, isNullOr, isNumber, isObject, isText, isWord } from './guards.js';

const isInterval = isObject<Interval>({ startMs: isNumber, endMs: isNumber });
export const isReason = isWord(...PROBE_REASONS);

export const isSeries = isObject<MaintenanceSeries>({
  note: isText,
  announcedMs: isNumber,
  first: isInterval,
  rule: isNullOr(isText),
  zone: isText,
  lasts: isWord('by-the-clock', 'exactly'),
  except: isListOf(isNumber),
  also: isMaybe(isListOf(isInterval)),
  beforeMs: isMaybe(isNumber),
  moved: isMaybe(isObject<{ anchorMs: number; fromMs: number }>({ anchorMs: isNumber, fromMs: isNumber })),
});

export const isWritten = isObject<WrittenText>({ sv: isText, en: isNullOr(isText) });

export const isAlert = isObject<Alert>({
  id: isText,
  kind: isWord(...ALERT_KINDS),
  severity: isWord(...ALERT_SEVERITIES),
  subject: isText,
  system: isNullOr(isText),
  sinceMs: isInstant,
  firedMs: isInstant,
  detail: isObject<AlertDetail>({
    reason: isMaybe(isReason),
    certDays: isMaybe(isNumber),
    budgetShare: isMaybe(isNumber),
    windowMs: isMaybe(isNumber),
    dependents: isMaybe(isNumber),
    problem: isMaybe(isText),
  }),
  acknowledged: isNullOr(isObject<Acknowledgement>({ by: isText, atMs: isInstant, note: isText })),
  escalatedMs: isNullOr(isInstant),
  repeatedMs: isMaybe(isInstant),
  resolvedMs: isNullOr(isInstant),
  overSinceMs: isMaybe(isInstant),
});
