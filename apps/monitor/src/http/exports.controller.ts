import { type ExportDelivery, type ExportRecord, type Period } from '#core';
import {
  type Caller,
  type DeliveryRefusal,
  type ExportRefusal,
  Perspektiv,
  type StoredFile,
} from '#pipeline';
import { Body, Controller, Get, Headers, Param, Post, Query, Res } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiBody,
  ApiOperation,
  ApiParam,
  ApiProduces,
  ApiQuery,
  ApiTags,
} from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { CalledBy, Needs } from '../access.guard.js';
import { tellAudit } from '../doors/audit-trail.js';
import { Problem } from '../problem.js';
import { Answers, AnswersListOf } from './answers.js';
import { noEdition } from './editions.controller.js';
import { type List, csvDialectOf, flagOf, periodOf, textOf, whole } from './parameters.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** An export with its files; those of a dry run come as base64, for they are stored nowhere. */
export interface ExportAnswer extends ExportRecord {
  readonly contents?: readonly { readonly name: string; readonly base64: string }[];
}

/** An export, and how it fares everywhere it was sent. */
export interface ExportDetail extends ExportRecord {
  readonly deliveries: readonly ExportDelivery[];
  /** Ids of the destinations that it can be sent to. */
  readonly destinations: readonly string[];
}

/** Exports to the steering system: made, listed and fetched. */
@ApiTags('exports')
@Needs('freeze')
@ApiBearerAuth()
@Controller('api/v1/exports')
export class ExportsController {
  constructor(private readonly perspektiv: Perspektiv) {}

