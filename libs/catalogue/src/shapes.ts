// The decorators below write their types through it, also in programs that do not load Nest.
import 'reflect-metadata';
import { type LocalizedText } from '#core';
import {
  IsDefined,
  IsNotEmpty,
  IsOptional,
  IsString,
  ValidateBy,
  type ValidationOptions,
  buildMessage,
  isIP,
  isISO8601,
} from 'class-validator';
import { Nested, Normalised } from './built.js';

/** A text in Swedish and English. */
export class Text implements LocalizedText {
  @IsString() @IsNotEmpty() readonly sv!: string;
  @IsString() @IsNotEmpty() readonly en!: string;
}

/** A shape that a value must have, with the remedy that is told when it has not. */
interface Shape {
  readonly name: string;
  readonly holds: (value: unknown) => boolean;
  /** Completes the sentence "`key` must be …". */
  readonly must: string;
  /** A sentence: what to write instead. */
  readonly remedy: string;
  /** Whether what was written may be a secret, and is not repeated. */
  readonly isWithheld?: boolean;
}

/** A decorator for a shape. */
export function shaped({ name, holds, must, remedy, isWithheld = false }: Shape) {
  return (options?: ValidationOptions): PropertyDecorator =>
    ValidateBy(
      {
        name,
        validator: {
          validate: holds,
          defaultMessage: buildMessage((each) => `${each}$property must be ${must}`, options),
        },
      },
      { ...options, context: { remedy, isWithheld } },
    );
}

function textThat(test: (text: string) => boolean): Shape['holds'] {
  return (value) => typeof value === 'string' && test(value);
}

/** Lower-case words joined by hyphens: the shape of every id in the catalogue. */
export const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

export const IsId = shaped({
  name: 'isId',
  holds: textThat((text) => ID.test(text)),
  must: 'an id of lower-case letters a–z, digits and single hyphens',
  remedy: 'Write it as spanga-tensta or e-tjanst-2.',
});

const HOST_KEY = /^SHA256:[A-Za-z0-9+/]{43}$/;

/** Fingerprints of the keys that an SSH server may show, at least one. */
export const IsHostKeys = shaped({
  name: 'isHostKeys',
  holds: (value) =>
    Array.isArray(value) && value.length > 0 && value.every(textThat((key) => HOST_KEY.test(key))),
  must: 'a list of fingerprints such as SHA256:…',
  remedy:
    "Take them from ssh-keyscan SERVER | ssh-keygen -lf -, and ask the server's owner whether they are right.",
});

