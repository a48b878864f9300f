import { type OwedReminder, type RemindersSent } from '#core';
import { Perspektiv } from '#pipeline';
import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { Needs } from '../access.guard.js';
import { Problem } from '../problem.js';
import { Answers, AnswersListOf } from './answers.js';
import { type List, entryOf, periodOf, whole } from './parameters.js';

/** What is owed, who is asked for it, and letters to them. */
@ApiTags('editions')
@ApiBearerAuth()
@Needs('freeze')
@Controller('api/v1/reminders')
export class RemindersController {
  constructor(private readonly perspektiv: Perspektiv) {}

  @Get()
  @ApiOperation({
    summary: 'What has not come of a period, who is asked for it, and when they were reminded',
  })
  @ApiQuery({ name: 'period', example: '2026-Q3' })
  @ApiQuery({ name: 'unit', required: false, description: 'This unit and those below it' })
  @AnswersListOf('OwedReminder')
  async owed(@Query() query: { period?: string; unit?: string }): Promise<List<OwedReminder>> {
    const period = periodOf(query.period);
    return whole(await this.perspektiv.handingIn.reminders.asked.owed(period, this.asked(query.unit)));
  }

  @Post()
  @HttpCode(200)
  @ApiOperation({
    summary: 'Remind everybody who owes something for a period',
    description: 'One letter to each, with all that is missing; the same is told at most once a day.',
  })
  @ApiQuery({ name: 'period', example: '2026-Q3' })
  @ApiQuery({ name: 'unit', required: false, description: 'This unit and those below it' })
  @Answers('RemindersSent')
  async remind(@Query() query: { period?: string; unit?: string }): Promise<RemindersSent> {
    const period = periodOf(query.period);
    const sent = await this.perspektiv.handingIn.reminders.asked.remind(period, this.asked(query.unit));
    if (sent.ok) return sent.value;
    throw new Problem('reminders/no-post', {
      sv: 'Inga brev kan skickas: ange address i reminders.yaml och en e-postserver i notifications.yaml.',
      en: 'No letters can be sent: give address in reminders.yaml and a mail server in notifications.yaml.',
    });
  }

  private asked(unit: string | undefined): { unit?: string; nowMs: number } {
    const { catalogue, nowMs } = this.perspektiv;
    return { nowMs: nowMs(), ...(unit === undefined ? {} : { unit: entryOf(catalogue.units, unit).id }) };
  }
}
