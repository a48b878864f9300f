import { type ExplainedDefinition, type ExplainedSide, type Language, type LocalizedText } from '#core';
import {
  type Catalogue,
  type FactSource,
  type MeasureDefinition,
  type ProbeColumn,
  type Window,
} from '#catalogue';
import { type MonthSpan, monthText } from '../months.js';
import { type FormulaPlan, type SidePlan } from '../sides.js';
import { numberText } from './number-text.js';

/** A text in both languages, from what it is in each. */
function inBoth(text: (language: Language) => string): LocalizedText {
  return { sv: text('sv'), en: text('en') };
}

const PROBE_WORDS: Readonly<Record<ProbeColumn, LocalizedText>> = {
  up_ms: { sv: 'tid uppe', en: 'time up' },
  degraded_ms: { sv: 'tid uppe men försämrad', en: 'time up but degraded' },
  down_ms: { sv: 'tid nere', en: 'time down' },
  unmonitored_ms: { sv: 'tid som inte mättes', en: 'time unmonitored' },
  samples: { sv: 'mätpunkter', en: 'samples' },
  satisfied: { sv: 'nöjda mätpunkter', en: 'satisfied samples' },
  tolerating: { sv: 'godtagbara mätpunkter', en: 'tolerating samples' },
  frustrated: { sv: 'missnöjda mätpunkter', en: 'frustrated samples' },
  outages: { sv: 'avbrott', en: 'outages' },
  system_months: { sv: 'system-månader', en: 'system-months' },
};

const WINDOW_WORDS: Readonly<Record<Window, LocalizedText>> = {
  period: { sv: 'summan av periodens månader', en: 'the sum of the months of the period' },
  'last-month': {
    sv: 'den sista av periodens månader som har uppgifter',
    en: 'the last month of the period that has data',
  },
  'mean-of-months': { sv: 'medeltalet av månaderna', en: 'the mean of the months' },
  'rolling-12-months': {
    sv: 'summan av tolv månader till och med perioden; alla krävs',
    en: 'the sum of the twelve months that end with the period; all are needed',
  },
  'year-to-date': { sv: 'summan hittills i år', en: 'the sum of the year to date' },
};

const LAST_ASSESSMENT: LocalizedText = {
  sv: 'den senaste bedömningen de senaste tolv månaderna',
  en: 'the last assessment in the last twelve months',
};

const AND: LocalizedText = { sv: ' och ', en: ' and ' };

/** What a data set, or a column of it, is called. */
export function sourceName({ datasets }: Catalogue, source: FactSource): LocalizedText {
  if (source === 'probes') return { sv: 'mätningar', en: 'probes' };
  return datasets.get(source)?.titles ?? { sv: source, en: source };
}

function columnName({ datasets }: Catalogue, source: FactSource, column: string): LocalizedText {
  const known: Readonly<Record<string, LocalizedText>> = PROBE_WORDS;
  const titles =
    source === 'probes'
      ? known[column]
      : datasets.get(source)?.fields.find(({ name }) => name === column)?.titles;
  return titles ?? { sv: column, en: column };
}

const ZERO: LocalizedText = { sv: '0 utan sådana rader', en: '0 without such rows' };

/** Whether a filter of the column that no row meets means 0. */
function dividesWhole({ datasets }: Catalogue, source: FactSource, column: string): boolean {
  if (source === 'probes') return false;
  return datasets.get(source)?.fields.find(({ name }) => name === column)?.divides === 'whole';
}

/** `Slutförda [Kanal: web, app (0 utan sådana rader)] + 0,5 × …` */
function combination(catalogue: Catalogue, { source, add, where }: SidePlan): LocalizedText {
  const filters = Object.entries(where);
  return inBoth((language) => {
    const terms = Object.entries(add)
      .filter(([, factor]) => factor !== 0)
      .map(([column, factor]) => {
        const name = columnName(catalogue, source, column)[language];
        return factor === 1 ? name : `${numberText(factor)[language]} × ${name}`;
      });
    const labels = filters.map(([column, values]) => {
      const zero = dividesWhole(catalogue, source, column) ? ` (${ZERO[language]})` : '';
      return `${columnName(catalogue, source, column)[language]}: ${values.join(', ')}${zero}`;
    });
    return terms.join(' + ') + (labels.length > 0 ? ` [${labels.join('; ')}]` : '');
  });
}

