import { type Language } from '#core';
import { type Markup, markup } from '../markup.js';
import { bar } from './bars.js';
import { marks } from './marks.js';
import { maintenanceSection, messageSection, troubledSection } from './notices.js';
import { STATUS_STYLE } from './page-style.js';
import { type Telling, sentence, serviceEntry } from './service.js';
import {
  DAY_STATES,
  type PublicGroupStatus,
  type PublicServiceStatus,
  type StatusReport,
} from './status-report.js';
import { STATUS_WORDS } from './words.js';

/** Addresses of the status page and what belongs to it, below `/status`. */
export const STATUS_PATHS = {
  page: (language: Language): string => language,
  feed: (language: Language): string => `${language}/feed.atom`,
  badge: (language: Language, system?: string): string =>
    system === undefined ? `${language}/badge.svg` : `${language}/badges/${system}.svg`,
} as const;

function isTroubled({ state }: PublicServiceStatus): boolean {
  return state === 'down' || state === 'degraded';
}

/** How many of some services have trouble, and of how many nothing is known. */
export function countStates(services: readonly PublicServiceStatus[]): {
  troubled: number;
  unknown: number;
  all: number;
} {
  const measured = services.filter(({ state }) => state !== 'unmeasured');
  return {
    troubled: measured.filter(isTroubled).length,
    unknown: measured.filter(({ state }) => state === 'unknown').length,
    all: measured.length,
  };
}

/** How all of them are, in one word: nothing is known when it is known of none. */
export function overallState(
  { current }: StatusReport,
  { troubled, unknown, all }: ReturnType<typeof countStates>,
): 'up' | 'down' | 'unknown' {
  if (!current || unknown === all) return 'unknown';
  return troubled > 0 ? 'down' : 'up';
}

function groupId({ id }: PublicGroupStatus): string {
  return `g-${id ?? 'all'}`;
}

function contents(groups: readonly PublicGroupStatus[], { language }: Telling): Markup | null {
  if (groups.length < 2) return null;
  const words = STATUS_WORDS[language];
  return markup`<nav aria-labelledby="contents"><h2 id="contents">${words.contents}</h2><ul>${groups.map(
    (group) =>
      markup`<li><a href="#${groupId(group)}">${group.name?.[language] ?? words.allServices}</a> <span class="soft">${words.countIn(countStates(group.services))}</span></li>`,
  )}</ul></nav>
`;
}

function groupSection(group: PublicGroupStatus, telling: Telling): Markup {
  const name = group.name?.[telling.language] ?? STATUS_WORDS[telling.language].allServices;
  return markup`<section class="group" aria-labelledby="${groupId(group)}"><h2 id="${groupId(group)}">${name}</h2>
<ul class="services">
${group.services.map((service) => serviceEntry(service, telling))}</ul></section>
`;
}

function summary(report: StatusReport, services: readonly PublicServiceStatus[], telling: Telling): Markup {
  const words = STATUS_WORDS[telling.language];
  const seen = countStates(services);
  const counts = report.current ? seen : { ...seen, unknown: seen.all };
  const mood = overallState(report, counts);
  const measured =
    report.measuredAt === null ? words.neverMeasured : sentence(words.measuredAt, report.measuredAt, telling);
  const isStale = !report.current && report.measuredAt !== null;
  const headline = isStale ? words.staleOverall : words.overall(counts);
  return markup`<div class="summary ${mood}"><p class="overall"><svg class="mark" aria-hidden="true"><use href="#mark-${mood}"/></svg>${headline}</p>${
    report.current ? null : markup`<p>${words.stale}</p>`
  }<p class="soft">${measured} <a href="/status/${STATUS_PATHS.page(telling.language)}">${words.reload}</a></p></div>
`;
}

function legend({ language }: Telling): Markup {
  const words = STATUS_WORDS[language];
  return markup`<section class="legend" aria-labelledby="legend"><h2 id="legend">${words.legend}</h2><ul class="plain">${DAY_STATES.map(
    (state) => markup`<li>${bar(state)} ${words.days[state]}</li>`,
  )}</ul></section>
`;
}

/** The public status page: whole, without scripts, well-formed as XML. `nowMs` is for `today` and `yesterday` only. */
export function statusPage(report: StatusReport, language: Language, nowMs: number): string {
  const words = STATUS_WORDS[language];
  const services = report.groups.flatMap((group) => group.services);
  const names = new Map(services.map(({ id, name }) => [id, name]));
  const telling: Telling = { language, nowMs, nameOf: (system) => names.get(system) };
  const { other } = words;
  const feed = `/status/${STATUS_PATHS.feed(language)}`;
  const page = markup`<html lang="${language}"><head><meta charset="utf-8"/><meta name="viewport" content="width=device-width, initial-scale=1"/><meta name="color-scheme" content="light dark"/><title>${words.title} – ${report.city[language]}</title><meta name="description" content="${words.lead}"/><link rel="icon" href="/perspektiv.svg" type="image/svg+xml"/><link rel="alternate" hreflang="${other.language}" href="/status/${STATUS_PATHS.page(other.language)}"/><link rel="alternate" type="application/atom+xml" title="${words.title} – ${report.city[language]}" href="${feed}"/><style>${STATUS_STYLE}</style></head>
<body><a class="skip" href="#content">${words.skip}</a>${marks()}
<header><p class="city">${report.city[language]}</p><a href="/status/${STATUS_PATHS.page(other.language)}" lang="${other.language}" hreflang="${other.language}">${other.name}</a></header>
<main id="content" tabindex="-1"><h1>${words.title}</h1><p class="lead">${words.lead}</p>
${summary(report, services, telling)}${messageSection(report.messages, telling)}${
    report.current ? troubledSection(services.filter(isTroubled), telling) : null
  }${maintenanceSection(report.maintenance, telling)}${contents(report.groups, telling)}${report.groups.map(
    (group) => groupSection(group, telling),
  )}${legend(telling)}</main>
<footer><p>${words.about}</p><p><a href="${feed}">${words.feed}</a> <a href="/status.json">${words.asJson}</a></p></footer>
</body></html>
`;
  return `<!doctype html>\n${page.toString()}`;
}
