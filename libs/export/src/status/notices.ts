import { type Language, type StatusMessage, type WrittenText } from '#core';
import { type Markup, markup } from '../markup.js';
import { endText } from './clock-text.js';
import { type Telling, linksTo, moment, sentence, stateMark } from './service.js';
import { type PublicMaintenance, type PublicServiceStatus } from './status-report.js';
import { STATUS_WORDS } from './words.js';

/** A written text in the reader's language, or in Swedish, and marked as such. */
export function writtenIn(text: WrittenText, language: Language): { text: string; language: Language } {
  return language === 'en' && text.en !== null
    ? { text: text.en, language }
    : { text: text.sv, language: 'sv' };
}

function paragraph(text: WrittenText, { language }: Telling): Markup {
  const written = writtenIn(text, language);
  const foreign = written.language === language ? null : markup` lang="${written.language}"`;
  return markup`<p${foreign}>${written.text}</p>`;
}

function message({ title, text, systems, at, updates, endedAt }: StatusMessage, telling: Telling): Markup {
  const words = STATUS_WORDS[telling.language];
  const heading = writtenIn(title, telling.language);
  const foreign = heading.language === telling.language ? null : markup` lang="${heading.language}"`;
  const concerned =
    systems.length === 0
      ? null
      : markup`<p class="soft">${words.concerns('')}${linksTo(systems, telling)}</p>`;
  return markup`<article class="message${endedAt === null ? null : ' ended'}"><h3${foreign}>${heading.text}</h3>${
    endedAt === null ? null : markup`<p><strong>${sentence(words.ended, endedAt, telling)}</strong></p>`
  }${[...updates]
    .reverse()
    .map(
      (update) =>
        markup`<p class="soft">${sentence(words.updated, update.at, telling)}</p>${paragraph(update.text, telling)}`,
    )}<p class="soft">${sentence(words.published, at, telling)}</p>${paragraph(text, telling)}${concerned}</article>
`;
}

/** What operations have published. */
export function messageSection(messages: readonly StatusMessage[], telling: Telling): Markup | null {
  if (messages.length === 0) return null;
  return markup`<section aria-labelledby="happening"><h2 id="happening">${STATUS_WORDS[telling.language].happening}</h2>
${messages.map((each) => message(each, telling))}</section>
`;
}

/** What does not work, first on the page, each with a link to where the rest of it stands. */
export function troubledSection(troubled: readonly PublicServiceStatus[], telling: Telling): Markup | null {
  if (troubled.length === 0) return null;
  const words = STATUS_WORDS[telling.language];
  return markup`<section aria-labelledby="troubled"><h2 id="troubled">${words.troubled}</h2><ul class="plain">${troubled.map(
    (service) =>
      markup`<li>${linksTo([service.id], telling)} ${stateMark(service, telling)}${
        service.since === null
          ? null
          : markup` <span class="soft">${sentence(words.since[service.state], service.since, telling)}</span>`
      }</li>`,
  )}</ul></section>
`;
}

/** Announced work. */
export function maintenanceSection(planned: readonly PublicMaintenance[], telling: Telling): Markup | null {
  if (planned.length === 0) return null;
  const words = STATUS_WORDS[telling.language];
  return markup`<section aria-labelledby="maintenance"><h2 id="maintenance">${words.maintenance}</h2><ul class="plain">${planned.map(
    ({ system, from, to }) => {
      const [start = '', middle = '', after = ''] = words.fromTo('\u0000', '\u0000').split('\u0000');
      const { language, nowMs } = telling;
      const end = markup`<time datetime="${to}">${endText({ from, to }, language, nowMs)}</time>`;
      return markup`<li>${linksTo([system], telling)}<br/><span class="soft">${start}${moment(from, telling)}${middle}${end}${after}</span></li>`;
    },
  )}</ul></section>
`;
}
