import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type MeasureScore, Period, type Scorecard } from '#core';
import { parse } from 'csv-parse/sync';
import { parquetReadObjects } from 'hyparquet';
import { JsonLdParser } from 'jsonld-streaming-parser';
import JSONstat from 'jsonstat-toolkit';
import { Parser, type Quad, Store, Writer } from 'n3';
import { RdfXmlParser } from 'rdfxml-streaming-parser';
import Validator from 'rdf-validate-shacl';
import { parseAllDocuments } from 'yaml';
import { SmallCity } from './small-city.js';

// Only a guard against hanging: machines are slow when others use them too.
jest.setTimeout(240_000);

const DAY_MS = 86_400_000;
const OUR_SHAPES = resolve('test/fixtures/dcat/dcat-ap-se.ttl');
const EU_SHAPES = ['shapes.ttl', 'shapes_recommended.ttl'].map((name) =>
  resolve('../shared/data/dcat-ap', name),
);
const TRANSACTIONS = [
  'system;period;channel;started;completed',
  ...['2026-05', '2026-06', '2026-07', '2026-08', '2026-09'].flatMap((month, i) => [
    `tjanst-a;${month};web;${100 + i};${80 + i}`,
    `tjanst-a;${month};phone;20;20`,
    `tjanst-b;${month};web;10;5`,
  ]),
].join('\n');
/** Three answers of one unit are too few to be shown. */
const SURVEY = [
  'unit;wave;audience;question;scale_min;scale_max;invited;n_1;n_2;n_3;n_4;n_5',
  ...['a', 'b', 'c'].map(
    (unit) => `${unit};2026-Q3;employee;digital-skills;1;5;100;${unit === 'a' ? '1;0;1;1;0' : '4;6;9;8;3'}`,
  ),
].join('\n');

