import { type AcceptedDeviation, type Status, type Subject } from '#core';

/** Whether an accepted deviation is in force on an ISO day. */
export function isInForce({ from, until, withdrawn }: AcceptedDeviation, day: string): boolean {
  return from <= day && day <= until && (withdrawn === null || day < withdrawn.from);
}

/** Which deviation is asked for: of a measure of a subject, on an ISO day. */
interface AcceptanceQuestion {
  readonly measure: string;
  readonly subject: Subject;
  readonly day: string;
}

/** The deviation that is accepted for a measure of a subject on a day; of several the first that was. */
export function deviationInForce(
  deviations: readonly AcceptedDeviation[],
  { measure, subject, day }: AcceptanceQuestion,
): AcceptedDeviation | null {
  const name = `${subject.kind}:${subject.id}`;
  const found = deviations.find(
    (deviation) => deviation.measure === measure && deviation.subject === name && isInForce(deviation, day),
  );
  return found ?? null;
}

/**
 * The status with the deviations that are accepted: what would be `near` or `not-met` is `accepted` while one is in force
 * (domain.md, section 5). Value and score stay as they are.
 */
export function statusWithAcceptance(
  status: Status,
  deviations: readonly AcceptedDeviation[],
  question: AcceptanceQuestion,
): Status {
  if (status !== 'near' && status !== 'not-met') return status;
  return deviationInForce(deviations, question) ? 'accepted' : status;
}
