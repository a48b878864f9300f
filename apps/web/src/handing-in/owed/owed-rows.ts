import type { DeliveryState } from '#core';

/** Which of what is owed is shown. */
export type OwedPart = 'missing' | 'due' | 'handed-in' | 'all';

export function isHandedIn({ state }: DeliveryState): boolean {
  return state !== 'due' && state !== 'missing';
}

/** One row for what is handed in as one file: rules that ask for parts of the same data set are one delivery here. */
function asHandedIn(deliveries: readonly DeliveryState[]): DeliveryState[] {
  const rows = new Map<string, DeliveryState>();
  for (const delivery of deliveries) {
    const { unit, dataset, period, dueDate, state } = delivery;
    rows.set([unit, dataset, period, dueDate, state].join(' '), delivery);
  }
  return [...rows.values()];
}

/** What is owed, in the order that it matters: what should have come first; what has come last, newest first. */
export function owedRows(deliveries: readonly DeliveryState[]): Record<OwedPart, readonly DeliveryState[]> {
  const rows = asHandedIn(deliveries);
  const remaining = rows
    .filter((row) => !isHandedIn(row))
    .sort((a, b) => a.dueDate.localeCompare(b.dueDate) || a.dataset.localeCompare(b.dataset));
  const handedIn = rows
    .filter(isHandedIn)
    .sort((a, b) => b.dueDate.localeCompare(a.dueDate) || a.dataset.localeCompare(b.dataset));
  return {
    missing: remaining.filter(({ state }) => state === 'missing'),
    due: remaining.filter(({ state }) => state === 'due'),
    'handed-in': handedIn,
    all: [...remaining, ...handedIn],
  };
}

/** The part that people came for: what should have come; of those who owe no such thing, what is to come. */
export function firstPart(rows: Record<OwedPart, readonly unknown[]>): OwedPart {
  return rows.missing.length > 0 ? 'missing' : 'due';
}
