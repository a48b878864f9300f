import { cityDate } from '#core';
import {
  type DatasetSchema,
  type MeasureDefinition,
  type Perspective,
  type Portfolio,
  type ProjectThen,
  type SystemThen,
  type UnitThen,
  measuresInForce,
  projectsOn,
  systemsOn,
  unitsOn,
} from '#catalogue';
import { Perspektiv } from '#pipeline';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { Needs } from '../access.guard.js';
import { AnswersListOf } from './answers.js';
import { type List, dayOf, whole } from './parameters.js';

const AT = { name: 'at', required: false, description: 'ISO date; today unless said', example: '2026-09-30' };

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
  @ApiOperation({ summary: 'The organisation tree as it is on a day' })
  @ApiQuery(AT)
  @AnswersListOf('UnitThen')
  units(@Query('at') at?: string): List<UnitThen> {
    return whole(unitsOn(this.catalogue, this.dayOf(at)));
  }

  @Get('systems')
  @ApiOperation({
    summary: 'The application portfolio as it is on a day, without the addresses that are probed',
  })
  @ApiQuery(AT)
  @AnswersListOf('SystemThen')
  systems(@Query('at') at?: string): List<SystemThen> {
    return whole(systemsOn(this.catalogue, this.dayOf(at)));
  }

  @Get('projects')
  @ApiOperation({ summary: 'The projects as they are on a day' })
  @ApiQuery(AT)
  @AnswersListOf('ProjectThen')
  projects(@Query('at') at?: string): List<ProjectThen> {
    return whole(projectsOn(this.catalogue, this.dayOf(at)));
  }

  @Get('portfolios')
  @ApiOperation({ summary: 'The five portfolios with their yearly frames' })
  @AnswersListOf('Portfolio')
  portfolios(): List<Portfolio> {
    return whole(this.catalogue.portfolios.values());
  }

  @Get('measures')
  @ApiOperation({ summary: 'The measures in force on a day' })
  @ApiQuery(AT)
  @AnswersListOf('MeasureDefinition')
  measures(@Query('at') at?: string): List<MeasureDefinition> {
    return whole(measuresInForce(this.catalogue, this.dayOf(at)));
  }

  /** The day that is asked about; today unless said. */
  private dayOf(at: string | undefined): string {
    return at === undefined ? cityDate(this.perspektiv.nowMs()) : dayOf(at, 'at');
  }

  @Get('datasets')
  @ApiOperation({ summary: 'The data sets that are handed in, with their columns' })
  @AnswersListOf('DatasetSchema')
  datasets(): List<DatasetSchema> {
    return whole(this.catalogue.datasets.values());
  }
}
