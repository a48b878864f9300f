import { type ValidationError, getMetadataStorage } from 'class-validator';
import { suggest } from '../suggest.js';
import { type ConfigFault, type Place, didYouMean, faultAt } from './config-fault.js';
import { type PlaceOf } from './yaml-source.js';

/** What to do, by the constraint of class-validator that does not hold; the most basic constraints first. */
const REMEDIES: Readonly<Record<string, string>> = {
  isString: 'Write text, in quotes when it looks like a number.',
  isNumber: 'Write a number, with a decimal point and without quotes or unit.',
  isInt: 'Write a whole number, without quotes or unit.',
  isBoolean: 'Write true or false.',
  isArray: 'Write a list: one "- item" on each line, or [a, b].',
  isDefined: 'Write keys and values under it.',
  nestedValidation: 'Write keys and values under it, indented equally far.',
  isNotEmpty: 'Write something.',
  arrayNotEmpty: 'Name at least one.',
  isPositive: 'Write a number above 0.',
  min: 'Write a larger number.',
  max: 'Write a smaller number.',
};
const BASIC_FIRST = Object.keys(REMEDIES);

/** What a value must be, where class-validator's own words are about code. */
const WORDINGS: Readonly<Record<string, string>> = {
  isNumber: 'must be a number',
  nestedValidation: 'must be keys and values',
};

/** The faults of an object, as sentences with places; `at` tells where a path below the object stands. */
export function shapeFaults(
  errors: readonly ValidationError[],
  at: PlaceOf,
  path: readonly string[] = [],
): ConfigFault[] {
  return errors.flatMap((error) => {
    const own = [...path, error.property];
    return [
      ...(error.constraints ? [sentence(error, own, at(...own))] : []),
      ...shapeFaults(tellingChildren(error), at, own),
    ];
  });
}

/** Under a formula or probe of an unknown kind, which other keys belong there is not known either: only the kind is told. */
function tellingChildren({ children = [] }: ValidationError): readonly ValidationError[] {
  const kind = children.find((child) => child.property === 'kind');
  return kind ? [kind] : children;
}

function sentence(error: ValidationError, path: readonly string[], place: Place): ConfigFault {
  const { property, constraints = {} } = error;
  const value: unknown = error.value;
  const name = `"${dotted(path)}"`;
  if ('whitelistValidation' in constraints) {
    const known = knownKeys(error.target);
    return faultAt(place, `The key ${name} is not known here.`, didYouMean(suggest(property, known), known));
  }
  const choices = choicesOf(constraints.isIn);
  if (value === undefined) {
    const among = choices.length > 0 ? `; it is one of: ${choices.join(', ')}` : '';
    return faultAt(place, `${name} is missing.`, `Add the key "${property}"${among}.`);
  }
  if (choices.length > 0) {
    const near = typeof value === 'string' ? suggest(value, choices) : null;
    return faultAt(place, `${name} cannot be ${shown(value)}.`, didYouMean(near, choices));
  }
  return brokenRule(error, { name, place });
}

function brokenRule(
  { property, value, constraints = {}, contexts }: ValidationError,
  { name, place }: { name: string; place: Place },
): ConfigFault {
  const broken = Object.keys(constraints);
  const rule = BASIC_FIRST.find((basic) => broken.includes(basic)) ?? broken[0] ?? '';
  const wording = WORDINGS[rule];
  const must = wording ? `${name} ${wording}` : (constraints[rule] ?? '').replace(property, name);
  const context: unknown = contexts?.[rule];
  const written = isWithheld(context) ? '' : `; it is ${shown(value)}`;
  return faultAt(
    place,
    `${must.replace(/^each value in /, 'Each value in ')}${written}.`,
    remedyIn(context) ?? REMEDIES[rule] ?? 'Correct the value.',
  );
}

function remedyIn(context: unknown): string | null {
  const told = typeof context === 'object' && context !== null && 'remedy' in context ? context.remedy : null;
  return typeof told === 'string' ? told : null;
}

function isWithheld(context: unknown): boolean {
  return (
    typeof context === 'object' && context !== null && 'isWithheld' in context && context.isWithheld === true
  );
}

function choicesOf(isInMessage: string | undefined): string[] {
  const list = isInMessage?.split('following values: ')[1];
  return list ? list.split(/, ?/) : [];
}

function knownKeys(target: object | undefined): string[] {
  if (!target) return [];
  const rules = getMetadataStorage().getTargetValidationMetadatas(target.constructor, '', false, false);
  return [...new Set(rules.map((rule) => rule.propertyName))];
}

function dotted(path: readonly string[]): string {
  return path
    .map((step) => (/^\d+$/.test(step) ? `[${step}]` : `.${step}`))
    .join('')
    .slice(1);
}

function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
