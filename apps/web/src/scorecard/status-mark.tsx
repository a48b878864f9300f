import { type Status, STATUS_WORDS } from '#core';
import { Mark, SHAPES, type Shape, type Tone } from '../mark/mark.js';

const LOOKS: Record<Status, { readonly shape: Shape; readonly tone: Tone }> = {
  met: { shape: SHAPES.disc, tone: 'good' },
  near: { shape: SHAPES.triangle, tone: 'near' },
  'not-met': { shape: SHAPES.octagon, tone: 'bad' },
  accepted: { shape: SHAPES.ring, tone: 'calm' },
  informative: { shape: SHAPES.information, tone: 'calm' },
  'not-applicable': { shape: SHAPES.dash, tone: 'calm' },
  'not-provided': { shape: SHAPES.question, tone: 'calm' },
  suppressed: { shape: SHAPES.lock, tone: 'calm' },
};

/** The colour that goes with a status; never the only sign of it. */
export function toneOf(status: Status): Tone {
  return LOOKS[status].tone;
}

interface Props {
  readonly status: Status;
  readonly words?: Record<Status, string>;
  /** Only the symbol is drawn; the words are for those who listen. */
  readonly compact?: boolean;
}

/** A status as symbol, text and colour. */
export function StatusMark({ status, words = STATUS_WORDS, compact = false }: Props) {
  return (
    <Mark {...LOOKS[status]} compact={compact}>
      {words[status]}
    </Mark>
  );
}
