import {
  type HandInLink,
  type MadeLink,
  type OpenedLink,
  Period,
  type Receipt,
  type UploadReport,
  cityDate,
} from '#core';
import { type Caller, type LinkRefusal, Perspektiv, handsInFor, sourceOf } from '#pipeline';
import { Body, Controller, Delete, Get, Headers, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { CalledBy, Needs } from '../access.guard.js';
import { tellAudit } from '../doors/audit-trail.js';
import { Problem, type ProblemCode } from '../problem.js';
import { languageOf } from '../problem.filter.js';
import { Answers, AnswersListOf } from './answers.js';
import {
  type List,
  datasetOf,
  dayOf,
  entryOf,
  flagOf,
  periodOf,
  textOf,
  unknown,
  whole,
} from './parameters.js';
import { withReceivedFile } from './received-file.js';
import { overtaken, refusedUpload, revisionOf } from './uploads.controller.js';

const LONGEST_DAYS = 120;
const DAY_MS = 86_400_000;

interface LinkBody {
  dataset?: string;
  unit?: string;
  period?: string;
  until?: unknown;
  to?: unknown;
}

/** Those who hand in for a unit let somebody without an account hand in one slice for it. */
@ApiTags('links')
@Needs('hand-in')
@Controller('api/v1/links')
export class LinksController {
  constructor(private readonly perspektiv: Perspektiv) {}

  @Post()
  @ApiOperation({ summary: 'Make a link for handing in one slice until a day; its token is told this once' })
  @ApiBody({
    schema: {
      type: 'object',
      required: ['dataset', 'unit', 'period', 'until', 'to'],
      properties: {
        dataset: { type: 'string', example: 'cost' },
        unit: { type: 'string' },
        period: { type: 'string', example: '2026-09' },
        until: { type: 'string', format: 'date', description: 'The last day on which it is good' },
        to: { type: 'string', description: 'Whom it is for' },
      },
    },
  })
  @Answers('MadeLink', { status: 201 })
  async make(@Body() body: LinkBody | undefined, @CalledBy() caller: Caller): Promise<MadeLink> {
    const { catalogue, nowMs } = this.perspektiv;
    const { links } = this.perspektiv.handingIn;
    const { dataset: datasetText, unit: unitText = '', period: periodText, until, to } = body ?? {};
    const dataset = datasetOf(catalogue, datasetText);
    const unit = entryOf(catalogue.units, unitText).id;
    if (!handsInFor(caller, catalogue)(unit) || sourceOf(caller) !== 'manual') throw notYours(unit);
    const period = periodOf(periodText);
    if (!dataset.periods.includes(period.type)) throw otherPeriods(dataset.name, dataset.periods);
    const order = {
      dataset: dataset.name,
      unit,
      period: period.toString(),
      until: untilOf(until, nowMs()),
      to: textOf(to, { parameter: 'to' }),
    };
    const made = await links.make(order, { by: caller.id, nowMs: nowMs() });
    return { ...made, path: `/lamna#lank=${made.token}` };
  }

  @Get()
  @ApiOperation({ summary: 'Links that were made for my units, newest first; without their tokens' })
  @ApiQuery({ name: 'unit', required: false })
  @AnswersListOf('HandInLink')
  async list(@CalledBy() caller: Caller, @Query('unit') unit?: string): Promise<List<HandInLink>> {
    const mine = handsInFor(caller, this.perspektiv.catalogue);
    const links = await this.perspektiv.handingIn.links.all();
    return whole(links.filter((link) => mine(link.unit) && link.unit === (unit ?? link.unit)).reverse());
  }

  @Delete(':id')
  @ApiOperation({ summary: 'End a link at once' })
  @Answers('HandInLink')
  async revoke(@Param('id') id: string, @CalledBy() caller: Caller): Promise<HandInLink> {
    const { catalogue, nowMs } = this.perspektiv;
    const { links } = this.perspektiv.handingIn;
    const link = (await links.all()).find((each) => each.id === id);
    const mine = link && handsInFor(caller, catalogue)(link.unit);
    const revoked = mine ? await links.revoke(id, { by: caller.id, nowMs: nowMs() }) : null;
    if (revoked) return revoked;
    throw unknown(id);
  }
}

/**
 * What the holder of a link may do, which is this and nothing else: every other call knows nothing of links, so that whoever
 * holds one is anybody there.
 */
@ApiTags('links')
@ApiHeader({ name: 'x-perspektiv-link', description: 'The token of the link', required: true })
@Controller('api/v1/link')
export class OpenedLinkController {
  constructor(private readonly perspektiv: Perspektiv) {}

  @Get()
  @ApiOperation({ summary: 'What the link is good for' })
  @Answers('OpenedLink')
  async opened(@Headers('x-perspektiv-link') token: string | undefined): Promise<OpenedLink> {
    const { catalogue, nowMs } = this.perspektiv;
    const { score } = this.perspektiv.scoring;
    const link = await this.open(token);
    const states = await score.deliveries(Period.of(link.period), nowMs());
    const delivery = states.find(
      ({ unit, dataset, period }) => unit === link.unit && dataset === link.dataset && period === link.period,
    );
    return { link, unitName: entryOf(catalogue.units, link.unit).name, delivery: delivery ?? null };
  }

  @Post('uploads')
  @ApiOperation({
    summary: 'Hand in the one slice of the link: a report with dryRun=true, otherwise a receipt',
  })
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } } } })
  @ApiQuery({ name: 'dryRun', required: false, enum: ['true', 'false'] })
  @ApiQuery({ name: 'asOf', required: false, description: 'As for POST /uploads' })
  @Answers('UploadReport', { description: 'The report of a dry run' })
  @Answers('Receipt', { status: 201 })
  async upload(
    @Headers('x-perspektiv-link') token: string | undefined,
    @Query() { dryRun, asOf }: { dryRun?: string; asOf?: string },
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Receipt | UploadReport> {
    const { catalogue, nowMs } = this.perspektiv;
    const { intake, arriving } = this.perspektiv.handingIn;
    const link = await this.open(token);
    tellAudit(request, { by: `link:${link.id}` });
    const circumstances = {
      dataset: datasetOf(catalogue, link.dataset),
      claimedPeriod: Period.of(link.period),
      by: `link:${link.id}`,
      source: 'manual',
      mayHandInFor: (unit: string) => unit === link.unit,
      language: languageOf(request),
      asOf: revisionOf(asOf),
      restate: false,
    };
    const isDryRun = flagOf(dryRun, 'dryRun');
    tellAudit(request, { isDryRun });
    const outcome = await withReceivedFile(request, arriving, async (received) => {
      const file = { ...circumstances, ...received, receivedAtMs: nowMs() };
      // A year may be handed in month by month, but the link is for one slice: so each is looked at before any is stored.
      const report = await intake.check(file);
      const others = report.slices.filter(({ unit, period }) => unit !== link.unit || period !== link.period);
      if (others.length > 0) throw otherSlice(link);
      return isDryRun ? { kind: 'checked' as const, report } : intake.handIn(file);
    });
    if (outcome.kind === 'checked') {
      void reply.status(200);
      return outcome.report;
    }
    if (outcome.kind === 'refused') throw refusedUpload(outcome.report);
    if (outcome.kind === 'overtaken') throw overtaken(outcome.by, circumstances.mayHandInFor);
    void reply.status(outcome.kind === 'stored' ? 201 : 200);
    return outcome.receipt;
  }

  private async open(token: string | undefined): Promise<HandInLink> {
    const { nowMs, catalogue } = this.perspektiv;
    const { links } = this.perspektiv.handingIn;
    const link = await links.open(token ?? '', nowMs());
    if (!link.ok) throw new Problem(...REFUSALS[link.problem]);
    if (catalogue.units.has(link.value.unit)) return link.value;
    throw new Problem(...REFUSALS.unknown);
  }
}

