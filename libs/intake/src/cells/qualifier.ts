import { type MeasuredIn } from '#catalogue';
import { type Complaint } from '../problem-codes.js';

/** What a word beside a number says of it. */
type Meaning =
  | 'scaled'
  | 'share'
  | 'foreign'
  | 'with-vat'
  | 'accumulated'
  | 'of-year'
  | 'of-part-of-year'
  | 'range'
  | 'SEK'
  | 'count'
  | 'FTE'
  | 'days'
  | 'time'
  | 'harmless';

const KRONOR = '(?:sek|skr|kr\\.?|kronor)';
const MONEY = `(?: ?(?:i )?${KRONOR})?`;
const MONTH = '(?:jan|feb|mars?|apr|ma[jy]|jun|jul|aug|sep|o[kc]t|nov|dec)\\p{L}*\\.?';
const VAT = '(?:moms|mervärdesskatt|vat)';

/** In this order: what an earlier pattern has found, a later one no longer sees. */
const PATTERNS: readonly (readonly [meaning: Meaning, words: string, factor?: number])[] = [
  ['harmless', `(?:exkl|exklusive|ex|excl|excluding|utan|före|without|net of)\\.? ?${VAT}`],
  ['with-vat', `(?:inkl|inklusive|inkluderat|incl|including|med|with)\\.? ?${VAT}`],
  [
    'accumulated',
    '(?:ack|acc)(?:\\.|umul\\p{L}*)?|kumul\\p{L}*|cumul\\p{L}*|ytd|year to date|hittills(?: i år)?',
  ],
  [
    'accumulated',
    '(?:sedan|från) årets? (?:början|start)|till och med|t\\.? ?o\\.? ?m\\.?|rullande|rolling|r ?12',
  ],
  ['accumulated', `${MONTH} ?(?:-|–|—|till|to|t\\.?o\\.?m\\.?) ?${MONTH}(?: ?20\\d\\d)?`],
  ['harmless', `(?:i )?${MONTH}(?: ?20\\d\\d)?|20\\d\\d[-./]?(?:0[1-9]|1[0-2])`],
  ['FTE', 'årsarbet\\p{L}*|åa|fte|heltid\\p{L}*|full[- ]time equivalents?'],
  [
    'of-year',
    'helår\\p{L}*|års\\p{L}*|(?:per |/ ?|i |på )?år(?:et|lig\\p{L}*)?|(?:per |/ ?|full )?years?|yearly|annual\\p{L}*|p\\.?a\\.?',
  ],
  ['of-part-of-year', '(?:per |/ ?)?(?:kvartal\\p{L}*|tertial\\p{L}*|halvår\\p{L}*|quarter\\p{L}*)'],
  ['harmless', '(?:per |/ ?|i )?(?:mån(?:\\.|ad\\p{L}*)?|months?|monthly)'],
  [
    'scaled',
    `(?:t|k)(?:sek|kr\\.?|skr)|t\\. ?kr|(?:i |hela )?tusen(?:tals?)?${MONEY}|${KRONOR} (?:i )?tusen\\p{L}*`,
    1e3,
  ],
  ['scaled', `1[ .]?000(?:[- ]?tals?)?${MONEY}|(?:${KRONOR} )?['’´x×*] ?1? ?000|000${MONEY}|thousands?`, 1e3],
  ['scaled', `(?:mdkr|mdr|mrd|miljard\\p{L}*|billions?|bn|mdsek)${MONEY}`, 1e9],
  [
    'scaled',
    `m(?:n|ilj|lj)?\\.? ?(?:sek|kr|skr)\\.?|(?:miljon\\p{L}*|milj\\.?|millions?|mio|mn|mnt)${MONEY}`,
    1e6,
  ],
  ['scaled', `(?:hundra(?:tals?)?|100-tals?)${MONEY}`, 100],
  ['scaled', 'öre', 0.01],
  ['scaled', '[tkm](?:eur|usd|nok|dkk|gbp|€)|(?:sek|kr|€|eur) ?[tkm]|[tkm](?= ?(?:€|\\$|£|eur|usd))'],
  ['scaled', '[tk]', 1e3],
  ['scaled', 'm', 1e6],
  [
    'share',
    '[%‰]|(?:i )?procent\\p{L}*|(?:in )?per ?cent\\p{L}*|promille|andel\\p{L}*|shares?|proc\\.?|pct|kvot|ratio|index',
  ],
  [
    'foreign',
    '[€$£¥]|euro?s?|usd|(?:us )?dollars?|nok|dkk|gbp|chf|isk|pln|jpy|[ndi]kr|pund|norska kronor|danska kronor',
  ],
  ['SEK', `(?:svenska |hela |i )?${KRONOR}|kr:-|:-|swedish kron\\p{L}*`],
  [
    'count',
    'antal(?:et)?|st(?:\\.|yck|ycken)?|styck|number|count|no\\.?|pcs|ärenden|licenser|personer|användare|konton|svar',
  ],
  ['days', '(?:kalender|arbets)?dagar|dgr|days?|dygn'],
  ['time', 'timmar|tim\\.?|h|hours?|minuter|min|minutes?|veckor|weeks?'],
  ['range', '\\d{1,3} ?(?:-|–|—|till|to|\\.\\.) ?\\d{1,3}'],
  [
    'harmless',
    'utfall|actuals?|obligatorisk\\p{L}*|frivillig\\p{L}*|valfri\\p{L}*|required|optional|heltal|tal|belopp|amount|kostnad|values?|värde',
  ],
];

