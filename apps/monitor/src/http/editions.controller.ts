import {
  type ChainReport,
  type EditionDiff,
  type EditionSummary,
  type FreezePreview,
  type FrozenPeriod,
  Period,
  type SliceVersion,
} from '#core';
import { type Caller, type Edition, type FreezeRefusal, Perspektiv, handsInFor } from '#pipeline';
import { Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { CalledBy, Needs } from '../access.guard.js';
import { tellAudit } from '../doors/audit-trail.js';
import { Problem } from '../problem.js';
import { Answers, AnswersListOf } from './answers.js';
import { type List, flagOf, periodOf, textOf, whole } from './parameters.js';

/** Closed periods: frozen, read back, compared. */
@ApiTags('editions')
@Needs('read')
@Controller('api/v1/periods')
export class EditionsController {
  constructor(private readonly perspektiv: Perspektiv) {}

  @Get()
  @ApiOperation({ summary: 'The frozen periods with their editions, and whether what is live differs' })
  @AnswersListOf('FrozenPeriod')
  async periods(): Promise<List<FrozenPeriod>> {
    return whole(await this.perspektiv.closing.edition.periods(this.perspektiv.nowMs()));
  }

  @Get('verification')
  @ApiOperation({ summary: 'Recompute the hash of every edition, and follow the chain' })
  @Answers('ChainReport')
  verification(): Promise<ChainReport> {
    return this.perspektiv.closing.edition.verify();
  }

  @Post(':period/freeze')
  @Needs('freeze')
  @ApiBearerAuth()
  @ApiOperation({
    summary: 'Freeze a quarter, tertial or year that has ended; with restate=true once more',
    description:
      'With dryRun=true nothing is stored, and the answer (200, FreezePreview) tells what would be: what is missing, which perspectives are preliminary, and what differs from the newest edition.',
  })
  @ApiParam({ name: 'period', example: '2026-Q3' })
  @ApiQuery({ name: 'restate', required: false, enum: ['true', 'false'] })
  @ApiQuery({ name: 'dryRun', required: false, enum: ['true', 'false'] })
  @ApiQuery({
    name: 'reason',
    required: false,
    description: 'Why it is restated; may be sent as JSON instead',
  })
  @ApiBody({
    required: false,
    schema: { type: 'object', properties: { restate: { type: 'boolean' }, reason: { type: 'string' } } },
  })
  @Answers('FreezePreview')
  @Answers('EditionSummary', { status: 201 })
  async freeze(
    @Param('period') periodText: string,
    @CalledBy() caller: Caller,
    @Query() query: { restate?: string; reason?: string; dryRun?: string },
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EditionSummary | FreezePreview> {
    const { body } = reply.request;
    const period = periodOf(periodText);
    const restate = flagOf(query.restate ?? fieldOf(body, 'restate'), 'restate');
    if (flagOf(query.dryRun, 'dryRun')) {
      void reply.status(200);
      tellAudit(reply.request, { isDryRun: true });
      return this.preview(period, restate);
    }
    const reason = textOf(query.reason ?? fieldOf(body, 'reason') ?? '', { parameter: 'reason', least: 0 });
    const frozen = await this.perspektiv.closing.edition.freeze(period, {
      by: caller.id,
      nowMs: this.perspektiv.nowMs(),
      ...(restate ? { restate: { reason } } : {}),
    });
    if (frozen.ok) return frozen.value;
    throw refusal(frozen.problem, period);
  }

  private async preview(period: Period, restate: boolean): Promise<FreezePreview> {
    const { closing, nowMs } = this.perspektiv;
    const preview = await closing.edition.preview(period, { restate, nowMs: nowMs() });
    if (preview.ok) return preview.value;
    throw refusal(preview.problem, period);
  }

  @Get(':period/editions/:edition')
  @Needs('freeze')
  @ApiBearerAuth()
  @ApiOperation({
    summary: 'All of an edition as it was hashed: scorecards, definitions, targets, slices, remarks',
  })
  @ApiParam({ name: 'edition', example: 'original', description: 'original, restated, restated-2 or 2' })
  @Answers('Edition')
  async edition(@Param('period') periodText: string, @Param('edition') name: string): Promise<Edition> {
    const period = periodOf(periodText);
    const edition = await this.perspektiv.closing.edition.edition(period, name);
    if (edition) return edition;
    throw noEdition(period, name);
  }

  @Get(':period/diff')
  @ApiOperation({
    summary: 'Exactly what differs between two editions, or an edition and what is live',
    description: 'Names of files and senders are told to those who may see the deliveries of the unit.',
  })
  @ApiQuery({ name: 'from', required: false, example: 'original' })
  @ApiQuery({ name: 'to', required: false, example: 'live' })
  @Answers('EditionDiff')
  async diff(
    @Param('period') periodText: string,
    @CalledBy() caller: Caller,
    @Query('from') from = 'original',
    @Query('to') to = 'live',
  ): Promise<EditionDiff> {
    const period = periodOf(periodText);
    const { catalogue, nowMs } = this.perspektiv;
    const { edition } = this.perspektiv.closing;
    const diff = await edition.diff(period, { from, to, nowMs: nowMs() });
    if (!diff.ok) throw noEdition(period, `${from}, ${to}`);
    const maySee = handsInFor(caller, catalogue);
    const told = (slice: SliceVersion | null): SliceVersion | null =>
      slice && !maySee(slice.unit) ? { ...slice, fileName: null, by: null } : slice;
    const slices = diff.value.slices.map(({ before, after }) => ({
      before: told(before),
      after: told(after),
    }));
    return { ...diff.value, slices };
  }
}

function fieldOf(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined;
}

/** Nobody has frozen that. */
export function noEdition(period: Period, name: string): Problem {
  return new Problem('edition/unknown', {
    sv: `${period.toString()} har ingen utgåva "${name}". Se /api/v1/periods för de som finns.`,
    en: `${period.toString()} has no edition "${name}". See /api/v1/periods for those there are.`,
  });
}

function refusal(reason: FreezeRefusal, period: Period): Problem {
  const name = period.toString();
  switch (reason) {
    case 'a-month':
      return new Problem('period/not-freezable', {
        sv: `${name} är en månad; kvartal, tertial och år fastställs.`,
        en: `${name} is a month; quarters, tertials and years are frozen.`,
      });
    case 'not-ended':
      return new Problem('period/not-ended', {
        sv: `${name} slutar ${period.lastDay} och kan fastställas därefter.`,
        en: `${name} ends on ${period.lastDay} and can be frozen after that.`,
      });
    case 'frozen':
      return new Problem('period/frozen', {
        sv: `${name} är redan fastställd. Fastställ den på nytt med restate=true och ett skäl, om den ska ändras.`,
        en: `${name} is frozen already. Freeze it anew with restate=true and a reason, if it is to change.`,
      });
    case 'not-frozen':
      return new Problem('period/not-frozen', {
        sv: `${name} är inte fastställd; utelämna restate.`,
        en: `${name} is not frozen; leave restate out.`,
      });
    case 'no-reason':
      return new Problem('request/malformed', {
        sv: 'reason: skriv varför perioden fastställs på nytt.',
        en: 'reason: write why the period is frozen anew.',
      });
    case 'handing-in':
      return new Problem('period/handing-in', {
        sv: `Underlag till ${name} tas emot just nu, eller väntar på lagringen. Försök igen om en stund.`,
        en: `What ${name} stands on is being taken in just now, or waits for the store. Try again in a while.`,
      });
  }
}
