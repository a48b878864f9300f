import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type OpenAPIObject } from '@nestjs/swagger';
import fc from 'fast-check';
import { rounds } from '../rounds.js';
import { SmallCity, type TestPrincipal } from './small-city.js';

/** How many calls of each operation. */
const CALLS = rounds({ few: 8, many: 400 });
const METHODS = ['get', 'post', 'put', 'delete'] as const;
/** What does much work for anybody who may; each is called by tests of its own. */
const HEAVY = ['/api/v1/rebuild', '/api/v1/backups'];

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly { readonly name: string; readonly in: string }[];
}

interface Call {
  readonly address: string;
  readonly init: RequestInit & { readonly as?: TestPrincipal };
}

function operationsOf({ paths }: OpenAPIObject): Operation[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      if (!operation || HEAVY.includes(path)) return [];
      const parameters = (operation.parameters ?? []).flatMap((each) => ('name' in each ? [each] : []));
      return [{ method: method.toUpperCase(), path, parameters }];
    }),
  );
}

const words = fc.constantFrom(
  ...['a', 'city', 'unit:city', 'unit', 'tjanst-a', 'cost', 'availability', '2026-Q3', '2026-09', '2026'],
  ...[
    '2026-13',
    '0000-Q1',
    '9999-12',
    '-1',
    '0',
    '1e9',
    'NaN',
    'true',
    'null',
    '',
    ' ',
    '..',
    '%00',
    '%ff',
    'å',
  ],
  ...[
    '2026-09-01T00:00:00+02:00',
    '+275760-09-13T00:00:00Z',
    '1970-01-01',
    'x'.repeat(3_000),
    '__proto__',
    '[]',
  ],
);
const text = fc.oneof(words, words, fc.string({ unit: 'binary', maxLength: 20 }));

const json = fc.oneof(
  fc.json({ maxDepth: 4 }),
  fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.stringify([value])),
  fc
    .dictionary(fc.constantFrom('text', 'from', 'to', 'systems', 'reason', 'note', 'unit', 'title'), text)
    .map((value) => JSON.stringify(value)),
  fc.constantFrom(
    '',
    '{',
    '[[[[',
    '{"a":1',
    '"',
    'nul',
    '{"__proto__":{"x":1}}',
    '\ufeff{}',
    '{"text":"\\ud800"}',
  ),
);
const multipart = fc
  .tuple(fc.constantFrom('file', 'x', ''), fc.string({ maxLength: 40 }), fc.boolean())
  .map(([name, content, isWhole]) =>
    [
      `--x\r\ncontent-disposition: form-data; name="${name}"; filename="k.csv"\r\n\r\n${content}\r\n`,
      isWhole ? '--x--\r\n' : '--',
    ].join(''),
  );
const body = fc.oneof(
  json.map((content) => ({ type: 'application/json', content })),
  json.map((content) => ({ type: 'application/json; charset=utf-16', content })),
  multipart.map((content) => ({ type: 'multipart/form-data; boundary=x', content })),
  multipart.map((content) => ({ type: 'multipart/form-data', content })),
  text.map((content) => ({ type: 'text/plain', content })),
  text.map((content) => ({ type: 'text/calendar', content })),
  text.map((content) => ({ type: 'application/x-www-form-urlencoded', content })),
  text.map((content) => ({ type: 'application/xml', content })),
);

function callOf({ method, path, parameters }: Operation): fc.Arbitrary<Call> {
  const names = [
    ...parameters.filter((each) => each.in === 'query').map(({ name }) => name),
    'limit',
    'cursor',
  ];
  const query = fc.array(fc.tuple(fc.constantFrom(...names), text), { maxLength: 5 });
  const places = [...path.matchAll(/\{\w+\}/g)].length;
  const inPath = fc.array(text, { minLength: places, maxLength: places });
  const as = fc.constantFrom<TestPrincipal>('followup', 'unit-a', 'drift', 'matare');
  return fc.tuple(query, inPath, as, body).map(([asked, values, who, { type, content }]) => {
    let place = 0;
    const filled = path.replaceAll(/\{\w+\}/g, () => encodeURIComponent(wellFormed(values[place++] ?? 'x')));
    const search = asked.map(([name, value]) => `${name}=${encodeURIComponent(wellFormed(value))}`).join('&');
    const sent = method === 'GET' ? {} : { body: content, headers: { 'content-type': type } };
    return { address: `${filled}?${search}`, init: { method, as: who, ...sent } };
  });
}

/** What can be written in an address at all. */
function wellFormed(value: string): string {
  return Buffer.from(value).toString();
}

describe('the API, called as its description says and as it does not', () => {
  let city: SmallCity;
  let operations: Operation[];
  beforeAll(async () => {
    city = await SmallCity.start({ roles: ['collect', 'serve', 'schedule'] });
    operations = operationsOf((await city.call('/api/docs-json')).body as OpenAPIObject);
  });
  afterAll(() => city.remove());

  it('answers every call with what is right or what is wrong with it, never with a fault of its own', async () => {
    const faults: string[] = [];
    for (const operation of operations) {
      await fc.assert(
        fc.asyncProperty(callOf(operation), async ({ address, init }) => {
          const { status, text: answer } = await city.call(address, init);
          if (status >= 500)
            faults.push(`${init.method ?? ''} ${address.slice(0, 300)}: ${status} ${answer.slice(0, 200)}`);
        }),
        { numRuns: CALLS, verbose: true },
      );
    }
    expect(faults).toEqual([]);
    expect(operations.length).toBeGreaterThan(60);
    expect((await city.call('/health/ready')).status).toBe(200);
  });
});
