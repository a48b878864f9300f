import {
  type DefinitionChange,
  type EditionDiff,
  type MeasureChange,
  type MeasureReading,
  type MeasureScore,
  type RuleChange,
  type Scorecard,
  type SliceChange,
  type SliceVersion,
  type Subject,
  canonicalJson,
} from '#core';
import {
  type Catalogue,
  type MeasureDefinition,
  MeasureVersion,
  measureNamed,
  subjectIdToday,
} from '#catalogue';

/** What a diff compares: an edition, or what is live. */
export interface Compared {
  readonly name: string;
  readonly scorecards: readonly Scorecard[];
  readonly slices: readonly SliceVersion[];
  readonly definitions: readonly MeasureDefinition[];
  /** Version of the rules that no definition says. */
  readonly counting: number;
}

/** What ids are called today: an edition keeps those of its day, and what was only given another id is the same. */
export interface NamesToday {
  subject(subject: Pick<Subject, 'kind' | 'id'>): string;
  measure(id: string): string;
}

/** The names that a catalogue has for former ids. */
export function namesToday(catalogue: Catalogue): NamesToday {
  return {
    subject: (subject) => subjectIdToday(catalogue, subject),
    measure: (id) => measureNamed(catalogue, id)?.id ?? id,
  };
}

/** A measure that reads otherwise, before it is told why. */
type Changed = Omit<MeasureChange, 'rule'>;

interface Pair<T> {
  readonly before: T | null;
  readonly after: T | null;
}

/** What is not the same before and after, in the order of before, then what is new; told apart by a key. */
function changes<T>(before: readonly T[], after: readonly T[], keyOf: (item: T) => string): Pair<T>[] {
  const later = new Map(after.map((item) => [keyOf(item), item]));
  const earlier = new Set(before.map(keyOf));
  return [
    ...before.map((item) => ({ before: item, after: later.get(keyOf(item)) ?? null })),
    ...after.filter((item) => !earlier.has(keyOf(item))).map((item) => ({ before: null, after: item })),
  ].filter((pair) => canonicalJson(pair.before) !== canonicalJson(pair.after));
}

function readingOf(measure: MeasureScore): MeasureReading {
  const { definitionVersion, value, score, status, target, completeness } = measure;
  return { definitionVersion, value, score, status, target, completeness };
}

/** The measures of a subject that read otherwise; either card may be missing. */
export function changedMeasures(
  before: Scorecard | null,
  after: Scorecard | null,
  names: NamesToday,
): Changed[] {
  const subject = (after ?? before)?.subject;
  if (!subject) return [];
  const readings = (card: Scorecard | null): { measure: string; reading: MeasureReading }[] =>
    (card?.perspectives ?? [])
      .flatMap(({ measures }) => measures)
      .map((measure) => ({ measure: names.measure(measure.id), reading: readingOf(measure) }));
  return changes(readings(before), readings(after), ({ measure }) => measure).map((pair) => ({
    subject,
    measure: (pair.after ?? pair.before)?.measure ?? '',
    before: pair.before?.reading ?? null,
    after: pair.after?.reading ?? null,
  }));
}

function changedScorecards(before: Compared, after: Compared, names: NamesToday): Changed[] {
  const keyOf = ({ subject }: Scorecard): string => `${subject.kind}:${names.subject(subject)}`;
  return changes(before.scorecards, after.scorecards, keyOf).flatMap((pair) =>
    changedMeasures(pair.before, pair.after, names),
  );
}

function changedSlices(before: Compared, after: Compared, names: NamesToday): SliceChange[] {
  const today = ({ slices }: Compared): SliceVersion[] =>
    slices.map((slice) => ({ ...slice, unit: names.subject({ kind: 'unit', id: slice.unit }) }));
  return changes(today(before), today(after), (slice) =>
    canonicalJson([slice.dataset, slice.unit, slice.period, slice.source, slice.part ?? '']),
  );
}

/** Definitions by the id that their measure has today; which ids it had before makes no other rule. */
function definitionsOf({ definitions }: Compared, names: NamesToday): MeasureDefinition[] {
  return definitions.map((each) =>
    Object.assign(new MeasureVersion(), each, { id: names.measure(each.id), formerIds: [] }),
  );
}

function changedDefinitions(
  before: readonly MeasureDefinition[],
  after: readonly MeasureDefinition[],
): DefinitionChange[] {
  return changes(before, after, ({ id }) => id).map((pair) => ({
    measure: (pair.after ?? pair.before)?.id ?? '',
    before: pair.before?.version ?? null,
    after: pair.after?.version ?? null,
  }));
}

function inWords({ definition, counting }: Omit<RuleChange, 'words'>): RuleChange['words'] {
  const [from, to] = [definition.before ?? '–', definition.after ?? '–'];
  const versions = from === to ? String(to) : `${from} → ${to}`;
  const rules = counting.before === counting.after ? '' : `${counting.before} → ${counting.after}`;
  return {
    sv: `regel ändrad, definitionens version ${versions}${rules && `, räkneregler ${rules}`}`,
    en: `rule changed, version of the definition ${versions}${rules && `, rules of counting ${rules}`}`,
  };
}

/** Tells of a measure that it was counted by other rules; `null` when it was not. */
function ruleChanges(before: Compared, after: Compared): (measure: string) => RuleChange | null {
  const of = (all: readonly MeasureDefinition[]) => new Map(all.map((each) => [each.id, each]));
  const [earlier, later] = [of(before.definitions), of(after.definitions)];
  const counting = { before: before.counting, after: after.counting };
  return (measure) => {
    const [was, is] = [earlier.get(measure), later.get(measure)];
    const isSame = canonicalJson(was ?? null) === canonicalJson(is ?? null);
    if (isSame && counting.before === counting.after) return null;
    const change = { definition: { before: was?.version ?? null, after: is?.version ?? null }, counting };
    return { ...change, words: inWords(change) };
  };
}

/** Exactly what differs; nothing that reads the same is named, nor what was only given another id since. */
export function differences(
  period: string,
  [from, to]: readonly [Compared, Compared],
  names: NamesToday,
): EditionDiff {
  const before = { ...from, definitions: definitionsOf(from, names) };
  const after = { ...to, definitions: definitionsOf(to, names) };
  const ruleOf = ruleChanges(before, after);
  const measures = changedScorecards(before, after, names);
  return {
    period,
    from: before.name,
    to: after.name,
    measures: measures.map((change) => ({ ...change, rule: ruleOf(change.measure) })),
    slices: changedSlices(before, after, names),
    definitions: changedDefinitions(before.definitions, after.definitions),
  };
}
