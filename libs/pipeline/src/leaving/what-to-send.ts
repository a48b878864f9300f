import { type IlsCell, placeOf } from '#export';

/** What of an export goes to a destination: what is to be filled there, and what is to be cleared. */
export interface Sending {
  readonly filled: readonly IlsCell[];
  readonly cleared: readonly IlsCell[];
  /** Whether all values of the export are sent, so that its own file can be. */
  readonly isWhole: boolean;
}

/**
 * What to send, given what stands at the destination by earlier deliveries of the period: everything, or what reads otherwise
 * there. What stands there and is a number no longer is cleared in any case.
 */
export function whatToSend(
  cells: readonly IlsCell[],
  standing: ReadonlyMap<string, number | string | null>,
  mode: 'changed' | 'everything',
): Sending {
  const withValue = cells.filter(({ value }) => value !== null);
  const filled =
    mode === 'everything'
      ? withValue
      : withValue.filter((cell) => standing.get(placeOf(cell)) !== cell.value);
  const cleared = cells.filter(
    (cell) => cell.value === null && (standing.get(placeOf(cell)) ?? null) !== null,
  );
  return { filled, cleared, isWhole: filled.length === withValue.length };
}