  @Post('ils')
  @ApiOperation({
    summary: 'Export the indicators of a frozen period to the steering system',
    description:
      'The newest edition unless another is named. All faults of the pre-flight come at once, as problems of export/refused, and nothing is made. A dry run may use an open period: it stores nothing, and answers with its files.',
  })
  @ApiQuery({ name: 'period', example: '2026-Q3' })
  @ApiQuery({ name: 'edition', required: false, example: 'original' })
  @ApiQuery({ name: 'dryRun', required: false, enum: ['true', 'false'] })
  @Answers('ExportAnswer', { status: 201 })
  async exportIls(
    @CalledBy() caller: Caller,
    @Query() query: { period?: string; edition?: string; dryRun?: string },
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ExportAnswer> {
    const period = periodOf(query.period);
    const dryRun = flagOf(query.dryRun, 'dryRun');
    tellAudit(reply.request, { isDryRun: dryRun });
    const { edition } = query;
    const order = { period, edition, dryRun, by: caller.id, nowMs: this.perspektiv.nowMs() };
    const made = await this.perspektiv.leaving.ils.make(order);
    if (!made.ok) throw refusal(made.problem, period, edition ?? '');
    const { record, files } = made.value;
    if (!dryRun) return record;
    void reply.status(200);
    return {
      ...record,
      contents: files.map(({ name, content }) => ({
        name,
        base64: Buffer.from(content).toString('base64'),
      })),
    };
  }

  @Get()
  @ApiOperation({ summary: 'The exports that were made, newest first' })
  @AnswersListOf('ExportRecord')
  async exports(): Promise<List<ExportRecord>> {
    return whole((await this.perspektiv.leaving.archive.all()).reverse());
  }

  @Get(':id')
  @ApiOperation({
    summary: 'An export: its manifest, by whom and when it was made, and how it was delivered',
  })
  @ApiParam({ name: 'id', example: 'ils-2026-Q3-original-0123456789ab' })
  @Answers('ExportDetail')
  async export(@Param('id') id: string): Promise<ExportDetail> {
    const { archive, deliveries } = this.perspektiv.leaving;
    const record = await archive.find(id);
    if (!record) throw unknownExport(id);
    return { ...record, deliveries: await deliveries.of(record), destinations: this.destinations() };
  }

  @Post(':id/deliver')
  @ApiOperation({
    summary: 'Deliver an export to a destination of ils.yaml',
    description:
      'Delivered once is delivered: asking again answers how it stands, unless resend=true. What does not arrive is tried again by itself.',
  })
  @ApiQuery({ name: 'destination', required: false, description: 'Needed where there are several.' })
  @ApiQuery({ name: 'resend', required: false, enum: ['true', 'false'] })
  @Answers('ExportDelivery')
  async deliver(
    @CalledBy() caller: Caller,
    @Param('id') exportId: string,
    @Query() query: { destination?: string; resend?: string },
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ExportDelivery> {
    const resend = flagOf(query.resend, 'resend');
    const destination = this.destinationOf(query.destination);
    const order = { exportId, destination, resend, by: caller.id, nowMs: this.perspektiv.nowMs() };
    const delivery = await this.perspektiv.leaving.deliveries.deliver(order);
    if (!delivery.ok) throw deliveryRefusal(delivery.problem, exportId, destination);
    void reply.status(200);
    return delivery.value;
  }

  @Post(':id/deliveries/:destination/:judgement')
  @ApiOperation({
    summary:
      'Say that the receiver counts a delivery, or refused it, or that what had to be cleared by hand is',
  })
  @ApiParam({ name: 'judgement', enum: ['confirm', 'reject'] })
  @ApiBody({ schema: { type: 'object', required: ['text'], properties: { text: { type: 'string' } } } })
  @Answers('ExportDelivery')
  async judge(
    @CalledBy() caller: Caller,
    @Param() { id, destination, judgement }: { id: string; destination: string; judgement: string },
    @Body() body: { text?: unknown } | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ExportDelivery> {
    const state = { confirm: 'confirmed' as const, reject: 'rejected' as const }[judgement];
    if (!state) throw unknownFile(id, judgement);
    const text = textOf(body?.text ?? '', { parameter: 'text', least: state === 'rejected' ? 1 : 0 });
    const order = { exportId: id, destination, by: caller.id, nowMs: this.perspektiv.nowMs() };
    const judged = await this.perspektiv.leaving.deliveries.judge(order, { state, text });
    if (!judged.ok) throw deliveryRefusal(judged.problem, id, destination);
    void reply.status(200);
    return judged.value;
  }

  @Get(':id/files/:name')
  @ApiOperation({
    summary: 'A file of an export, byte for byte as it was made',
    description: 'Of the package as CSV, Accept: text/csv; dialect=rfc4180 gives the file in that dialect.',
  })
  @ApiParam({ name: 'name', example: 'manifest.json' })
  @ApiProduces('text/csv', 'application/json', XLSX)
  async file(
    @Param('id') id: string,
    @Param('name') name: string,
    @Headers('accept') accept: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const content = await this.perspektiv.leaving.archive.content(id);
    if (!content) throw unknownExport(id);
    const file = fileNamed(content.files, name, csvDialectOf(accept) === 'rfc4180');
    if (!file) throw unknownFile(id, name);
    void reply.header('vary', 'accept').header('etag', `"${file.sha256}"`);
    void reply.header('content-disposition', `attachment; filename="${file.name}"`);
    await reply.type(file.mediaType).send(Buffer.from(file.content));
  }

  private destinations(): string[] {
    return (this.perspektiv.catalogue.ils?.destinations ?? []).map(({ id }) => id);
  }

  /** The destination that is meant: the only one where none is named. */
  private destinationOf(name: string | undefined): string {
    const known = this.destinations();
    if (name !== undefined) return name;
    const [only] = known;
    if (only !== undefined && known.length === 1) return only;
    throw new Problem('request/malformed', {
      sv: `destination: ange vart exporten ska${known.length > 0 ? `, en av ${known.join(', ')}` : '; ils.yaml har inga destinations'}.`,
      en: `destination: say where the export is to go${known.length > 0 ? `, one of ${known.join(', ')}` : '; ils.yaml has no destinations'}.`,
    });
  }
}

function fileNamed(files: readonly StoredFile[], name: string, asRfc4180: boolean): StoredFile | undefined {
  const other = name.replace(/\.csv$/, '.rfc4180.csv');
  const wanted = asRfc4180 && files.some((file) => file.name === other) ? other : name;
  return files.find((file) => file.name === wanted);
}

function deliveryRefusal(reason: DeliveryRefusal, id: string, destination: string): Problem {
  if (reason === 'export') return unknownExport(id);
  if (reason === 'destination') {
    return new Problem('export/unknown-destination', {
      sv: `Ingen mottagare heter "${destination}". De som finns står under destinations i ils.yaml.`,
      en: `No destination is called "${destination}". Those there are stand under destinations in ils.yaml.`,
    });
  }
  return new Problem('export/not-delivered', {
    sv: `Exporten ${id} är inte levererad till "${destination}".`,
    en: `The export ${id} was not delivered to "${destination}".`,
  });
}

function unknownExport(id: string): Problem {
  return new Problem('export/unknown', {
    sv: `Ingen export har id ${id}. Se /api/v1/exports för dem som finns.`,
    en: `No export has the id ${id}. See /api/v1/exports for those there are.`,
  });
}

function unknownFile(id: string, name: string): Problem {
  return new Problem('export/unknown', {
    sv: `Exporten ${id} har ingen fil "${name}". Filerna står i dess manifest.`,
    en: `The export ${id} has no file "${name}". Its manifest lists its files.`,
  });
}

function refusal(problem: ExportRefusal, period: Period, edition: string): Problem {
  const name = period.toString();
  switch (problem.reason) {
    case 'no-ils':
      return new Problem('export/refused', {
        sv: 'Filen ils.yaml saknas i konfigurationen: där står vad som ska till ILS.',
        en: 'The config has no file ils.yaml, which says what goes to ILS.',
      });
    case 'a-month':
      return new Problem('period/not-freezable', {
        sv: `${name} är en månad; kvartal, tertial och år exporteras.`,
        en: `${name} is a month; quarters, tertials and years are exported.`,
      });
    case 'not-frozen':
      return new Problem('period/not-frozen', {
        sv: `${name} är inte fastställd. Fastställ den först, eller gör en provkörning med dryRun=true.`,
        en: `${name} is not frozen. Freeze it first, or make a dry run with dryRun=true.`,
      });
    case 'no-edition':
      return noEdition(period, edition);
    case 'pre-flight':
      return new Problem(
        'export/refused',
        {
          sv: `Kontrollen före exporten fann ${problem.faults.length} fel. Rätta dem i ils.yaml; ingenting har skapats.`,
          en: `The check before the export found ${problem.faults.length} faults. Fix them in ils.yaml; nothing was made.`,
        },
        { problems: problem.faults },
      );
  }
}
