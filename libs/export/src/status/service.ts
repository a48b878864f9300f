import { type Language, type LocalizedText, midnightMs } from '#core';
import { type Markup, markup } from '../markup.js';
import { bars } from './bars.js';
import { dayText, durationText, momentText, percentText } from './clock-text.js';
import { type PublicDay, type PublicServiceStatus } from './status-report.js';
import { STATUS_WORDS } from './words.js';

/** What every part of a page is told in. */
export interface Telling {
  readonly language: Language;
  /** For `today` and `yesterday`. */
  readonly nowMs: number;
  readonly nameOf: (system: string) => LocalizedText | undefined;
}

/** A moment that machines can read, too. */
export function moment(iso: string, { language, nowMs }: Telling): Markup {
  return markup`<time datetime="${iso}">${momentText(iso, language, nowMs)}</time>`;
}

/** A sentence of the words with moments in it. */
export function sentence(say: (text: string) => string, iso: string, telling: Telling): Markup {
  const [before = '', after = ''] = say('\u0000').split('\u0000');
  return markup`${before}${moment(iso, telling)}${after}`;
}

/** The state in a word, with a mark whose shape tells it, too. */
export function stateMark({ state }: Pick<PublicServiceStatus, 'state'>, { language }: Telling): Markup {
  return markup`<span class="state ${state}"><svg class="mark" aria-hidden="true"><use href="#mark-${state}"/></svg>${STATUS_WORDS[language].states[state]}</span>`;
}

/** Where an e-service stands on the page. */
export function anchorOf(system: string): string {
  return `e-${system}`;
}

export function linksTo(systems: readonly string[], { language, nameOf }: Telling): Markup {
  return markup`${systems.map(
    (id, i) => markup`${i > 0 ? ', ' : null}<a href="#${anchorOf(id)}">${nameOf(id)?.[language] ?? id}</a>`,
  )}`;
}

function sinceLine(service: PublicServiceStatus, telling: Telling): Markup {
  const words = STATUS_WORDS[telling.language];
  const { state, since, until, behind } = service;
  if (since === null)
    return markup`${state === 'up' && service.availability !== null ? words.neverDown : null}`;
  const end = until === null ? null : markup`. ${sentence(words.until, until, telling)}`;
  const cause = behind.length === 0 ? null : markup`. ${words.behind('')}${linksTo(behind, telling)}`;
  return markup`${sentence(words.since[state], since, telling)}${end}${cause}.`;
}

function alternative(
  { state, alternative: text }: PublicServiceStatus,
  { language }: Telling,
): Markup | null {
  if (text === null) return null;
  const words = STATUS_WORDS[language];
  if (state === 'up' || state === 'unmeasured') {
    return markup`<details><summary>${words.worksInstead}</summary><p>${text[language]}</p></details>`;
  }
  return markup`<div class="instead"><h4>${words.instead}</h4><p>${text[language]}</p></div>`;
}

function isWorthTelling({ state }: PublicDay): boolean {
  return state === 'down' || state === 'disturbed' || state === 'maintenance';
}

function dayLine({ date, state, downMinutes }: PublicDay, language: Language): Markup {
  const words = STATUS_WORDS[language];
  const what = downMinutes > 0 ? words.wasDown(durationText(downMinutes, language)) : words.days[state];
  return markup`<li><time datetime="${date}">${dayText(midnightMs(date), language)}</time>: ${what}</li>`;
}

function history(
  { days, availability, measured }: PublicServiceStatus,
  { language }: Telling,
): Markup | null {
  const words = STATUS_WORDS[language];
  if (days.length === 0) return null;
  if (availability === null) return markup`<p class="soft">${words.noHistory}</p>`;
  const disturbed = days.filter(({ downMinutes }) => downMinutes > 0).length;
  const told = { days: days.length, availability: percentText(availability, language), disturbed };
  const share =
    measured !== null && measured < 0.95
      ? ` ${words.measuredShare(percentText(Math.floor(measured * 100), language))}`
      : '';
  const listed = days.filter(isWorthTelling).reverse();
  return markup`${bars(days, words.chart(days.length))}<p class="soft">${words.history(told)}${share}</p>${
    listed.length === 0
      ? null
      : markup`<details><summary>${words.dayList}</summary><ul>${listed.map((day) => dayLine(day, language))}</ul></details>`
  }`;
}

/** One e-service: its state in words, since when, what to do instead, and how it has been. */
export function serviceEntry(service: PublicServiceStatus, telling: Telling): Markup {
  const { id, name, state } = service;
  return markup`<li class="service ${state}" id="${anchorOf(id)}"><div class="now"><h3>${name[telling.language]}</h3>${stateMark(service, telling)}</div><p class="soft">${sinceLine(service, telling)}</p>${alternative(service, telling)}${history(service, telling)}</li>
`;
}