describe('open data', () => {
  let nowMs = Period.of('2026-Q3').endMs + 20 * DAY_MS;
  let city: SmallCity;
  beforeAll(async () => {
    city = await SmallCity.start({ nowMs: () => nowMs });
    expect((await city.upload('transactions', TRANSACTIONS)).status).toBe(201);
    expect((await city.upload('survey', SURVEY)).status).toBe(201);
  });
  afterAll(() => city.remove());

  const freeze = async (query: string): Promise<void> => {
    const frozen = await city.call(`/api/v1/periods/${query}`, { method: 'POST', as: 'followup' });
    expect(frozen.status).toBe(201);
  };
  const rowsOf = async (id: string): Promise<Record<string, string>[]> => {
    const { text, status } = await city.call(`/open-data/datasets/${id}/${id}.csv`);
    expect(status).toBe(200);
    return parse<Record<string, string>>(text, { columns: true });
  };
  const bytesOf = async (path: string): Promise<ArrayBuffer> =>
    (await fetch(`${city.address}${path}`)).arrayBuffer();
  const frozenMeasures = async (unit: string, period: string): Promise<readonly MeasureScore[]> => {
    const { body } = await city.call(`/api/v1/scorecards/unit/${unit}?period=${period}&edition=original`);
    return (body as Scorecard).perspectives.flatMap(({ measures }) => measures);
  };

  it('is empty and says so, before anything is frozen', async () => {
    const page = await city.call('/open-data', { headers: { 'accept-language': 'sv' } });
    expect(page.text).toContain('Ingen period är fastställd än');
    expect(page.headers.get('last-modified')).toBeNull();
    expect(await rowsOf('digital-take-up')).toEqual([]);
    const catalogue = await quadsOfXml((await city.call('/datasets/dcat')).text);
    expect(await faultsBy([OUR_SHAPES], catalogue)).toEqual([]);
  });

  it('has every frozen value of every unit as the API has it, in each of its forms', async () => {
    await freeze('2026-T2/freeze');
    await freeze('2026-Q3/freeze');
    let cells = 0;
    for (const id of city.perspektiv.catalogue.measures.keys()) {
      const rows = await rowsOf(id);
      const file = `/open-data/datasets/${id}/${id}`;
      const stat = JSONstat(JSON.parse((await city.call(`${file}.json`)).text));
      const parquet = await parquetReadObjects({ file: await bytesOf(`${file}.parquet`) });
      expect(parquet).toHaveLength(rows.length);
      for (const [i, row] of rows.entries()) {
        const { unit = '', period = '' } = row;
        const measure = (await frozenMeasures(unit, period)).find((each) => each.id === id);
        expect(row.value_kind).toBe(measure?.value.kind);
        expect(row.value).toBe(measure?.value.number === null ? '' : String(measure?.value.number));
        expect(row.status).toBe(measure?.status);
        expect(parquet[i]).toMatchObject({
          unit,
          period,
          value: measure?.value.number,
          target: measure?.target,
        });
        const at = { unit, period };
        expect(stat.Data({ ...at, contents: 'value' })).toMatchObject({ value: measure?.value.number });
        expect(stat.Data({ ...at, contents: 'target' })).toMatchObject({ value: measure?.target });
        cells++;
      }
    }
    expect(cells).toBeGreaterThan(100);
  });

  it('keeps suppressed what is', async () => {
    const rows = (await rowsOf('digital-skills')).filter(({ period }) => period === '2026-Q3');
    const hidden = rows.filter(({ value_kind: kind }) => kind === 'suppressed');
    expect(hidden.map(({ unit }) => unit)).toContain('a');
    for (const { value, numerator, denominator, n } of hidden)
      expect([value, numerator, denominator, n]).toEqual(['', '', '', '']);
    const { text } = await city.call('/open-data/datasets/digital-skills/digital-skills.json');
    const { status } = JSON.parse(text) as { status: Record<string, string> };
    expect(Object.values(status).filter((kind) => kind === 'suppressed')).toHaveLength(hidden.length);
  });

  it('is answered with the freeze as its date, and not again to those who have it', async () => {
    const path = '/open-data/datasets/digital-take-up/digital-take-up.csv';
    const first = await city.call(path);
    const [etag, modified] = [first.headers.get('etag') ?? '', first.headers.get('last-modified') ?? ''];
    expect(Date.parse(modified)).toBe(Math.floor(nowMs / 1_000) * 1_000);
    expect(first.headers.get('access-control-allow-origin')).toBe('*');
    expect((await city.call(path, { headers: { 'if-none-match': etag } })).status).toBe(304);
    expect((await city.call(path, { headers: { 'if-modified-since': modified } })).status).toBe(304);
    const old = { 'if-none-match': '"another"', 'if-modified-since': modified };
    expect((await city.call(path, { headers: old })).status).toBe(200);
    expect((await city.call(path, { method: 'HEAD' })).headers.get('etag')).toBe(etag);
    const swedish = await city.call(path, { headers: { accept: 'text/csv; dialect=swedish' } });
    expect(swedish.text.startsWith('period;period_type;')).toBe(true);
    for (const unknown of [
      '/open-data/datasets/nothing/nothing.csv',
      `${path}x`,
      '/open-data/fi',
      '/open-data/datasets/nothing',
    ]) {
      expect((await city.call(unknown)).status).toBe(404);
    }
  });

  it('describes the columns beside the CSV, with its checksum', async () => {
    const folder = '/open-data/datasets/digital-take-up';
    const { body } = await city.call(`${folder}/datapackage.json`);
    const [resource] = (
      body as {
        resources: { bytes: number; hash: string; path: string; schema: { fields: { name: string }[] } }[];
      }
    ).resources;
    const csv = Buffer.from(await bytesOf(`${folder}/${resource?.path ?? ''}`));
    expect(resource?.bytes).toBe(csv.length);
    expect(resource?.hash).toBe(`sha256:${createHash('sha256').update(csv).digest('hex')}`);
    expect(csv.toString().split('\r\n')[0]).toBe(resource?.schema.fields.map(({ name }) => name).join(','));
  });

  it('has a catalogue that keeps the shapes of DCAT-AP and of Sweden, the same in three forms', async () => {
    const xml = await city.call('/datasets/dcat');
    expect(xml.headers.get('content-type')).toMatch(/^application\/rdf\+xml/);
    const quads = await quadsOfXml(xml.text);
    expect(
      quads.some(({ subject, object }) => [subject, object].some(({ termType }) => termType === 'BlankNode')),
    ).toBe(false);
    const accepting = (accept: string) => city.call('/datasets/dcat', { headers: { accept } });
    expect(linesOf(new Parser().parse((await accepting('text/turtle')).text))).toEqual(linesOf(quads));
    expect(linesOf(await quadsOfJsonLd((await accepting('application/ld+json')).text))).toEqual(
      linesOf(quads),
    );
    expect((await city.call('/datasets/dcat.ttl')).text).toBe(
      (await accepting('text/turtle;q=0.9, text/html;q=1')).text,
    );
    expect(await faultsBy([OUR_SHAPES], quads)).toEqual([]);
    if (!EU_SHAPES.every(existsSync)) {
      process.stderr.write('left out: the shapes of DCAT-AP are not at ../shared/data/dcat-ap\n');
      return;
    }
    // Sweden writes the media type as a text, where the European shapes want an address: the portal harvests the Swedish way.
    const faults = await faultsBy(EU_SHAPES, quads);
    expect(faults.filter((fault) => !fault.startsWith('http://purl.org/dc/terms/format '))).toEqual([]);
  });

  it('lists files that are there, as large and with the checksum that it says', async () => {
    const quads = await quadsOfXml((await city.call('/datasets/dcat')).text);
    const store = new Store(quads);
    const dcat = 'http://www.w3.org/ns/dcat#';
    const files = store.getQuads(null, `${dcat}downloadURL`, null, null);
    expect(files).toHaveLength(3 * city.perspektiv.catalogue.measures.size);
    for (const { subject, object } of files.slice(0, 6)) {
      expect(object.value.startsWith(city.address)).toBe(true);
      const bytes = Buffer.from(await (await fetch(object.value)).arrayBuffer());
      expect(store.getObjects(subject, `${dcat}byteSize`, null)[0]?.value).toBe(String(bytes.length));
      const sum = store.getObjects(
        `${subject.value}#checksum`,
        'http://spdx.org/rdf/terms#checksumValue',
        null,
      );
      expect(sum[0]?.value).toBe(createHash('sha256').update(bytes).digest('hex'));
    }
  });

  it('tells the targets of availability of public e-services as OpenSLO', async () => {
    const { text } = await city.call('/open-data/openslo.yaml');
    const documents = parseAllDocuments(text).map(
      (document) => document.toJS() as { kind: string; spec: { objectives?: { target: number }[] } },
    );
    const targets = documents.flatMap(({ spec }) => spec.objectives ?? []).map(({ target }) => target);
    expect(targets.every((target) => target > 0 && target < 1)).toBe(true);
    expect(documents.filter(({ kind }) => kind === 'SLO')).toHaveLength(targets.length);
  });

  it('has the newest edition of a period, and the date of its freeze', async () => {
    const before = await bytesOf('/open-data/datasets/digital-take-up/digital-take-up.parquet');
    nowMs += DAY_MS;
    await city.upload(
      'transactions',
      TRANSACTIONS.replace('tjanst-b;2026-09;web;10;5', 'tjanst-b;2026-09;web;10;9'),
      { query: { restate: 'true' } },
    );
    await freeze('2026-Q3/freeze?restate=true&reason=Rättat');
    const rows = await rowsOf('digital-take-up');
    expect(new Set(rows.filter(({ period }) => period === '2026-Q3').map(({ edition }) => edition))).toEqual(
      new Set(['restated-2']),
    );
    expect(new Set(rows.filter(({ period }) => period === '2026-T2').map(({ edition }) => edition))).toEqual(
      new Set(['original']),
    );
    expect(
      Buffer.from(await bytesOf('/open-data/datasets/digital-take-up/digital-take-up.parquet')).equals(
        Buffer.from(before),
      ),
    ).toBe(false);
    const { headers } = await city.call('/open-data/datasets/digital-take-up/digital-take-up.csv');
    expect(Date.parse(headers.get('last-modified') ?? '')).toBe(Math.floor(nowMs / 1_000) * 1_000);
  });
});

