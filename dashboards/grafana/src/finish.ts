import { type Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';

/** Anything of JSON, by name. */
export type Json = Record<string, unknown>;

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function listIn(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isJson) : [];
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/**
 * Does what the kit leaves undone: numbers panels and their queries, and takes away what Grafana 10 does not know. The
 * answer is what is put up, as plain JSON.
 */
export function finish(dashboard: Dashboard): Json {
  const plain = JSON.parse(JSON.stringify(dashboard)) as Json;
  for (const [index, panel] of listIn(plain.panels).entries()) {
    panel.id = index + 1;
    for (const [place, target] of listIn(panel.targets).entries()) target.refId = LETTERS[place];
  }
  const { annotations } = plain;
  const annotated = isJson(annotations) ? listIn(annotations.list) : [];
  for (const each of [...listIn(plain.links), ...annotated]) delete each.placement;
  return plain;
}
