import { resolve } from 'node:path';
import {
  type MeasureReading,
  Period,
  type ReorganisationPreview,
  type ReorganisedValue,
  type Result,
  type Scorecard,
  canonicalJson,
  failed,
  ok,
} from '#core';
import {
  type Catalogue,
  REORGANISED_FILES,
  type Reorganisation,
  configTexts,
  dayOf,
  describeFaults,
  loadCatalogue,
  proposeReorganisation,
} from '#catalogue';
import { collectorKinds } from '#collect';
import { changedMeasures, namesToday } from '../closing/edition-diff.js';
import { type Perspektiv } from '../perspektiv.js';
import { ScoreCycle } from '../scoring/score-cycle.js';
import { everySubject } from '../scoring/subjects.js';

/** Subjects that a reorganisation may give other figures. */
const KINDS = ['unit', 'system', 'project', 'portfolio', 'service-domain', 'category'] as const;

interface Asked {
  readonly reorganisation: Reorganisation;
  /** Absent: the quarter before the day, that of the day, and that of now, as far as they have begun. */
  readonly periods?: readonly Period[];
  readonly nowMs: number;
}

/**
 * What a reorganisation would write, and what it would do to the figures of some periods: they are computed with the config
 * folder as it is, and as it would be. Nothing is written. The failure says in Swedish why it cannot be done.
 */
export async function previewReorganisation(
  perspektiv: Perspektiv,
  { reorganisation, periods = periodsAround(reorganisation, perspektiv.nowMs()), nowMs }: Asked,
): Promise<Result<ReorganisationPreview>> {
  const { configFolder } = perspektiv.settings;
  const now = await loadCatalogue(configFolder, collectorKinds());
  if (!now.ok) return failed(describeFaults(now.problem));
  const texts = await configTexts(configFolder, REORGANISED_FILES);
  const files = proposeReorganisation({ catalogue: now.value, texts }, reorganisation);
  if (!files.ok) return files;
  const instead = new Map(files.value.map(({ file, content }) => [file, content]));
  const then = await loadCatalogue(configFolder, collectorKinds(), { instead });
  if (!then.ok) return failed(`Så kan konfigurationen inte bli:\n${describeFaults(then.problem)}`);
  const values: ReorganisedValue[] = [];
  for (const period of periods) {
    const before = await cardsOf(perspektiv, now.value, { period, nowMs });
    const after = await cardsOf(perspektiv, then.value, { period, nowMs });
    values.push(...changedValues(period, [before, after], then.value));
  }
  return ok({ folder: resolve(configFolder), files: files.value, periods: periods.map(String), values });
}

/** Quarters in which figures may become others, and the one before, in which only ids may. */
function periodsAround(reorganisation: Reorganisation, nowMs: number): Period[] {
  const current = Period.at('quarter', nowMs);
  const day = dayOf(reorganisation);
  const changing = day === null ? current : Period.at('quarter', Date.parse(`${day}T12:00:00Z`));
  const periods = [changing.previous(), changing, current].filter(({ startMs }) => startMs <= nowMs);
  const texts = new Set([...(periods.length === 0 ? [current] : periods)].map(String));
  return [...texts].map((text) => Period.of(text));
}

/** The scorecards of everything in a period, by a catalogue that is not in use. */
function cardsOf(
  { stage, scoring, measuring }: Perspektiv,
  catalogue: Catalogue,
  { period, nowMs }: { readonly period: Period; readonly nowMs: number },
): Promise<Scorecard[]> {
  const score = new ScoreCycle(
    { ...stage, catalogue },
    scoring.remarks,
    (window, atMs) => measuring.agreed.within(window, atMs),
    scoring.editions,
  );
  return score.scorecards(everySubject(catalogue, KINDS), period, nowMs);
}

function changedValues(
  period: Period,
  [before, after]: readonly [readonly Scorecard[], readonly Scorecard[]],
  then: Catalogue,
): ReorganisedValue[] {
  const names = namesToday(then);
  const keyOf = ({ subject }: Scorecard): string => `${subject.kind}:${names.subject(subject)}`;
  const earlier = new Map(before.map((card) => [keyOf(card), card]));
  return after
    .flatMap((card) => changedMeasures(earlier.get(keyOf(card)) ?? null, card, names))
    .filter(isTold)
    .map((change) => ({ ...change, period: period.toString() }));
}

/** Whether a change can be read from a scorecard: of a unit that begins, most measures have no value yet. */
function isTold({ before, after }: Pick<ReorganisedValue, 'before' | 'after'>): boolean {
  if (before === null) return after?.value.kind === 'number' || after?.value.kind === 'suppressed';
  const read = (reading: MeasureReading | null): string =>
    canonicalJson(reading && [reading.value, reading.completeness, reading.status]);
  return read(before) !== read(after);
}
