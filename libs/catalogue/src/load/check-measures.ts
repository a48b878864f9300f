import {
  type AnswerMeanFormula,
  type Measure,
  type MeasureVersion,
  type RatioFormula,
  type Side,
} from '../measures.js';
import { KnownColumns, checkFilter, checkNumbers } from './check-columns.js';
import { type ConfigContent } from './config-content.js';
import { type ConfigFault, faultAt } from './config-fault.js';
import { type Entry, soundEntries } from './entry.js';
import { levelsOutOfOrder } from './target-levels.js';
import { type Path, type PlaceOf } from './yaml-source.js';

function below(at: PlaceOf, ...path: Path): PlaceOf {
  return (...rest) => at(...path, ...rest);
}

function checkVersions({ value, at }: Entry<Measure>): ConfigFault[] {
  return value.versions.flatMap(({ version, validFrom }, i) => {
    const before = value.versions[i - 1];
    if (!before) return [];
    const faults: ConfigFault[] = [];
    if (version <= before.version) {
      const message = `Version ${version} stands after version ${before.version}.`;
      faults.push(faultAt(at('versions', i, 'version'), message, 'Number the versions in rising order.'));
    }
    if (validFrom <= before.validFrom) {
      const message = `Version ${version} is not valid from a later day than the one before it.`;
      faults.push(faultAt(at('versions', i, 'validFrom'), message, 'Let each version begin after the last.'));
    }
    return faults;
  });
}

function checkSide(side: Side, columns: KnownColumns, at: PlaceOf): ConfigFault[] {
  const schema = side.from === 'probes' ? side.from : columns.schemaOf(side.from, at('from'));
  if (Array.isArray(schema)) return schema;
  return [
    ...checkNumbers(Object.keys(side.add), schema, below(at, 'add')),
    ...checkFilter(side.where, schema, below(at, 'where')),
  ];
}

/** Whether a ratio can be some of what is counted, of all of it. */
function countsAlike({ numerator, denominator, weightBySystem }: RatioFormula): boolean {
  const factors = [numerator, denominator].flatMap(({ add }) => Object.values(add));
  return numerator.from === denominator.from && !weightBySystem && factors.every((factor) => factor === 1);
}

/** Whether answers enter a sum with unlike weights: then small groups could be told from what is shown. */
function weighsAnswers({ numerator, denominator, window, weightBySystem }: RatioFormula): boolean {
  const answers = [numerator, denominator].filter((side) => side.from === 'survey');
  return answers.some((side) => weightBySystem || (side.window ?? window) === 'mean-of-months');
}

function checkRatio(formula: RatioFormula, columns: KnownColumns, at: PlaceOf): ConfigFault[] {
  const { numerator, denominator, pairBy, weightBySystem, oncePerChange, proportion } = formula;
  const sources = [numerator.from, denominator.from];
  const faults = [
    ...checkSide(numerator, columns, below(at, 'numerator')),
    ...checkSide(denominator, columns, below(at, 'denominator')),
  ];
  if ((pairBy === 'system' || weightBySystem) && !sources.every((source) => columns.tellsSystems(source))) {
    const place = at(pairBy === 'system' ? 'pairBy' : 'weightBySystem');
    const remedy = 'Take both sides from data that has a column for the system.';
    faults.push(faultAt(place, 'The data of the formula does not tell systems apart.', remedy));
  }
  if (weighsAnswers(formula)) {
    const message =
      'Answers are neither weighed nor averaged over months: small groups could be told from that.';
    faults.push(faultAt(at(), message, 'Remove weightBySystem, and take answers over the period.'));
  }
  if (oncePerChange && sources.some((source) => source !== 'benefits')) {
    const message = 'Only benefits can be counted once per change.';
    faults.push(faultAt(at('oncePerChange'), message, 'Remove it, or take both sides from benefits.'));
  }
  if (proportion && !countsAlike(formula)) {
    const message = 'Both sides of a proportion count the same things, each of them once.';
    const remedy = 'Take both sides from the same data with factors of 1 and no weights, or remove it.';
    faults.push(faultAt(at('proportion'), message, remedy));
  }
  return faults;
}

function checkAnswerMean(formula: AnswerMeanFormula, columns: KnownColumns, at: PlaceOf): ConfigFault[] {
  const schema = columns.schemaOf('survey', at());
  if (Array.isArray(schema)) return schema;
  const faults: ConfigFault[] = [];
  for (const [key, column] of [
    ['audiences', 'audience'],
    ['questions', 'question'],
  ] as const) {
    // A fault of the column itself stands where the formula names its values.
    faults.push(...checkFilter({ [column]: formula[key] }, schema, (_, ...rest) => at(key, ...rest)));
  }
  if (formula.min >= formula.max) {
    faults.push(faultAt(at('max'), 'The scale ends before it begins.', 'Let max be above min.'));
  }
  return faults;
}

function checkVersion(version: MeasureVersion, columns: KnownColumns, at: PlaceOf): ConfigFault[] {
  const { formula, target, better } = version;
  const order = target ? levelsOutOfOrder(target, better) : null;
  const faults = order ? [faultAt(at('target'), order.message, order.remedy)] : [];
  const ofFormula = below(at, 'formula');
  switch (formula.kind) {
    case 'ratio':
      return [...faults, ...checkRatio(formula, columns, ofFormula)];
    case 'answer-mean':
      return [...faults, ...checkAnswerMean(formula, columns, ofFormula)];
    case 'assessed-level':
      return faults;
  }
}

/** Measures have versions in order, targets in order, and formulas over columns that exist. */
export function checkMeasures(content: ConfigContent): ConfigFault[] {
  const columns = new KnownColumns(content);
  return soundEntries(content.measures).flatMap((entry) => [
    ...checkVersions(entry),
    ...entry.value.versions.flatMap((version, i) =>
      checkVersion(version, columns, below(entry.at, 'versions', i)),
    ),
  ]);
}
