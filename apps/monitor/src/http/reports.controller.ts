import { type NoReport, Perspektiv, REPORT_FORMS, type ReportKind } from '#pipeline';
import { Controller, Get, Headers, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiProduces, ApiQuery, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { Needs } from '../access.guard.js';
import { Problem } from '../problem.js';
import { noEdition } from './editions.controller.js';
import { csvDialectOf, periodOf, subjectKindOf } from './parameters.js';

const EDITIONS = 'live, original, restated, restated-2 or 2';
const PRODUCED = ['application/pdf', 'text/html', 'text/csv'] as const;

/** What a call asks for. */
interface Asked {
  readonly kind: string;
  readonly id: string;
  readonly file: string;
  readonly edition: string | undefined;
  readonly accept: string | undefined;
}

type Path = Pick<Asked, 'kind' | 'id' | 'file'>;

/** Reports for reading and for paper. */
@ApiTags('reports')
@Needs('read')
@Controller('api/v1/reports')
export class ReportsController {
  constructor(private readonly perspektiv: Perspektiv) {}

  @Get('scorecard/:kind/:id/:file')
  @ApiOperation({
    summary: 'A scorecard with its charts, trends, outages, comments and deviations, and what is missing',
    description:
      'In Swedish: as PDF/UA-1, as a page, or as CSV with a row for each measure. Of the newest edition where the period is frozen, then always with the same bytes; else of what is live.',
  })
  @ApiParam({ name: 'kind', example: 'unit' })
  @ApiParam({ name: 'id', example: 'city' })
  @ApiParam({ name: 'file', example: '2026-Q3.pdf' })
  @ApiQuery({ name: 'edition', required: false, description: EDITIONS })
  @ApiProduces(...PRODUCED)
  @ApiOkResponse({ description: 'The report, in the form that the name ends with' })
  async scorecard(
    @Param() path: Path,
    @Query() { edition }: { edition?: string },
    @Res() reply: FastifyReply,
    @Headers('accept') accept?: string,
  ): Promise<void> {
    await this.send('scorecard', { ...path, edition, accept }, reply);
  }

  @Get('availability/:kind/:id/:file')
  @ApiOperation({
    summary: 'The availability of a system, or of the systems of a unit, in a period, outage by outage',
    description:
      'Of a month, quarter, tertial or year, in Swedish: as PDF/UA-1, as a page, or as CSV with a row for each system and outage. Of the newest edition where the period is frozen, then always with the same bytes; else of what is live.',
  })
  @ApiParam({ name: 'kind', enum: ['system', 'unit'] })
  @ApiParam({ name: 'id', example: 'city' })
  @ApiParam({ name: 'file', example: '2026-T2.pdf' })
  @ApiQuery({ name: 'edition', required: false, description: EDITIONS })
  @ApiProduces(...PRODUCED)
  @ApiOkResponse({ description: 'The report, in the form that the name ends with' })
  async availability(
    @Param() path: Path,
    @Query() { edition }: { edition?: string },
    @Res() reply: FastifyReply,
    @Headers('accept') accept?: string,
  ): Promise<void> {
    await this.send('availability', { ...path, edition, accept }, reply);
  }

  private async send(report: ReportKind, asked: Asked, reply: FastifyReply): Promise<void> {
    const [, name = '', ending = ''] = /^(.*)\.(\w+)$/.exec(asked.file) ?? [];
    const form = REPORT_FORMS.find((each) => each === ending);
    if (!form) throw noSuchForm();
    const made = await this.perspektiv.leaving.reports.make({
      ...{ report, form, edition: asked.edition, nowMs: this.perspektiv.nowMs() },
      subject: { kind: subjectKindOf(asked.kind), id: asked.id },
      period: periodOf(name),
      dialect: csvDialectOf(asked.accept) ?? 'swedish',
    });
    if (!made.ok) throw noReport(made.problem, asked, name);
    const { name: fileName, mediaType, content } = made.value;
    if (form === 'csv') void reply.header('vary', 'accept');
    if (form !== 'html') {
      const disposition = form === 'csv' ? 'attachment' : 'inline';
      void reply.header('content-disposition', `${disposition}; filename="${fileName}"`);
    }
    await reply.type(mediaType).send(Buffer.from(content));
  }
}

function noReport(problem: NoReport, { kind, id, edition }: Asked, period: string): Problem {
  if (problem === 'kind') return noSuchForm();
  if (problem === 'edition') return noEdition(periodOf(period), edition ?? '');
  return new Problem('catalogue/unknown', {
    sv: `${kind}:${id} finns varken i katalogen eller i det som är fastställt för ${period}.`,
    en: `${kind}:${id} is neither in the catalogue nor in what is frozen for ${period}.`,
  });
}

function noSuchForm(): Problem {
  return new Problem('request/unknown-path', {
    sv: 'Rapporter finns som .pdf, .html och .csv, tillgänglighet för system och unit: /api/v1/reports/availability/unit/city/2026-T2.pdf',
    en: 'Reports are there as .pdf, .html and .csv, availability for system and unit: /api/v1/reports/availability/unit/city/2026-T2.pdf',
  });
}
