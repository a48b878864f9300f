import { Perspektiv } from '#pipeline';
import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers } from './answers.js';

/** Where the boards of `dashboards/grafana` are put up. */
export interface BoardsAnswer {
  /** Scheme and host of the city's Grafana; `null` when it has none of our boards. */
  readonly address: string | null;
}

/** The way from the pages to the boards, which lead back. */
@ApiTags('catalogue')
@Controller('api/v1/boards')
export class BoardsController {
  constructor(private readonly perspektiv: Perspektiv) {}

  @Get()
  @ApiOperation({ summary: 'Where the boards for Grafana are put up' })
  @Answers('BoardsAnswer')
  boards(): BoardsAnswer {
    return { address: this.perspektiv.settings.grafanaAddress ?? null };
  }
}