function quadsBy(parser: RdfXmlParser | JsonLdParser, text: string): Promise<Quad[]> {
  return new Promise((settle, fail) => {
    const quads: Quad[] = [];
    parser.on('data', (quad: Quad) => quads.push(quad));
    parser.on('error', fail);
    parser.on('end', () => {
      settle(quads);
    });
    parser.write(text);
    parser.end();
  });
}

function quadsOfXml(text: string): Promise<Quad[]> {
  return quadsBy(new RdfXmlParser(), text);
}

function quadsOfJsonLd(text: string): Promise<Quad[]> {
  return quadsBy(new JsonLdParser(), text);
}

/** Without blank nodes, equal sets of triples are isomorphic graphs. */
function linesOf(quads: readonly Quad[]): string[] {
  const writer = new Writer({ format: 'N-Triples' });
  return [
    ...new Set(
      quads.map(({ subject, predicate, object }) => writer.quadToString(subject, predicate, object)),
    ),
  ].sort();
}

/** What breaks some shapes: `shape node value` of each. */
async function faultsBy(shapeFiles: readonly string[], quads: readonly Quad[]): Promise<string[]> {
  const shapes = new Store(shapeFiles.flatMap((path) => new Parser().parse(readFileSync(path, 'utf8'))));
  const report = await new Validator(shapes).validate(new Store([...quads]));
  return report.results.map(({ path, focusNode, value }) => {
    // What is missing has no value, whatever the types say.
    const terms: (typeof value | undefined)[] = [path, focusNode, value];
    return terms.map((term) => term?.value ?? '').join(' ');
  });
}
