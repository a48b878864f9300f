import { type CollectorOverview, type CollectorRun, Period } from '#core';
import { type Caller, type CollectorRefusal, Perspektiv } from '#pipeline';
import { Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { CalledBy, Needs } from '../access.guard.js';
import { Problem } from '../problem.js';
import { Answers, AnswersListOf } from './answers.js';
import { type List, flagOf, periodOf, whole } from './parameters.js';

/** A run that was asked for, and may still be going on. */
export interface CollectorRunAnswer extends Pick<CollectorRun, 'id' | 'collector'> {
  /** The run when it has ended; `null` while it goes on: look it up under the collector. */
  readonly run: CollectorRun | null;
}

interface RunQuery {
  readonly from?: string;
  readonly to?: string;
  readonly dryRun?: string;
  readonly full?: string;
  readonly accept?: string;
  readonly wait?: string;
}

/** Pull collectors: how they fare, their run log, and runs by hand. */
@ApiTags('collectors')
@Needs('operate')
@ApiBearerAuth()
@Controller('api/v1/collectors')
export class CollectorsController {
  constructor(private readonly perspektiv: Perspektiv) {}

  @Get()
  @ApiOperation({ summary: 'The collectors, how they fare, and their newest runs' })
  @AnswersListOf('CollectorOverview')
  async collectors(): Promise<List<CollectorOverview>> {
    return whole(await this.perspektiv.collecting.overviews(this.perspektiv.nowMs()));
  }

  @Get(':id')
  @ApiOperation({ summary: 'One collector and its newest runs' })
  @ApiParam({ name: 'id', example: 'matomo-e-tjanster' })
  @Answers('CollectorOverview')
  async collector(@Param('id') id: string): Promise<CollectorOverview> {
    const overview = await this.perspektiv.collecting.overview(id, this.perspektiv.nowMs());
    if (!overview) throw refusal('unknown', id);
    return overview;
  }

  @Get(':id/runs')
  @ApiOperation({ summary: 'The newest runs of a collector, newest first' })
  @ApiParam({ name: 'id', example: 'matomo-e-tjanster' })
  @AnswersListOf('CollectorRun')
  async runs(@Param('id') id: string): Promise<List<CollectorRun>> {
    return whole((await this.collector(id)).runs);
  }

  @Post(':id/runs')
  @ApiOperation({
    summary: 'Run a collector now',
    description:
      'Without a range it reads the months that it usually does; with from and to it fills these in. full=true reads everything anew. accept=true takes what was held back because the source answers less than before, or because somebody took it back. A dry run stores nothing, leaves no trace in the run log, and is always waited for.',
  })
  @ApiParam({ name: 'id', example: 'matomo-e-tjanster' })
  @ApiQuery({ name: 'from', required: false, example: '2026-01' })
  @ApiQuery({ name: 'to', required: false, example: '2026-06' })
  @ApiQuery({ name: 'dryRun', required: false, enum: ['true', 'false'] })
  @ApiQuery({ name: 'full', required: false, enum: ['true', 'false'] })
  @ApiQuery({ name: 'accept', required: false, enum: ['true', 'false'] })
  @ApiQuery({
    name: 'wait',
    required: false,
    enum: ['true', 'false'],
    description: 'Answer when it has ended.',
  })
  @Answers('CollectorRunAnswer', { status: 202 })
  async run(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Query() query: RunQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CollectorRunAnswer> {
    const dryRun = flagOf(query.dryRun, 'dryRun');
    const [full, accept] = [flagOf(query.full, 'full'), flagOf(query.accept, 'accept')];
    const range = rangeOf(query);
    const order = { by: caller.id, dryRun, full, accept, ...(range ? { range } : {}) };
    const started = await this.perspektiv.collecting.runner.start(id, order);
    if (!started.ok) throw refusal(started.problem, id);
    const { id: runId, ended } = started.value;
    if (!dryRun && !flagOf(query.wait, 'wait')) {
      ended.catch(() => undefined); // the log tells of it
      void reply.status(202);
      return { id: runId, collector: id, run: null };
    }
    const run = await ended;
    void reply.status(200);
    return { id: runId, collector: id, run };
  }
}

/** Months from the first to the last that a range of periods covers. */
function rangeOf({ from, to }: RunQuery): { readonly from: Period; readonly to: Period } | null {
  if (from === undefined && to === undefined) return null;
  const first = periodOf(from ?? to, 'from').months()[0];
  const last = periodOf(to ?? from, 'to').lastMonth;
  if (first && first.toString() <= last.toString()) return { from: first, to: last };
  throw new Problem('request/malformed', {
    sv: 'from: perioden börjar efter att den slutar. Byt plats på from och to.',
    en: 'from: the range begins after its end. Change from and to.',
  });
}

function refusal(problem: CollectorRefusal, id: string): Problem {
  switch (problem) {
    case 'unknown':
      return new Problem('collector/unknown', {
        sv: `Ingen hämtning heter "${id}". De som finns står i collectors.yaml och under /api/v1/collectors.`,
        en: `No collector is called "${id}". Those there are stand in collectors.yaml and at /api/v1/collectors.`,
      });
    case 'running':
      return new Problem('collector/running', {
        sv: `Hämtningen "${id}" pågår redan. Vänta tills den är klar.`,
        en: `The collector "${id}" is running already. Wait until it has ended.`,
      });
    case 'closing':
      return new Problem('collector/closing', {
        sv: 'Programmet håller på att stängas. Försök igen om en stund.',
        en: 'The program is closing. Try again in a while.',
      });
  }
}
