import { useState } from 'react';

/** A list of which only so much is drawn as was asked for, so that long ones stay fast. */
export interface LongList<T> {
  readonly drawn: readonly T[];
  /** How many more the next step draws; 0 at the end. */
  readonly more: number;
  readonly drawMore: () => void;
}

/** Draws `first` of the items, and at each asking `step` more. */
export function useLongList<T>(
  items: readonly T[],
  { first, step }: { first: number; step: number },
): LongList<T> {
  const [limit, setLimit] = useState(first);
  return {
    drawn: items.slice(0, limit),
    more: Math.min(step, Math.max(0, items.length - limit)),
    drawMore: () => {
      setLimit(limit + step);
    },
  };
}
