import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { programFolder } from '#pipeline';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;

const PROBLEM: Schemas[string] = {
  type: 'object',
  description: 'Problem details (RFC 9457) with a stable code; some codes bring more members.',
  required: ['type', 'title', 'status', 'detail', 'code'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'Reason and remedy, in the language of Accept-Language.' },
    code: { type: 'string', description: 'For machines; never changes its meaning.' },
    instance: { type: 'string' },
  },
};

/** What write-schemas.mjs made of the answers' types. */
function schemasOfAnswers(): Schemas {
  const path = join(programFolder(), 'apps/monitor/open-api.schemas.json');
  return JSON.parse(readFileSync(path, 'utf8')) as Schemas;
}

/** Any call may be answered by a problem. */
function withProblems(document: OpenAPIObject): OpenAPIObject {
  const problem = {
    description: 'A problem',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
  for (const { get, post, put, delete: remove } of Object.values(document.paths)) {
    for (const operation of [get, post, put, remove]) if (operation) operation.responses.default = problem;
  }
  return document;
}

/** The API's description for people at `/api/docs`, for machines at `/api/docs-json`. */
export function serveOpenApi(app: NestFastifyApplication, version: string): void {
  const description =
    'Stadens it ur fem perspektiv: vad som följs upp, vad som lämnats in och vad det betyder. ' +
    'Läsning är öppen om katalogen säger så; allt annat kräver en behörighet (Authorization: Bearer …).';
  const config = new DocumentBuilder()
    .setTitle('Perspektiv')
    .setDescription(description)
    .setVersion(version)
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth()
    .build();
  SwaggerModule.setup('api/docs', app, () => {
    const document = SwaggerModule.createDocument(app, config);
    const schemas = { ...document.components?.schemas, ...schemasOfAnswers(), Problem: PROBLEM };
    return withProblems({ ...document, components: { ...document.components, schemas } });
  });
}
