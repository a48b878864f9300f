import { type AnswerScale } from '#catalogue';

/** Answers of one person who answered once, or the answers of a group. */
export interface Ballot {
  /** What they are about: `unit`, or `unit/system`. */
  readonly place: string;
  /** Question → the alternative that was chosen; questions that were left out are not there. */
  readonly answers: Readonly<Record<string, number>>;
  /** The form that was sent, known again when it is sent twice; and when it is no longer good, hours since the epoch. */
  readonly form: { readonly id: string; readonly untilHour: number };
  /** Number of the one-time link that it came by. */
  readonly link?: number | undefined;
}

/** What became of a ballot: `again` is the same form a second time, `used` another by the same link. */
export type Cast = 'counted' | 'again' | 'used' | 'closed';

/**
 * What is kept of a wave while it is open, and all that is kept: counts. Nothing in it has an order or a time, so that it says
 * neither which answers one person gave nor when; which links are used stands apart from what was answered.
 */
export interface Tally {
  /** Place → question → how many chose each alternative, from the first of the scale to the last. */
  counts: Record<string, Record<string, number[]>>;
  /** Place → how many have answered anything. */
  answered: Record<string, number>;
  /** One-time links, by number: for which place how many in a row. */
  links: { place: string; count: number }[];
  /** Which of them are used: a bit each, as base64. */
  used: string;
  /** Whom links go to by mail, until the wave has closed; by number, as they were added. */
  letters: SurveyLetter[];
  /** Place → how many sat in groups that were interviewed. */
  present: Record<string, number>;
  /** Forms that were counted, by id, until they are no longer good: hours since the epoch. */
  forms: Record<string, number>;
  closed: boolean;
}

/** A link that goes to somebody by mail, and which letters have left. */
export interface SurveyLetter {
  readonly number: number;
  readonly to: string;
  invited: boolean;
  reminded: boolean;
}

export type Scales = Readonly<Record<string, AnswerScale>>;

export function emptyTally(): Tally {
  return {
    counts: {},
    answered: {},
    links: [],
    used: '',
    letters: [],
    present: {},
    forms: {},
    closed: false,
  };
}

/** How many have been invited by links to a wave. */
export function invitedBy({ links }: Pick<Tally, 'links'>): number {
  return links.reduce((sum, { count }) => sum + count, 0);
}

/** The place that a one-time link is for; `null` when there is no link of this number. */
export function placeOfLink({ links }: Pick<Tally, 'links'>, number: number): string | null {
  let first = 0;
  for (const { place, count } of links) {
    if (number >= first && number < first + count) return place;
    first += count;
  }
  return null;
}

export function isUsed({ used }: Pick<Tally, 'used'>, number: number): boolean {
  return (((Buffer.from(used, 'base64')[number >> 3] ?? 0) >> (number & 7)) & 1) === 1;
}

function markUsed(tally: Tally, number: number): void {
  const known = Buffer.from(tally.used, 'base64');
  const bits = Buffer.alloc(Math.max(known.length, Math.ceil(invitedBy(tally) / 8)));
  known.copy(bits);
  bits[number >> 3] = (bits[number >> 3] ?? 0) | (1 << (number & 7));
  tally.used = bits.toString('base64');
}

/** The counters of one question at one place, which begin at zero. */
function countersOf(
  tally: Tally,
  place: string,
  { question, scale }: { question: string; scale: AnswerScale },
): number[] {
  const questions = (tally.counts[place] ??= {});
  return (questions[question] ??= Array.from({ length: scale.max - scale.min + 1 }, () => 0));
}

/** Counts a ballot, at most once. The tally is changed. */
export function cast(tally: Tally, ballot: Ballot, { scales, hour }: { scales: Scales; hour: number }): Cast {
  const { place, answers, form, link } = ballot;
  if (Object.hasOwn(tally.forms, form.id)) return 'again';
  if (tally.closed) return 'closed';
  if (link !== undefined && isUsed(tally, link)) return 'used';
  for (const [question, alternative] of Object.entries(answers)) {
    const scale = scales[question];
    if (scale === undefined || alternative < scale.min || alternative > scale.max) continue;
    const counters = countersOf(tally, place, { question, scale });
    counters[alternative - scale.min] = (counters[alternative - scale.min] ?? 0) + 1;
  }
  tally.answered[place] = (tally.answered[place] ?? 0) + 1;
  if (link !== undefined) markUsed(tally, link);
  for (const [id, until] of Object.entries(tally.forms))
    if (until < hour) Reflect.deleteProperty(tally.forms, id);
  tally.forms[form.id] = form.untilHour;
  return 'counted';
}

/** Adds the answers of a group: the counts of each question, and how many sat in it. The tally is changed. */
export function castGroup(
  tally: Tally,
  group: {
    readonly place: string;
    readonly present: number;
    readonly counts: Readonly<Record<string, readonly number[]>>;
  },
  scales: Scales,
): Exclude<Cast, 'again' | 'used'> {
  if (tally.closed) return 'closed';
  const { place, present, counts } = group;
  for (const [question, added] of Object.entries(counts)) {
    const scale = scales[question];
    if (scale === undefined) continue;
    const counters = countersOf(tally, place, { question, scale });
    for (const [i, count] of added.entries()) counters[i] = (counters[i] ?? 0) + count;
  }
  const answered = Math.max(
    0,
    ...Object.values(counts).map((each) => each.reduce((sum, count) => sum + count, 0)),
  );
  tally.answered[place] = (tally.answered[place] ?? 0) + answered;
  tally.present[place] = (tally.present[place] ?? 0) + present;
  return 'counted';
}
