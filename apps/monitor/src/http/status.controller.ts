import { type Language } from '#core';
import { ENCODINGS, type Encoding, type PackedDocument, Perspektiv } from '#pipeline';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { languageOf } from '../problem.filter.js';
import { Problem } from '../problem.js';
import { Answers } from './answers.js';

/** A proxy in front may answer for so long by itself, and a little longer while it asks anew. */
const CACHED = 'public, max-age=10, stale-while-revalidate=20';

/** The best packing that a caller takes. */
function encodingFor(accepted: string): Encoding {
  const taken = accepted.split(',').map((each) => each.trim().toLowerCase());
  const isTaken = (encoding: string): boolean =>
    taken.some((each) => each.split(';')[0] === encoding && !/;\s*q=0(?:\.0*)?$/.test(each));
  return ENCODINGS.find((encoding) => isTaken(encoding)) ?? 'identity';
}

function isKnown(tags: string | undefined, etag: string): boolean {
  return (tags ?? '').split(',').some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, '')));
}

/** What everybody may see, also without a token: drawn beforehand, so that no reader reaches the store. */
@ApiTags('status')
@Controller()
export class StatusController {
  constructor(private readonly perspektiv: Perspektiv) {}

  @Get('status')
  @ApiOperation({
    summary: 'The status page, in the language of Accept-Language; as JSON to those who accept nothing else',
  })
  async page(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const accepted = request.headers.accept ?? '';
    const wantsData = accepted.includes('application/json') && !accepted.includes('text/html');
    void reply.header('vary', 'accept, accept-language, accept-encoding');
    await this.answer(wantsData ? 'json' : languageOf(request), request, reply);
  }

  @Get('status.json')
  @ApiOperation({ summary: 'How the public e-services are and have been, and what is planned' })
  @Answers('StatusReport')
  async report(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    void reply.header('access-control-allow-origin', '*');
    await this.answer('json', request, reply);
  }

  @Get('status/:language')
  @ApiOperation({ summary: 'The status page in a language' })
  @ApiParam({ name: 'language', enum: ['sv', 'en'] satisfies Language[] })
  async pageIn(
    @Param('language') language: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.answer(language, request, reply);
  }

  @Get('status/:language/:file')
  @ApiOperation({ summary: 'feed.atom: what has happened lately; badge.svg: a sign for other pages' })
  @ApiParam({ name: 'language', enum: ['sv', 'en'] satisfies Language[] })
  @ApiParam({ name: 'file', enum: ['feed.atom', 'badge.svg'] })
  async file(
    @Param() { language, file }: { language: string; file: string },
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.answer(`${language}/${file}`, request, reply);
  }

  @Get('status/:language/badges/:file')
  @ApiOperation({ summary: 'A sign for other pages, of one e-service' })
  @ApiParam({ name: 'language', enum: ['sv', 'en'] satisfies Language[] })
  @ApiParam({ name: 'file', example: 'e-tjanst.svg' })
  async badge(
    @Param() { language, file }: { language: string; file: string },
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.answer(`${language}/badges/${file}`, request, reply);
  }

  private async answer(path: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const document = await this.perspektiv.status.page.document(path, this.perspektiv.nowMs());
    if (document) {
      await send(document, request, reply);
      return;
    }
    throw new Problem('request/unknown-path', {
      sv: 'Driftsinformationen finns på /status, och som data på /status.json.',
      en: 'The status is at /status, and as data at /status.json.',
    });
  }
}

async function send(document: PackedDocument, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const encoding = encodingFor(request.headers['accept-encoding'] ?? '');
  const { etag, bytes } = document.bodies[encoding];
  void reply.header('etag', etag).header('cache-control', CACHED);
  if (!reply.hasHeader('vary')) void reply.header('vary', 'accept-encoding');
  // Badges, feed and data are made to be used on other sites.
  if (!document.mediaType.startsWith('text/html'))
    void reply.header('cross-origin-resource-policy', 'cross-origin');
  if (isKnown(request.headers['if-none-match'], etag)) {
    await reply.status(304).send();
    return;
  }
  if (encoding !== 'identity') void reply.header('content-encoding', encoding);
  await reply.type(document.mediaType).send(bytes);
}
