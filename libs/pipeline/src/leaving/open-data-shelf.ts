import { createHash } from 'node:crypto';
import { type MeasureDefinition, type OpenData, measureNamed, measuresInForce } from '#catalogue';
import { type EditionSummary, Period, Remembered, cityDate } from '#core';
import {
  type ListedDataset,
  type OpenDataset,
  type OpenValue,
  type Publication,
  catalogueTriples,
  csvFile,
  dataPackage,
  jsonLd,
  jsonStat,
  modifiedAt,
  openDataPage,
  openSlo,
  openTable,
  rdfXml,
  turtle,
} from '#export';
import { parquetFile } from '#store';
import { type EditionCycle } from '../closing/edition-cycle.js';
import { type EditionIndex } from '../scoring/edition-index.js';
import { type Edition, type Stage } from '../stage.js';

/** A document that everybody may have. */
export interface OpenDocument {
  readonly mediaType: string;
  readonly bytes: Buffer;
  /** SHA-256 of the bytes, hexadecimal. */
  readonly sha256: string;
  /** The newest freeze that is in it, ISO 8601 with offset; `null` when nothing is. */
  readonly modifiedAt: string | null;
}

/** What open data is made from. */
interface ShelfStage extends Pick<Stage, 'catalogue' | 'config' | 'failures'> {
  readonly edition: EditionCycle;
  readonly editions: EditionIndex;
}

type Documents = ReadonlyMap<string, OpenDocument>;

/** Addresses that documents are held for: one, unless a city is reached in several ways. */
const HELD = 3;
/** Namespace of data sets' ids (RFC 9562, section 5.5): they must be the same wherever the city is reached. */
const NAMESPACE = '6ba7b811-9dad-11d1-80b4-00c04fd430c8';
const HTML = 'text/html; charset=utf-8';
const JSON_TYPE = 'application/json; charset=utf-8';

/** Open data: every document is made from frozen editions, once, until another period is frozen. */
export class OpenDataShelf {
  private readonly held = new Remembered<Documents>(HELD);
  /** What each edition holds of public measures: an edition never changes. */
  private readonly valuesOf = new Map<number, ReadonlyMap<string, readonly OpenValue[]>>();

  /** Measures that the catalogue no longer has, as the last edition that was read defines them. */
  private readonly gone = new Map<string, MeasureDefinition>();

  constructor(private readonly stage: ShelfStage) {
    // Names and addresses may be others now.
    stage.config.whenTaken(() => {
      for (const kept of [this.held, this.valuesOf, this.gone]) kept.clear();
    });
  }

  /** A document by its path (`sv`, `dcat.rdf`, `datasets/availability/availability.csv`); `null` when there is none. */
  async document(path: string, address: string, nowMs: number): Promise<OpenDocument | null> {
    const { openData } = this.stage.catalogue;
    if (!openData) return null;
    const last = (await this.stage.editions.all()).at(-1)?.sequence ?? 0;
    const revision = `${last} ${cityDate(nowMs)}`;
    const documents = await this.held.answer(address, revision, () => this.make(openData, address, nowMs));
    return documents.get(path) ?? null;
  }

  private async make(settings: OpenData, address: string, nowMs: number): Promise<Documents> {
    const { catalogue } = this.stage;
    const publication: Publication = { settings, address, city: catalogue.name };
    const documents = new Map<string, OpenDocument>();
    const listed: ListedDataset[] = [];
    for (const dataset of await this.datasets(settings, nowMs)) {
      const { files, ...more } = await filesOf(dataset, publication);
      for (const [name, document] of Object.entries({ ...files, ...more })) {
        documents.set(`datasets/${dataset.definition.id}/${nameOf(dataset, name)}`, document);
      }
      const { csv, json, parquet } = files;
      const facts = { csv: factsOf(csv), json: factsOf(json), parquet: factsOf(parquet) };
      listed.push({ ...dataset, files: facts, uuid: uuidOf(dataset.definition.id) });
    }
    const modified = modifiedAt(listed.flatMap(({ values }) => values));
    const triples = catalogueTriples(publication, listed);
    const slo = openSlo(catalogue, Period.at('month', nowMs));
    const texts: [path: string, mediaType: string, text: string][] = [
      ['sv', HTML, openDataPage(publication, listed, 'sv')],
      ['en', HTML, openDataPage(publication, listed, 'en')],
      ['dcat.rdf', 'application/rdf+xml; charset=utf-8', rdfXml(triples)],
      ['dcat.ttl', 'text/turtle; charset=utf-8', turtle(triples)],
      ['dcat.jsonld', 'application/ld+json; charset=utf-8', jsonLd(triples)],
    ];
    for (const [path, mediaType, text] of texts) documents.set(path, documentOf(mediaType, text, modified));
    documents.set('openslo.yaml', documentOf('application/yaml; charset=utf-8', slo, null));
    return documents;
  }

