import { availabilityReport, availabilityTable, csvFile } from '#export';
import { Perspektiv } from '#pipeline';
import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { Needs } from '../access.guard.js';
import { Problem } from '../problem.js';
import { csvDialectOf, periodOf, subjectOf } from './parameters.js';

/** Reports for reading and for paper. */
@ApiTags('reports')
@Needs('read')
@Controller('api/v1/reports')
export class ReportsController {
  constructor(private readonly perspektiv: Perspektiv) {}

  @Get('availability/:kind/:id/:file')
  @ApiOperation({
    summary: 'The availability of a system, or of the systems of a unit, in a period, outage by outage',
    description:
      'Of a month, quarter, tertial or year; as a page in Swedish, or as CSV with a row for each system and outage. Where the period is frozen, the figure of its newest edition stands first.',
  })
  @ApiParam({ name: 'kind', enum: ['system', 'unit'] })
  @ApiParam({ name: 'id', example: 'city' })
  @ApiParam({ name: 'file', example: '2026-T2.html' })
  @ApiProduces('text/html', 'text/csv')
  @ApiOkResponse({ description: 'The report, in the form that the name ends with' })
  async availability(
    @Param() { kind, id, file }: { kind: string; id: string; file: string },
    @Res() reply: FastifyReply,
    @Headers('accept') accept?: string,
  ): Promise<void> {
    const [, name = '', form = ''] = /^(.*)\.(html|csv)$/.exec(file) ?? [];
    if (form === '' || (kind !== 'system' && kind !== 'unit')) throw noSuchForm();
    const period = periodOf(name);
    const subject = { kind, id: subjectOf(this.perspektiv.catalogue, kind, id).id } as const;
    const order = { subject, period, nowMs: this.perspektiv.nowMs() };
    const source = await this.perspektiv.leaving.availabilityReports.source(order);
    if (!source.ok) {
      throw new Problem('catalogue/unknown', {
        sv: `${kind}:${id} finns inte med i det som är fastställt för ${name}.`,
        en: `${kind}:${id} is not in what is frozen for ${name}.`,
      });
    }
    if (form === 'html') {
      await reply.type('text/html; charset=utf-8').send(availabilityReport(source.value));
      return;
    }
    const fileName = `tillganglighet-${kind}-${id}-${name}.csv`;
    void reply.header('vary', 'accept').header('content-disposition', `attachment; filename="${fileName}"`);
    const csv = csvFile(availabilityTable(source.value), csvDialectOf(accept) ?? 'swedish');
    await reply.type('text/csv; charset=utf-8').send(csv);
  }
}

function noSuchForm(): Problem {
  return new Problem('request/unknown-path', {
    sv: 'Tillgänglighetsrapporten finns för system och unit, som .html och .csv: /api/v1/reports/availability/unit/city/2026-T2.html',
    en: 'The availability report is there for system and unit, as .html and .csv: /api/v1/reports/availability/unit/city/2026-T2.html',
  });
}
