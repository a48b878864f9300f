import {
  type Completeness,
  type DeliveryState,
  type MeasurePoint,
  type MeasureScore,
  Period,
  type Result,
  type Scorecard,
  type Subject,
  deliveryCompleteness,
} from '#core';
import { type Catalogue, membersIn } from '#catalogue';
import { Perspektiv } from '#pipeline';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import { Needs } from '../access.guard.js';
import { Problem } from '../problem.js';
import { Answers, AnswersListOf } from './answers.js';
import { noEdition } from './editions.controller.js';
import {
  type List,
  checkLive,
  entryOf,
  instantOf,
  measureOf,
  periodOf,
  subjectFrom,
  subjectKindOf,
  subjectOf,
  unknown,
  whole,
} from './parameters.js';

/** No series needs more points than this; five years of months are sixty. */
const MOST_POINTS = 120;

function found<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Problem('catalogue/unknown', { sv: result.problem, en: result.problem });
}

/** What data means: scorecards, series and what they stand on. */
@ApiTags('scorecards')
@Needs('read')
@Controller('api/v1')
export class ScorecardsController {
  constructor(private readonly perspektiv: Perspektiv) {}

  @Get('scorecards/:kind/:id')
  @ApiOperation({ summary: 'One subject in one period, from five perspectives' })
  @ApiParam({ name: 'kind', example: 'unit' })
  @ApiParam({ name: 'id', example: 'city' })
  @ApiQuery({ name: 'period', example: '2026-Q3' })
  @ApiQuery({ name: 'edition', required: false, description: 'live, original, restated, restated-2 or 2' })
  @ApiQuery({ name: 'at', required: false, description: 'The newest edition that was frozen by then' })
  @Answers('Scorecard')
  async scorecard(
    @Param('kind') kind: string,
    @Param('id') id: string,
    @Query() query: { period?: string; edition?: string; at?: string },
  ): Promise<Scorecard> {
    const { edition, at } = query;
    const { catalogue, nowMs } = this.perspektiv;
    const isLive = at === undefined && (edition === undefined || edition === 'live');
    const subject = isLive ? subjectOf(catalogue, kind, id) : { kind: subjectKindOf(kind), id };
    const period = periodOf(query.period);
    const card = await this.perspektiv.closing.edition.scorecard(subject, period, {
      edition,
      atMs: at === undefined ? undefined : instantOf(at, 'at'),
      nowMs: nowMs(),
    });
    if (card.ok) return card.value;
    throw card.problem === 'edition' ? noEdition(period, at ?? edition ?? '') : unknown(`${kind}:${id}`);
  }

  @Get('measures/:id/values')
  @ApiOperation({ summary: 'One measure of one subject over time' })
  @ApiParam({ name: 'id', example: 'digital-take-up' })
  @ApiQuery({ name: 'subject', required: false, example: 'unit:city' })
  @ApiQuery({ name: 'from', example: '2025-Q1' })
  @ApiQuery({ name: 'to', required: false, example: '2026-Q3' })
  @ApiQuery({ name: 'periodType', required: false, enum: ['month', 'quarter', 'tertial', 'year'] })
  @ApiQuery({
    name: 'edition',
    required: false,
    description: 'live, or an edition that every period has: original, restated, restated-2 or 2',
  })
  @AnswersListOf('MeasurePoint')
  async values(
    @Param('id') id: string,
    @Query()
    query: { subject?: string; from?: string; to?: string; periodType?: string; edition?: string },
  ): Promise<List<MeasurePoint> & { measure: string; subject: string }> {
    const { catalogue } = this.perspektiv;
    const { score } = this.perspektiv.scoring;
    const measure = measureOf(catalogue, id).id;
    const subject = subjectFrom(catalogue, query.subject);
    const { edition = 'live' } = query;
    const periods = periodsOf(query);
    const points =
      edition === 'live'
        ? found(await score.series(measure, subject, periods))
        : await this.frozenPoints(measure, { subject, periods, edition });
    return { measure, subject: `${subject.kind}:${subject.id}`, ...whole(points) };
  }

