import { type PortfolioStanding, Period } from '#core';
import { Perspektiv } from '#pipeline';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import { Needs } from '../access.guard.js';
import { Problem } from '../problem.js';
import { Answers } from './answers.js';
import { checkLive, entryOf } from './parameters.js';

/** What the portfolios cost, and what comes of them. */
@ApiTags('portfolios')
@Needs('read')
@Controller('api/v1/portfolios')
export class PortfoliosController {
  constructor(private readonly perspektiv: Perspektiv) {}

  @Get(':id')
  @ApiOperation({ summary: 'A portfolio in a year: frame, cost, benefit, conflicts and projects' })
  @ApiParam({ name: 'id', example: '2' })
  @ApiQuery({ name: 'year', required: false, description: 'This year unless said', example: '2026' })
  @Answers('PortfolioStanding')
  async portfolio(
    @Param('id') id: string,
    @Query() { year, edition }: { year?: string; edition?: string },
  ): Promise<PortfolioStanding> {
    const { catalogue, nowMs } = this.perspektiv;
    const { portfolios } = this.perspektiv.scoring;
    checkLive(edition);
    entryOf(catalogue.portfolios, id);
    const answer = await portfolios.standing({ id, year: yearFrom(year, nowMs()) });
    if (answer.ok) return answer.value;
    throw new Problem('catalogue/unknown', { sv: `Portföljen "${id}" finns inte.`, en: answer.problem });
  }
}

function yearFrom(text: string | undefined, nowMs: number): number {
  if (text === undefined) return Period.at('year', nowMs).year;
  const period = Period.parse(text);
  if (period.ok && period.value.type === 'year') return period.value.year;
  throw new Problem('period/malformed', {
    sv: `year: "${text}" är inget år. Skriv till exempel 2026.`,
    en: `year: "${text}" is not a year. Write for example 2026.`,
  });
}
