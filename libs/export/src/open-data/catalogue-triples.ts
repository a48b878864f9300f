import { OPEN_LICENCES, type OpenData } from '#catalogue';
import { type LocalizedText } from '#core';
import {
  type OpenDataset,
  type Publication,
  datasetAddress,
  fileAddress,
  issuedAt,
  modifiedAt,
} from './open-dataset.js';
import { type FileFacts } from './data-package.js';
import { type Literal, PREFIXES, type Resource, type Triple } from './rdf.js';

const EU = 'http://publications.europa.eu/resource/authority';
const LANGUAGES = [`${EU}/language/SWE`, `${EU}/language/ENG`];
const MEDIA_TYPES = 'http://www.iana.org/assignments/media-types';

/** The forms that a data set has, by the endings of their files; `format` is what DCAT-AP-SE calls it. */
export const OPEN_FORMS = {
  csv: { format: 'text/csv', title: { sv: 'CSV-fil', en: 'CSV file' } },
  json: { format: 'application/json', title: { sv: 'JSON-stat 2.0', en: 'JSON-stat 2.0' } },
  parquet: { format: 'application/vnd.apache.parquet', title: { sv: 'Parquet-fil', en: 'Parquet file' } },
} as const;
export type OpenForm = keyof typeof OPEN_FORMS;

/** A data set with the facts of its files, and its stable id. */
export interface ListedDataset extends OpenDataset {
  readonly files: Readonly<Record<OpenForm, FileFacts>>;
  /** A UUID that does not follow from where it is reached. */
  readonly uuid: string;
}

/** What is said of one thing; `null` and empty lists are left out. */
type Properties = readonly (readonly [predicate: string, objects: Value | readonly Value[] | null])[];
type Value = Literal | Resource;

function triples(subject: string, type: string, properties: Properties): Triple[] {
  const typed: Properties = [['rdf:type', { iri: type }], ...properties];
  return typed.flatMap(([predicate, objects]) =>
    [objects ?? []].flat().map((object) => ({ subject, predicate, object })),
  );
}

function inBoth({ sv, en }: LocalizedText): Literal[] {
  return [
    { text: sv, language: 'sv' },
    { text: en, language: 'en' },
  ];
}

function iri(address: string): Resource {
  return { iri: new URL(address).href };
}

function dated(text: string | null): Literal | null {
  return text === null
    ? null
    : { text, datatype: `${PREFIXES.xsd}${text.length > 10 ? 'dateTime' : 'date'}` };
}

/** Names under the catalogue's own address, for what is described nowhere else. */
function here({ address }: Publication, name: string): string {
  return `${address}/datasets/dcat#${name}`;
}

function publisherIri({ settings }: Publication): string {
  return `http://dataportal.se/organisation/SE${settings.publisher.organisationNumber}`;
}

/**
 * The catalogue of open data as triples (DCAT-AP-SE 3.0.1): what the catalogue is, who publishes and who answers, each data
 * set with its files, and the API. No blank nodes, all addresses absolute, all texts in Swedish and English.
 */
export function catalogueTriples(publication: Publication, datasets: readonly ListedDataset[]): Triple[] {
  return [
    ...theCatalogue(publication, datasets),
    ...theAgents(publication),
    ...datasets.flatMap((dataset) => theDataset(publication, dataset)),
    ...theApi(publication, datasets),
  ];
}

/** What every thing that is published has. */
function published(publication: Publication): Properties {
  return [
    ['dcterms:publisher', { iri: publisherIri(publication) }],
    ['dcat:contactPoint', { iri: here(publication, 'contact') }],
  ];
}

function licence({ settings }: Publication): Resource {
  return { iri: OPEN_LICENCES[settings.licence] };
}

/** What the settings say of the catalogue, if anything. */
function textsOf({ title, description }: OpenData): Partial<Record<'title' | 'description', LocalizedText>> {
  return { ...(title ? { title } : {}), ...(description ? { description } : {}) };
}

function titleOf({ sv, en }: LocalizedText): LocalizedText {
  return { sv: `Uppföljning av it i ${sv}`, en: `Follow-up of IT in ${en}` };
}

