import { type SurveyMap, type SurveyQuestion } from '#catalogue';
import { type Cell, textOf } from '../../cells/cell.js';
import { foldName, withoutGuard } from '../../cells/words.js';

/** A place on the scale, with reversed questions turned round. */
export type Answer = number | 'none' | 'not-understood';

/** `4`, `A4`, `AO04`: whole numbers, and the codes that LimeSurvey gives the alternatives of a list by itself. */
const NUMBERED = /^(?:AO?)?0*(\d{1,2})(?:[.,]0+)?$/i;

/** Reads answers to the questions of a survey; an empty cell is no answer. */
export function answerReader(map: SurveyMap): (cell: Cell, question: SurveyQuestion) => Answer {
  const places = new Map(Object.entries(map.answers).map(([answer, place]) => [foldName(answer), place]));
  const noAnswer = new Set(['', 'n/a', ...map.noAnswer.map(foldName)]);
  return (cell, { scale = map.scale, reversed }) => {
    const text = withoutGuard(textOf(cell));
    const folded = foldName(text);
    if (noAnswer.has(folded)) return 'none';
    const place = places.get(folded) ?? Number(NUMBERED.exec(text)?.[1] ?? Number.NaN);
    if (!(place >= scale.min && place <= scale.max)) return 'not-understood';
    return reversed ? scale.min + scale.max - place : place;
  };
}
