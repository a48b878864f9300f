import type { ProbeState } from '#core';
import { Mark } from '../mark/mark.js';
import { STATE_WORDS } from './words.js';

/** A state as symbol, text and colour. */
export function StateMark({ state }: { readonly state: ProbeState }) {
  const { text, shape, tone } = STATE_WORDS[state];
  return (
    <Mark shape={shape} tone={tone}>
      {text}
    </Mark>
  );
}
