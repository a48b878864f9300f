import { type Language, messageOf } from '#core';
import { type Instrument } from '#catalogue';
import {
  OUR_SURVEY_WORDS,
  type SurveyNotice,
  type SurveyPageFault,
  type SurveyVoice,
  surveyNotice,
  surveyPage,
} from '#export';
import {
  type Answered,
  FORM_FIELDS,
  type FormFault,
  type NothingAsked,
  Perspektiv,
  type SurveyForm,
  nameOfPlace,
  placeName,
} from '#pipeline';
import { Controller, Get, Logger, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { networkOf } from '../doors/where-from.js';
import { Problem } from '../problem.js';

interface PageQuery {
  readonly sprak?: string;
  readonly enhet?: string;
  readonly system?: string;
}

interface Path {
  readonly id: string;
  readonly link?: string;
}

const NOTICES: Readonly<
  Record<Exclude<NothingAsked, 'unknown-survey'>, { notice: SurveyNotice; status: number }>
> = {
  closed: { notice: 'closed', status: 200 },
  'needs-link': { notice: 'needsLink', status: 403 },
  'unknown-link': { notice: 'unknownLink', status: 404 },
  used: { notice: 'used', status: 409 },
  'too-many': { notice: 'tooMany', status: 429 },
};

/** Where anybody answers what we ask: plain pages and forms, without scripts, cookies, or anything from elsewhere. */
@ApiTags('surveys')
@Controller('enkat')
export class SurveyPagesController {
  private readonly logger = new Logger('surveys');

  constructor(private readonly perspektiv: Perspektiv) {}

  @Get(':id')
  @ApiOperation({
    summary: 'A survey as a page; enhet= or system= says what it is about, sprak= in which language',
  })
  async page(
    @Param() path: Path,
    @Query() query: PageQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.ask(path, { query, request, reply });
  }

  @Get(':id/tack')
  @ApiOperation({ summary: 'What is said when an answer is stored' })
  async thanks(
    @Param() path: Path,
    @Query() query: PageQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.say('thanks', 200, { path: { id: path.id, link: 'tack' }, query, request, reply });
  }

  @Get(':id/:link')
  @ApiOperation({ summary: 'A survey by a one-time link' })
  async pageOfLink(
    @Param() path: Path,
    @Query() query: PageQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.ask(path, { query, request, reply });
  }

  @Post(':id')
  @ApiOperation({
    summary: 'Answers a survey: a plain form, q.<question> for each answer; 303 when it is stored',
  })
  @ApiConsumes('application/x-www-form-urlencoded')
  @ApiBody({ schema: { type: 'object' } })
  async answer(
    @Param() path: Path,
    @Query() query: PageQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.take(path, { query, request, reply });
  }

  @Post(':id/:link')
  @ApiOperation({ summary: 'Answers a survey by a one-time link' })
  @ApiConsumes('application/x-www-form-urlencoded')
  @ApiBody({ schema: { type: 'object' } })
  async answerByLink(
    @Param() path: Path,
    @Query() query: PageQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.take(path, { query, request, reply });
  }

  private async ask(path: Path, call: Call): Promise<void> {
    const { answering } = this.perspektiv.handingIn.asking;
    await this.draw(await answering.ask(this.visitOf(path, call)), { path, ...call });
  }

  private async take(path: Path, call: Call): Promise<void> {
    const { answering } = this.perspektiv.handingIn.asking;
    const { body } = call.request;
    const fields = body instanceof URLSearchParams ? body : new URLSearchParams();
    let answered: Answered;
    try {
      answered = await answering.answer(this.visitOf(path, call), fields);
    } catch (error) {
      // Neither the address, which may hold a link, nor anything of the answer.
      this.logger.error(`an answer to ${path.id} could not be stored: ${messageOf(error)}`);
      await this.say('notStored', 503, { path, ...call });
      return;
    }
    await this.draw(answered, { path, ...call, isSent: true });
  }

  private async draw(answered: Answered, drawn: Drawn): Promise<void> {
    const { path, query, reply } = drawn;
    if (answered.kind === 'form') {
      const { faults } = answered;
      const isFaulty = faults.some((fault) => fault !== 'confirm');
      await this.send(
        surveyPage(this.pageOf(answered, drawn), this.voiceOf(drawn)),
        isFaulty ? 422 : 200,
        reply,
      );
    } else if (answered.kind === 'thanks') {
      const language =
        query.sprak === undefined ? '' : `?${new URLSearchParams({ sprak: query.sprak }).toString()}`;
      await reply
        .header('cache-control', 'no-store')
        .redirect(`/enkat/${encodeURIComponent(path.id)}/tack${language}`, 303);
    } else if (answered.kind === 'unknown-survey') {
      throw unknownSurvey(path.id);
    } else {
      const { notice, status } = NOTICES[answered.kind];
      const isUntold = answered.kind === 'closed' && drawn.isSent;
      await this.say(notice, isUntold ? 409 : status, drawn);
    }
  }

  private async say(notice: SurveyNotice, status: number, drawn: Drawn): Promise<void> {
    await this.send(surveyNotice(notice, this.voiceOf(drawn)), status, drawn.reply);
  }

  private async send(html: string, status: number, reply: FastifyReply): Promise<void> {
    await reply
      .status(status)
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(html);
  }

  private visitOf({ id, link }: Path, { query, request }: Call) {
    return {
      survey: id,
      link,
      place: query.enhet ?? query.system,
      address: networkOf(request.ip, { ipv4: 32, ipv6: 64 }),
      nowMs: this.perspektiv.nowMs(),
    };
  }

  private pageOf(form: SurveyForm, { path, query }: Drawn) {
    const { catalogue } = this.perspektiv;
    const { wave, place, number } = form;
    return {
      ...form,
      instrument: wave.instrument,
      version: wave.version,
      action: pathOf(path, query),
      places: wave.places
        .map((each) => ({ id: nameOfPlace(each), name: placeName(catalogue, each) }))
        .sort((a, b) => a.name.sv.localeCompare(b.name.sv, 'sv')),
      place: place === null ? null : nameOfPlace(place),
      faults: form.faults.map(faultOf),
      fields: FORM_FIELDS,
      number,
    };
  }

  private voiceOf({ path, query, request }: Drawn): SurveyVoice {
    const { catalogue } = this.perspektiv;
    const instrument = catalogue.instruments.get(path.id);
    if (!instrument) throw unknownSurvey(path.id);
    const language = languageIn(instrument, query.sprak, request.headers['accept-language']);
    const configured = catalogue.surveyLanguages.get(language);
    return {
      language,
      direction: configured?.rightToLeft ? 'rtl' : 'ltr',
      words: configured?.words ?? OUR_SURVEY_WORDS[language === 'en' ? 'en' : 'sv'],
      languages: instrument.languages.map((id) => ({
        id,
        name: catalogue.surveyLanguages.get(id)?.name ?? OWN_NAMES[id === 'en' ? 'en' : 'sv'],
        href: pathOf(path, { ...query, sprak: id }),
      })),
      city: catalogue.name,
    };
  }
}

/** A call of a page. */
interface Call {
  readonly query: PageQuery;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

interface Drawn extends Call {
  readonly path: Path;
  readonly isSent?: boolean;
}

const OWN_NAMES: Readonly<Record<Language, string>> = { sv: 'Svenska', en: 'English' };

function unknownSurvey(id: string): Problem {
  return new Problem('request/unknown-path', {
    sv: `Det finns ingen enkät "${id}".`,
    en: `There is no survey "${id}".`,
  });
}

function pathOf({ id, link }: Path, query: PageQuery): string {
  const kept = Object.entries(query).filter(
    (entry): entry is [string, string] =>
      ['sprak', 'enhet', 'system'].includes(entry[0]) && typeof entry[1] === 'string',
  );
  const asked = new URLSearchParams(kept).toString();
  return `/enkat/${[id, link]
    .filter((part) => part !== undefined)
    .map(encodeURIComponent)
    .join('/')}${asked === '' ? '' : `?${asked}`}`;
}

/** The language that was chosen, or the first of a browser's that the survey has; Swedish otherwise. */
function languageIn({ languages }: Instrument, chosen: string | undefined, accepted = ''): string {
  const wanted = accepted.split(',').map((each) => each.split(';')[0]?.trim().toLowerCase() ?? '');
  const candidates = [...(chosen === undefined ? [] : [chosen.toLowerCase()]), ...wanted];
  for (const each of candidates) {
    const found = languages.find(
      (id) => id.toLowerCase() === each || id.toLowerCase() === each.split('-')[0],
    );
    if (found !== undefined) return found;
  }
  return 'sv';
}

function faultOf(fault: FormFault): SurveyPageFault {
  if (typeof fault === 'object') return { word: 'wrongAnswer', field: fault.question };
  switch (fault) {
    case 'no-answers':
      return { word: 'noAnswers', field: null };
    case 'wrong-place':
      return { word: 'wrongPlace', field: FORM_FIELDS.place };
    case 'human':
      return { word: 'human', field: FORM_FIELDS.number };
    case 'confirm':
      return { word: 'confirm', field: null };
    case 'too-old':
      return { word: 'tooOld', field: null };
  }
}
