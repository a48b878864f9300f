/** The names and places that lead to a value. */
type Steps = readonly (string | number)[];

const STEP = /\.([A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)|\[(?:(0|-?[1-9]\d*)|'([^'\\]*)'|"([^"\\]*)")\]/y;

/**
 * Reads a singular query of JSONPath (RFC 9535, section 2.3.5.1): `$.checks[0]['db.state']`, names and places only, so
 * that it leads to one value at most. `null` when it is none; quoted names hold no escapes.
 */
export function parseJsonPath(text: string): Steps | null {
  if (!text.startsWith('$')) return null;
  const steps: (string | number)[] = [];
  for (STEP.lastIndex = 1; STEP.lastIndex < text.length;) {
    const found = STEP.exec(text);
    if (!found) return null;
    const [, name, place, quoted = name, doublyQuoted = quoted] = found;
    steps.push(place === undefined ? (doublyQuoted ?? '') : Number(place));
  }
  return steps;
}

/** The value that a path leads to; `undefined` where it leads nowhere. A negative place counts from the end. */
export function valueAt(document: unknown, steps: Steps): unknown {
  return steps.reduce((value: unknown, step) => {
    if (typeof step === 'number') return Array.isArray(value) ? (value.at(step) as unknown) : undefined;
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject && Object.hasOwn(value, step) ? (value as Record<string, unknown>)[step] : undefined;
  }, document);
}
