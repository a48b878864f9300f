import { type Caller, Perspektiv, may } from '#pipeline';
import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { CalledBy } from '../access.guard.js';
import { Metrics } from '../metrics.js';

/** For Prometheus. In a city that is not open, series that name units, systems or measures are for those who may read. */
@ApiExcludeController()
@Controller('metrics')
export class MetricsController {
  constructor(
    private readonly metrics: Metrics,
    private readonly perspektiv: Perspektiv,
  ) {}

  @Get()
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  scrape(@CalledBy() caller: Caller): Promise<string> {
    const mayRead = may(caller, 'read', this.perspektiv.catalogue);
    return this.metrics.text(Date.now(), { mayRead });
  }
}