  /** A series of frozen values; those of before the measure was there are left out. */
  private async frozenPoints(
    measure: string,
    {
      subject,
      periods,
      edition,
    }: { readonly subject: Subject; readonly periods: readonly Period[]; readonly edition: string },
  ): Promise<MeasurePoint[]> {
    const points: MeasurePoint[] = [];
    for (const period of periods) {
      const choice = { edition, atMs: undefined, nowMs: this.perspektiv.nowMs() };
      const card = await this.perspektiv.closing.edition.scorecard(subject, period, choice);
      if (!card.ok && card.problem === 'edition') throw noEdition(period, edition);
      if (!card.ok) throw unknown(`${subject.kind}:${subject.id}`);
      const all = card.value.perspectives.flatMap(({ measures }) => measures);
      points.push(...all.filter(({ id }) => id === measure).map((found) => pointOf(found, period)));
    }
    return points;
  }

  @Get('completeness')
  @ApiOperation({ summary: 'What is expected, delivered and late, per unit and data set' })
  @ApiQuery({ name: 'period', example: '2026-Q3' })
  @ApiQuery({ name: 'unit', required: false, description: 'This unit and those below it' })
  @AnswersListOf('DeliveryState')
  async completeness(
    @Query() { unit, edition, ...query }: { period?: string; unit?: string; edition?: string },
  ): Promise<List<DeliveryState> & { period: string; completeness: Completeness }> {
    const period = periodOf(query.period);
    checkLive(edition);
    const { catalogue } = this.perspektiv;
    const { score } = this.perspektiv.scoring;
    if (unit !== undefined) entryOf(catalogue.units, unit);
    const meant = unit === undefined ? null : membersOver(catalogue, unit, period);
    const all = await score.deliveries(period, this.perspektiv.nowMs());
    const items = all.filter((delivery) => meant?.has(delivery.unit) ?? true);
    return { period: period.toString(), completeness: deliveryCompleteness(items), ...whole(items) };
  }
}

function pointOf(
  { definitionVersion, value, score, status, target, completeness, breakInSeries }: MeasureScore,
  period: Period,
): MeasurePoint {
  const judged = { definitionVersion, value, score, status, target };
  return { period: period.toString(), ...judged, completeness, breakInSeries };
}

/** The units that are a unit's in any month of a period. */
function membersOver(catalogue: Catalogue, unit: string, period: Period): ReadonlySet<string> {
  return new Set(period.months().flatMap((month) => [...membersIn(catalogue, unit, month.toString())]));
}

/** The periods from one to another, both with; the type is the first one's unless said. */
function periodsOf(query: { from?: string; to?: string; periodType?: string }): Period[] {
  const from = periodOf(query.from, 'from');
  const to = query.to === undefined ? Period.at(from.type, Date.now()) : periodOf(query.to, 'to');
  if (query.to !== undefined && from.startMs > to.startMs && from.endMs > to.endMs) {
    throw new Problem('request/malformed', {
      sv: `from ska inte ligga efter to: ${from.toString()} är efter ${to.toString()}.`,
      en: `from must not lie after to: ${from.toString()} is after ${to.toString()}.`,
    });
  }
  const type = (['month', 'quarter', 'tertial', 'year'] as const).find(
    (t) => t === (query.periodType ?? from.type),
  );
  if (!type) {
    throw new Problem('request/malformed', {
      sv: 'periodType: skriv month, quarter, tertial eller year.',
      en: 'periodType: write month, quarter, tertial or year.',
    });
  }
  const periods: Period[] = [];
  for (let next = Period.at(type, from.startMs); next.startMs < to.endMs; next = next.next()) {
    periods.push(next);
    if (periods.length > MOST_POINTS) {
      throw new Problem('request/malformed', {
        sv: `Högst ${MOST_POINTS} perioder åt gången; fråga om en kortare tid.`,
        en: `At most ${MOST_POINTS} periods at a time; ask for a shorter time.`,
      });
    }
  }
  return periods;
}