const REFUSALS: Record<LinkRefusal, readonly [ProblemCode, { readonly sv: string; readonly en: string }]> = {
  unknown: [
    'link/unknown',
    {
      sv: 'Länken är inte hel, eller så kommer den inte härifrån. Öppna den igen från brevet, eller be den som skickade den om en ny.',
      en: 'The link is not whole, or is not from here. Open it again from the letter, or ask whoever sent it for a new one.',
    },
  ],
  expired: [
    'link/expired',
    {
      sv: 'Länkens sista dag är förbi. Be den som skickade den om en ny.',
      en: 'The last day of the link is past. Ask whoever sent it for a new one.',
    },
  ],
  revoked: [
    'link/revoked',
    {
      sv: 'Länken har dragits tillbaka. Be den som skickade den om en ny.',
      en: 'The link has been revoked. Ask whoever sent it for a new one.',
    },
  ],
};

function untilOf(text: unknown, nowMs: number): string {
  const until = dayOf(text, 'until');
  if (until >= cityDate(nowMs) && until <= cityDate(nowMs + LONGEST_DAYS * DAY_MS)) return until;
  throw new Problem('request/malformed', {
    sv: `until: välj en dag från idag och högst ${LONGEST_DAYS} dagar fram.`,
    en: `until: choose a day from today and at most ${LONGEST_DAYS} days ahead.`,
  });
}

function notYours(unit: string): Problem {
  return new Problem('access/denied', {
    sv: `Du lämnar inte uppgifter för ${unit}, och kan därför inte låta någon annan göra det.`,
    en: `You do not hand in for ${unit}, so you cannot let anybody else do it.`,
  });
}

function otherPeriods(dataset: string, periods: readonly string[]): Problem {
  return new Problem('period/malformed', {
    sv: `${dataset} lämnas inte för en sådan period. Välj bland ${periods.join(', ')}.`,
    en: `${dataset} is not handed in for such a period. Choose among ${periods.join(', ')}.`,
  });
}

function otherSlice({ unit, period }: HandInLink): Problem {
  return new Problem('link/other-slice', {
    sv: `Länken gäller bara ${unit} för ${period}, men filen har uppgifter för annat. Ingenting sparades. Ta bort de raderna, eller be om en länk för dem.`,
    en: `The link is for ${unit} in ${period} only, but the file holds something else. Nothing was stored. Remove those rows, or ask for a link for them.`,
  });
}