function descriptionOf({ sv, en }: LocalizedText): LocalizedText {
  return {
    sv: `Fastställda mätetal om it i ${sv}, ur fem perspektiv: extern och intern nytta, mognad, kostnad och kvalitet.`,
    en: `Frozen measures of IT in ${en}, from five perspectives: external and internal benefit, maturity, cost and quality.`,
  };
}

function theCatalogue(publication: Publication, datasets: readonly ListedDataset[]): Triple[] {
  const { settings, address, city } = publication;
  const all = datasets.flatMap(({ values }) => values);
  const { title = titleOf(city), description = descriptionOf(city) } = textsOf(settings);
  return triples(here(publication, 'catalogue'), `${PREFIXES.dcat}Catalog`, [
    ['dcterms:title', inBoth(title)],
    ['dcterms:description', inBoth(description)],
    ['dcterms:publisher', { iri: publisherIri(publication) }],
    ['dcterms:license', licence(publication)],
    ['foaf:homepage', iri(`${address}/open-data`)],
    ['dcterms:language', LANGUAGES.map((language) => ({ iri: language }))],
    ['dcterms:spatial', iri(settings.place)],
    ['dcterms:issued', dated(issuedAt(all))],
    ['dcterms:modified', dated(modifiedAt(all))],
    ['dcat:themeTaxonomy', { iri: `${EU}/data-theme` }],
    ['dcat:dataset', datasets.map(({ definition }) => ({ iri: datasetAddress(publication, definition.id) }))],
    ['dcat:service', { iri: here(publication, 'api') }],
  ]);
}

function theAgents(publication: Publication): Triple[] {
  const { publisher, contact } = publication.settings;
  const { organisationNumber } = publisher;
  return [
    ...triples(publisherIri(publication), `${PREFIXES.foaf}Agent`, [
      ['foaf:name', inBoth(publisher.name)],
      ['dcterms:type', { iri: `http://purl.org/adms/publishertype/${publisher.type}` }],
      ['dcterms:identifier', { text: organisationNumber }],
      ['foaf:homepage', publisher.homepage === undefined ? null : iri(publisher.homepage)],
    ]),
    ...triples(here(publication, 'contact'), `${PREFIXES.vcard}Organization`, [
      ['vcard:fn', inBoth(contact.name)],
      ['vcard:hasEmail', iri(`mailto:${contact.mail}`)],
    ]),
  ];
}

function theDataset(publication: Publication, dataset: ListedDataset): Triple[] {
  const { definition, values, uuid, files } = dataset;
  const address = datasetAddress(publication, definition.id);
  const [first, last] = [values[0], values.at(-1)];
  const starts = values.map(({ period }) => period.firstDay).sort();
  const forms = values.length === 0 ? [] : (Object.keys(OPEN_FORMS) as OpenForm[]);
  return [
    ...triples(address, `${PREFIXES.dcat}Dataset`, [
      ['dcterms:title', inBoth(definition.name)],
      ['dcterms:description', inBoth(describe(dataset))],
      ...published(publication),
      ['dcterms:identifier', { text: uuid }],
      ['dcat:keyword', keywordsOf(dataset)],
      ['dcat:theme', ['GOVE', 'TECH'].map((theme) => ({ iri: `${EU}/data-theme/${theme}` }))],
      ['dcterms:accessRights', { iri: `${EU}/access-right/PUBLIC` }],
      ['dcterms:accrualPeriodicity', { iri: `${EU}/frequency/QUARTERLY` }],
      ['dcterms:language', { iri: `${EU}/language/SWE` }],
      ['dcterms:spatial', iri(publication.settings.place)],
      ['dcterms:temporal', first ? { iri: `${address}#temporal` } : null],
      ['dcterms:issued', dated(issuedAt(values))],
      ['dcterms:modified', dated(modifiedAt(values))],
      ['dcat:landingPage', iri(`${publication.address}/open-data#${definition.id}`)],
      ['dcat:distribution', forms.map((form) => ({ iri: fileAddress(publication, definition.id, form) }))],
    ]),
    ...(first && last
      ? triples(`${address}#temporal`, `${PREFIXES.dcterms}PeriodOfTime`, [
          ['dcat:startDate', dated(starts[0] ?? first.period.firstDay)],
          ['dcat:endDate', dated(last.period.lastDay)],
        ])
      : []),
    ...forms.flatMap((form) => theFile(publication, dataset, { form, facts: files[form] })),
  ];
}

