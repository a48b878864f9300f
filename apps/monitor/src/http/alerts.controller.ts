import { type AlertAnswer, alertAnswer, failureWording } from '#alert';
import { type LocalizedText, cityTime } from '#core';
import { type Caller, Perspektiv } from '#pipeline';
import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CalledBy, Needs } from '../access.guard.js';
import { Problem } from '../problem.js';
import { Answers, AnswersListOf } from './answers.js';
import { type List, textOf, whole } from './parameters.js';

/** How a channel of alerts does. */
export interface ChannelAnswer {
  readonly channel: string;
  /** Messages and notices that have not arrived. */
  readonly waiting: number;
  /** Messages that it would not take since the start of the process: other channels told them. */
  readonly givenUp: number;
  /** Since when nothing arrives there; `null`: the last message did, or none was sent yet. */
  readonly failingSince: string | null;
  readonly problem: string | null;
}

/** Something of the follow-up itself that fails, and without which the rest goes on. */
export interface FailureAnswer {
  /** `task:roll-up`, `plan:…`, `system-roll-up:…`, `entry:…` */
  readonly subject: string;
  readonly text: LocalizedText;
  readonly since: string;
  /** How often in a row. */
  readonly times: number;
  readonly problem: string;
}

function cityTimeOr(ms: number | null | undefined): string | null {
  return ms === null || ms === undefined ? null : cityTime(ms);
}

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

  @Get('channels')
  @ApiOperation({
    summary: 'How the channels of alerts do: what waits, and what was given up',
    description: 'As known to the process that answers: the one that decides on alerts knows.',
  })
  @AnswersListOf('ChannelAnswer')
  channels(): List<ChannelAnswer> {
    const { channels } = this.perspektiv.alerting.status();
    return whole(
      channels.map(({ channel, waiting, givenUp, failingSinceMs, problem }) => ({
        channel,
        waiting,
        givenUp,
        failingSince: cityTimeOr(failingSinceMs),
        problem: problem ?? null,
      })),
    );
  }

  @Get('failures')
  @ApiOperation({
    summary: 'What of the follow-up itself fails or is set aside, so that the rest goes on',
    description: 'As known to the process that answers.',
  })
  @AnswersListOf('FailureAnswer')
  failures(): List<FailureAnswer> {
    const { failures } = this.perspektiv.stage;
    return whole(
      [...failures.lasting(), ...failures.setAside()].map(({ sinceMs, ...failure }) => ({
        ...failure,
        text: failureWording(failure.subject, failure.problem),
        since: cityTime(sinceMs),
      })),
    );
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