/** Whether something is a calendar day, `2026-09-30`, that exists. */
export const isDay = textThat(
  (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && isISO8601(text, { strict: true }),
);

/** A calendar day, `2026-09-30`, that exists. */
export const IsDay = shaped({
  name: 'isDay',
  holds: isDay,
  must: 'a day that exists',
  remedy: 'Write year, month and day: 2026-09-30.',
});

/** A moment that means the same everywhere: ISO 8601 with an offset. */
export const IsMoment = shaped({
  name: 'isMoment',
  holds: textThat(
    (text) => /T\d{2}:?\d{2}.*(?:Z|[+-]\d{2}:?\d{2})$/.test(text) && isISO8601(text, { strict: true }),
  ),
  must: 'a moment with its offset from UTC',
  remedy: 'Write it as 2026-09-30T22:00+02:00.',
});

/** A clock time on the half-open day, `07:00`; `24:00` ends a day. */
export const IsClock = shaped({
  name: 'isClock',
  holds: textThat((text) => /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/.test(text)),
  must: 'a clock time',
  remedy: 'Write hours and minutes, as 07:00 or 24:00, in quotes.',
});

/** What a role looks like. */
export const IS_ROLE = /^(?:followup|operations|admin|unit:[a-z0-9-]+|source:[a-z0-9-]+)$/;

/** What somebody may do: `followup`, `operations`, `admin`, `unit:<id>`, `source:<id>`. */
export const IsRole = shaped({
  name: 'isRole',
  holds: textThat((text) => IS_ROLE.test(text)),
  must: 'a role',
  remedy: 'Write followup, operations, admin, unit:<id> or source:<id>.',
});

/** A role that is given by a rule, `$1` standing for what the rule's pattern found. */
export const IsGivenRole = shaped({
  name: 'isGivenRole',
  holds: textThat((text) =>
    /^(?:followup|operations|admin|(?:unit|source):(?:[a-z0-9-]|\$[1-9])+)$/.test(text),
  ),
  must: 'a role',
  remedy:
    'Write followup, operations, admin, unit:<id> or source:<id>; unit:$1 takes the id from the pattern.',
});

/** A regular expression. */
export const IsPattern = shaped({
  name: 'isPattern',
  holds: textThat((text) => {
    try {
      return text !== '' && new RegExp(`^(?:${text})$`, 'u') instanceof RegExp;
    } catch {
      return false;
    }
  }),
  must: 'a regular expression',
  remedy: "Write it in single quotes, as 'PERSPEKTIV-(.+)'; it must match a whole value.",
});

/** Who vouches for people: an address, encrypted unless it is on this machine, as its tokens write it. */
export const IsIssuer = shaped({
  name: 'isIssuer',
  holds: textThat(
    (text) =>
      URL.canParse(text) &&
      /^(?:https:\/\/[^/?#@]+|http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?)(?:\/[^?#]*)?$/.test(text),
  ),
  must: 'the https address of a provider',
  remedy: "Write it just as in the provider's own settings: https://id.example.se/realms/staden.",
});

export const IsTokenHash = shaped({
  name: 'isTokenHash',
  holds: textThat((text) => /^[0-9a-f]{64}$/.test(text)),
  must: 'the SHA-256 of a token as 64 hexadecimal digits',
  remedy: "Make it with: printf '%s' 'the token' | sha256sum",
  // It may be the token itself.
  isWithheld: true,
});

/** An IP network in CIDR notation, or a single address. */
export const IsNetwork = shaped({
  name: 'isNetwork',
  holds: textThat((text) => {
    const [address = '', prefix = '0', more] = text.split('/');
    const bits = isIP(address, 4) ? 32 : 128;
    return more === undefined && isIP(address) && /^\d{1,3}$/.test(prefix) && Number(prefix) <= bits;
  }),
  must: 'an IP network',
  remedy: 'Write it as 10.20.0.0/16 or 2001:db8::/32.',
});

/** Where something is asked over HTTP. */
export const IsHttpUrl = shaped({
  name: 'isHttpUrl',
  holds: textThat((text) => /^https?:\/\/[^\s/@]+(?:\/\S*)?$/.test(text) && URL.canParse(text)),
  must: 'an address of HTTP, without user and password',
  remedy: 'Write https://host/path.',
});

/** An address of mail, with or without a name before it. */
export const IsMailAddress = shaped({
  name: 'isMailAddress',
  holds: textThat((text) => /^(?:[^<>@\r\n]+ <[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/.test(text)),
  must: 'an address of mail',
  remedy: 'Write it as drift@example.se or Driften <drift@example.se>.',
});

export const IsSubjectReference = shaped({
  name: 'isSubjectReference',
  holds: textThat((text) => /^[a-z-]+:[a-z0-9-]+$/.test(text)),
  must: 'a kind of subject and its id',
  remedy: 'Write it as unit:spanga-tensta or system:e-tjanst-2.',
});

function isRecordOf(holds: (value: unknown) => boolean): Shape['holds'] {
  return (value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every(holds);
}

/** A number of people, or a number for each year. */
export const IsInhabitants = shaped({
  name: 'isInhabitants',
  holds: (value) => {
    const isCount = (count: unknown): boolean => Number.isInteger(count) && Number(count) > 0;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return isCount(value);
    const years = Object.entries(value);
    return years.length > 0 && years.every(([year, count]) => /^\d{4}$/.test(year) && isCount(count));
  },
  must: 'a whole number of people, or one for each year',
  remedy: 'Write 48300, or by year: { 2025: 47900, 2026: 48300 }.',
});

/** Label column → the values that are meant, `channel: [web, app]`. */
export const IsColumnFilter = shaped({
  name: 'isColumnFilter',
  holds: isRecordOf(
    (values) => Array.isArray(values) && values.length > 0 && values.every((v) => typeof v === 'string'),
  ),
  must: 'columns, each with a list of accepted texts',
  remedy: 'Write it as { channel: [web, app] }, with numbers in quotes.',
});

/** Numeric column → the factor it is multiplied by, `completed: 1`; at least one column. */
export const IsColumnFactors = shaped({
  name: 'isColumnFactors',
  holds: (value) =>
    isRecordOf((factor) => typeof factor === 'number' && Number.isFinite(factor))(value) &&
    Object.keys(value as object).length > 0,
  must: 'columns, each with the number it is multiplied by',
  remedy: 'Write it as { completed: 1 }.',
});

/** An account of a ledger, or how some of them begin: digits. */
export const IsAccount = shaped({
  name: 'isAccount',
  holds: textThat((text) => /^\d{1,12}$/.test(text)),
  must: 'an account, or the digits it begins with',
  remedy: "Write it in quotes: '6820'.",
});

/** A code of a ledger's cost centre, or how some of them begin. */
export const IsCode = shaped({
  name: 'isCode',
  holds: textThat((text) => /^\S{1,40}$/.test(text)),
  must: 'a code without blanks',
  remedy: "Write it in quotes: '1200'.",
});

/**
 * A code of a receiver: it stands in its files as it is, so it may hold nothing that would have to be quoted, and must not
 * begin as a formula does, for then it would have to be prefixed.
 */
const EXTERNAL_CODE = /^[^\s;,|"'=+\-@\p{Cc}](?:[^;,|"\p{Cc}]*[^\s;,|"\p{Cc}])?$/u;

const CODE_REMEDY = 'Write it as it stands at the receiver, without ; , | " and not beginning with = + - @.';

export const IsExternalCode = shaped({
  name: 'isExternalCode',
  holds: textThat((text) => EXTERNAL_CODE.test(text)),
  must: 'a code of the receiver',
  remedy: CODE_REMEDY,
});

/** Some of a few words → the receiver's code for each. */
export function IsExternalCodes(words: readonly string[]): PropertyDecorator {
  const isCode = textThat((text) => EXTERNAL_CODE.test(text));
  const isShaped = shaped({
    name: 'isExternalCodes',
    holds: (value) =>
      isRecordOf(isCode)(value) && Object.keys(value as object).every((word) => words.includes(word)),
    must: `codes of the receiver under ${words.join(', ')}`,
    remedy: CODE_REMEDY,
  })();
  return (target, key) => {
    isShaped(target, key);
    Normalised(numbersAsTexts)(target, key);
  };
}

function numbersAsTexts(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]: [string, unknown]) => [
      key,
      typeof one === 'number' ? String(one) : one,
    ]),
  );
}

/** Answer of a survey → its place on the scale. */
export const IsAnswerValues = shaped({
  name: 'isAnswerValues',
  holds: isRecordOf((place) => Number.isInteger(place)),
  must: 'answers, each with a whole number',
  remedy: 'Write it as { A1: 1, A2: 2 }.',
});

/** Answer of a survey → unit. */
export const IsAnswerUnits = shaped({
  name: 'isAnswerUnits',
  holds: isRecordOf((unit) => typeof unit === 'string' && ID.test(unit)),
  must: 'answers, each with the id of a unit',
  remedy: 'Write it as { A1: spanga-tensta }.',
});

/** A language as HTML names it. */
export const IsLanguage = shaped({
  name: 'isLanguage',
  holds: textThat((text) => /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(text)),
  must: 'a language as HTML names it',
  remedy: 'Write sv, en, fi, ar or sr-Latn.',
});

const isNotBlank = textThat((text) => text.trim() !== '');

function isSurveyText(value: unknown): boolean {
  return (
    isRecordOf(isNotBlank)(value) &&
    ['sv', 'en'].every((language) => Object.hasOwn(value as object, language))
  );
}

/** Language → text, with Swedish and English among them. */
export const IsSurveyText = shaped({
  name: 'isSurveyText',
  holds: isSurveyText,
  must: 'a text in Swedish, in English and in the other languages of the survey',
  remedy: 'Write it as { sv: …, en: … }.',
});

/** Alternative of a scale → its text in every language. */
export const IsAlternativeTexts = shaped({
  name: 'isAlternativeTexts',
  holds: (value) =>
    isRecordOf(isSurveyText)(value) && Object.keys(value as object).every((place) => /^\d{1,2}$/.test(place)),
  must: 'alternatives, each with its text in Swedish and English',
  remedy: 'Write it as { 1: { sv: …, en: … }, 5: { sv: …, en: … } }.',
});

/** Everything that a page of a survey says by itself. */
export function IsSurveyWords(words: readonly string[]): PropertyDecorator {
  return shaped({
    name: 'isSurveyWords',
    holds: (value) =>
      isRecordOf(isNotBlank)(value) &&
      words.every((word) => Object.hasOwn(value as object, word)) &&
      Object.keys(value as object).every((word) => words.includes(word)),
    must: `a text for each of ${words.join(', ')}`,
    remedy: 'Take config/survey-languages.yaml as a pattern.',
  })();
}

function bothLanguages(value: unknown): unknown {
  return typeof value === 'string' ? { sv: value, en: value } : value;
}

/** A text in both languages; where a plain string stands, it is the same in both. */
export function InBothLanguages(): PropertyDecorator {
  return (target, key) => {
    for (const decorate of [IsDefined(), Nested(() => Text), Normalised(bothLanguages)]) {
      decorate(target, key);
    }
  };
}

/** The same, where there may be none. */
export function PerhapsInBothLanguages(): PropertyDecorator {
  return (target, key) => {
    for (const decorate of [IsOptional(), Nested(() => Text), Normalised(bothLanguages)]) {
      decorate(target, key);
    }
  };
}

/** A text that people like to write as a bare number: an id `3`, a year `2026`. */
export function NumberAsText(): PropertyDecorator {
  return Normalised((value) => (typeof value === 'number' ? String(value) : value));
}
