import { type MadeInvitations, Period, SURVEY_DOORS, type SurveyInterview, type SurveyWave } from '#core';
import { ownerIn } from '#catalogue';
import {
  type Caller,
  Perspektiv,
  type SurveyRefusal,
  type Wave,
  type WaveRefusal,
  handsInFor,
  may,
  surveyRefusalText,
  waveRefusalText,
} from '#pipeline';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { CalledBy, Needs } from '../access.guard.js';
import { Problem } from '../problem.js';
import { Answers, AnswersListOf } from './answers.js';
import { type List, dayOf, entryOf, flagOf, periodOf, textOf, whole } from './parameters.js';

/** Links that one call makes, at most. */
const MOST_AT_ONCE = 10_000;

interface WavePath {
  readonly id: string;
  readonly period: string;
}

interface WaveBody {
  readonly period?: unknown;
  readonly from?: unknown;
  readonly to?: unknown;
  readonly door?: unknown;
  readonly places?: unknown;
}

/** What the follow-up team does with the surveys that we ask ourselves: waves, links, interviews. Answers come in at `/enkat`. */
@ApiTags('surveys')
@Needs('hand-in')
@Controller('api/v1/surveys')
export class SurveysController {
  constructor(private readonly perspektiv: Perspektiv) {}

  @Get()
  @ApiOperation({ summary: 'Waves of surveys, the newest first; never an answer' })
  @ApiQuery({ name: 'survey', required: false })
  @AnswersListOf('SurveyWave')
  async list(@Query('survey') survey?: string): Promise<List<SurveyWave>> {
    const { catalogue, nowMs } = this.perspektiv;
    if (survey !== undefined) entryOf(catalogue.instruments, survey);
    return whole(await this.perspektiv.handingIn.asking.list(nowMs(), survey));
  }

  @Needs('ask')
  @Post(':id/waves')
  @ApiOperation({ summary: 'Open a survey from a day to another, by an open link or by one-time links' })
  @ApiBody({
    schema: {
      type: 'object',
      required: ['period', 'from', 'to'],
      properties: {
        period: { type: 'string', example: '2026-Q3', description: 'What the answers count for' },
        from: { type: 'string', format: 'date' },
        to: { type: 'string', format: 'date' },
        door: { type: 'string', enum: [...SURVEY_DOORS], default: 'open' },
        places: {
          type: 'array',
          items: { type: 'string' },
          description: 'Units or systems; all when none is named',
        },
      },
    },
  })
  @Answers('SurveyWave', { status: 201 })
  async open(
    @Param('id') id: string,
    @Body() body: WaveBody | undefined,
    @CalledBy() caller: Caller,
  ): Promise<SurveyWave> {
    const { asking } = this.perspektiv.handingIn;
    const { nowMs } = this.perspektiv;
    const { period, from, to, door = 'open', places = [] } = body ?? {};
    const order = {
      survey: id,
      period: periodOf(typeof period === 'string' ? period : undefined),
      from: dayOf(from, 'from'),
      to: dayOf(to, 'to'),
      door: SURVEY_DOORS.find((known) => known === door) ?? malformed('door', SURVEY_DOORS.join(', ')),
      places: isTexts(places) ? places : malformed('places', '["id", …]'),
    };
    const wave = await asking.waves.add(order, { by: caller.id, nowMs: nowMs() });
    if (!wave.ok) throw refusedWave(wave.problem);
    return asking.told(wave.value, nowMs());
  }

  @Needs('ask')
  @Post(':id/waves/:period/invitations')
  @ApiOperation({
    summary: 'Make one-time links for a unit or system: told this once, or sent by mail to addresses',
  })
  @ApiBody({
    schema: {
      type: 'object',
      required: ['place'],
      properties: {
        place: { type: 'string' },
        count: { type: 'integer', minimum: 1, maximum: MOST_AT_ONCE },
        addresses: { type: 'array', items: { type: 'string' }, description: 'In place of count' },
      },
    },
  })
  @Answers('MadeInvitations', { status: 201 })
  async invite(
    @Param() path: WavePath,
    @Body() body: { place?: unknown; count?: unknown; addresses?: unknown } | undefined,
  ): Promise<MadeInvitations> {
    const { asking } = this.perspektiv.handingIn;
    const nowMs = this.perspektiv.nowMs();
    const place = textOf(body?.place, { parameter: 'place' });
    const wave = await this.wave(path);
    const { addresses, count: countText } = body ?? {};
    const made =
      addresses === undefined
        ? await asking.invite(wave, { place, count: countOf(countText) }, nowMs)
        : await asking.inviteByMail(wave, { place, addresses: addressesOf(addresses) }, nowMs);
    if (made.ok) return made.value;
    throw refusedSurvey(made.problem);
  }

