import { type SubjectKind } from '#core';
import { type Catalogue, idToday } from '#catalogue';
import { type Stage } from '../stage.js';

type Named = Extract<SubjectKind, 'unit' | 'system' | 'project'>;

/** Something that stored data names, and that the catalogue does not have. */
export interface UnknownId {
  readonly kind: Named;
  readonly id: string;
  /** What names it: data sets, `availability`, `deviation`, `comment`, `edition`. */
  readonly namedBy: readonly string[];
  /** The last period of what was handed in; `null` when only people's remarks and editions name it. */
  readonly last: string | null;
}

type StoredStage = Pick<Stage, 'catalogue' | 'ledger' | 'facts' | 'journal' | 'nowMs'>;

/** One mention of an id. */
interface Mention {
  readonly kind: Named;
  readonly id: string;
  readonly by: string;
  readonly period: string | null;
}

/**
 * The ids that data, people's remarks and the newest edition name and the catalogue lacks (domain.md, section 2): what
 * belongs to them has no place in any tree, so they are never left in silence.
 */
export async function unknownIds(stage: StoredStage): Promise<UnknownId[]> {
  const mentions = [
    ...(await inSlices(stage)),
    ...(await inRows(stage)),
    ...(await inRollUps(stage)),
    ...(await inJournal(stage)),
  ];
  const found = new Map<string, UnknownId>();
  for (const mention of mentions) {
    const { kind, id, by, period } = mention;
    if (isKnown(stage.catalogue, mention)) continue;
    const key = `${kind} ${id}`;
    const { namedBy = [], last = null } = found.get(key) ?? {};
    const later = period !== null && (last === null || period > last) ? period : last;
    found.set(key, { kind, id, namedBy: [...new Set([...namedBy, by])], last: later });
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
}

/** The sort of failure that an unknown id is. */
const SORT = 'unknown-id';

/**
 * Notes each unknown id among what fails, which `/drift` and `perspektiv_failing` tell of, and forgets those that have been
 * mended; figures of all others are served (ADR 60). Answers what to say of each.
 */
export async function noteUnknownIds(stage: StoredStage & Pick<Stage, 'failures'>): Promise<string[]> {
  const { failures, nowMs } = stage;
  const found = (await unknownIds(stage)).map((each) => ({
    subject: `${SORT}:${each.kind}:${each.id}`,
    text: unknownIdText(each),
  }));
  failures.keepOnly(SORT, new Set(found.map(({ subject }) => subject)));
  for (const { subject, text } of found) failures.failed(subject, new Error(text), nowMs());
  return found.map(({ text }) => text);
}

function isKnown(catalogue: Catalogue, { kind, id }: Mention): boolean {
  const entries = { unit: catalogue.units, system: catalogue.systems, project: catalogue.projects }[kind];
  return entries.has(idToday(entries, id));
}

async function inSlices({ ledger }: StoredStage): Promise<Mention[]> {
  const slices = (await ledger.slices({})).filter(({ rows }) => rows > 0);
  return slices.map(({ key }) => ({ kind: 'unit', id: key.unit, by: key.dataset, period: key.period }));
}

/** Projects are no fault where they are told of in the data set `projects`: that is where projects come from as well. */
async function inRows({ catalogue, facts }: StoredStage): Promise<Mention[]> {
  const mentions: Mention[] = [];
  for (const dataset of catalogue.datasets.keys()) {
    if (dataset === 'projects') continue;
    const span = { fromMonth: '0000-01', toMonth: '9999-12' };
    for (const { system, project, period } of await facts.sumObservations({
      ...{ dataset, ...span },
      ...{ columns: [], labels: [] },
    })) {
      if (system !== null) mentions.push({ kind: 'system', id: system, by: dataset, period });
      if (project !== null) mentions.push({ kind: 'project', id: project, by: dataset, period });
    }
  }
  return mentions;
}

async function inRollUps({ facts, nowMs }: StoredStage): Promise<Mention[]> {
  const sums = await facts.sumAvailability([{ startMs: 0, endMs: nowMs() }]);
  return sums.map(({ system }) => ({ kind: 'system', id: system, by: 'availability', period: null }));
}

async function inJournal({ journal }: StoredStage): Promise<Mention[]> {
  const deviations = await journal.entriesOf('deviation', {});
  const comments = await journal.entriesOf('comment', {});
  const [newest] = await journal.entriesOf('snapshot', { last: 1 });
  return [
    ...deviations.flatMap(({ subject }) => mentionOf(subject, 'deviation')),
    ...comments.flatMap(({ subject }) => mentionOf(subject, 'comment')),
    ...(newest?.content.scorecards ?? []).flatMap(({ subject: { kind, id } }) =>
      mentionOf(`${kind}:${id}`, 'edition'),
    ),
  ];
}

function mentionOf(subject: string, by: string): Mention[] {
  const [kind, id] = subject.split(':');
  const isNamed = kind === 'unit' || kind === 'system' || kind === 'project';
  return isNamed && id !== undefined ? [{ kind, id, by, period: null }] : [];
}

const FILES = { unit: 'units.yaml', system: 'systems.yaml', project: 'projects.yaml' };
const NOUNS = { unit: 'Enheten', system: 'Systemet', project: 'Projektet' };

/** What is wrong, and what to write. */
export function unknownIdText({ kind, id, namedBy, last }: UnknownId): string {
  const until = last === null ? '' : `, senast för ${last}`;
  const fault = `${NOUNS[kind]} "${id}" finns i det som är lagrat (${namedBy.join(', ')}${until}) men inte i katalogen.`;
  const end = {
    unit: 'skriv tillbaka den med to: (sista dagen) och mergedInto: eller successors: (vem som tog över)',
    system: 'skriv tillbaka det med followedUpTo: (sista dagen)',
    project: 'skriv tillbaka det med end: (sista dagen)',
  }[kind];
  return `${fault} I ${FILES[kind]}: ${end}, eller skriv formerly: [${id}] på det som det heter nu. Se docs/reorganising.md.`;
}
