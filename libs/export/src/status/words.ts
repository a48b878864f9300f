import { type Language } from '#core';
import { type DayState, type PublicState } from './status-report.js';

/** What the status page says in one language, besides the names that the catalogue brings. */
export interface StatusWords {
  readonly title: string;
  readonly lead: string;
  readonly skip: string;
  readonly states: Readonly<Record<PublicState, string>>;
  readonly days: Readonly<Record<DayState, string>>;
  /** How many of all do not work as they should, or of how many that is not known. */
  readonly overall: (counts: { troubled: number; unknown: number; all: number }) => string;
  readonly measuredAt: (moment: string) => string;
  readonly neverMeasured: string;
  /** When nothing has been measured for too long: in place of what is said of all. */
  readonly staleOverall: string;
  readonly stale: string;
  readonly reload: string;
  readonly happening: string;
  readonly ended: (moment: string) => string;
  readonly published: (moment: string) => string;
  readonly updated: (moment: string) => string;
  readonly concerns: (names: string) => string;
  readonly troubled: string;
  readonly maintenance: string;
  readonly fromTo: (from: string, to: string) => string;
  readonly contents: string;
  readonly allServices: string;
  readonly since: Readonly<Record<PublicState, (moment: string) => string>>;
  readonly until: (moment: string) => string;
  readonly neverDown: string;
  readonly behind: (names: string) => string;
  readonly instead: string;
  readonly worksInstead: string;
  readonly history: (facts: { days: number; availability: string; disturbed: number }) => string;
  readonly noHistory: string;
  readonly measuredShare: (percent: string) => string;
  readonly chart: (days: number) => string;
  readonly dayList: string;
  readonly wasDown: (duration: string) => string;
  readonly legend: string;
  readonly countIn: (counts: { troubled: number; all: number }) => string;
  readonly about: string;
  readonly feed: string;
  readonly asJson: string;
  readonly other: { readonly language: Language; readonly name: string };
  readonly outage: { readonly title: (name: string) => string; readonly open: string };
  readonly badge: string;
}

const swedish: StatusWords = {
  title: 'Driftsinformation',
  lead: 'Här ser du om e-tjänsterna fungerar, och hur du gör om de inte gör det.',
  skip: 'Till innehållet',
  states: {
    up: 'Fungerar',
    degraded: 'Långsam eller delvis störd',
    down: 'Fungerar inte',
    maintenance: 'Planerat underhåll pågår',
    unknown: 'Vi vet inte just nu',
    unmeasured: 'Mäts inte',
  },
  days: {
    up: 'utan avbrott',
    disturbed: 'kort avbrott eller långsam',
    down: 'avbrott en halvtimme eller mer',
    maintenance: 'planerat underhåll',
    unknown: 'inte mätt',
    closed: 'utanför servicetiden',
  },
  overall: ({ troubled, unknown, all }) => {
    if (unknown === all) return 'Vi vet inte hur e-tjänsterna fungerar just nu';
    if (troubled > 0) return `${troubled} av ${all} e-tjänster fungerar inte som de ska`;
    if (unknown === 0) return 'Alla e-tjänster fungerar';
    return `Inga kända störningar, men om ${unknown} av ${all} e-tjänster vet vi inte just nu`;
  },
  measuredAt: (moment) => `Senast mätt ${moment}.`,
  neverMeasured: 'Ingen mätning finns ännu.',
  stale:
    'Sidan kan inte säga hur det är just nu. Prova e-tjänsten, eller gör på det andra sättet som står vid den.',
  staleOverall: 'Mätningen står still: vi vet inte hur e-tjänsterna fungerar just nu',
  reload: 'Hämta sidan igen',
  happening: 'Vad som händer nu',
  ended: (moment) => `Avslutat ${moment}`,
  published: (moment) => `Publicerat ${moment}`,
  updated: (moment) => `Uppdaterat ${moment}`,
  concerns: (names) => `Gäller: ${names}`,
  troubled: 'Fungerar inte som de ska',
  maintenance: 'Planerat underhåll',
  fromTo: (from, to) => `Från ${from} till ${to}`,
  contents: 'Vad vill du göra?',
  allServices: 'Alla e-tjänster',
  since: {
    up: (moment) => `Inga avbrott sedan ${moment}`,
    degraded: (moment) => `Sedan ${moment}`,
    down: (moment) => `Sedan ${moment}`,
    maintenance: (moment) => `Sedan ${moment}`,
    unknown: (moment) => `Senast mätt ${moment}`,
    unmeasured: (moment) => moment,
  },
  until: (moment) => `Beräknas vara klart ${moment}`,
  neverDown: 'Inga avbrott under de dagar som visas',
  behind: (names) => `Beror på att detta inte fungerar: ${names}`,
  instead: 'Gör så här i stället',
  worksInstead: 'Om e-tjänsten inte fungerar för dig',
  history: ({ days, availability, disturbed }) =>
    `Senaste ${days} dagarna: tillgänglig ${availability} av servicetiden, ${
      disturbed === 0
        ? 'inga dagar med avbrott'
        : disturbed === 1
          ? '1 dag med avbrott'
          : `${disturbed} dagar med avbrott`
    }.`,
  noHistory: 'Ingen historik ännu.',
  measuredShare: (percent) => `Mätt ${percent} av tiden.`,
  chart: (days) => `Diagram över ${days} dagar, de äldsta till vänster. Dagar med avbrott står i listan.`,
  dayList: 'Dagar med avbrott eller underhåll',
  wasDown: (duration) => `fungerade inte i ${duration}`,
  legend: 'Så läser du diagrammen',
  countIn: ({ troubled, all }) =>
    troubled === 0 ? `${all} e-tjänster` : `${troubled} av ${all} har problem`,
  about:
    'E-tjänsterna mäts automatiskt, dygnet runt. Avbrott räknas inom den avtalade servicetiden, utan planerat underhåll. Tider är svensk tid.',
  feed: 'Prenumerera (Atom)',
  asJson: 'Uppgifterna som JSON',
  other: { language: 'en', name: 'In English' },
  outage: { title: (name) => `${name} fungerade inte`, open: 'Pågår' },
  badge: 'driftstatus',
};

