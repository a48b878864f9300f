import { type AcceptedDeviation, type Comment, type Subject } from '#core';
import { type Caller, Perspektiv, handsInFor, may, unitOf } from '#pipeline';
import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { CalledBy, Needs } from '../access.guard.js';
import { Problem } from '../problem.js';
import { Answers, AnswersListOf } from './answers.js';
import { type List, dayOf, measureOf, periodOf, reasonOf, subjectFrom, textOf, whole } from './parameters.js';

interface Topic {
  measure?: string;
  subject?: string;
  period?: string;
}

interface DeviationBody {
  measure?: unknown;
  subject?: unknown;
  from?: unknown;
  until?: unknown;
  reason?: unknown;
}

function nameOf({ kind, id }: Subject): string {
  return `${kind}:${id}`;
}

/** What people say beside the figures: comments, and deviations that are accepted. */
@ApiTags('remarks')
@Needs('read')
@Controller('api/v1')
export class RemarksController {
  constructor(private readonly perspektiv: Perspektiv) {}

  @Get('comments')
  @ApiOperation({ summary: 'Comments on a measure, a subject, a period, or all of them' })
  @ApiQuery({ name: 'measure', required: false, example: 'digital-take-up' })
  @ApiQuery({ name: 'subject', required: false, example: 'unit:city' })
  @ApiQuery({ name: 'period', required: false, example: '2026-Q3' })
  @AnswersListOf('Comment')
  async comments(@Query() { measure, subject, period }: Topic): Promise<List<Comment>> {
    const { catalogue } = this.perspektiv;
    const { remarks } = this.perspektiv.scoring;
    return whole(
      await remarks.comments({
        ...(measure === undefined ? {} : { measure: measureOf(catalogue, measure).id }),
        ...(subject === undefined ? {} : { subject: nameOf(subjectFrom(catalogue, subject)) }),
        ...(period === undefined ? {} : { period: periodOf(period).toString() }),
      }),
    );
  }

  @Post('comments')
  @Needs('comment')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Comment on a measure of a subject in a period; units on what is theirs' })
  @ApiQuery({ name: 'measure', example: 'digital-take-up' })
  @ApiQuery({ name: 'subject', example: 'unit:city' })
  @ApiQuery({ name: 'period', example: '2026-Q3' })
  @ApiBody({ schema: { type: 'object', required: ['text'], properties: { text: { type: 'string' } } } })
  @Answers('Comment', { status: 201 })
  async comment(
    @CalledBy() caller: Caller,
    @Query() topic: Topic,
    @Body() body: { text?: unknown } | undefined,
  ): Promise<Comment> {
    const { catalogue } = this.perspektiv;
    const { remarks } = this.perspektiv.scoring;
    const subject = subjectFrom(catalogue, topic.subject);
    this.checkMayComment(caller, subject);
    const about = {
      measure: measureOf(catalogue, topic.measure ?? '').id,
      subject: nameOf(subject),
      period: periodOf(topic.period).toString(),
    };
    const text = textOf(body?.text, { parameter: 'text' });
    return remarks.comment(about, text, this.signed(caller));
  }

  @Delete('comments/:id')
  @Needs('comment')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Take a comment back, as long as its period is not frozen; it stays in the log' })
  @ApiQuery({ name: 'reason', required: false })
  @Answers('Comment')
  async withdrawComment(
    @Param('id') id: string,
    @CalledBy() caller: Caller,
    @Query('reason') reason?: string,
  ): Promise<Comment> {
    const { remarks } = this.perspektiv.scoring;
    const comment = await remarks.commentWith(id);
    if (!comment) {
      throw new Problem('comment/unknown', {
        sv: `Ingen kommentar har id ${id}, eller så är den redan tillbakatagen.`,
        en: `No comment has the id ${id}, or it is taken back already.`,
      });
    }
    if (comment.by !== caller.id && !may(caller, 'freeze', this.perspektiv.catalogue)) {
      throw new Problem('access/denied', {
        sv: 'Bara den som skrev kommentaren, och uppföljningsgruppen, får ta tillbaka den.',
        en: 'Only whoever wrote the comment, and the follow-up team, may take it back.',
      });
    }
    const done = await remarks.withdrawComment(comment, reasonOf(reason), this.signed(caller));
    if (done.ok) return comment;
    throw new Problem('comment/frozen', {
      sv: `${comment.period} är fastställd med kommentaren. Skriv en ny som rättar den.`,
      en: `${comment.period} is frozen with the comment. Write another one that corrects it.`,
    });
  }

