import { type Language } from '#core';
import { OPEN_LICENCES } from '#catalogue';
import { type Markup, markup } from '../markup.js';
import { STATUS_STYLE } from '../status/page-style.js';
import { type ListedDataset, OPEN_FORMS, type OpenForm } from './catalogue-triples.js';
import { type Publication, fileAddress, modifiedAt } from './open-dataset.js';

const WORDS = {
  sv: {
    title: 'Öppna data',
    lead: (city: string) =>
      `Fastställda mätetal om it i ${city}. Varje mätetal är en datamängd med hela sin historik, på en adress som inte ändras.`,
    none: 'Ingen period är fastställd än: då finns inget att ladda ned.',
    modified: 'Fastställd senast',
    periods: (count: number) => `${count} perioder`,
    licence: 'Licens',
    publisher: 'Utgivare',
    contact: 'Frågor',
    catalogue: 'Katalogen som DCAT-AP-SE',
    targets: 'Mål för tillgänglighet som OpenSLO',
    package: 'kolumnerna beskrivna (datapackage.json)',
    suppressed: 'Värden som bygger på för få svar visas aldrig: de står som suppressed.',
    other: 'In English',
  },
  en: {
    title: 'Open data',
    lead: (city: string) =>
      `Frozen measures of IT in ${city}. Each measure is a data set with its whole history, at an address that does not change.`,
    none: 'No period is frozen yet, so there is nothing to download.',
    modified: 'Last frozen',
    periods: (count: number) => `${count} periods`,
    licence: 'Licence',
    publisher: 'Publisher',
    contact: 'Questions',
    catalogue: 'The catalogue as DCAT-AP-SE',
    targets: 'Targets of availability as OpenSLO',
    package: 'the columns described (datapackage.json)',
    suppressed: 'Values that rest on too few answers are never shown: they read suppressed.',
    other: 'På svenska',
  },
} as const;

/** The page of open data, readable without scripts. */
export function openDataPage(
  publication: Publication,
  datasets: readonly ListedDataset[],
  language: Language,
): string {
  const words = WORDS[language];
  const { settings, city } = publication;
  const other = language === 'sv' ? 'en' : 'sv';
  const isEmpty = datasets.every(({ values }) => values.length === 0);
  return markup`<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<title>${words.title} – ${city[language]}</title>
<link rel="alternate" type="application/rdf+xml" href="/datasets/dcat"/>
<style>${STATUS_STYLE}</style>
</head>
<body>
<header><p>${city[language]}</p><p><a href="/open-data/${other}" lang="${other}" hreflang="${other}">${words.other}</a></p></header>
<main>
<h1>${words.title}</h1>
<p>${words.lead(city[language])} ${words.suppressed}</p>
${isEmpty ? markup`<p><strong>${words.none}</strong></p>` : null}
<dl>
<dt>${words.publisher}</dt><dd>${settings.publisher.name[language]}</dd>
<dt>${words.licence}</dt><dd><a rel="license" href="${OPEN_LICENCES[settings.licence]}">${settings.licence === 'cc0' ? 'CC0 1.0' : 'CC BY 4.0'}</a></dd>
<dt>${words.contact}</dt><dd><a href="mailto:${settings.contact.mail}">${settings.contact.name[language]}</a></dd>
<dt>${words.catalogue}</dt><dd><a href="/datasets/dcat">RDF/XML</a>, <a href="/datasets/dcat.ttl">Turtle</a>, <a href="/datasets/dcat.jsonld">JSON-LD</a></dd>
<dt>${words.targets}</dt><dd><a href="/open-data/openslo.yaml">openslo.yaml</a></dd>
</dl>
${datasets.map((dataset) => section(dataset, language))}
</main>
</body>
</html>
`.toString();
}

function section({ definition, values, files }: ListedDataset, language: Language): Markup {
  const words = WORDS[language];
  const { id, name, description, unitOfMeasure } = definition;
  const periods = new Set(values.map(({ period }) => period.toString())).size;
  const modified = modifiedAt(values);
  const local = { address: '' };
  const links = (Object.keys(OPEN_FORMS) as OpenForm[]).map((form, i) => [
    i === 0 ? '' : ', ',
    markup`<a href="${fileAddress(local, id, form)}">${OPEN_FORMS[form].title[language]}</a> (${kilobytes(files[form].bytes)})`,
  ]);
  return markup`<section aria-labelledby="${id}">
<h2 id="${id}">${name[language]}</h2>
<p>${description[language]} (${unitOfMeasure[language]})</p>
<p>${modified === null ? null : `${words.modified} ${modified.slice(0, 10)}, ${words.periods(periods)}. `}${links}, <a href="/open-data/datasets/${id}/datapackage.json">${words.package}</a></p>
</section>
`;
}

function kilobytes(bytes: number): string {
  return `${Math.max(1, Math.round(bytes / 1_024))} KiB`;
}
