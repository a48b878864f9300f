import {
  type Completeness,
  type DeliveryState,
  type MeasurePoint,
  Period,
  type Result,
  type Scorecard,
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
  @AnswersListOf('MeasurePoint')
  async values(
    @Param('id') id: string,
    @Query() query: { subject?: string; from?: string; to?: string; periodType?: string },
  ): Promise<List<MeasurePoint> & { measure: string; subject: string }> {
    const { catalogue } = this.perspektiv;
    const { score } = this.perspektiv.scoring;
    const measure = measureOf(catalogue, id).id;
    const subject = subjectFrom(catalogue, query.subject);
    const points = found(await score.series(measure, subject, periodsOf(query)));
    return { measure, subject: `${subject.kind}:${subject.id}`, ...whole(points) };
  }

  @Get('completeness')
  @ApiOperation({ summary: 'What is expected, delivered and late, per unit and data set' })
  @ApiQuery({ name: 'period', example: '2026-Q3' })
  @ApiQuery({ name: 'unit', required: false, description: 'This unit and those below it' })
  @AnswersListOf('DeliveryState')
  async completeness(
    @Query('period') periodText?: string,
    @Query('unit') unit?: string,
  ): Promise<List<DeliveryState> & { period: string; completeness: Completeness }> {
    const period = periodOf(periodText);
    const { catalogue } = this.perspektiv;
    const { score } = this.perspektiv.scoring;
    if (unit !== undefined) entryOf(catalogue.units, unit);
    const meant = unit === undefined ? null : membersOver(catalogue, unit, period);
    const all = await score.deliveries(period, this.perspektiv.nowMs());
    const items = all.filter((delivery) => meant?.has(delivery.unit) ?? true);
    return { period: period.toString(), completeness: deliveryCompleteness(items), ...whole(items) };
  }
}

/** The units that are a unit's in any month of a period. */
function membersOver(catalogue: Catalogue, unit: string, period: Period): ReadonlySet<string> {
  return new Set(period.months().flatMap((month) => [...membersIn(catalogue, unit, month.toString())]));
}

/** The periods from one to another, both with; the type is the first one's unless said. */
function periodsOf(query: { from?: string; to?: string; periodType?: string }): Period[] {
  const from = periodOf(query.from, 'from');
  const to = query.to === undefined ? Period.at(from.type, Date.now()) : periodOf(query.to, 'to');
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
