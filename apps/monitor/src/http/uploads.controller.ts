import { type Receipt, type UploadReport } from '#core';
import { type Caller, Perspektiv, handsInFor, may, receiptFor, sourceOf } from '#pipeline';
import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { CalledBy, Needs } from '../access.guard.js';
import { tellAudit } from '../doors/audit-trail.js';
import { Problem } from '../problem.js';
import { languageOf } from '../problem.filter.js';
import { Answers, AnswersListOf } from './answers.js';
import { type List, datasetOf, flagOf, limitOf, periodOf } from './parameters.js';
import { withReceivedFile } from './received-file.js';

interface UploadQuery {
  dataset?: string;
  period?: string;
  dryRun?: string;
  restate?: string;
  asOf?: string;
}

/** The door where people hand in: check first if they like, then store, with a receipt. */
@ApiTags('uploads')
@Needs('hand-in')
@Controller('api/v1')
export class UploadsController {
  constructor(private readonly perspektiv: Perspektiv) {}

  @Post('uploads')
  @ApiOperation({ summary: 'Hand in a file: a report with dryRun=true, otherwise a receipt' })
  @ApiConsumes('multipart/form-data', 'application/json')
  @ApiBody({ schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } } } })
  @ApiQuery({ name: 'dataset', example: 'transactions' })
  @ApiQuery({
    name: 'period',
    required: false,
    description: 'Rows outside it are refused',
    example: '2026-Q3',
  })
  @ApiQuery({ name: 'dryRun', required: false, enum: ['true', 'false'] })
  @ApiQuery({
    name: 'restate',
    required: false,
    enum: ['true', 'false'],
    description: 'Change a frozen period: for the follow-up team',
  })
  @ApiQuery({
    name: 'asOf',
    required: false,
    description:
      'From the report: what others hand in afterwards is not overwritten unseen, but answered 409',
  })
  @Answers('UploadReport', { description: 'The report of a dry run' })
  @Answers('Receipt', {
    status: 201,
    description: 'The receipt; the same bytes again are answered 200 with the first one',
  })
  async upload(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @CalledBy() caller: Caller,
    @Query() query: UploadQuery,
  ): Promise<Receipt | UploadReport> {
    const { catalogue } = this.perspektiv;
    const { intake, arriving } = this.perspektiv.handingIn;
    const circumstances = {
      dataset: datasetOf(catalogue, query.dataset),
      claimedPeriod: query.period === undefined ? undefined : periodOf(query.period),
      by: caller.id,
      source: sourceOf(caller),
      mayHandInFor: handsInFor(caller, catalogue),
      language: languageOf(request),
      asOf: revisionOf(query.asOf),
      restate: flagOf(query.restate, 'restate') && may(caller, 'freeze', catalogue),
    };
    const isDryRun = flagOf(query.dryRun, 'dryRun');
    tellAudit(request, { isDryRun });
    const outcome = await withReceivedFile(request, arriving, async (received) => {
      const file = { ...circumstances, ...received, receivedAtMs: this.perspektiv.nowMs() };
      return isDryRun ? { kind: 'checked' as const, report: await intake.check(file) } : intake.handIn(file);
    });
    if (outcome.kind === 'checked') {
      void reply.status(200);
      return outcome.report;
    }
    if (outcome.kind === 'refused') throw refusedUpload(outcome.report);
    if (outcome.kind === 'overtaken') throw overtaken(outcome.by, circumstances.mayHandInFor);
    void reply
      .status(outcome.kind === 'stored' ? 201 : 200)
      .header('location', `/api/v1/uploads/${outcome.receipt.id}`);
    return outcome.receipt;
  }

  @Get('uploads')
  @ApiOperation({ summary: 'Receipts, newest first' })
  @AnswersListOf('Receipt', { paged: 'by its handler' })
  async receipts(
    @CalledBy() caller: Caller,
    @Query() query: { dataset?: string; unit?: string; limit?: string; cursor?: string },
  ): Promise<List<Receipt>> {
    const { catalogue, store } = this.perspektiv;
    const mine = handsInFor(caller, catalogue);
    const units = [...catalogue.units.keys()].filter(mine);
    const limit = limitOf(query.limit, { usual: 50, most: 500 });
    const receipts = await store.ledger.receipts({
      units: query.unit === undefined ? units : units.filter((unit) => unit === query.unit),
      limit,
      ...(query.dataset === undefined ? {} : { dataset: datasetOf(catalogue, query.dataset).name }),
      ...(query.cursor === undefined ? {} : { after: query.cursor }),
    });
    return {
      items: receipts.flatMap((receipt) => receiptFor(mine, receipt) ?? []),
      next: receipts.length === limit ? (receipts.at(-1)?.id ?? null) : null,
    };
  }

  @Get('uploads/:id')
  @ApiOperation({ summary: 'One receipt' })
  @Answers('Receipt')
  async receipt(@Param('id') id: string, @CalledBy() caller: Caller): Promise<Receipt> {
    const [receipt] = await this.perspektiv.store.ledger.receipts({ ids: [id], limit: 1 });
    const seen = receipt && receiptFor(handsInFor(caller, this.perspektiv.catalogue), receipt);
    if (seen) return seen;
    throw new Problem('upload/unknown', {
      sv: `Ingen leverans har kvittonummer ${id}, eller så är den inte din.`,
      en: `No upload has the receipt ${id}, or it is not yours.`,
    });
  }
}

/** The ledger's revision that a report was made on. */
export function revisionOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new Problem('request/malformed', {
    sv: 'asOf skrivs som i rapporten: ett helt tal.',
    en: 'Write asOf as in the report: a whole number.',
  });
}

/** Names the others' receipts as far as the caller may see them. */
export function overtaken(others: readonly Receipt[], mine: (unit: string) => boolean): Problem {
  const receipts = others.flatMap((receipt) => receiptFor(mine, receipt) ?? []);
  return new Problem(
    'upload/changed-meanwhile',
    {
      sv: 'Någon annan har lämnat samma uppgifter sedan du såg dem senast. Ingenting av ditt sparades. Kontrollera filen igen, se vad som gäller nu, och lämna den om den ska gälla i stället.',
      en: 'Somebody else has handed in the same data since you last saw it. Nothing of yours was stored. Check the file again, see what holds now, and hand it in if it is to hold instead.',
    },
    { receipts: receipts.map(({ id, by, receivedAt, fileName }) => ({ id, by, receivedAt, fileName })) },
  );
}

/** Nothing was stored of a file with faults. */
export function refusedUpload(report: UploadReport): Problem {
  const errors = report.problems.filter((problem) => problem.severity === 'error').length;
  return new Problem(
    'upload/refused',
    {
      sv: `Ingenting sparades. Rätta ${errors === 1 ? 'felet' : `de ${errors} felen`} nedan och lämna filen igen.`,
      en: `Nothing was stored. Mend the ${errors === 1 ? 'fault' : `${errors} faults`} below and hand the file in again.`,
    },
    { ...report },
  );
}
