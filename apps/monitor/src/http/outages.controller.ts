import {
  type Interval,
  type OutageAnnotation,
  type OutageDetail,
  type OutageRecord,
  type OutageSummary,
  type SystemState,
  type TimelinePart,
  cityTime,
  cityDate,
} from '#core';
import { ownerOn, subtreeIn } from '#catalogue';
import { type Caller, Perspektiv, type VantageState } from '#pipeline';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { CalledBy, Needs } from '../access.guard.js';
import { Problem } from '../problem.js';
import { Answers, AnswersListOf } from './answers.js';
import { type List, entryOf, flagOf, instantOf, limitOf, textOf, whole } from './parameters.js';

const DAY_MS = 86_400_000;
const USUAL_WINDOW_MS = 30 * DAY_MS;
/** Raw samples of a longer time are no page's business. */
const LONGEST_TIMELINE_MS = 32 * DAY_MS;

/** How a system is now. */
export interface SystemStateAnswer extends Omit<SystemState, 'sinceMs'> {
  /** `null` while it was never measured. */
  readonly since: string | null;
}

/** How a vantage point is doing. */
export interface VantageStateAnswer extends Omit<VantageState, 'measuredMs'> {
  /** When it last measured anything. */
  readonly measured: string;
}

/** A page of outages, and what all that match come to. */
export interface OutagesAnswer extends List<OutageRecord> {
  readonly summary: OutageSummary;
}

/** The states of a system over a time. */
export interface TimelineAnswer {
  readonly system: string;
  readonly from: string;
  readonly to: string;
  readonly parts: readonly TimelinePart[];
}

interface OutageParameters {
  system?: string;
  unit?: string;
  from?: string;
  to?: string;
  ongoing?: string;
  counted?: string;
  limit?: string;
  cursor?: string;
}

/** How systems are and were: the present, timelines, outages and what people say of them. */
@ApiTags('operations')
@Needs('read')
@Controller('api/v1')
export class OutagesController {
  constructor(private readonly perspektiv: Perspektiv) {}

  @Get('systems/states')
  @ApiOperation({ summary: 'How every probed system is now, and which systems it is behind' })
  @AnswersListOf('SystemStateAnswer')
  async states(): Promise<List<SystemStateAnswer>> {
    const states = await this.perspektiv.measuring.systemStates();
    return whole(
      states.map(({ sinceMs, ...state }) => ({
        ...state,
        since: sinceMs === null ? null : cityTime(sinceMs),
      })),
    );
  }

  @Get('vantages')
  @ApiOperation({
    summary: 'The vantage points that have measured anything lately, and whether they still do',
  })
  @AnswersListOf('VantageStateAnswer')
  vantages(): List<VantageStateAnswer> {
    const states = this.perspektiv.measuring.vantageStates();
    return whole(states.map(({ measuredMs, ...state }) => ({ ...state, measured: cityTime(measuredMs) })));
  }

  @Get('systems/:id/timeline')
  @ApiOperation({ summary: 'The states of a system over at most 32 days, as far as its samples are kept' })
  @ApiQuery({ name: 'from', example: '2026-09-15T00:00:00+02:00' })
  @ApiQuery({ name: 'to', required: false })
  @Answers('TimelineAnswer')
  async timeline(
    @Param('id') id: string,
    @Query() query: { from?: string; to?: string },
  ): Promise<TimelineAnswer> {
    const system = entryOf(this.perspektiv.catalogue.systems, id);
    const span = this.windowOf(query, LONGEST_TIMELINE_MS);
    const parts = await this.perspektiv.measuring.outages.timeline(system, span);
    return { system: system.id, from: cityTime(span.startMs), to: cityTime(span.endMs), parts };
  }

