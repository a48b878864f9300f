import { type SliceKey } from '#core';

/** A slice's key as text, to tell slices apart in maps. */
export function sliceText(key: SliceKey): string {
  return JSON.stringify([key.dataset, key.unit, key.period, key.source, key.part]);
}
