import { type Period } from '#core';
import { type DatasetSchema, systemsOwnedBy } from '#catalogue';
import { csvTemplate, xlsxTemplate } from '#intake';
import { type Caller, Perspektiv, handsInFor } from '#pipeline';
import { Controller, Get, HttpCode, Param, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { CalledBy, Needs } from '../access.guard.js';
import { languageOf } from '../problem.filter.js';
import { Problem } from '../problem.js';
import { Answers } from './answers.js';
import { datasetOf, entryOf, periodOf } from './parameters.js';
import { notYours } from './reverts.controller.js';

interface TemplateQuery {
  unit?: string;
  period?: string;
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const FOR_UNIT = {
  name: 'unit',
  required: false,
  description: 'With period: filled in for the unit, for those who hand in for it',
};
const FOR_PERIOD = { name: 'period', required: false, example: '2026-10' };

/** What helps those who hand in: templates and schemas. Open to all, but for what names the catalogue or a unit's rows. */
@ApiTags('uploads')
@Controller('api/v1/datasets')
export class DatasetsController {
  constructor(private readonly perspektiv: Perspektiv) {}

  @Get(':id/template.csv')
  @HttpCode(200)
  @ApiOperation({ summary: 'A file to fill in, as Swedish Excel writes it' })
  @ApiQuery(FOR_UNIT)
  @ApiQuery(FOR_PERIOD)
  async template(
    @Param('id') id: string,
    @Query() query: TemplateQuery,
    @CalledBy() caller: Caller,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const dataset = datasetOf(this.perspektiv.catalogue, id);
    const order = this.orderOf(dataset, query, caller);
    const rows = order && (await this.perspektiv.handingIn.prefilled(order));
    void reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="${fileName(dataset, order)}.csv"`)
      .send(csvTemplate(dataset, languageOf(reply.request), rows ?? undefined));
  }

  @Needs('read')
  @Get(':id/template.xlsx')
  @HttpCode(200)
  @ApiOperation({
    summary: 'A workbook to fill in, with lists to choose from and an explanation of every column',
  })
  @ApiQuery(FOR_UNIT)
  @ApiQuery(FOR_PERIOD)
  async workbook(
    @Param('id') id: string,
    @Query() query: TemplateQuery,
    @CalledBy() caller: Caller,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { catalogue } = this.perspektiv;
    const dataset = datasetOf(catalogue, id);
    const order = this.orderOf(dataset, query, caller);
    const names = order
      ? { ...this.namesOf(order), rows: await this.perspektiv.handingIn.prefilled(order) }
      : catalogue;
    const bytes = await xlsxTemplate(dataset, languageOf(reply.request), names);
    void reply
      .type(XLSX)
      .header('content-disposition', `attachment; filename="${fileName(dataset, order)}.xlsx"`)
      .send(Buffer.from(bytes));
  }

  @Get(':id/schema.json')
  @ApiOperation({ summary: 'The Table Schema of a data set' })
  @Answers('DatasetSchema')
  schema(@Param('id') id: string): unknown {
    return datasetOf(this.perspektiv.catalogue, id);
  }

  /** Whom and when a template is for; `null` for an empty one. */
  private orderOf(dataset: DatasetSchema, query: TemplateQuery, caller: Caller): TemplateOrder | null {
    if (query.unit === undefined && query.period === undefined) return null;
    const { catalogue } = this.perspektiv;
    const unit = entryOf(catalogue.units, query.unit ?? '').id;
    if (!handsInFor(caller, catalogue)(unit)) throw notYours([unit]);
    const period = periodOf(query.period);
    if (dataset.periods.includes(period.type)) return { dataset, unit, period };
    throw new Problem('period/malformed', {
      sv: `${dataset.titles.sv} lämnas inte för en period av det slaget: ${dataset.periods.join(', ')}.`,
      en: `${dataset.titles.en} is not handed in for a period of that kind: ${dataset.periods.join(', ')}.`,
    });
  }

  /** Names to choose among: the unit, its own systems where rows are of systems, and its own projects likewise. */
  private namesOf({ dataset, unit, period }: TemplateOrder): Parameters<typeof xlsxTemplate>[2] {
    const { catalogue } = this.perspektiv;
    const { units, systems, projects } = catalogue;
    const month = period.lastMonth.toString();
    const isNeeded = (role: string): boolean =>
      dataset.fields.some((field) => field.role === role && field.constraints.required);
    const own = new Map(systemsOwnedBy(catalogue, unit, month).map((system) => [system.id, system]));
    return {
      units: new Map([...units].filter(([id]) => id === unit)),
      systems: isNeeded('system') ? own : systems,
      projects,
    };
  }
}

interface TemplateOrder {
  readonly dataset: DatasetSchema;
  readonly unit: string;
  readonly period: Period;
}

function fileName({ name }: DatasetSchema, order: TemplateOrder | null): string {
  return order ? `${name}-${order.unit}-${order.period.toString()}` : name;
}
