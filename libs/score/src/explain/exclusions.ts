import { type Exclusion, type LocalizedText, type Subject, type Withheld } from '#core';
import { type Catalogue, type MeasureDefinition, subjectName } from '#catalogue';
import { type ChangeConflict } from '../once-per-change.js';
import { type Reorganisation } from '../reorganisations.js';
import { type FormulaPlan } from '../sides.js';
import { type Composition } from './composition.js';
import { ALIKE_FROM } from '../suppress.js';
import { sourceName } from './formula-words.js';
import { type Lack } from './lacks.js';

function named(catalogue: Catalogue, kind: Subject['kind'], id: string): LocalizedText {
  return subjectName(catalogue, { kind, id }) ?? { sv: id, en: id };
}

/** Which side, and what it is made from. */
function sideName(catalogue: Catalogue, plan: FormulaPlan, side: Lack['side']): LocalizedText {
  if (side === null) return { sv: '', en: '' };
  const source = sourceName(catalogue, plan[side].source);
  const sv = side === 'numerator' ? 'täljaren' : 'nämnaren';
  return { sv: `${sv} (${source.sv})`, en: `the ${side} (${source.en})` };
}

interface Words {
  readonly of: LocalizedText;
  readonly side: LocalizedText;
  readonly periods: string;
}

const RULE_TEXTS: Readonly<Record<Lack['rule'], (words: Words) => LocalizedText>> = {
  'not-applicable': ({ of }) => ({
    sv: `${of.sv}: ej aktuellt. Uppgifterna är markerade så, eller ska inte lämnas och har inte lämnats, eller inget system har båda sidorna.`,
    en: `${of.en}: not applicable. The data are marked so, or are neither owed nor handed in, or no system has both sides.`,
  }),
  'not-applicable-cells': ({ of, side, periods }) => ({
    sv: `${of.sv}: uppgifter till ${side.sv} är markerade som ej aktuella (${periods}).`,
    en: `${of.en}: data for ${side.en} are marked as not applicable (${periods}).`,
  }),
  'one-side-only': ({ of, side }) => ({
    sv: `${of.sv}: underlag till ${side.sv} saknas, och därför räknas inte heller den andra sidan.`,
    en: `${of.en}: there are no data for ${side.en}, and so the other side does not count either.`,
  }),
  'months-missing': ({ of, side, periods }) => ({
    sv: `${of.sv}: till ${side.sv} krävs alla månader, och ${periods} saknas.`,
    en: `${of.en}: ${side.en} needs all its months, and ${periods} are missing.`,
  }),
  'zero-denominator': ({ of }) => ({
    sv: `${of.sv}: nämnaren är noll; där finns ingenting att mäta, och inget eget värde.`,
    en: `${of.en}: the denominator is zero; there was nothing to measure, and there is no value of its own.`,
  }),
  'without-system': ({ of, side, periods }) => ({
    sv: `${of.sv}: rader till ${side.sv} som inte anger något system räknas inte (${periods}).`,
    en: `${of.en}: rows for ${side.en} that name no system do not count (${periods}).`,
  }),
};

function ofLack(catalogue: Catalogue, plan: FormulaPlan, lack: Lack): Exclusion {
  const { rule, unit, system, side, periods } = lack;
  const words = {
    of: system === null ? named(catalogue, 'unit', unit) : named(catalogue, 'system', system),
    side: sideName(catalogue, plan, side),
    periods: periods.join(', '),
  };
  return { rule, text: RULE_TEXTS[rule](words), unit, system, projects: [], periods };
}

function ofConflict(catalogue: Catalogue, conflict: ChangeConflict): Exclusion {
  const { kind, change, unit, period, stands, excluded } = conflict;
  const nameOf = (id: string): LocalizedText => named(catalogue, 'project', id);
  const names = (language: 'sv' | 'en'): string => excluded.map((id) => nameOf(id)[language]).join(', ');
  return {
    rule: 'claimed-twice',
    text:
      kind === 'other-project'
        ? {
            sv: `Förändringen ${change}, ${period}: ${nameOf(stands).sv} registrerades först; anspråket från ${names('sv')} räknas inte.`,
            en: `The change ${change}, ${period}: ${nameOf(stands).en} was registered first; the claim of ${names('en')} does not count.`,
          }
        : {
            sv: `Förändringen ${change}, ${period}: ${nameOf(stands).sv} räknar hem den också för en längre period, som gäller i stället.`,
            en: `The change ${change}, ${period}: ${nameOf(stands).en} also claims it for a longer period, which stands instead.`,
          },
    unit,
    system: null,
    projects: excluded,
    periods: [period],
  };
}

/** What does not enter a value, and by which rule. */
export function exclusionsOf(catalogue: Catalogue, { plan, lacks, conflicts }: Composition): Exclusion[] {
  return [
    ...lacks.map((lack) => ofLack(catalogue, plan, lack)),
    ...conflicts.map((conflict) => ofConflict(catalogue, conflict)),
  ];
}

/** What breaks a series: figures before and after are not of the same. */
export function reorganisedOf(
  reorganisations: readonly Reorganisation[],
  { kind, id }: Subject,
): Exclusion[] {
  return reorganisations.map(({ month, text }) => ({
    rule: 'reorganised',
    text: {
      sv: `Brott i serien: ${text.sv} Före och efter jämförs inte med pil.`,
      en: `Break in series: ${text.en} Before and after are not compared by an arrow.`,
    },
    unit: kind === 'unit' ? id : null,
    system: null,
    projects: [],
    periods: [month],
  }));
}

/** A measure that is not computed for subjects of a kind. */
export function kindExclusion({ subjects }: MeasureDefinition, { kind }: Subject): Exclusion {
  return {
    rule: 'kind-of-subject',
    text: {
      sv: `Mätetalet är inte meningsfullt för ${kind}; det beräknas för ${subjects.join(', ')}.`,
      en: `The measure has no meaning for ${kind}; it is computed for ${subjects.join(', ')}.`,
    },
    unit: null,
    system: null,
    projects: [],
    periods: [],
  };
}

/** What is not told of a value and its parts. */
export function withheldOf(
  catalogue: Catalogue,
  { value, ofPeople, parts }: Composition,
  subject: Subject,
): Withheld[] {
  if (!ofPeople) return [];
  const below = catalogue.rules.suppressBelow;
  const hidden = parts.filter(({ kind }) => kind === 'suppressed').map(({ id }) => id);
  const itself = value.kind === 'suppressed' ? [subject.id] : [];
  const units = [...new Set([...itself, ...hidden])];
  const few: Withheld = {
    rule: 'few-answers',
    text: {
      sv: `Färre än ${below} svarande, färre än ${ALIKE_FROM} som alla har svarat lika, eller ett värde som skulle röja ett sådant: visas inte för sig.`,
      en: `Fewer than ${below} respondents, fewer than ${ALIKE_FROM} who all answered alike, or a value that would give one such away: not shown by itself.`,
    },
    units,
  };
  const together: Withheld = {
    rule: 'answers-together',
    text: {
      sv: 'Svaren redovisas bara sammanlagt för varje enhet.',
      en: 'Answers are told only added up for each unit.',
    },
    units: [],
  };
  return units.length > 0 ? [few, together] : [together];
}