const COMPILED = PATTERNS.map(([meaning, words, factor]) => ({
  meaning,
  factor: factor ?? 1,
  pattern: new RegExp(`(?<![\\p{L}\\d])(?:${words})(?![\\p{L}\\d])`, 'gu'),
}));

/** Small words and marks that say nothing by themselves. */
const NOTHING = /(?<![\p{L}\d])(?:i|in|av|of|per|och|and|den|det|the|vid|som)(?![\p{L}\d])|[^\p{L}\d]+/gu;

/** What words beside a number say of it. */
export interface Qualifier {
  readonly meanings: ReadonlySet<Meaning>;
  /** What a number so qualified is to be multiplied by; 1 when nothing says so. */
  readonly factor: number;
  /** Words that nobody here knows. */
  readonly unknown: string;
  /** `0–10`, when such a range is named. */
  readonly range: readonly [from: number, to: number] | null;
}

/** Reads the words beside a number, or in brackets after the heading of a column of numbers. */
export function qualifierIn(text: string): Qualifier {
  let rest = text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
  const meanings = new Set<Meaning>();
  let factor = 1;
  let range: Qualifier['range'] = null;
  for (const { meaning, pattern, factor: times } of COMPILED) {
    rest = rest.replace(pattern, (found) => {
      meanings.add(meaning);
      factor *= times;
      const [from, to] = meaning === 'range' ? (found.match(/\d+/g) ?? []).map(Number) : [];
      if (from !== undefined && to !== undefined) range = [from, to];
      return ' ; ';
    });
  }
  return { meanings, factor, unknown: rest.replace(NOTHING, ' ').trim(), range };
}

/** Whether some words say nothing but what is known here, and say something. */
export function isQualifier(text: string): boolean {
  const { meanings, unknown } = qualifierIn(text);
  return unknown === '' && meanings.size > 0;
}

/** What the numbers are that some words stand beside. */
export interface Qualified {
  readonly measuredIn: MeasuredIn;
  readonly minimum: number | undefined;
  readonly maximum: number | undefined;
  /** Whether a figure may be for a year, or for a part of one that is longer than a month. */
  readonly periods: readonly string[];
}

type Rule = readonly [meaning: Meaning, objection: (qualified: Qualified, { range }: Qualifier) => Objection];
type Objection = Complaint['code'] | null;

const UNCLEAR = 'qualifier-not-understood';

/** What a meaning is objected to with; the first that has something to say decides. */
const RULES: readonly Rule[] = [
  ['share', () => 'percent'],
  ['foreign', ({ measuredIn }) => (measuredIn === 'SEK' ? 'currency-not-sek' : UNCLEAR)],
  ['scaled', () => 'scaled-amount'],
  ['with-vat', ({ measuredIn }) => (measuredIn === 'SEK' ? 'with-vat' : UNCLEAR)],
  ['accumulated', () => 'accumulated-figures'],
  ['of-year', ofYear],
  ['of-part-of-year', ({ periods }) => (periods.includes('quarter') ? null : 'other-period-length')],
  ['range', otherRange],
  ['time', ({ measuredIn }) => (measuredIn === 'SEK' ? UNCLEAR : 'other-unit-of-measure')],
];

/** Full-time equivalents may be of a year in a month, too: `helår` is what they are measured in. */
function ofYear({ measuredIn, periods }: Qualified): Objection {
  if (periods.includes('year')) return null;
  return measuredIn === 'FTE' ? UNCLEAR : 'other-period-length';
}

function otherRange({ measuredIn, minimum, maximum }: Qualified, { range }: Qualifier): Objection {
  const isOwn = range?.[0] === minimum && range?.[1] === maximum;
  return measuredIn === 'level' && !isOwn ? 'other-scale' : null;
}

/** What is to be said of some words; `null` when they change nothing. */
export function objectionTo(words: string, qualified: Qualified): Complaint | null {
  const qualifier = qualifierIn(words);
  const { meanings, unknown } = qualifier;
  const { measuredIn, minimum = '', maximum = '' } = qualified;
  const details = { words, minimum, maximum };
  for (const [meaning, objection] of RULES) {
    const code = meanings.has(meaning) ? objection(qualified, qualifier) : null;
    if (code !== null) return { code, details };
  }
  return unknown !== '' || isOfAnotherKind(meanings, measuredIn) ? { code: UNCLEAR, details } : null;
}

/** Kronor beside a count, pieces beside kronor, and a range where nothing is judged. */
function isOfAnotherKind(meanings: ReadonlySet<Meaning>, measuredIn: MeasuredIn): boolean {
  const own: readonly Meaning[] = OWN[measuredIn];
  const kinds = ['SEK', 'count', 'FTE', 'days', 'range'] as const;
  return kinds.some((kind) => meanings.has(kind) && !own.includes(kind));
}

const OWN: Readonly<Record<MeasuredIn, readonly Meaning[]>> = {
  SEK: ['SEK'],
  count: ['count'],
  FTE: ['FTE', 'count'],
  days: ['days', 'count'],
  level: ['range', 'count'],
};
