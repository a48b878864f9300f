import { type Instrument, type InstrumentQuestion, type SurveyText } from '../instruments.js';
import { type AnswerScale } from '../survey-maps.js';
import { type ConfigContent } from './config-content.js';
import { type ConfigFault, faultAt } from './config-fault.js';
import { type Entry, soundEntries } from './entry.js';
import { type Path } from './yaml-source.js';

/** Languages whose words the program has by itself. */
const BUILT_IN = ['sv', 'en'];

/** Versions that are not in the order of their days. */
function checkVersions({ value, at }: Entry<Instrument>): ConfigFault[] {
  return value.versions.flatMap(({ version, validFrom }, i) => {
    const before = value.versions[i - 1];
    if (!before || (version > before.version && validFrom > before.validFrom)) return [];
    const message = `Version ${version} does not come after version ${before.version}, by number and by day.`;
    const remedy = 'Number the versions in rising order, each valid from a later day than the last.';
    return [faultAt(at('versions', i, version > before.version ? 'validFrom' : 'version'), message, remedy)];
  });
}

/** Languages that the page has no words in, and a survey without its two first. */
function checkLanguages({ value, at }: Entry<Instrument>, known: readonly string[]): ConfigFault[] {
  const missing = BUILT_IN.filter((language) => !value.languages.includes(language));
  return [
    ...missing.map((language) =>
      faultAt(at('languages'), `The survey is not asked in ${language}.`, 'Add it: [sv, en, …].'),
    ),
    ...value.languages.flatMap((language, i) => {
      if (BUILT_IN.includes(language) || known.includes(language)) return [];
      const message = `There are no words for a page in the language "${language}".`;
      return [faultAt(at('languages', i), message, 'Add the language to survey-languages.yaml.')];
    }),
  ];
}

function textsOf({ versions }: Instrument): { path: Path; text: SurveyText }[] {
  return versions.flatMap(({ title, lead, questions }, v) => [
    { path: ['versions', v, 'title'], text: title },
    { path: ['versions', v, 'lead'], text: lead },
    ...questions.flatMap(({ text, labels }, q) => [
      { path: ['versions', v, 'questions', q, 'text'], text },
      ...Object.entries(labels).map(([place, label]) => ({
        path: ['versions', v, 'questions', q, 'labels', place],
        text: label,
      })),
    ]),
  ]);
}

/** Texts that a language of the survey lacks. */
function checkTexts({ value, at }: Entry<Instrument>): ConfigFault[] {
  return textsOf(value).flatMap(({ path, text }) => {
    const missing = value.languages.filter((language) => text[language] === undefined);
    if (missing.length === 0) return [];
    const message = `The text is missing in ${missing.join(', ')}.`;
    return [faultAt(at(...path), message, 'Write it in every language of the survey.')];
  });
}

/** The ends of a scale. */
type Ends = Pick<AnswerScale, 'min' | 'max'>;

/** The scale on which each question of the measures is put, by its newest definition. */
function askedScales({ measures }: ConfigContent): ReadonlyMap<string, Ends> {
  const scales = new Map<string, Ends>();
  for (const { value } of soundEntries(measures)) {
    const formula = value.versions.at(-1)?.formula;
    if (formula?.kind !== 'answer-mean') continue;
    for (const question of formula.questions) scales.set(question, { min: formula.min, max: formula.max });
  }
  return scales;
}

/** What is wrong with a question's alternatives; `null` when nothing is. */
function scaleFault({ question, scale, labels }: InstrumentQuestion, asked: Ends | undefined): string | null {
  const { min, max } = scale;
  if (min >= max) return `The scale goes from ${min} to ${max}.`;
  if (asked && (asked.min !== min || asked.max !== max)) {
    return `The measures ask "${question}" on the scale ${asked.min}–${asked.max}, not ${min}–${max}.`;
  }
  const outside = Object.keys(labels).find((place) => Number(place) < min || Number(place) > max);
  if (outside !== undefined) return `The alternative ${outside} is not on the scale ${min}–${max}.`;
  const unnamed = [min, max].find((place) => labels[place] === undefined);
  return unnamed === undefined
    ? null
    : `The alternative ${unnamed} has no text, and an end of the scale must.`;
}

function checkQuestions(
  { value, at }: Entry<Instrument>,
  asked: ReadonlyMap<string, AnswerScale>,
): ConfigFault[] {
  return value.versions.flatMap(({ questions }, v) =>
    questions.flatMap((question, q) => {
      const place = at('versions', v, 'questions', q, 'question');
      const isAgain = questions.findIndex((other) => other.question === question.question) < q;
      // Only what is asked from now on is held against the measures of now.
      const scale = v === value.versions.length - 1 ? asked.get(question.question) : undefined;
      const fault = isAgain
        ? `The question "${question.question}" is asked twice.`
        : scaleFault(question, scale);
      return fault === null ? [] : [faultAt(place, fault, 'Mend the question, its scale or its labels.')];
    }),
  );
}

/** Every survey that we ask has all its texts, on scales that the measures can use. */
export function checkInstruments(content: ConfigContent): ConfigFault[] {
  const known = content.surveyLanguages.entries.map(({ value }) => value.id);
  const asked = askedScales(content);
  return soundEntries(content.instruments).flatMap((entry) => [
    ...checkVersions(entry),
    ...checkLanguages(entry, known),
    ...checkTexts(entry),
    ...checkQuestions(entry, asked),
  ]);
}