  @Get('deviations')
  @ApiOperation({ summary: 'Deviations from targets that are, or were, accepted' })
  @ApiQuery({ name: 'measure', required: false })
  @ApiQuery({ name: 'subject', required: false, example: 'unit:city' })
  @AnswersListOf('AcceptedDeviation')
  async deviations(@Query() { measure, subject }: Topic): Promise<List<AcceptedDeviation>> {
    const { catalogue } = this.perspektiv;
    const { remarks } = this.perspektiv.scoring;
    const id = measure === undefined ? undefined : measureOf(catalogue, measure).id;
    const name = subject === undefined ? undefined : nameOf(subjectFrom(catalogue, subject));
    const all = await remarks.deviations();
    return whole(
      all.filter((each) => each.measure === (id ?? each.measure) && each.subject === (name ?? each.subject)),
    );
  }

  @Post('deviations')
  @Needs('freeze')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Accept a deviation from a target, for a time and a reason' })
  @ApiBody({
    schema: {
      type: 'object',
      required: ['measure', 'subject', 'from', 'until', 'reason'],
      properties: {
        measure: { type: 'string', example: 'availability' },
        subject: { type: 'string', example: 'unit:city' },
        from: { type: 'string', format: 'date' },
        until: { type: 'string', format: 'date', description: 'The last day' },
        reason: { type: 'string' },
      },
    },
  })
  @Answers('AcceptedDeviation', { status: 201 })
  async accept(
    @CalledBy() caller: Caller,
    @Body() body: DeviationBody | undefined,
  ): Promise<AcceptedDeviation> {
    const { catalogue } = this.perspektiv;
    const { remarks } = this.perspektiv.scoring;
    const measure = measureOf(catalogue, textOf(body?.measure, { parameter: 'measure' })).id;
    const subject = nameOf(subjectFrom(catalogue, textOf(body?.subject, { parameter: 'subject' })));
    const acceptance = {
      from: dayOf(body?.from, 'from'),
      until: dayOf(body?.until, 'until'),
      reason: textOf(body?.reason, { parameter: 'reason' }),
    };
    if (acceptance.from > acceptance.until) {
      throw new Problem('request/malformed', {
        sv: 'until: ska inte ligga före from.',
        en: 'until: must not lie before from.',
      });
    }
    return remarks.acceptDeviation({ measure, subject }, acceptance, this.signed(caller));
  }

  @Delete('deviations/:id')
  @Needs('freeze')
  @ApiBearerAuth()
  @ApiOperation({
    summary:
      'Withdraw an acceptance: as if it had never held, but in what is frozen, or from a day; it stays listed',
  })
  @ApiQuery({ name: 'from', required: false, description: 'The first day on which it no longer holds' })
  @ApiQuery({ name: 'reason', required: false })
  @Answers('AcceptedDeviation')
  async withdraw(
    @Param('id') id: string,
    @CalledBy() caller: Caller,
    @Query('from') from?: string,
    @Query('reason') reason?: string,
  ): Promise<AcceptedDeviation> {
    const order = { from: from === undefined ? undefined : dayOf(from, 'from'), reason: reasonOf(reason) };
    const { remarks } = this.perspektiv.scoring;
    const withdrawn = await remarks.withdrawDeviation(id, order, this.signed(caller));
    if (withdrawn) return withdrawn;
    throw new Problem('deviation/unknown', {
      sv: `Ingen godtagen avvikelse har id ${id}, eller så är den redan återtagen.`,
      en: `No accepted deviation has the id ${id}, or it is withdrawn already.`,
    });
  }

  private signed(caller: Caller): { by: string; nowMs: number } {
    return { by: caller.id, nowMs: this.perspektiv.nowMs() };
  }

  private checkMayComment(caller: Caller, subject: Subject): void {
    const { catalogue } = this.perspektiv;
    const unit = unitOf(catalogue, subject);
    if (may(caller, 'freeze', catalogue) || (unit !== null && handsInFor(caller, catalogue)(unit))) return;
    throw new Problem('access/denied', {
      sv: `Rollerna ${caller.roles.join(', ')} ger inte rätt att kommentera ${nameOf(subject)}.`,
      en: `The roles ${caller.roles.join(', ')} do not allow comments on ${nameOf(subject)}.`,
    });
  }
}