  @Get('outages')
  @ApiOperation({
    summary: 'Outages that touch a window, newest first: the last 30 days unless said',
    description: 'The summary is of all that match and count, on whichever page.',
  })
  @ApiQuery({ name: 'system', required: false })
  @ApiQuery({ name: 'unit', required: false, description: 'Owner of the system, with all below' })
  @ApiQuery({ name: 'from', required: false })
  @ApiQuery({ name: 'to', required: false })
  @ApiQuery({ name: 'ongoing', required: false, type: Boolean })
  @ApiQuery({ name: 'counted', required: false, type: Boolean })
  @ApiQuery({ name: 'limit', required: false })
  @ApiQuery({ name: 'cursor', required: false })
  @Answers('OutagesAnswer')
  async outages(@Query() query: OutageParameters): Promise<OutagesAnswer> {
    const limit = limitOf(query.limit, { usual: 50, most: 500 });
    const nowMs = this.perspektiv.nowMs();
    const systems = this.systemsOf(query);
    const filter = {
      ...this.windowOf(query, Infinity),
      ...(systems ? { systems } : {}),
      ...(query.ongoing === undefined ? {} : { ongoing: flagOf(query.ongoing, 'ongoing') }),
      ...(query.counted === undefined ? {} : { counted: flagOf(query.counted, 'counted') }),
    };
    const { items, summary } = await this.perspektiv.measuring.outages.list(filter, nowMs);
    const after = query.cursor === undefined ? -1 : items.findIndex(({ id }) => id === query.cursor);
    const page = items.slice(after + 1, after + 1 + limit);
    const isLast = after + 1 + limit >= items.length;
    return { items: page, next: isLast ? null : (page.at(-1)?.id ?? null), summary };
  }

  @Get('outages/:id')
  @ApiOperation({ summary: 'One outage: its first failed samples, and what it was made of' })
  @Answers('OutageDetail')
  async outage(@Param('id') id: string): Promise<OutageDetail> {
    const detail = await this.perspektiv.measuring.outages.detail(id, this.perspektiv.nowMs());
    if (detail) return detail;
    throw unknownOutage(id);
  }

  @Post('outages/:id/annotations')
  @Needs('operate')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Say something of an outage: its cause, what was done' })
  @ApiBody({ schema: { type: 'object', required: ['text'], properties: { text: { type: 'string' } } } })
  @Answers('OutageAnnotation', { status: 201 })
  async annotate(
    @Param('id') id: string,
    @CalledBy() caller: Caller,
    @Body() body: { text?: unknown } | undefined,
  ): Promise<OutageAnnotation> {
    const text = textOf(body?.text, { parameter: 'text' });
    const signed = { by: caller.id, nowMs: this.perspektiv.nowMs() };
    const annotation = await this.perspektiv.measuring.outages.annotate(id, text, signed);
    if (annotation) return annotation;
    throw unknownOutage(id);
  }

  private systemsOf({ system, unit }: OutageParameters): string[] | null {
    const { catalogue } = this.perspektiv;
    if (system !== undefined) return [entryOf(catalogue.systems, system).id];
    if (unit === undefined) return null;
    const today = cityDate(this.perspektiv.nowMs());
    const owners = subtreeIn(catalogue, entryOf(catalogue.units, unit).id, today.slice(0, 7));
    return [...catalogue.systems.values()]
      .filter((system) => owners.has(ownerOn(catalogue, system, today)))
      .map(({ id }) => id);
  }

  private windowOf({ from, to }: { from?: string; to?: string }, longestMs: number): Interval {
    const endMs = to === undefined ? this.perspektiv.nowMs() : instantOf(to, 'to');
    const startMs = from === undefined ? endMs - USUAL_WINDOW_MS : instantOf(from, 'from');
    if (startMs < endMs && endMs - startMs <= longestMs) return { startMs, endMs };
    throw new Problem('request/malformed', {
      sv: 'from ska ligga före to, och tidslinjer är högst 32 dagar långa.',
      en: 'from must lie before to, and timelines are of at most 32 days.',
    });
  }
}

function unknownOutage(id: string): Problem {
  return new Problem('outage/unknown', {
    sv: `Inget avbrott har id ${id}.`,
    en: `No outage has the id ${id}.`,
  });
}
