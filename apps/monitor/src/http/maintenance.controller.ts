import { type MaintenancePlanned, type PlannedMaintenance, cityTime } from '#core';
import { citySeries, readCalendar, seriesFault } from '#catalogue';
import { type Caller, Perspektiv, may } from '#pipeline';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { CalledBy, Needs } from '../access.guard.js';
import { Problem } from '../problem.js';
import { Answers, AnswersListOf } from './answers.js';
import { type List, entryOf, flagOf, instantOf, reasonOf, textOf, whole } from './parameters.js';

const DAY_MS = 86_400_000;
/** What is planned further ahead than this is not listed unless asked for. */
const USUAL_AHEAD_MS = 90 * DAY_MS;
const LONGEST_MS = 800 * DAY_MS;

/** One time of planned work. */
export interface MaintenanceTime extends Omit<PlannedMaintenance, 'startMs' | 'endMs' | 'announcedMs'> {
  readonly from: string;
  readonly to: string;
  readonly announced: string;
  /** Whether it was announced before it began: what was not counts as downtime. */
  readonly inTime: boolean;
}

interface MaintenanceBody {
  systems?: unknown;
  from?: unknown;
  to?: unknown;
  repeats?: unknown;
  announced?: unknown;
  note?: unknown;
}

/** The work that is planned on systems: read it, plan it, withdraw it. */
@ApiTags('operations')
@Needs('read')
@Controller('api/v1/maintenance')
export class MaintenanceController {
  constructor(private readonly perspektiv: Perspektiv) {}

  @Get()
  @ApiOperation({ summary: 'The times of planned work in a window: from now and 90 days on unless said' })
  @ApiQuery({ name: 'from', required: false })
  @ApiQuery({ name: 'to', required: false })
  @ApiQuery({ name: 'system', required: false })
  @AnswersListOf('MaintenanceTime')
  async times(
    @Query() query: { from?: string; to?: string; system?: string },
  ): Promise<List<MaintenanceTime>> {
    const startMs = query.from === undefined ? this.perspektiv.nowMs() : instantOf(query.from, 'from');
    const endMs = query.to === undefined ? startMs + USUAL_AHEAD_MS : instantOf(query.to, 'to');
    if (startMs >= endMs || endMs - startMs > LONGEST_MS) {
      throw new Problem('request/malformed', {
        sv: 'from ska ligga före to, och högst 800 dagar däremellan.',
        en: 'from must lie before to, and at most 800 days between them.',
      });
    }
    const system = query.system && entryOf(this.perspektiv.catalogue.systems, query.system).id;
    const work = await this.perspektiv.measuring.maintenance.between({ startMs, endMs });
    return whole(work.filter((time) => !system || time.system === system).map(asTime));
  }

  @Get('plans')
  @ApiOperation({ summary: 'Every plan, also those that are over or withdrawn, by its first time' })
  @AnswersListOf('MaintenancePlanned')
  async plans(): Promise<List<MaintenancePlanned>> {
    return whole(await this.perspektiv.measuring.maintenance.all());
  }

  @Post()
  @Needs('operate')
  @ApiBearerAuth()
  @ApiOperation({
    summary: 'Plan work: one plan as JSON, or the events of an iCalendar file for ?system=',
    description:
      'Announced now unless an earlier instant is given, which only the follow-up team may do. Past times are judged anew.',
  })
  @ApiConsumes('application/json', 'text/calendar')
  @ApiQuery({ name: 'system', required: false, description: 'Of a calendar file' })
  @ApiBody({
    schema: {
      type: 'object',
      required: ['systems', 'from', 'to', 'note'],
      properties: {
        systems: { type: 'array', items: { type: 'string' } },
        from: { type: 'string', format: 'date-time', description: 'Of the first time' },
        to: { type: 'string', format: 'date-time' },
        repeats: { type: 'string', description: 'weekly, or a rule of RFC 5545: FREQ=MONTHLY;BYDAY=2TU' },
        announced: { type: 'string', format: 'date-time' },
        note: { type: 'string' },
      },
    },
  })
  @AnswersListOf('MaintenancePlanned', { paged: 'never' })
  async plan(
    @CalledBy() caller: Caller,
    @Body() body: MaintenanceBody | Buffer | undefined,
    @Query('system') system?: string,
  ): Promise<List<MaintenancePlanned>> {
    const signed = { by: caller.id, nowMs: this.perspektiv.nowMs() };
    if (Buffer.isBuffer(body)) {
      const series = this.calendarSeries(body);
      const systems = [entryOf(this.perspektiv.catalogue.systems, system ?? '').id];
      // When it was announced is what we can vouch for: that it reached us now.
      const told = series.map((each) => ({ ...each, announcedMs: signed.nowMs }));
      return whole(
        await this.perspektiv.measuring.maintenanceDesk.add(
          { systems, series: told, origin: 'calendar' },
          signed,
        ),
      );
    }
    const order = this.orderOf(body ?? {}, caller);
    return whole(await this.perspektiv.measuring.maintenanceDesk.add(order, signed));
  }

