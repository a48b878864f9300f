import { type LocalizedText } from '#core';
import {
  type Instrument,
  type InstrumentQuestion,
  type InstrumentVersion,
  type SurveyText,
  type SurveyWord,
  type SurveyWords,
} from '#catalogue';
import { type Markup, type Piece, markup } from '../markup.js';
import { SURVEY_STYLE } from './survey-style.js';

/** How pages of surveys speak: a language, its direction and words, and which others there are. */
export interface SurveyVoice {
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly words: SurveyWords;
  /** Every language of the survey, with the address of the same page in it. */
  readonly languages: readonly { readonly id: string; readonly name: string; readonly href: string }[];
  readonly city: LocalizedText;
}

/** Why a form must be looked at again: what is said, and of which question when it is about one. */
export interface SurveyPageFault {
  readonly word: SurveyWord;
  /** `plats`, `tal`, or a question. */
  readonly field: string | null;
}

/** A survey as it is drawn for one person. */
export interface SurveyPage {
  readonly instrument: Instrument;
  readonly version: InstrumentVersion;
  /** Address that the form is sent to. */
  readonly action: string;
  /** What can be chosen; where it is given, that alone. */
  readonly places: readonly { readonly id: string; readonly name: LocalizedText }[];
  readonly place: string | null;
  readonly isPlaceGiven: boolean;
  readonly answers: Readonly<Record<string, number>>;
  readonly faults: readonly SurveyPageFault[];
  /** Names of the fields besides `q.<question>`. */
  readonly fields: {
    readonly place: string;
    readonly token: string;
    readonly number: string;
    readonly trap: string;
  };
  readonly token: string;
  /** 1–10: to be written in digits; `null`: nothing is. */
  readonly number: number | null;
}

/** What a page says in place of a form. */
export type SurveyNotice =
  'thanks' | 'closed' | 'unknownLink' | 'used' | 'tooMany' | 'notStored' | 'needsLink';

/** A text in the language of the page; Swedish where it has none, and then says so to screen readers. */
function said(text: LocalizedText & Readonly<Record<string, string>>, language: string): Piece {
  const own = text[language];
  return own ?? markup`<span lang="sv" dir="ltr">${text.sv}</span>`;
}

function frame(
  title: string,
  content: Markup,
  { language, direction, words, languages, city }: SurveyVoice,
): string {
  const others = languages.filter(({ id }) => id !== language);
  const name = language === 'en' ? city.en : city.sv;
  const nav =
    others.length === 0
      ? null
      : markup`<nav aria-label="${words.languages}"><ul>${others.map(
          ({ id, name: called, href }) =>
            markup`<li><a href="${href}" lang="${id}" hreflang="${id}">${called}</a></li>`,
        )}</ul></nav>`;
  const page = markup`<html lang="${language}" dir="${direction}"><head><meta charset="utf-8"/><meta name="viewport" content="width=device-width, initial-scale=1"/><meta name="robots" content="noindex"/><meta name="color-scheme" content="light dark"/><title>${title} – ${name}</title><link rel="icon" href="/perspektiv.svg" type="image/svg+xml"/><style>${SURVEY_STYLE}</style></head>
<body><a class="skip" href="#content">${words.skip}</a>
<header><p class="city">${name}</p>${nav}</header>
<main id="content" tabindex="-1">${content}</main>
</body></html>
`;
  return `<!doctype html>\n${page.toString()}`;
}

function alternative(
  { question, labels, scale }: InstrumentQuestion,
  value: number,
  { chosen, language }: { chosen: number | undefined; language: string },
): Markup {
  const label = labels[value];
  const isList = Object.keys(labels).length === scale.max - scale.min + 1;
  const text = isList && label ? said(label, language) : value;
  const checked = chosen === value ? markup` checked="checked"` : null;
  return markup`<label><input type="radio" name="q.${question}" value="${value}"${checked}/> <span>${text}</span></label>`;
}

function fieldset(asked: InstrumentQuestion, place: number, { page, voice }: Drawing): Markup {
  const { question, scale, labels, text } = asked;
  const { words, language } = voice;
  const fault = page.faults.find(({ field }) => field === question);
  const isList = Object.keys(labels).length === scale.max - scale.min + 1;
  const [low, high] = [labels[scale.min], labels[scale.max]];
  const values = Array.from({ length: scale.max - scale.min + 1 }, (_, i) => scale.min + i);
  const chosen = page.answers[question];
  const described = [isList ? null : `ends${place}`, fault ? `fault${place}` : null].filter(
    (id) => id !== null,
  );
  const describedBy = described.length === 0 ? null : markup` aria-describedby="${described.join(' ')}"`;
  const ends =
    isList || !low || !high
      ? null
      : markup`<p class="ends" id="ends${place}"><span>${scale.min} = ${said(low, language)}</span> <span>${scale.max} = ${said(high, language)}</span></p>`;
  return markup`<fieldset id="q${place}"${describedBy}><legend>${said(text, language)}</legend><div>${
    fault ? markup`<p class="wrong" id="fault${place}">${words[fault.word]}</p>` : null
  }${ends}<div class="scale ${isList ? 'list' : values.length > 5 ? 'ten' : ''}">${values.map((value) =>
    alternative(asked, value, { chosen, language }),
  )}</div><label class="none"><input type="radio" name="q.${question}" value=""/> <span>${words.noAnswer}</span></label></div></fieldset>
`;
}

