import { RowSpace } from './row-space.js';

/** Answers to a question of one wave: what an attacker would like to tell apart. */
export interface Answers {
  readonly unit: string;
  readonly wave: string;
  readonly question: string;
  readonly audience: string;
  readonly system: string | null;
  readonly count: number;
  /** Told when the answers were corrected: then they are others. */
  readonly version?: number;
}

/** A number that anybody can see: which answers it is the sum of. */
export interface ShownSum {
  /** The measure and its version: what was asked of the answers. */
  readonly asked: string;
  readonly of: ReadonlySet<Answers>;
}

/** Fewer people than this are never to be told apart. */
export const ENOUGH = 5;

const sumOf = (answers: Iterable<Answers>): number => [...answers].reduce((sum, { count }) => sum + count, 0);

function grouped<T>(items: Iterable<T>, keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

/** How many people gave some answers: per unit and wave as many as answered the question that most answered. */
export function peopleIn(answers: Iterable<Answers>): number {
  const waves = grouped(answers, ({ unit, wave }) => `${unit} ${wave}`);
  return [...waves.values()].reduce((sum, wave) => {
    const questions = grouped(wave, ({ question }) => question);
    return sum + Math.max(...[...questions.values()].map(sumOf));
  }, 0);
}

function small(count: number): boolean {
  return count > 0 && count < ENOUGH;
}

/** Groups of answers that are too small: single ones, pairs, and what a measure asks of a unit's wave. */
function* smallGroups(answers: readonly Answers[], shown: readonly ShownSum[]): Iterable<Answers[]> {
  for (const [i, one] of answers.entries()) {
    if (small(one.count)) yield [one];
    for (const other of answers.slice(i + 1)) if (small(one.count + other.count)) yield [one, other];
  }
  for (const { of } of shown) {
    for (const group of grouped(of, ({ unit, wave }) => `${unit} ${wave}`).values()) {
      if (small(peopleIn(group))) yield group;
    }
  }
}

/** The answers of small groups that can be solved for by adding and subtracting what is shown. */
function solvedAnswers(answers: readonly Answers[], shown: readonly ShownSum[]): string[] {
  const answered = answers.filter(({ count }) => count > 0);
  const row = (of: ReadonlySet<Answers>): number[] => answered.map((one) => (of.has(one) ? 1 : 0));
  const space = new RowSpace();
  for (const { of } of shown) space.add(row(of));
  const solved = [...smallGroups(answered, shown)].filter((group) => space.holds(row(new Set(group))));
  return solved.map((group) => group.map(nameOf).join(' + '));
}

/** The numbers of people in small groups that can be solved for: n is a sum over units and waves. */
function solvedPeople(shown: readonly ShownSum[]): string[] {
  const groups = new Map<string, number>();
  const sums = shown.map(({ asked, of }) => {
    const parts = grouped(
      [...of].filter(({ count }) => count > 0),
      ({ unit, wave }) => `${unit} ${wave}`,
    );
    return [...parts].map(([place, part]) => {
      const systems = [...new Set(part.map(({ system }) => system ?? '-'))].sort();
      const versions = part.map(
        ({ question, audience, version = 1 }) => `${question} ${audience} ${version}`,
      );
      const key = `${asked}: ${place} ${systems.join(' ')} ${versions.sort().join()}`;
      groups.set(key, peopleIn(part));
      return key;
    });
  });
  const keys = [...groups.keys()];
  const row = (of: readonly string[]): number[] => keys.map((key) => (of.includes(key) ? 1 : 0));
  const space = new RowSpace();
  for (const sum of sums) space.add(row(sum));
  return keys.filter((key) => small(groups.get(key) ?? 0) && space.holds(row([key])));
}

function nameOf({ unit, wave, question, audience, system, count, version = 1 }: Answers): string {
  const which = `${audience}, ${system ?? 'no system'}${version > 1 ? `, version ${version}` : ''}`;
  return `${count} answers of ${unit} ${wave} to ${question} (${which})`;
}

/** Every small group that can be told from what is shown; each is a leak. */
export function leaks(answers: readonly Answers[], shown: readonly ShownSum[]): string[] {
  const distinct = grouped(shown, ({ asked, of }) =>
    JSON.stringify([asked, answers.map((one) => (of.has(one) ? 1 : 0)).join('')]),
  );
  const sums = [...distinct.values()].flatMap(([first]) => (first ? [first] : []));
  return [...solvedAnswers(answers, sums), ...solvedPeople(sums)];
}
