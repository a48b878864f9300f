const PLACE = /\{\{(\w+)\}\}/g;

/** A text with values in its places, `{{name}}`; `encode` makes a value fit where it goes. A place without a value stays. */
export function filledIn(
  text: string,
  values: ReadonlyMap<string, string>,
  encode: (value: string) => string = (value) => value,
): string {
  return text.replace(PLACE, (place, name: string) => {
    const value = values.get(name);
    return value === undefined ? place : encode(value);
  });
}

/** The names of a text's places, as often as they occur. */
export function placesIn(text: string): string[] {
  return [...text.matchAll(PLACE)].map(([, name = '']) => name);
}
