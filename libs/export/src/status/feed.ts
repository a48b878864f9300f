import { type Language, type LocalizedText, type StatusMessage, cityTime } from '#core';
import { type Markup, markup } from '../markup.js';
import { endText, momentText } from './clock-text.js';
import { writtenIn } from './notices.js';
import { STATUS_PATHS } from './page.js';
import { anchorOf } from './service.js';
import { type PublicMaintenance, type PublicOutage, type StatusReport } from './status-report.js';
import { STATUS_WORDS, type StatusWords } from './words.js';

/** How far back the feed reaches, and how much it holds at most. */
const FEED_MS = 30 * 86_400_000;
const MOST_ENTRIES = 100;

interface Entry {
  /** What stands in the entry's id before the city; the same for as long as the thing is the same. */
  readonly key: string;
  readonly title: string;
  readonly text: string;
  readonly published: string;
  readonly updated: string;
  /** Where it is on the page. */
  readonly fragment: string;
}

interface Told {
  readonly language: Language;
  readonly words: StatusWords;
  readonly nameOf: (system: string) => LocalizedText | undefined;
}

function outageEntry({ system, from, to }: PublicOutage, { language, words, nameOf }: Told): Entry {
  const name = nameOf(system)?.[language] ?? system;
  const span =
    to === null
      ? `${words.outage.open}. ${words.since.down(momentText(from, language))}.`
      : `${words.fromTo(momentText(from, language), endText({ from, to }, language))}.`;
  return {
    key: `outage:${system}:${Date.parse(from)}`,
    title: words.outage.title(name),
    text: span,
    published: from,
    updated: to ?? from,
    fragment: anchorOf(system),
  };
}

function maintenanceEntry({ system, announced, from, to }: PublicMaintenance, told: Told): Entry {
  const { language, words, nameOf } = told;
  return {
    key: `maintenance:${system}:${Date.parse(from)}`,
    title: `${words.maintenance}: ${nameOf(system)?.[language] ?? system}`,
    text: `${words.fromTo(momentText(from, language), endText({ from, to }, language))}.`,
    published: announced,
    updated: announced,
    fragment: anchorOf(system),
  };
}

function messageEntry({ id, title, text, at, updates, endedAt }: StatusMessage, told: Told): Entry {
  const { language, words } = told;
  const texts = [text, ...updates.map((update) => update.text)].map((each) => writtenIn(each, language).text);
  const end = endedAt === null ? [] : [`${words.ended(momentText(endedAt, language))}.`];
  return {
    key: `message:${id}`,
    title: writtenIn(title, language).text,
    text: [...texts, ...end].join('\n\n'),
    published: at,
    updated: endedAt ?? updates.at(-1)?.at ?? at,
    fragment: 'happening',
  };
}

/** What ids of a city's feed end with, so that a reader of two cities' feeds tells their entries apart. */
function placeOf({ city }: StatusReport): string {
  const name = city.sv.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
  return name.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
}

function xmlOf(entry: Entry, { page, place }: { page: string; place: string }): Markup {
  const { key, title, text, published, updated, fragment } = entry;
  return markup`<entry><id>urn:perspektiv:status:${key}:${place}</id><title>${title}</title><published>${published}</published><updated>${updated}</updated><link rel="alternate" type="text/html" href="${page}#${fragment}"/><content type="text">${text}</content></entry>
`;
}

/**
 * What has happened lately, as an Atom feed (RFC 4287): messages, outages and planned maintenance, newest first. Links are
 * relative to the feed's own address, which only the server in front knows; entries keep their id while they change.
 */
export function statusFeed(report: StatusReport, language: Language, nowMs: number): string {
  const words = STATUS_WORDS[language];
  const services = report.groups.flatMap((group) => group.services);
  const names = new Map(services.map(({ id, name }) => [id, name]));
  const told: Told = { language, words, nameOf: (system) => names.get(system) };
  const entries = [
    ...report.messages.map((each) => messageEntry(each, told)),
    ...report.outages.map((each) => outageEntry(each, told)),
    ...report.maintenance.map((each) => maintenanceEntry(each, told)),
  ]
    .filter(({ updated }) => nowMs - Date.parse(updated) <= FEED_MS)
    .sort((a, b) => Date.parse(b.updated) - Date.parse(a.updated))
    .slice(0, MOST_ENTRIES);
  const place = placeOf(report);
  const page = `/status/${STATUS_PATHS.page(language)}`;
  const feed = markup`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}"><id>urn:perspektiv:status:${language}:${place}</id><title>${words.title} – ${report.city[language]}</title><subtitle>${words.lead}</subtitle><updated>${entries[0]?.updated ?? report.measuredAt ?? cityTime(0)}</updated><author><name>${report.city[language]}</name></author><link rel="self" type="application/atom+xml" href="/status/${STATUS_PATHS.feed(language)}"/><link rel="alternate" type="text/html" hreflang="${language}" href="${page}"/>
${entries.map((entry) => xmlOf(entry, { page, place }))}</feed>
`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${feed.toString()}`;
}