const english: StatusWords = {
  title: 'Service status',
  lead: 'See whether the e-services work, and what to do when they do not.',
  skip: 'To the content',
  states: {
    up: 'Works',
    degraded: 'Slow or partly disturbed',
    down: 'Does not work',
    maintenance: 'Planned maintenance under way',
    unknown: 'We do not know right now',
    unmeasured: 'Not measured',
  },
  days: {
    up: 'no interruption',
    disturbed: 'short interruption, or slow',
    down: 'interrupted for half an hour or more',
    maintenance: 'planned maintenance',
    unknown: 'not measured',
    closed: 'outside service time',
  },
  overall: ({ troubled, unknown, all }) => {
    if (unknown === all) return 'We do not know how the e-services work right now';
    if (troubled > 0) return `${troubled} of ${all} e-services do not work as they should`;
    if (unknown === 0) return 'All e-services work';
    return `No known disturbances, but we do not know about ${unknown} of ${all} e-services right now`;
  },
  measuredAt: (moment) => `Last measured ${moment}.`,
  neverMeasured: 'Nothing has been measured yet.',
  stale:
    'This page cannot tell how things are right now. Try the e-service, or use the other way that stands beside it.',
  staleOverall: 'Measuring has stopped: we do not know how the e-services work right now',
  reload: 'Fetch the page again',
  happening: 'What is going on',
  ended: (moment) => `Ended ${moment}`,
  published: (moment) => `Published ${moment}`,
  updated: (moment) => `Updated ${moment}`,
  concerns: (names) => `Concerns: ${names}`,
  troubled: 'Not working as they should',
  maintenance: 'Planned maintenance',
  fromTo: (from, to) => `From ${from} to ${to}`,
  contents: 'What do you want to do?',
  allServices: 'All e-services',
  since: {
    up: (moment) => `No interruption since ${moment}`,
    degraded: (moment) => `Since ${moment}`,
    down: (moment) => `Since ${moment}`,
    maintenance: (moment) => `Since ${moment}`,
    unknown: (moment) => `Last measured ${moment}`,
    unmeasured: (moment) => moment,
  },
  until: (moment) => `Expected to be done ${moment}`,
  neverDown: 'No interruption on the days that are shown',
  behind: (names) => `Because this does not work: ${names}`,
  instead: 'Do this instead',
  worksInstead: 'If the e-service does not work for you',
  history: ({ days, availability, disturbed }) =>
    `Last ${days} days: available ${availability} of the service time, ${
      disturbed === 0
        ? 'no day with interruptions'
        : disturbed === 1
          ? '1 day with interruptions'
          : `${disturbed} days with interruptions`
    }.`,
  noHistory: 'No history yet.',
  measuredShare: (percent) => `Measured ${percent} of the time.`,
  chart: (days) => `Chart of ${days} days, the oldest to the left. Days with interruptions are in the list.`,
  dayList: 'Days with interruptions or maintenance',
  wasDown: (duration) => `did not work for ${duration}`,
  legend: 'How to read the charts',
  countIn: ({ troubled, all }) =>
    troubled === 0 ? `${all} e-services` : `${troubled} of ${all} have problems`,
  about:
    'The e-services are measured automatically, around the clock. Interruptions count inside the agreed service time, without planned maintenance. Times are Swedish time.',
  feed: 'Subscribe (Atom)',
  asJson: 'The data as JSON',
  other: { language: 'sv', name: 'På svenska' },
  outage: { title: (name) => `${name} did not work`, open: 'Going on' },
  badge: 'service status',
};

export const STATUS_WORDS: Readonly<Record<Language, StatusWords>> = { sv: swedish, en: english };
