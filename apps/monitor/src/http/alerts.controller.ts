import { type AlertAnswer, alertAnswer } from '#alert';
import { type Caller, Perspektiv } from '#pipeline';
import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CalledBy, Needs } from '../access.guard.js';
import { Problem } from '../problem.js';
import { Answers, AnswersListOf } from './answers.js';
import { type List, textOf, whole } from './parameters.js';

/** What is wrong now, and who sees to it. */
@ApiTags('operations')
@Needs('operate')
@ApiBearerAuth()
@Controller('api/v1/alerts')
export class AlertsController {
  constructor(private readonly perspektiv: Perspektiv) {}

  @Get()
  @ApiOperation({ summary: 'Alerts that last, and those that ended within a day; newest first' })
  @AnswersListOf('AlertAnswer')
  async alerts(): Promise<List<AlertAnswer>> {
    const { catalogue } = this.perspektiv;
    const { alerts } = this.perspektiv.alerting;
    return whole((await alerts.current()).map((alert) => alertAnswer(catalogue, alert)));
  }

  @Post(':id/acknowledge')
  @HttpCode(200)
  @ApiOperation({ summary: 'Say that somebody sees to an alert: nobody else is woken up for it' })
  @ApiBody({
    required: false,
    schema: { type: 'object', properties: { note: { type: 'string' } } },
  })
  @Answers('AlertAnswer')
  async acknowledge(
    @Param('id') id: string,
    @CalledBy() caller: Caller,
    @Body() body: { note?: unknown } | undefined,
  ): Promise<AlertAnswer> {
    const { catalogue, nowMs } = this.perspektiv;
    const { alerts } = this.perspektiv.alerting;
    const note = body?.note === undefined ? '' : textOf(body.note, { parameter: 'note' });
    const seenTo = await alerts.acknowledge(id, note, { by: caller.id, nowMs: nowMs() });
    if (seenTo) return alertAnswer(catalogue, seenTo);
    throw new Problem('alert/unknown', {
      sv: `Inget pågående larm har id ${id}.`,
      en: `No alert that lasts has the id ${id}.`,
    });
  }
}
