import { type AnswerScale, type SurveyMap } from '../survey-maps.js';
import { dangling, danglingIn, idsOf } from './check-references.js';
import { type ConfigContent } from './config-content.js';
import { type ConfigFault, faultAt } from './config-fault.js';
import { type Entry, soundEntries } from './entry.js';

/** Scales whose first alternative is not before their last. */
function checkScales({ value, at }: Entry<SurveyMap>): ConfigFault[] {
  const scales = [
    { scale: value.scale, place: at('scale', 'max') },
    ...value.questions.flatMap(({ scale }, i) =>
      scale ? [{ scale, place: at('questions', i, 'scale', 'max') }] : [],
    ),
  ];
  return scales
    .filter(({ scale }) => scale.min >= scale.max)
    .map(({ scale, place }) =>
      faultAt(place, `The scale goes from ${scale.min} to ${scale.max}.`, 'Let max be above min.'),
    );
}

/** Columns that two questions claim, by code or by text. */
function checkColumns({ value, at }: Entry<SurveyMap>): ConfigFault[] {
  return (['code', 'text'] as const).flatMap((key) =>
    value.questions.flatMap((question, i) => {
      const name = question[key];
      const taken = value.questions.findIndex((other) => other[key] === name);
      if (name === undefined || taken === i) return [];
      const message = `The column "${name}" is that of another question already.`;
      return [faultAt(at('questions', i, key), message, 'Keep one of the two.')];
    }),
  );
}

/** Answers whose place is on no scale of the survey. */
function checkAnswers({ value, at }: Entry<SurveyMap>): ConfigFault[] {
  const scales: AnswerScale[] = [value.scale, ...value.questions.flatMap(({ scale }) => scale ?? [])];
  return Object.entries(value.answers)
    .filter(([, place]) => !scales.some(({ min, max }) => place >= min && place <= max))
    .map(([answer, place]) =>
      faultAt(
        at('answers', answer),
        `The answer "${answer}" stands for ${place}, which is on no scale of the survey.`,
        'Give it a place on the scale, or move it to noAnswer.',
      ),
    );
}

function checkUnit({ value, at }: Entry<SurveyMap>): ConfigFault[] {
  if (value.unit === undefined || !value.unitQuestion) return [];
  const message = 'Both "unit" and "unitQuestion" tell whom an answer is about.';
  return [faultAt(at('unitQuestion'), message, 'Keep one of the two.')];
}

/** Every answer has one place on one scale, and is about units and systems that exist. */
export function checkSurveyMaps(content: ConfigContent): ConfigFault[] {
  const units = idsOf(content.units);
  const systems = idsOf(content.systems);
  return [
    ...danglingIn(content.surveyMaps, 'unit', content.units),
    ...soundEntries(content.surveyMaps).flatMap((entry) => [
      ...checkScales(entry),
      ...checkColumns(entry),
      ...checkAnswers(entry),
      ...checkUnit(entry),
      ...Object.entries(entry.value.unitQuestion?.units ?? {}).flatMap(([answer, unit]) =>
        dangling(unit, entry.at('unitQuestion', 'units', answer), units),
      ),
      ...entry.value.questions.flatMap(({ system }, i) =>
        system === undefined ? [] : dangling(system, entry.at('questions', i, 'system'), systems),
      ),
    ]),
  ];
}
