import { type Interval, type Outage, Period, cityTime } from '#core';
import { Perspektiv } from '#pipeline';
import { type AvailabilitySummary, summarise } from '#score';
import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { Needs } from '../access.guard.js';
import { Problem } from '../problem.js';
import { Answers } from './answers.js';
import { entryOf, instantOf, periodOf } from './parameters.js';

/** Two years of days is what a page can show. */
const LONGEST_MS = 800 * 86_400_000;

/** How a system was up, as the API answers it. */
export interface AvailabilityAnswer extends AvailabilitySummary {
  readonly system: string;
  readonly from: string;
  readonly to: string;
  readonly outages: readonly (Omit<Outage, 'system' | 'startMs' | 'endMs'> & {
    from: string;
    to: string | null;
  })[];
}

/** What is measured: how systems have been up, and samples from probes that live elsewhere. */
@ApiTags('operations')
@Controller('api/v1')
export class OperationsController {
  constructor(private readonly perspektiv: Perspektiv) {}

  @Get('systems/:id/availability')
  @Needs('read')
  @ApiOperation({
    summary: 'How a system was up inside agreed service time, over a period or between two days',
  })
  @ApiQuery({ name: 'period', required: false, example: '2026-09' })
  @ApiQuery({ name: 'from', required: false, example: '2026-09-01T00:00:00+02:00' })
  @ApiQuery({ name: 'to', required: false })
  @Answers('AvailabilityAnswer')
  async availability(
    @Param('id') id: string,
    @Query() query: { period?: string; from?: string; to?: string },
  ): Promise<AvailabilityAnswer> {
    const { catalogue, store } = this.perspektiv;
    const system = entryOf(catalogue.systems, id);
    const window = windowOf(query);
    const wanted = { ...window, systems: [system.id] };
    const rows = await store.facts.availability({ ...wanted, granularity: 'hour' });
    const days = await store.facts.availability({ ...wanted, granularity: 'day' });
    const outages = await store.facts.outages(wanted);
    const agreedTimeOf = await this.perspektiv.measuring.agreed.within(window, this.perspektiv.nowMs());
    const agreed = agreedTimeOf(system, window);
    return {
      system: system.id,
      from: cityTime(window.startMs),
      to: cityTime(window.endMs),
      ...summarise(query.period === undefined ? rows : days, { window, agreed, outages }),
      outages: outages.map(({ startMs, endMs, reason, counted }) => ({
        from: cityTime(startMs),
        to: endMs === null ? null : cityTime(endMs),
        reason,
        counted,
      })),
    };
  }

  @Post('samples')
  @HttpCode(200)
  @Needs('push-samples')
  @ApiOperation({ summary: 'Samples from probes that live elsewhere, as JSON or Influx line protocol' })
  @ApiConsumes('application/json', 'text/plain')
  @ApiBody({ schema: { type: 'array', items: { type: 'object' } } })
  async samples(
    @Body() body: unknown,
    @Headers('content-type') contentType = '',
    @Query('precision') precision?: string,
  ): Promise<SamplesAccepted> {
    const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
    const read = await this.perspektiv.measuring.collect.read(bytes, contentType, {
      precision: precisionOf(precision),
      nowMs: Date.now(),
    });
    if (read.malformedAt) {
      const { line, place } = read.malformedAt;
      throw new Problem('request/malformed', {
        sv: `Innehållet är inte JSON från och med rad ${line}, tecken ${place}.`,
        en: `The body is not JSON from line ${line}, character ${place} on.`,
      });
    }
    if (read.problems.length > 0) {
      throw new Problem(
        'samples/refused',
        {
          sv: 'Ingenting sparades. Rätta felen nedan och skicka alla mätpunkter igen.',
          en: 'Nothing was stored. Mend the faults below and send all samples again.',
        },
        { refused: read.refused, problems: read.problems },
      );
    }
    const isJudged = await this.perspektiv.measuring.collect.push(read.samples, Date.now());
    return { accepted: read.samples.length, ...(isJudged ? {} : { waiting: WAITING }) };
  }
}

/** What became of pushed samples. */
interface SamplesAccepted {
  readonly accepted: number;
  /** Where they do not show yet: why. */
  readonly waiting?: typeof WAITING;
}

const WAITING = {
  sv: 'Mätpunkterna är sparade på disk. Tidsserien svarar inte just nu: de levereras dit och räknas med när den är tillbaka. Skicka dem inte igen.',
  en: 'The samples are stored on disk. The time series does not answer just now: they are delivered and counted when it is back. Do not send them again.',
} as const;

function precisionOf(text: string | undefined): 'ns' | 'us' | 'ms' | 's' {
  const precision = (['ns', 'us', 'ms', 's'] as const).find((known) => known === (text ?? 'ms'));
  if (precision) return precision;
  throw new Problem('request/malformed', {
    sv: 'precision: skriv ns, us, ms eller s.',
    en: 'precision: write ns, us, ms or s.',
  });
}

function windowOf(query: { period?: string; from?: string; to?: string }): Interval {
  if (query.period !== undefined) {
    const { startMs, endMs }: Period = periodOf(query.period);
    return { startMs, endMs };
  }
  const startMs = instantOf(query.from, 'from');
  const endMs = query.to === undefined ? Date.now() : instantOf(query.to, 'to');
  if (startMs < endMs && endMs - startMs <= LONGEST_MS) return { startMs, endMs };
  throw new Problem('request/malformed', {
    sv: 'from ska ligga före to, och högst 800 dagar däremellan.',
    en: 'from must lie before to, and at most 800 days between them.',
  });
}
