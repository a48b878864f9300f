import { messageOf } from '#core';
import { Perspektiv } from '#pipeline';
import { Controller, Get, Logger } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Leaving } from '../doors/leaving.js';
import { Problem } from '../problem.js';

/** That the process may be called, and how each part of it does. */
interface Ready {
  readonly status: 'ready';
  readonly parts: {
    readonly ledger: { readonly failure: null };
    /** `waiting`: records on our disk that wait for its engine. */
    readonly timeSeries: { readonly failure: string | null; readonly waiting: number };
    /** `waiting`: parts of the copy that are not as they should be; `null` where another process lays them out. */
    readonly boards: { readonly failure: string | null; readonly waiting: number | null };
  };
}

/** For machines that watch this process. */
@ApiTags('health')
@Controller('health')
export class HealthController {
  private readonly logger = new Logger('health');

  constructor(
    private readonly perspektiv: Perspektiv,
    private readonly leaving: Leaving,
  ) {}

  @Get('live')
  @ApiOperation({ summary: 'The process answers' })
  live(): { status: 'live'; pid: number; version: string } {
    return { status: 'live', pid: process.pid, version: this.perspektiv.settings.version };
  }

  @Get('ready')
  @ApiOperation({
    summary:
      'The ledger answers and can be written to, what was measured is on disk, and the process is not about to end',
    description:
      'Ready also while the time series or the copy for boards lags behind, since files are taken in and scorecards answered without them: `parts` tells how each does.',
  })
  async ready(): Promise<Ready> {
    if (this.leaving.hasBegun) {
      throw new Problem('monitor/leaving', {
        sv: 'Processen är på väg att avslutas. Anropa en annan.',
        en: 'The process is about to end. Call another.',
      });
    }
    try {
      await this.perspektiv.store.ledger.revision();
    } catch (error) {
      this.logger.error(`the store does not answer: ${messageOf(error)}`);
      throw new Problem('monitor/store-unavailable', {
        sv: 'Lagringen svarar inte.',
        en: 'The store does not answer.',
      });
    }
    await this.expectWritable();
    const { failure } = this.perspektiv.measuring.collect.status();
    if (failure === null) return this.unlessTasksFail();
    throw new Problem('monitor/not-ready', {
      sv: `Mätpunkter kan inte sparas: ${failure}`,
      en: `Samples cannot be stored: ${failure}`,
    });
  }

  private async expectWritable(): Promise<void> {
    try {
      await this.perspektiv.store.expectWritable();
    } catch (error) {
      throw new Problem('monitor/not-ready', {
        sv: `Ingenting kan sparas: ${messageOf(error)}`,
        en: `Nothing can be stored: ${messageOf(error)}`,
      });
    }
  }

  private unlessTasksFail(): Ready {
    const failing = this.perspektiv.stage.failures.lasting();
    if (failing.length === 0) return { status: 'ready', parts: this.parts() };
    const told = failing.map(({ subject, times, problem }) => `${subject} (${times}): ${problem}`).join('; ');
    throw new Problem('monitor/not-ready', {
      sv: `Det här misslyckas gång på gång: ${told}`,
      en: `This fails again and again: ${told}`,
    });
  }

  private parts(): Ready['parts'] {
    const { store, boards } = this.perspektiv;
    const delivery = store.delivery?.();
    const copy = boards.status();
    return {
      ledger: { failure: null },
      timeSeries: { failure: delivery?.failure ?? null, waiting: delivery?.waiting ?? 0 },
      boards: { failure: copy.failure, waiting: copy.waiting },
    };
  }
}
