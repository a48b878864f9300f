import { Draw } from '../city/draw.js';

/** How a service of the farm treats a request: `ok` is 200, `error` 503, `hang` never answers, `reset` cuts the line. */
export type FarmOutcome = 'ok' | 'error' | 'hang' | 'reset';

/** What a service does at a moment. */
export interface Behaviour {
  /** From the request to what comes of it. */
  readonly delayMs: number;
  readonly outcome: FarmOutcome;
}

/** What a service does, when. */
export type FarmScript = (timeMs: number) => Behaviour;

const MINUTE_MS = 60_000;
const SLOW_SHARE = 0.08;
const FAILING_SHARE = 0.04;
const SLOW_FACTOR = 6;

/** Something that comes back: for `lengthMs` in every `periodMs`. */
interface Spell {
  readonly periodMs: number;
  readonly offsetMs: number;
  readonly lengthMs: number;
}

function drawSpell(draw: Draw, leastMinutes: number, mostMinutes: number): Spell {
  const periodMs = draw.whole(45, 90) * MINUTE_MS;
  return {
    periodMs,
    offsetMs: Math.floor(draw.between(0, periodMs)),
    lengthMs: draw.whole(leastMinutes, mostMinutes) * MINUTE_MS,
  };
}

function isIn({ periodMs, offsetMs, lengthMs }: Spell, timeMs: number): boolean {
  return (timeMs + offsetMs) % periodMs < lengthMs;
}

/**
 * The script of the farm, a pure function, so that whoever looks at what was measured can know the truth. Each service
 * has a steady time to answer of its own, with some jitter; one in twelve is slow for about ten minutes every hour or so,
 * and one in twenty-five fails for some minutes every hour or so, always in the same way.
 */
export function behaviourAt(systemId: string, seed: number, timeMs: number): Behaviour {
  const draw = new Draw(seed, 'farm', systemId);
  const steadyMs = Math.exp(draw.between(Math.log(12), Math.log(220)));
  const slow = draw.chance(SLOW_SHARE) ? drawSpell(draw, 8, 15) : null;
  const failing = draw.chance(FAILING_SHARE) ? drawSpell(draw, 3, 7) : null;
  const failure = draw.pick<FarmOutcome>(['error', 'hang', 'reset']);
  const level = slow && isIn(slow, timeMs) ? steadyMs * SLOW_FACTOR : steadyMs;
  const delayMs = Math.round(new Draw(seed, 'farm', systemId, String(timeMs)).skewed(level, 0.15));
  return { delayMs, outcome: failing && isIn(failing, timeMs) ? failure : 'ok' };
}
