import { cityDate } from '#core';
import {
  type DatasetSchema,
  type MeasureDefinition,
  type Perspective,
  type Portfolio,
  type Project,
  type System,
  type Unit,
  measuresInForce,
} from '#catalogue';
import { Perspektiv } from '#pipeline';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { Needs } from '../access.guard.js';
import { Problem } from '../problem.js';
import { AnswersListOf } from './answers.js';
import { type List, whole } from './parameters.js';

/** A system without the addresses that are probed: they are nobody else's business. */
export type PublicSystem = Omit<System, 'probes'>;

/** What is followed up, and by which definitions. */
@ApiTags('catalogue')
@Needs('read')
@Controller('api/v1/catalogue')
export class CatalogueController {
  constructor(private readonly perspektiv: Perspektiv) {}

  private get catalogue(): Perspektiv['catalogue'] {
    return this.perspektiv.catalogue;
  }

  @Get()
  @ApiOperation({ summary: 'The city that is followed up' })
  city(): { name: Perspektiv['catalogue']['name']; version: string } {
    return { name: this.catalogue.name, version: this.perspektiv.settings.version };
  }

  @Get('perspectives')
  @ApiOperation({ summary: 'The five perspectives' })
  @AnswersListOf('Perspective')
  perspectives(): List<Perspective> {
    return whole(this.catalogue.perspectives);
  }

  @Get('units')
  @ApiOperation({ summary: 'The organisation tree, parents before children' })
  @AnswersListOf('Unit')
  units(): List<Unit> {
    return whole(this.catalogue.units.values());
  }

  @Get('systems')
  @ApiOperation({ summary: 'The application portfolio, without the addresses that are probed' })
  @AnswersListOf('PublicSystem')
  systems(): List<PublicSystem> {
    return whole([...this.catalogue.systems.values()].map(({ probes, ...system }) => system));
  }

  @Get('projects')
  @ApiOperation({ summary: 'The projects' })
  @AnswersListOf('Project')
  projects(): List<Project> {
    return whole(this.catalogue.projects.values());
  }

  @Get('portfolios')
  @ApiOperation({ summary: 'The five portfolios with their yearly frames' })
  @AnswersListOf('Portfolio')
  portfolios(): List<Portfolio> {
    return whole(this.catalogue.portfolios.values());
  }

  @Get('measures')
  @ApiOperation({ summary: 'The measures in force on a day' })
  @ApiQuery({
    name: 'at',
    required: false,
    description: 'ISO date; today unless said',
    example: '2026-09-30',
  })
  @AnswersListOf('MeasureDefinition')
  measures(@Query('at') at?: string): List<MeasureDefinition> {
    if (at !== undefined && !/^\d{4}-\d\d-\d\d$/.test(at)) {
      throw new Problem('request/malformed', {
        sv: 'at: skriv ett datum, till exempel 2026-09-30.',
        en: 'at: write a date, for example 2026-09-30.',
      });
    }
    return whole(measuresInForce(this.catalogue, at ?? cityDate(Date.now())));
  }

  @Get('datasets')
  @ApiOperation({ summary: 'The data sets that are handed in, with their columns' })
  @AnswersListOf('DatasetSchema')
  datasets(): List<DatasetSchema> {
    return whole(this.catalogue.datasets.values());
  }
}
