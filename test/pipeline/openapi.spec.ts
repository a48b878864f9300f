import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type OpenAPIObject } from '@nestjs/swagger';
import { SmallCity } from './small-city.js';

describe('the description of the API', () => {
  let city: SmallCity;
  let document: OpenAPIObject;
  beforeAll(async () => {
    city = await SmallCity.start();
    document = (await city.call('/api/docs-json')).body as OpenAPIObject;
  });
  afterAll(() => city.remove());

  it('is OpenAPI 3.1, with the calls that others build on', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining([
        '/api/v1/catalogue/measures',
        '/api/v1/scorecards/{kind}/{id}',
        '/api/v1/measures/{id}/values',
        '/api/v1/completeness',
        '/api/v1/uploads',
        '/api/v1/uploads/{id}',
        '/api/v1/datasets/{id}/template.csv',
        '/api/v1/samples',
        '/api/v1/systems/{id}/availability',
      ]),
    );
  });

  it('refers to schemas that are there', () => {
    const referred = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(
      ([, name]) => name,
    );
    const known = Object.keys(document.components?.schemas ?? {});
    expect(referred).toEqual(expect.arrayContaining(['Scorecard', 'Problem', 'Receipt']));
    expect(referred.filter((name) => name === undefined || !known.includes(name))).toEqual([]);
  });

  it('says of every reading call what it answers', () => {
    const silent = Object.entries(document.paths)
      .filter(([path]) => path.startsWith('/api/v1/') && !path.endsWith('.csv') && !path.endsWith('.xlsx'))
      .filter(([, { get }]) => get && !('204' in get.responses)) // calls of jobs read nothing
      .filter(([, { get }]) => !JSON.stringify(get?.responses['200'] ?? null).includes('$ref'))
      .map(([path]) => path);
    // Files have a form of their own, which no schema of ours describes.
    expect(silent).toEqual([
      '/api/v1/catalogue',
      '/api/v1/exports/{id}/files/{name}',
      '/api/v1/reports/scorecard/{kind}/{id}/{file}',
      '/api/v1/reports/availability/{kind}/{id}/{file}',
    ]);
  });
});
