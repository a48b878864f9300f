import { type MeasureScore, type PerspectiveScore, Period, type Scorecard, completenessRatio } from '#core';
import { type InfluxDb, type Series } from './influx-db.js';
import { literal, name, plainText, within } from './influx-ql.js';
import { FIELDS, MEASURE, PERSPECTIVE } from './layout.js';
import { type PointContent, lineOf } from './line.js';

/** What tells the points of one time apart. */
const KEYS = {
  [MEASURE]: ['measure', 'subject_kind', 'subject'],
  [PERSPECTIVE]: ['perspective', 'subject_kind', 'subject'],
};

type Kind = keyof typeof KEYS;

/** Scorecards of one period, and the measures of which no counts are written. */
interface ScorecardsToWrite {
  readonly scorecards: readonly Scorecard[];
  readonly countless: ReadonlySet<string>;
}

/**
 * Writes scorecards of one period, a point for each measure and each perspective at the period's first instant. A point
 * that was there and had more to tell is deleted first, for what is left out of a point stays as it was: a value that must
 * no longer be told would still be.
 */
export async function writeScorecards(
  db: InfluxDb,
  { scorecards, countless }: ScorecardsToWrite,
  write: (lines: readonly string[]) => Promise<void>,
): Promise<void> {
  const [first] = scorecards;
  if (!first) return;
  const period = Period.of(first.period);
  const points = scorecards.flatMap((card) => pointsOf(card, period, countless));
  const kinds = [MEASURE, PERSPECTIVE] as const;
  const gone = await Promise.all(kinds.map((kind) => outgrown(db, kind, period, points)));
  await db.askAll(gone.flat());
  await write(points.map((point) => lineOf(point, (field) => FIELDS[point.measurement]?.[field])));
}

/** Statements that delete the points that are there and say something that the new ones do not, or are of none of them. */
async function outgrown(
  db: InfluxDb,
  kind: Kind,
  period: Period,
  points: readonly PointContent[],
): Promise<string[]> {
  const moment = [
    `"period_type" = ${literal(period.type)}`,
    ...within({ startMs: period.startMs, endMs: period.startMs + 1 }),
  ];
  const fields = Object.keys(FIELDS[kind] ?? {}).map(name);
  const tags = KEYS[kind];
  const held = await db.ask(
    `SELECT ${fields.join(', ')} FROM ${name(kind)} WHERE ${moment.join(' AND ')} GROUP BY ${tags.map(name).join(', ')}`,
  );
  const told = new Map(
    points
      .filter(({ measurement }) => measurement === kind)
      .map((point) => [JSON.stringify(tags.map((tag) => point.tags[tag])), point]),
  );
  return held.flatMap((series) => {
    const texts = tags.map((tag) => series.tags?.[tag] ?? '');
    const point = told.get(JSON.stringify(texts.map(plainText)));
    if (point && !tellsMore(series, point)) return [];
    const same = tags.map((tag, index) => `${name(tag)} = ${literal(texts[index] ?? '')}`);
    // Scorecards that were not drawn this time stay.
    return point ? [`DELETE FROM ${name(kind)} WHERE ${[...same, ...moment].join(' AND ')}`] : [];
  });
}

function tellsMore({ columns, values = [] }: Series, { fields }: PointContent): boolean {
  return values.some((row) =>
    row.some((value, place) => {
      const column = columns[place] ?? '';
      return column !== 'time' && value !== null && (fields[column] ?? null) === null;
    }),
  );
}

function pointsOf(card: Scorecard, period: Period, countless: ReadonlySet<string>): PointContent[] {
  return card.perspectives.flatMap((perspective) => [
    perspectivePoint(card, period, perspective),
    ...perspective.measures.map((measure) =>
      measurePoint(card, period, {
        ...{ perspective: perspective.id, measure },
        isCountless: countless.has(measure.id),
      }),
    ),
  ]);
}

function commonTags({ subject }: Scorecard, { type }: Period): Record<string, string> {
  return { subject_kind: subject.kind, subject: subject.id, period_type: type };
}

function perspectivePoint(card: Scorecard, period: Period, judged: PerspectiveScore): PointContent {
  return {
    measurement: PERSPECTIVE,
    timeMs: period.startMs,
    tags: { ...commonTags(card, period), perspective: judged.id },
    fields: {
      period: card.period,
      subject_name: card.subject.name,
      score: judged.score,
      status: judged.status,
      preliminary: judged.preliminary,
      completeness: completenessRatio(judged.completeness),
      edition: card.edition,
    },
  };
}

interface MeasureToWrite {
  readonly perspective: string;
  readonly measure: MeasureScore;
  readonly isCountless: boolean;
}

function measurePoint(
  card: Scorecard,
  period: Period,
  { perspective, measure, isCountless }: MeasureToWrite,
): PointContent {
  const { value } = measure;
  return {
    measurement: MEASURE,
    timeMs: period.startMs,
    tags: { ...commonTags(card, period), perspective, measure: measure.id },
    fields: {
      period: card.period,
      subject_name: card.subject.name,
      value: value.number,
      ...(isCountless ? {} : { numerator: value.numerator, denominator: value.denominator, n: value.n }),
      score: measure.score,
      status: measure.status,
      target: measure.target,
      completeness: completenessRatio(measure.completeness),
      edition: card.edition,
      definition_version: measure.definitionVersion,
    },
  };
}
