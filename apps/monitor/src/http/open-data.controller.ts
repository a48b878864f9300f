import { type AddressInfo } from 'node:net';
import { type OpenDocument, Perspektiv } from '#pipeline';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { languageOf } from '../problem.filter.js';
import { Problem } from '../problem.js';

const RDF_XML = 'application/rdf+xml';
/** Forms of the catalogue by what callers accept; harvesters that accept anything get what they can read. */
const CATALOGUE_FORMS = {
  [RDF_XML]: 'dcat.rdf',
  'text/turtle': 'dcat.ttl',
  'application/ld+json': 'dcat.jsonld',
};

/** What everybody may have of what is frozen; no token is asked for. */
@ApiTags('open data')
@Controller()
export class OpenDataController {
  constructor(private readonly perspektiv: Perspektiv) {}

  @Get('open-data')
  @ApiOperation({ summary: 'The page of open data, in the language of Accept-Language' })
  @ApiProduces('text/html')
  async page(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    void reply.header('vary', 'accept-language');
    await this.answer(languageOf(request), request, reply);
  }

  @Get('open-data/openslo.yaml')
  @ApiOperation({ summary: 'Targets of availability of the public e-services, as OpenSLO v1' })
  @ApiProduces('application/yaml')
  async targets(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.answer('openslo.yaml', request, reply);
  }

  @Get('open-data/:language')
  @ApiOperation({ summary: 'The page of open data in a language' })
  @ApiParam({ name: 'language', enum: ['sv', 'en'] })
  @ApiProduces('text/html')
  async pageIn(
    @Param('language') language: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.answer(['sv', 'en'].includes(language) ? language : '', request, reply);
  }

  @Get('open-data/datasets/:id')
  @ApiOperation({ summary: 'Where a data set is described for people' })
  async dataset(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const found = await this.documentAt(`datasets/${id}/datapackage.json`, request);
    if (!found) throw unknown();
    await reply.redirect(`/open-data#${encodeURIComponent(id)}`, 303);
  }

  @Get('open-data/datasets/:id/:file')
  @ApiOperation({
    summary: 'A measure with its whole frozen history, or the description of its columns',
    description:
      'CSV by RFC 4180, JSON-stat 2.0 and Parquet; the CSV is for Swedish Excel with Accept: text/csv; dialect=swedish. Last-Modified is when the newest period in it was frozen.',
  })
  @ApiParam({ name: 'id', example: 'digital-take-up' })
  @ApiParam({ name: 'file', example: 'digital-take-up.csv' })
  @ApiProduces('text/csv', 'application/json', 'application/vnd.apache.parquet')
  async file(
    @Param() { id, file }: { id: string; file: string },
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const isSwedish =
      file.endsWith('.csv') && /text\/csv[^,]*dialect="?swedish/.test(request.headers.accept ?? '');
    if (file.endsWith('.csv')) void reply.header('vary', 'accept');
    if (/\.(?:csv|parquet)$/.test(file)) {
      void reply.header('content-disposition', `attachment; filename="${encodeURIComponent(file)}"`);
    }
    await this.answer(`datasets/${id}/${file}${isSwedish ? ';dialect=swedish' : ''}`, request, reply);
  }

  @Get('datasets/dcat')
  @ApiOperation({
    summary: 'The catalogue of open data (DCAT-AP-SE 3.0.1): RDF/XML unless Turtle or JSON-LD is accepted',
  })
  @ApiProduces(...Object.keys(CATALOGUE_FORMS))
  async catalogue(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    void reply.header('vary', 'accept');
    await this.answer(catalogueFormFor(request.headers.accept), request, reply);
  }

  @Get(['datasets/dcat.rdf', 'datasets/dcat.ttl', 'datasets/dcat.jsonld'])
  @ApiOperation({ summary: 'The catalogue in one of its forms' })
  @ApiProduces(...Object.keys(CATALOGUE_FORMS))
  async catalogueIn(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const [, form = ''] = /\/datasets\/([\w.]+)/.exec(request.url) ?? [];
    await this.answer(form, request, reply);
  }

  private documentAt(path: string, request: FastifyRequest): Promise<OpenDocument | null> {
    const address = this.perspektiv.settings.publicAddress ?? ownAddress(request);
    return this.perspektiv.leaving.openData.document(path, address, this.perspektiv.nowMs());
  }

  private async answer(path: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const document = await this.documentAt(path, request);
    if (!document) throw unknown();
    const { mediaType, bytes, sha256, modifiedAt } = document;
    void reply
      .header('etag', `"${sha256.slice(0, 32)}"`)
      .header('cache-control', 'public, max-age=300')
      .header('access-control-allow-origin', '*')
      .header('cross-origin-resource-policy', 'cross-origin');
    if (modifiedAt !== null) void reply.header('last-modified', new Date(modifiedAt).toUTCString());
    if (isKnown(request, `"${sha256.slice(0, 32)}"`, modifiedAt)) await reply.status(304).send();
    else await reply.type(mediaType).send(bytes);
  }
}

/** The form of the catalogue that a caller likes best. */
function catalogueFormFor(accept = ''): string {
  const wishes = accept.split(',').map((wish) => {
    const [type = '', ...parameters] = wish.split(';').map((part) => part.trim().toLowerCase());
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    return { type, weight: weight === undefined ? 1 : Number(weight) };
  });
  const known = Object.entries(CATALOGUE_FORMS).map(([type, form]) => ({
    form,
    weight: wishes.find((wish) => wish.type === type)?.weight ?? 0,
  }));
  const best = known.reduce((a, b) => (b.weight > a.weight ? b : a));
  return best.weight > 0 ? best.form : CATALOGUE_FORMS[RDF_XML];
}

/** Whether the caller has these bytes already: by their tag, or by their date when it knows none (RFC 9110, section 13). */
function isKnown({ headers }: FastifyRequest, etag: string, modifiedAt: string | null): boolean {
  const tags = headers['if-none-match'];
  if (tags !== undefined)
    return tags.split(',').some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, '')));
  const sinceMs = Date.parse(headers['if-modified-since'] ?? '');
  return modifiedAt !== null && Math.floor(Date.parse(modifiedAt) / 1_000) * 1_000 <= sinceMs;
}

/** Where this process listens. Not what the caller says it asked: everybody gets the same addresses. */
function ownAddress(request: FastifyRequest): string {
  const { address, family, port } = request.socket.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

function unknown(): Problem {
  return new Problem('request/unknown-path', {
    sv: 'Det som är öppet finns på /open-data, och katalogen på /datasets/dcat.',
    en: 'What is open is at /open-data, and its catalogue at /datasets/dcat.',
  });
}
