import { type Period } from '#core';
import { type Draw } from '../draw.js';
import { type City, type CityUnit, yearsBeforeEnd } from '../city.js';
import { type Row } from '../row.js';

interface Question {
  readonly id: string;
  readonly scale: readonly [min: number, max: number];
  /** Index 0–100 of a unit of no quality, and what the best adds to it. */
  readonly index: readonly [worst: number, gain: number];
}

const CITIZEN_QUESTIONS: readonly Question[] = [
  { id: 'nki-overall', scale: [1, 10], index: [57, 26] },
  { id: 'nki-expectation', scale: [1, 10], index: [53, 25] },
  { id: 'nki-ideal', scale: [1, 10], index: [48, 25] },
];

const EMPLOYEE_QUESTIONS: readonly Question[] = [
  { id: 'it-usefulness', scale: [1, 5], index: [49, 28] },
  { id: 'digital-skills', scale: [1, 5], index: [56, 24] },
];

/** Answers spread over the scale around a mean, as counts per answer that add up to `n`. */
function answers(n: number, mean: number, scale: Question['scale'], draw: Draw): number[] {
  const [min, max] = scale;
  const spread = (max - min) * 0.22;
  const weights: number[] = [];
  for (let answer = min; answer <= max; answer++) {
    const distance = (answer - mean) / spread;
    weights.push(Math.exp(-distance * distance * 0.5) * Math.max(0.2, draw.around(1, 0.1)));
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let passed = 0;
  let given = 0;
  return weights.map((weight) => {
    passed += weight;
    const upToHere = Math.round((n * passed) / total);
    const count = upToHere - given;
    given = upToHere;
    return count;
  });
}

interface Group {
  readonly audience: 'citizen' | 'employee';
  readonly questions: readonly Question[];
  readonly invited: number;
  readonly answered: number;
}

function groupRows(city: City, of: CityUnit, wave: Period, group: Group): Row[] {
  const years = yearsBeforeEnd(city, wave.lastMonth);
  return group.questions.map((question) => {
    const [min, max] = question.scale;
    const [worst, gain] = question.index;
    const draw = city.draw('survey', of.unit.id, wave.toString(), question.id);
    const index = draw.around(worst + gain * of.profile.quality - 1.5 * years, 0.02);
    const counts = answers(group.answered, min + ((max - min) * index) / 100, question.scale, draw);
    return {
      unit: of.unit.id,
      wave: wave.toString(),
      audience: group.audience,
      question: question.id,
      scale_min: min,
      scale_max: max,
      invited: group.invited,
      ...Object.fromEntries(counts.map((count, i) => [`n_${min + i}`, count])),
    };
  });
}

/** Answers of the users of a unit's e-services in a wave; none without e-services. `answered` overrides how many. */
export function citizenRows(city: City, of: CityUnit, wave: Period, answered?: number): Row[] {
  if (of.eServices.length === 0) return [];
  const draw = city.draw('citizens', of.unit.id, wave.toString());
  const local = of.unit.kind === 'district-council' ? 0.35 : 1;
  const invited = Math.round(draw.around(340 * of.eServices.length ** 0.6 * local, 0.12));
  return groupRows(city, of, wave, {
    audience: 'citizen',
    questions: CITIZEN_QUESTIONS,
    invited,
    answered: answered ?? Math.max(12, Math.round(invited * draw.between(0.22, 0.38))),
  });
}

/** Answers of a unit's staff in a wave. `answered` overrides how many. */
export function employeeRows(city: City, of: CityUnit, wave: Period, answered?: number): Row[] {
  const draw = city.draw('employees', of.unit.id, wave.toString());
  const invited = Math.max(10, Math.round(Math.min(of.profile.fte * 0.4, 700)));
  return groupRows(city, of, wave, {
    audience: 'employee',
    questions: EMPLOYEE_QUESTIONS,
    invited,
    answered: answered ?? Math.max(7, Math.round(invited * draw.between(0.5, 0.72))),
  });
}
