import { PERIOD_TYPES, type LocalizedText, type PeriodType } from '#core';
import {
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  Min,
} from 'class-validator';
import { Nested, NestedEach } from './built.js';
import { IsAlternativeTexts, IsDay, IsId, IsLanguage, IsSurveyText, IsSurveyWords } from './shapes.js';
import { AUDIENCES, AnswerScale, type Audience } from './survey-maps.js';

/** What a page of a survey says, whichever survey it is. */
export const SURVEY_WORDS = [
  'skip',
  'privacy',
  'aboutUnit',
  'aboutSystem',
  'choose',
  'noAnswer',
  'send',
  'thanks',
  'thanksText',
  'closed',
  'closedText',
  'unknownLink',
  'unknownLinkText',
  'used',
  'usedText',
  'tooMany',
  'tooManyText',
  'notStored',
  'notStoredText',
  'needsLink',
  'needsLinkText',
  'mend',
  'noAnswers',
  'wrongAnswer',
  'wrongPlace',
  'confirm',
  'tooOld',
  'human',
  'humanHelp',
  'numbers',
  'leaveEmpty',
  'languages',
] as const;
export type SurveyWord = (typeof SURVEY_WORDS)[number];
/** `numbers` holds the words for one to ten, separated by commas. */
export type SurveyWords = Readonly<Record<SurveyWord, string>>;

/** A text in every language of a survey: Swedish and English always, others as the survey has them. */
export type SurveyText = LocalizedText & Readonly<Record<string, string>>;

/** One question, answered by one alternative of its scale, or not at all. */
export class InstrumentQuestion {
  /** Our question, as measures name it: `nki-overall`, `it-usefulness`, … */
  @IsId() readonly question!: string;
  @IsSurveyText() readonly text!: SurveyText;
  @Nested(() => AnswerScale) readonly scale!: AnswerScale;
  /** Alternative → what it stands for; at least the first and the last have one. */
  @IsAlternativeTexts() readonly labels!: Readonly<Record<string, SurveyText>>;
}

/** What is asked from a day on. */
export class InstrumentVersion {
  @IsInt() @Min(1) readonly version!: number;
  @IsDay() readonly validFrom!: string;
  @IsSurveyText() readonly title!: SurveyText;
  /** Why it is asked, before the questions. */
  @IsSurveyText() readonly lead!: SurveyText;
  @IsArray()
  @ArrayNotEmpty()
  @NestedEach(() => InstrumentQuestion)
  readonly questions!: InstrumentQuestion[];
}

/** What the answers of a survey are about: a unit, or an e-service and its owner. */
export const SURVEY_SUBJECTS = ['unit', 'system'] as const;

/** A survey that we ask ourselves, at `/enkat/<id>`: one file `config/surveys/<id>.yaml` with `versions`. */
export class Instrument {
  @IsId() readonly id!: string;
  @IsIn(AUDIENCES) readonly audience!: Audience;
  @IsIn(SURVEY_SUBJECTS) readonly about!: (typeof SURVEY_SUBJECTS)[number];
  /** It is always open to everybody, and its answers count for the month, quarter, … that they come in. */
  @IsOptional() @IsIn(PERIOD_TYPES) readonly continuous?: PeriodType;
  @IsArray() @ArrayUnique() @IsLanguage({ each: true }) readonly languages: string[] = ['sv', 'en'];
  @IsArray()
  @ArrayNotEmpty()
  @NestedEach(() => InstrumentVersion)
  readonly versions!: InstrumentVersion[];
}

/** A language that surveys can be asked in besides Swedish and English (`survey-languages.yaml`). */
export class SurveyLanguage {
  /** As HTML names it: `fi`, `ar`, `sr-Latn`. */
  @IsLanguage() readonly id!: string;
  /** What those call it who speak it. */
  @IsString() @IsNotEmpty() readonly name!: string;
  @IsBoolean() readonly rightToLeft: boolean = false;
  /** What the page says besides the survey's own texts. */
  @IsSurveyWords(SURVEY_WORDS) readonly words!: SurveyWords;
}

/** The version of an instrument that holds on a day; `null` before the first. */
export function instrumentOn({ versions }: Instrument, day: string): InstrumentVersion | null {
  return versions.findLast(({ validFrom }) => validFrom <= day) ?? null;
}