function describe({ definition }: OpenDataset): LocalizedText {
  const { description, unitOfMeasure } = definition;
  return {
    sv: `${description.sv} Enhet: ${unitOfMeasure.sv}. Per nämnd och bolag, för varje fastställt kvartal, tertial och år. Värden som bygger på för få svar är skyddade.`,
    en: `${description.en} Unit: ${unitOfMeasure.en}. By committee and company, for each frozen quarter, tertial and year. Values that rest on too few answers are suppressed.`,
  };
}

function keywordsOf({ definition }: OpenDataset): Literal[] {
  return [
    ...inBoth(definition.name),
    ...inBoth({ sv: 'it', en: 'IT' }),
    ...inBoth({ sv: 'uppföljning', en: 'follow-up' }),
  ];
}

function theFile(
  publication: Publication,
  { definition, values }: ListedDataset,
  { form, facts }: { readonly form: OpenForm; readonly facts: FileFacts },
): Triple[] {
  const address = fileAddress(publication, definition.id, form);
  const { format, title } = OPEN_FORMS[form];
  return [
    ...triples(address, `${PREFIXES.dcat}Distribution`, [
      [
        'dcterms:title',
        inBoth({ sv: `${definition.name.sv}: ${title.sv}`, en: `${definition.name.en}: ${title.en}` }),
      ],
      ['dcterms:description', inBoth(FILE_DESCRIPTION)],
      ['dcat:accessURL', iri(address)],
      ['dcat:downloadURL', iri(address)],
      ['dcterms:format', { text: format }],
      ['dcat:mediaType', { iri: `${MEDIA_TYPES}/${format}` }],
      ['dcat:byteSize', { text: String(facts.bytes), datatype: `${PREFIXES.xsd}nonNegativeInteger` }],
      ['spdx:checksum', { iri: `${address}#checksum` }],
      ['dcterms:license', licence(publication)],
      ['dcterms:issued', dated(issuedAt(values))],
      ['dcterms:modified', dated(modifiedAt(values))],
      ['dcterms:language', { iri: `${EU}/language/SWE` }],
      ['dcatap:availability', { iri: `${EU}/planned-availability/STABLE` }],
    ]),
    ...triples(`${address}#checksum`, `${PREFIXES.spdx}Checksum`, [
      ['spdx:algorithm', { iri: `${PREFIXES.spdx}checksumAlgorithm_sha256` }],
      ['spdx:checksumValue', { text: facts.sha256, datatype: `${PREFIXES.xsd}hexBinary` }],
    ]),
  ];
}

const FILE_DESCRIPTION: LocalizedText = {
  sv: 'Hela historiken i en fil, på en adress som inte ändras.',
  en: 'The whole history in one file, at an address that does not change.',
};

function theApi(publication: Publication, datasets: readonly ListedDataset[]): Triple[] {
  const { address, city } = publication;
  return triples(here(publication, 'api'), `${PREFIXES.dcat}DataService`, [
    [
      'dcterms:title',
      inBoth({
        sv: `Api för uppföljning av it i ${city.sv}`,
        en: `API of the follow-up of IT in ${city.en}`,
      }),
    ],
    [
      'dcterms:description',
      inBoth({
        sv: 'Styrkort, mätetal och tillgänglighet över HTTP, som JSON.',
        en: 'Scorecards, measures and availability over HTTP, as JSON.',
      }),
    ],
    ...published(publication),
    ['dcat:endpointURL', iri(`${address}/api/v1`)],
    ['dcat:endpointDescription', iri(`${address}/api/docs`)],
    ['dcterms:format', { text: 'application/json' }],
    ['dcterms:conformsTo', iri('https://spec.openapis.org/oas/v3.1.0')],
    ['dcterms:license', licence(publication)],
    ['dcterms:accessRights', { iri: `${EU}/access-right/PUBLIC` }],
    ['dcat:keyword', inBoth({ sv: 'it', en: 'IT' })],
    ['dcat:theme', { iri: `${EU}/data-theme/GOVE` }],
    [
      'dcat:servesDataset',
      datasets.map(({ definition }) => ({ iri: datasetAddress(publication, definition.id) })),
    ],
  ]);
}
