import { type Audience } from '#catalogue';
import { ALIKE_FROM } from '#score';
import { type Scales, type Tally } from './tally.js';

/** What some places have answered together: each row of a slice comes from one. */
interface Pool {
  readonly place: string;
  invited: number;
  /** How many have answered anything. */
  answered: number;
  readonly counts: Map<string, number[]>;
}

/** What a wave's rows have in common. */
export interface WaveRows {
  readonly wave: string;
  readonly audience: Audience;
  readonly scales: Scales;
  readonly suppressBelow: number;
  /** Places above a place, the nearest first, the city last. */
  readonly above: (place: string) => readonly string[];
  /** Whether it is known how many were asked. */
  readonly isInvited: boolean;
}

/** A row of the data set `survey`. */
export type SurveyRow = Readonly<Record<string, string | number>>;

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

/** Whether so few have answered a question, or all of a few so alike, that nothing may be told of it. */
export function isTooFew(counts: readonly number[], suppressBelow: number): boolean {
  const answers = sum(counts);
  return answers < suppressBelow || (answers < ALIKE_FROM && counts.includes(answers));
}

/** Whether a place must not be told of by itself. A question that nobody has answered there hides nothing. */
function isSmall({ counts }: Pool, { suppressBelow }: WaveRows): boolean {
  return [...counts.values()].some((counters) => sum(counters) > 0 && isTooFew(counters, suppressBelow));
}

function add(to: Pool, { invited, answered, counts }: Pool): void {
  to.invited += invited;
  to.answered += answered;
  for (const [question, added] of counts) {
    const before = to.counts.get(question) ?? added.map(() => 0);
    to.counts.set(
      question,
      before.map((count, i) => count + (added[i] ?? 0)),
    );
  }
}

function poolsOf({ counts, answered, links, present }: Tally): Map<string, Pool> {
  const pools = new Map<string, Pool>();
  const poolOf = (place: string): Pool => {
    const pool = pools.get(place) ?? { place, invited: 0, answered: 0, counts: new Map<string, number[]>() };
    pools.set(place, pool);
    return pool;
  };
  for (const [place, questions] of Object.entries(counts)) {
    for (const [question, counters] of Object.entries(questions))
      poolOf(place).counts.set(question, [...counters]);
  }
  for (const [place, count] of Object.entries(answered)) poolOf(place).answered += count;
  for (const { place, count } of links) poolOf(place).invited += count;
  for (const [place, count] of Object.entries(present)) poolOf(place).invited += count;
  return pools;
}

/** Moves what is told at one place to another. */
function move(pools: Map<string, Pool>, pool: Pool, to: string): void {
  pools.delete(pool.place);
  const target = pools.get(to);
  if (target) add(target, pool);
  else pools.set(to, { ...pool, place: to });
}

/**
 * Places of whose answers nothing may be told are told of together, one step up the tree at a time, until they are many
 * enough. What is still too little for the whole city takes the smallest of the other places with it: so it is never had by
 * subtraction, and no answer is lost.
 */
function sheltered(tally: Tally, rows: WaveRows): Pool[] {
  const pools = poolsOf(tally);
  const depthOf = ({ place }: Pool): number => rows.above(place).length;
  for (;;) {
    const small = [...pools.values()].filter((pool) => isSmall(pool, rows));
    const [deepest] = small.sort((a, b) => depthOf(b) - depthOf(a) || (a.place < b.place ? -1 : 1));
    if (!deepest) return [...pools.values()];
    const [parent] = rows.above(deepest.place);
    if (parent !== undefined) {
      move(pools, deepest, parent);
      continue;
    }
    const others = [...pools.values()].filter((pool) => pool !== deepest);
    const [smallest] = others.sort((a, b) => a.answered - b.answered || (a.place < b.place ? -1 : 1));
    if (!smallest) return [deepest];
    move(pools, smallest, deepest.place);
  }
}

function rowOf(
  pool: Pool,
  question: string,
  { wave, audience, scales, isInvited }: WaveRows,
): SurveyRow | null {
  const counters = pool.counts.get(question) ?? [];
  const scale = scales[question];
  if (!scale) return null;
  const [unit = '', system] = pool.place.split('/');
  const answers = Array.from({ length: scale.max }, (_, i): [string, number] => [
    `n_${i + 1}`,
    counters[i + 1 - scale.min] ?? 0,
  ]);
  return {
    ...{ unit, wave, audience, question, scale_min: scale.min, scale_max: scale.max },
    ...(isInvited ? { invited: pool.invited } : {}),
    ...Object.fromEntries(answers),
    ...(system === undefined ? {} : { system }),
  };
}

/**
 * The rows of a wave that has closed, always the same of the same counts. Questions of which nothing may be told even for
 * the whole city have none.
 */
export function rowsOfTally(tally: Tally, rows: WaveRows): SurveyRow[] {
  const pools = sheltered(tally, rows).sort((a, b) => (a.place < b.place ? -1 : 1));
  return pools.flatMap((pool) =>
    Object.keys(rows.scales).flatMap((question): SurveyRow[] => {
      const row = rowOf(pool, question, rows);
      // Where some were asked and nobody has answered, that is told: it belongs to the response rate.
      const isSilent = pool.answered === 0 && pool.invited > 0;
      const isTold = isSilent || !isTooFew(pool.counts.get(question) ?? [], rows.suppressBelow);
      return row && isTold ? [row] : [];
    }),
  );
}
