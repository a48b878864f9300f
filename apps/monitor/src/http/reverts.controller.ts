import { type Receipt, type SliceHistoryEntry, type UploadReport } from '#core';
import { type Caller, Perspektiv, type RevertRefusal, handsInFor, may, sourceOf } from '#pipeline';
import { Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { CalledBy, Needs } from '../access.guard.js';
import { tellAudit } from '../doors/audit-trail.js';
import { Problem } from '../problem.js';
import { languageOf } from '../problem.filter.js';
import { Answers, AnswersListOf } from './answers.js';
import { type List, datasetOf, entryOf, flagOf, periodOf, whole } from './parameters.js';

/** What holds, what held before, and the way back. */
@ApiTags('uploads')
@Needs('hand-in')
@Controller('api/v1')
export class RevertsController {
  constructor(private readonly perspektiv: Perspektiv) {}

  @Post('uploads/:id/revert')
  @ApiOperation({
    summary: 'Take an upload back: what held before holds again as a new version, of all its slices or none',
  })
  @ApiQuery({ name: 'dryRun', required: false, enum: ['true', 'false'] })
  @ApiQuery({
    name: 'restate',
    required: false,
    enum: ['true', 'false'],
    description: 'Change a frozen period: for the follow-up team',
  })
  @Answers('UploadReport', { description: 'What would hold again, of a dry run' })
  @Answers('Receipt', { status: 201, description: 'A receipt of its own, which names what it reverts' })
  async revert(
    @Param('id') id: string,
    @Query() query: { dryRun?: string; restate?: string },
    @CalledBy() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Receipt | UploadReport> {
    const { catalogue } = this.perspektiv;
    const { revert } = this.perspektiv.handingIn;
    const mayRestate = may(caller, 'freeze', catalogue);
    const order = {
      uploadId: id,
      by: caller.id,
      mayHandInFor: handsInFor(caller, catalogue),
      source: mayRestate ? null : sourceOf(caller),
      restate: flagOf(query.restate, 'restate') && mayRestate,
      language: languageOf(reply.request),
      nowMs: this.perspektiv.nowMs(),
    };
    const dryRun = flagOf(query.dryRun, 'dryRun');
    tellAudit(reply.request, { isDryRun: dryRun });
    const outcome = dryRun ? await revert.check(order) : await revert.run(order);
    if (!outcome.ok) throw refusal(id, outcome.problem);
    if (dryRun) void reply.status(200);
    else if ('id' in outcome.value) void reply.header('location', `/api/v1/uploads/${outcome.value.id}`);
    return outcome.value;
  }

  @Get('slices')
  @ApiOperation({
    summary: 'Every version of what a unit handed in of a data set for a period, newest first',
  })
  @ApiQuery({ name: 'dataset', example: 'cost' })
  @ApiQuery({ name: 'unit' })
  @ApiQuery({ name: 'period', example: '2026-09' })
  @AnswersListOf('SliceHistoryEntry')
  async history(
    @Query() query: { dataset?: string; unit?: string; period?: string },
    @CalledBy() caller: Caller,
  ): Promise<List<SliceHistoryEntry>> {
    const { catalogue } = this.perspektiv;
    const { revert } = this.perspektiv.handingIn;
    const dataset = datasetOf(catalogue, query.dataset).name;
    const unit = entryOf(catalogue.units, query.unit ?? '').id;
    const period = periodOf(query.period).toString();
    if (!handsInFor(caller, catalogue)(unit)) throw notYours([unit]);
    return whole(await revert.history({ dataset, unit, period }));
  }
}

/** Names units that the caller does not hand in for. */
export function notYours(units: readonly string[]): Problem {
  return new Problem('access/denied', {
    sv: `Du lämnar inte uppgifter för ${units.join(', ')}. Be den som gör det, eller uppföljningsgruppen.`,
    en: `You do not hand in for ${units.join(', ')}. Ask those who do, or the follow-up team.`,
  });
}

function refusal(id: string, why: RevertRefusal): Problem {
  switch (why.kind) {
    case 'unknown':
      return new Problem('upload/unknown', {
        sv: `Ingen leverans har kvittonummer ${id}, eller så är den inte din.`,
        en: `No upload has the receipt ${id}, or it is not yours.`,
      });
    case 'not-yours':
      return notYours(why.units);
    case 'other-source':
      return new Problem('access/denied', {
        sv: `Uppgifterna kom från källan ${why.source}. Bara den och uppföljningsgruppen kan ta tillbaka dem.`,
        en: `The data came from the source ${why.source}. Only that and the follow-up team can take them back.`,
      });
    case 'replaced-since':
      return new Problem(
        'upload/replaced-since',
        {
          sv: 'Något har lämnats in efter den här leveransen. Ta tillbaka det först, eller lämna in en rättad fil. Ingenting ändrades.',
          en: 'Something has been handed in after this upload. Take that back first, or hand in a corrected file. Nothing was changed.',
        },
        { slices: why.slices },
      );
    case 'frozen':
      return new Problem(
        'period/frozen',
        {
          sv: 'Minst en av perioderna är fastställd och ändras bara av uppföljningsgruppen (restate=true). Ingenting ändrades.',
          en: 'At least one of the periods is frozen, and changed by the follow-up team only (restate=true). Nothing was changed.',
        },
        { problems: why.problems },
      );
  }
}
