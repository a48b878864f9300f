import { codeOf } from '#core';

/** Why the store did not write: because another process was faster. */
const OVERTAKEN = ['store/slice-changed', 'store/overtaken'] as const;
/** Why an engine that several processes share does not answer, or takes nothing, just now. */
const OUT_OF_REACH = ['store/unreachable', 'store/refused', 'store/no-bucket'] as const;

/** The codes of the store's errors that callers act on; all others only end up in a message. */
export type StoreErrorCode = (typeof OVERTAKEN | typeof OUT_OF_REACH)[number] | 'store/disk-full';

function isOneOf(codes: readonly StoreErrorCode[], error: unknown): boolean {
  const code = codeOf(error);
  return codes.some((each) => each === code);
}

/** Whether something was not recorded because another process was faster: the caller looks again, and retries. */
export function isOvertaken(error: unknown): boolean {
  return isOneOf(OVERTAKEN, error);
}

/** Whether an engine cannot be reached now, so that a later retry may succeed. */
export function isOutOfReach(error: unknown): boolean {
  return isOneOf(OUT_OF_REACH, error);
}