  /** The public measures in catalogue order, then those that only editions still have. */
  private async datasets({ measures }: OpenData, nowMs: number): Promise<OpenDataset[]> {
    const { catalogue } = this.stage;
    const values = new Map<string, OpenValue[]>();
    const definitions = new Map<string, MeasureDefinition>();
    for (const definition of measuresInForce(catalogue, cityDate(nowMs))) {
      definitions.set(definition.id, definition);
    }
    for (const summary of await this.newestOfEach()) {
      const edition = this.valuesOf.has(summary.sequence) ? null : await this.content(summary, nowMs);
      if (edition) this.valuesOf.set(summary.sequence, this.publicValues(edition));
      for (const definition of edition?.definitions ?? []) {
        if (!measureNamed(catalogue, definition.id)) this.gone.set(definition.id, definition);
      }
      for (const [id, some] of this.valuesOf.get(summary.sequence) ?? []) {
        values.set(id, [...(values.get(id) ?? []), ...some]);
      }
    }
    for (const [id, definition] of this.gone) definitions.set(id, definition);
    return [...definitions.values()]
      .filter(({ id }) => measures?.includes(id) ?? true)
      .map((definition) => ({ definition, values: values.get(definition.id) ?? [] }));
  }

  /** The newest edition of every frozen period, by the period's end. */
  private async newestOfEach(): Promise<EditionSummary[]> {
    const newest = new Map<string, EditionSummary>();
    for (const summary of await this.stage.editions.all()) newest.set(summary.period, summary);
    return [...newest.values()].sort((a, b) => {
      const [one, other] = [Period.of(a.period), Period.of(b.period)];
      return one.endMs - other.endMs || other.startMs - one.startMs;
    });
  }

  /** An edition whose content is damaged is told of and left out: the others are published. */
  private async content({ period, name, sequence }: EditionSummary, nowMs: number): Promise<Edition | null> {
    const content = await this.stage.edition.edition(Period.of(period), name);
    const subject = `stage:open-data-${sequence}`;
    if (content) this.stage.failures.well(subject);
    else this.stage.failures.failed(subject, new Error(`The edition ${name} of ${period} is gone`), nowMs);
    return content;
  }

  private publicValues(edition: Edition): Map<string, OpenValue[]> {
    const period = Period.of(edition.period);
    const byMeasure = new Map<string, OpenValue[]>();
    for (const { subject, perspectives, edition: name } of edition.scorecards) {
      if (subject.kind !== 'unit') continue;
      for (const measure of perspectives.flatMap(({ measures }) => measures)) {
        const id = this.idNow(measure.id);
        const unit = { id: subject.id, name: subject.name };
        const values = byMeasure.get(id) ?? [];
        values.push({ period, unit, measure, edition: name, frozenAt: edition.frozenAt });
        byMeasure.set(id, values);
      }
    }
    return byMeasure;
  }

  /** What a measure is called now: its data set keeps its history, and its address follows its name. */
  private idNow(id: string): string {
    return measureNamed(this.stage.catalogue, id)?.id ?? id;
  }
}

type Files = Readonly<Record<'csv' | 'json' | 'parquet', OpenDocument>>;

async function filesOf(
  dataset: OpenDataset,
  publication: Publication,
): Promise<{ files: Files; swedish: OpenDocument; package: OpenDocument }> {
  const table = openTable(dataset);
  const modified = modifiedAt(dataset.values);
  const csv = documentOf('text/csv; charset=utf-8', csvFile(table, 'rfc4180'), modified);
  const parquet = await parquetFile(table.columns, table.rows);
  return {
    files: {
      csv,
      json: documentOf(JSON_TYPE, jsonStat(dataset, publication), modified),
      parquet: documentOf('application/vnd.apache.parquet', parquet, modified),
    },
    swedish: documentOf('text/csv; charset=utf-8', csvFile(table, 'swedish'), modified),
    package: documentOf(JSON_TYPE, dataPackage(dataset, publication, factsOf(csv)), modified),
  };
}

function nameOf({ definition: { id } }: OpenDataset, form: string): string {
  if (form === 'package') return 'datapackage.json';
  return form === 'swedish' ? `${id}.csv;dialect=swedish` : `${id}.${form}`;
}

function documentOf(mediaType: string, content: string | Uint8Array, modified: string | null): OpenDocument {
  const bytes = Buffer.from(content);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { mediaType, bytes, sha256, modifiedAt: modified };
}

function factsOf({ bytes, sha256 }: OpenDocument): { bytes: number; sha256: string } {
  return { bytes: bytes.length, sha256 };
}

/** A UUID of a name (version 5). */
function uuidOf(id: string): string {
  const space = Buffer.from(NAMESPACE.replaceAll('-', ''), 'hex');
  const hash = createHash('sha1').update(space).update(`urn:perspektiv:open-data:${id}`).digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  return hash.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