interface Drawing {
  readonly page: SurveyPage;
  readonly voice: SurveyVoice;
}

function placeField({ page, voice: { language, words } }: Drawing): Markup {
  const { places, place, fields, faults, isPlaceGiven, instrument } = page;
  const given = places.find(({ id }) => id === place);
  if (isPlaceGiven) {
    return given
      ? markup`<p class="about">${said(given.name, language)}</p><input type="hidden" name="${fields.place}" value="${given.id}"/>`
      : markup``;
  }
  const fault = faults.find(({ field }) => field === fields.place);
  const describedBy = fault ? markup` aria-describedby="place-fault" aria-invalid="true"` : null;
  const label = instrument.about === 'unit' ? words.aboutUnit : words.aboutSystem;
  return markup`<div class="field card"><label for="place">${label}</label>${
    fault ? markup`<p class="wrong" id="place-fault">${words[fault.word]}</p>` : null
  }<select id="place" name="${fields.place}" required="required"${describedBy}><option value="">${words.choose}</option>${places.map(
    ({ id, name }) =>
      markup`<option value="${id}"${id === place ? markup` selected="selected"` : null}>${language === 'en' ? name.en : name.sv}</option>`,
  )}</select></div>`;
}

function numberField({ page: { number, fields }, voice: { words } }: Drawing): Markup {
  if (number === null) return markup``;
  const word = words.numbers.split(',')[number - 1]?.trim() ?? String(number);
  return markup`<div class="field card"><label for="number">${words.human.replace('{number}', word)}</label><p class="soft" id="number-help">${words.humanHelp}</p><input id="number" type="text" name="${fields.number}" inputmode="numeric" autocomplete="off" required="required" aria-describedby="number-help"/></div>`;
}

/** Where a fault is mended; `null` where it is about all of the form. */
function targetOf({ field }: SurveyPageFault, { page }: Drawing): string | null {
  if (field === page.fields.place) return 'place';
  if (field === page.fields.number) return 'number';
  const place = page.version.questions.findIndex(({ question }) => question === field);
  return place < 0 ? null : `q${place}`;
}

function faultSummary(drawing: Drawing): Markup | null {
  const { page, voice } = drawing;
  if (page.faults.length === 0) return null;
  const { words } = voice;
  const onlyConfirms = page.faults.every(({ word }) => word === 'confirm' || word === 'tooOld');
  const items = page.faults.map((fault) => {
    const target = targetOf(fault, drawing);
    const word = page.number === null || fault.word !== 'human' ? words[fault.word] : words.humanHelp;
    return markup`<li>${target === null ? word : markup`<a href="#${target}">${word}</a>`}</li>`;
  });
  const heading = onlyConfirms ? null : markup`<h2>${words.mend}</h2>`;
  return markup`<div class="card ${onlyConfirms ? '' : 'wrong'}" role="alert" tabindex="-1" autofocus="autofocus">${heading}<ul>${items}</ul></div>`;
}

/** The page of a survey: a plain form, whole without scripts, well-formed as XML. */
export function surveyPage(page: SurveyPage, voice: SurveyVoice): string {
  const { language, words } = voice;
  const { version, fields } = page;
  const drawing = { page, voice };
  const title: SurveyText = version.title;
  const content = markup`<h1>${said(title, language)}</h1>${faultSummary(drawing)}<p>${said(version.lead, language)}</p><p class="soft">${words.privacy}</p>
<form method="post" action="${page.action}" accept-charset="utf-8">
${placeField(drawing)}${version.questions.map((question, place) => fieldset(question, place, drawing))}<div class="trap" aria-hidden="true"><label>${words.leaveEmpty} <input type="text" name="${fields.trap}" tabindex="-1" autocomplete="off"/></label></div>${numberField(drawing)}<input type="hidden" name="${fields.token}" value="${page.token}"/>
<p><button type="submit">${words.send}</button></p></form>
`;
  const isWrong = page.faults.length > 0;
  return frame(`${isWrong ? `${words.mend}: ` : ''}${title[language] ?? title.sv}`, content, voice);
}

/** What is said in place of the form. */
export function surveyNotice(notice: SurveyNotice, voice: SurveyVoice): string {
  const { words } = voice;
  return frame(words[notice], markup`<h1>${words[notice]}</h1><p>${words[`${notice}Text`]}</p>`, voice);
}
