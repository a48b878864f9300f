import type { DeliveryStanding } from '#core';
import { Mark, SHAPES, type Shape, type Tone } from '../../mark/mark.js';
import { STANDING_WORDS } from '../words.js';

const LOOKS: Record<DeliveryStanding, { readonly shape: Shape; readonly tone: Tone }> = {
  delivered: { shape: SHAPES.disc, tone: 'good' },
  late: { shape: SHAPES.triangle, tone: 'near' },
  'not-applicable': { shape: SHAPES.dash, tone: 'calm' },
  due: { shape: SHAPES.clock, tone: 'calm' },
  missing: { shape: SHAPES.octagon, tone: 'bad' },
};

/** How an owed delivery stands, as symbol, text and colour. */
export function StandingMark({ standing }: { readonly standing: DeliveryStanding }) {
  return <Mark {...LOOKS[standing]}>{STANDING_WORDS[standing]}</Mark>;
}