  @Post(':id/waves/:period/interviews')
  @ApiOperation({ summary: 'Add what a group answered in an interview: counts only, added at once' })
  @ApiBody({
    schema: {
      type: 'object',
      required: ['place', 'date', 'venue', 'present', 'counts'],
      properties: {
        place: { type: 'string', description: 'Unit or system' },
        date: { type: 'string', format: 'date' },
        venue: { type: 'string', description: 'Where it was' },
        present: { type: 'integer', minimum: 1 },
        counts: {
          type: 'object',
          description: 'Question → how many gave each alternative, from the first to the last',
        },
      },
    },
  })
  @Answers('SurveyWave', { status: 201 })
  async interview(
    @Param() path: WavePath,
    @Body() body: Partial<Record<keyof SurveyInterview, unknown>> | undefined,
    @CalledBy() caller: Caller,
  ): Promise<SurveyWave> {
    const { catalogue, nowMs } = this.perspektiv;
    const { asking } = this.perspektiv.handingIn;
    const wave = await this.wave(path);
    const place = textOf(body?.place, { parameter: 'place' });
    const system = catalogue.systems.get(place);
    const unit = system ? ownerIn(catalogue, system, Period.of(wave.period).lastMonth.toString()) : place;
    if (!handsInFor(caller, catalogue)(unit)) throw notYours(place);
    const group = {
      place,
      date: dayOf(body?.date, 'date'),
      venue: textOf(body?.venue, { parameter: 'venue' }),
      present: Number(body?.present),
      counts: isCounts(body?.counts) ? body.counts : malformed('counts', '{"nki-overall": [0, 1, …]}'),
    };
    const added = await asking.interview(wave, group, { by: caller.id, nowMs: nowMs() });
    if (!added.ok) throw refusedSurvey(added.problem);
    return asking.told(wave, nowMs());
  }

  @Needs('ask')
  @Post(':id/waves/:period/close')
  @HttpCode(200)
  @ApiOperation({ summary: 'End a wave before its last day, or try again, and hand its counts in' })
  @ApiQuery({ name: 'restate', required: false, enum: ['true', 'false'] })
  @Answers('SurveyWave')
  async close(
    @Param() path: WavePath,
    @CalledBy() caller: Caller,
    @Query('restate') restate?: string,
  ): Promise<SurveyWave> {
    const { catalogue, nowMs } = this.perspektiv;
    const { asking } = this.perspektiv.handingIn;
    const wave = await this.wave(path);
    const mayRestate = flagOf(restate, 'restate') && may(caller, 'freeze', catalogue);
    await asking.close(wave, { by: caller.id, nowMs: nowMs(), restate: mayRestate });
    return asking.told(await this.wave(path), nowMs());
  }

  private async wave({ id, period }: WavePath): Promise<Wave> {
    const { catalogue, nowMs } = this.perspektiv;
    entryOf(catalogue.instruments, id);
    const text = periodOf(period).toString();
    const wave = await this.perspektiv.handingIn.asking.waves.find(id, text, nowMs());
    if (wave) return wave;
    throw new Problem('survey/unknown-wave', {
      sv: `Enkäten ${id} har ingen omgång för ${text}.`,
      en: `The survey ${id} has no wave for ${text}.`,
    });
  }
}

function countOf(value: unknown): number {
  const count = Number(value);
  return Number.isInteger(count) && count >= 1 && count <= MOST_AT_ONCE
    ? count
    : malformed('count', `1–${MOST_AT_ONCE}`);
}

function addressesOf(value: unknown): readonly string[] {
  return isTexts(value) && value.length > 0 ? value : malformed('addresses', '["anna@example.se", …]');
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

function isCounts(value: unknown): value is SurveyInterview['counts'] {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every(
      (each) => Array.isArray(each) && each.every((count) => typeof count === 'number'),
    )
  );
}

function malformed(parameter: string, pattern: string): never {
  throw new Problem('request/malformed', {
    sv: `${parameter}: skriv ${pattern}.`,
    en: `${parameter}: write ${pattern}.`,
  });
}

function notYours(place: string): Problem {
  return new Problem('access/denied', {
    sv: `Du lämnar inte uppgifter för ${place}, och kan därför inte lägga in intervjuer för den.`,
    en: `You do not hand in for ${place}, so you cannot enter interviews for it.`,
  });
}

function refusedWave(problem: WaveRefusal): Problem {
  const isUnknown = typeof problem === 'object' || problem === 'unknown-survey';
  return new Problem(isUnknown ? 'catalogue/unknown' : 'survey/no-wave', waveRefusalText(problem));
}

function refusedSurvey(problem: SurveyRefusal): Problem {
  const text = surveyRefusalText(problem);
  if (typeof problem === 'object') return new Problem('request/malformed', text);
  return new Problem(problem === 'unknown-place' ? 'catalogue/unknown' : 'survey/not-open', text);
}