function monthsOfSpan({ first, last }: MonthSpan): string[] {
  return Array.from({ length: last - first + 1 }, (_, i) => monthText(first + i));
}

function windowOf({ formula }: MeasureDefinition, side: 'numerator' | 'denominator'): LocalizedText {
  if (formula.kind === 'ratio') return WINDOW_WORDS[formula[side].window ?? formula.window];
  if (formula.kind === 'answer-mean') return WINDOW_WORDS.period;
  return side === 'numerator' ? LAST_ASSESSMENT : WINDOW_WORDS['mean-of-months'];
}

function answerSides(min: number, max: number): Record<'numerator' | 'denominator', LocalizedText> {
  return {
    numerator: {
      sv: `varje svars poäng över ${min}, det lägsta`,
      en: `the points of each answer above ${min}, the lowest`,
    },
    denominator: {
      sv: `${max - min} möjliga poäng för varje svar`,
      en: `${max - min} points that each answer could have given`,
    },
  };
}

function explainedSide(
  catalogue: Catalogue,
  definition: MeasureDefinition,
  plan: FormulaPlan,
  name: 'numerator' | 'denominator',
): ExplainedSide {
  const side = plan[name];
  return {
    source: side.source,
    text: plan.answers ? answerSides(plan.answers.min, plan.answers.max)[name] : combination(catalogue, side),
    window: windowOf(definition, name),
    months: monthsOfSpan(side.months),
  };
}

/** Rules that hold for the whole formula. */
function rulesOf({ pairBy, weightBySystem, oncePerChange }: FormulaPlan): LocalizedText {
  const rules: LocalizedText[] = [];
  if (pairBy === 'system') {
    rules.push({ sv: 'bara system som har båda', en: 'only systems that have both' });
  }
  if (weightBySystem) rules.push({ sv: 'varje system efter sin vikt', en: 'each system by its weight' });
  if (oncePerChange) rules.push({ sv: 'varje förändring en gång', en: 'each change once' });
  return inBoth((language) =>
    rules.length === 0 ? '' : `, ${rules.map((rule) => rule[language]).join(AND[language])}`,
  );
}

function formulaText(catalogue: Catalogue, definition: MeasureDefinition, plan: FormulaPlan): LocalizedText {
  const { formula } = definition;
  switch (formula.kind) {
    case 'ratio': {
      const [numerator, denominator] = [plan.numerator, plan.denominator].map((side) =>
        combination(catalogue, side),
      );
      const rules = rulesOf(plan);
      return inBoth((language) => {
        const scale = plan.scale === 1 ? '' : `${numberText(plan.scale)[language]} × `;
        return `${scale}Σ (${numerator?.[language] ?? ''}) / Σ (${denominator?.[language] ?? ''})${rules[language]}`;
      });
    }
    case 'answer-mean': {
      const { questions, audiences, min, max } = formula;
      const range = `${min}–${max}`;
      const of = `${questions.join(', ')} (${audiences.join(', ')})`;
      const rest = `− ${min}) / ${max - min} × 100`;
      return {
        sv: `(medelvärdet av svaren ${range} på ${of} ${rest}`,
        en: `(the mean of the answers ${range} to ${of} ${rest}`,
      };
    }
    case 'assessed-level':
      return {
        sv: 'Σ (medelnivån av enhetens dimensioner × årsarbetare) / Σ årsarbetare',
        en: "Σ (the mean level of the unit's dimensions × FTE) / Σ FTE",
      };
  }
}

/** A definition as people read it, in a period. */
export function definitionInWords(
  catalogue: Catalogue,
  definition: MeasureDefinition,
  plan: FormulaPlan,
): ExplainedDefinition {
  const { id, perspective, version, validFrom, name, description, unitOfMeasure, better, decimals } =
    definition;
  return {
    ...{ id, perspective, version, validFrom, name, description, unitOfMeasure, better, decimals },
    formula: formulaText(catalogue, definition, plan),
    scale: plan.scale,
    numerator: explainedSide(catalogue, definition, plan, 'numerator'),
    denominator: explainedSide(catalogue, definition, plan, 'denominator'),
  };
}