  @Delete(':id')
  @HttpCode(200)
  @Needs('operate')
  @ApiBearerAuth()
  @ApiOperation({
    summary: 'Withdraw a plan from now on, or from another instant; what ended before stays',
    description: 'With neverHeld it is as if it had never been planned, but in what is frozen.',
  })
  @ApiQuery({ name: 'from', required: false })
  @ApiQuery({ name: 'neverHeld', required: false, type: Boolean })
  @ApiQuery({ name: 'reason', required: false })
  @Answers('MaintenancePlanned')
  async withdraw(
    @Param('id') id: string,
    @CalledBy() caller: Caller,
    @Query() { from, neverHeld, reason }: { from?: string; neverHeld?: string; reason?: string },
  ): Promise<MaintenancePlanned> {
    const { measuring, scoring } = this.perspektiv;
    const signed = { by: caller.id, nowMs: this.perspektiv.nowMs() };
    const order = {
      from: flagOf(neverHeld, 'neverHeld')
        ? { neverHeldBut: await scoring.editions.frozenTimes() }
        : instantOr(from, signed.nowMs),
      reason: reasonOf(reason),
    };
    const withdrawn = await measuring.maintenanceDesk.withdraw(id, order, signed);
    if (withdrawn) return withdrawn;
    throw new Problem('maintenance/unknown', {
      sv: `Inget planerat arbete som går att ta tillbaka har id ${id}. Det som står i konfigurationen ändras där.`,
      en: `No planned work that can be withdrawn has the id ${id}. What stands in the config is changed there.`,
    });
  }

  private calendarSeries(file: Uint8Array) {
    const read = readCalendar(file);
    if (read.ok && read.value.length > 0) return read.value;
    const faults = read.ok
      ? ['It plans nothing: it holds no event, or only cancelled ones. Planned work is withdrawn by its id.']
      : read.problem;
    throw new Problem(
      'request/malformed',
      { sv: 'Kalenderfilen går inte att läsa.', en: 'The calendar file cannot be read.' },
      { problems: faults },
    );
  }

  private orderOf(body: MaintenanceBody, caller: Caller) {
    const { catalogue } = this.perspektiv;
    const names: unknown[] = Array.isArray(body.systems) ? body.systems : [body.systems];
    const systems = [...new Set(names.map((name) => entryOf(catalogue.systems, String(name)).id))];
    const first = {
      startMs: instantOf(asText(body.from), 'from'),
      endMs: instantOf(asText(body.to), 'to'),
    };
    if (first.startMs >= first.endMs) {
      throw new Problem('request/malformed', {
        sv: 'to: ska ligga efter from.',
        en: 'to: must lie after from.',
      });
    }
    const repeats = repetitionOf(body.repeats);
    const announcedMs = this.announcedOf(body.announced, caller);
    const note = textOf(body.note, { parameter: 'note' });
    const series = citySeries({ note, announcedMs, first, repeats });
    const fault = seriesFault(series);
    if (fault) {
      throw new Problem('request/malformed', {
        sv: `Arbetet går inte att planera: ${fault.sv}.`,
        en: `The work cannot be planned: ${fault.en}.`,
      });
    }
    return { systems, series: [series], origin: 'people' } as const;
  }

  private announcedOf(told: unknown, caller: Caller): number {
    const nowMs = this.perspektiv.nowMs();
    if (told === undefined) return nowMs;
    if (!may(caller, 'freeze', this.perspektiv.catalogue)) {
      throw new Problem('access/denied', {
        sv: 'Bara uppföljningsgruppen får ange när något annonserades; utelämna announced.',
        en: 'Only the follow-up team may say when something was announced; leave announced out.',
      });
    }
    return Math.min(nowMs, instantOf(asText(told), 'announced'));
  }
}

function instantOr(text: string | undefined, otherwiseMs: number): number {
  return text === undefined ? otherwiseMs : instantOf(text, 'from');
}

function repetitionOf(told: unknown): string | undefined {
  if (told === undefined || told === null || told === '') return undefined;
  if (typeof told === 'string') return told;
  throw new Problem('request/malformed', {
    sv: 'repeats: skriv weekly, eller en regel som FREQ=MONTHLY;BYDAY=2TU.',
    en: 'repeats: write weekly, or a rule such as FREQ=MONTHLY;BYDAY=2TU.',
  });
}

function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function asTime({ startMs, endMs, announcedMs, ...work }: PlannedMaintenance): MaintenanceTime {
  return {
    ...work,
    from: cityTime(startMs),
    to: cityTime(endMs),
    announced: cityTime(announcedMs),
    inTime: announcedMs < startMs,
  };
}
