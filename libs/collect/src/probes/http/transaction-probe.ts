import { filledIn, parseJsonPath, valueAt } from '#core';
import { type TransactionProbe, type TransactionStep, type Wording } from '#catalogue';
import { decodeHTMLAttribute } from 'entities';
import { RE2JS } from 're2js';
import { ProbeFailure } from '../probe-failure.js';
import { textOf } from '../probe-settings.js';
import { parsedUrl, type Route } from '../route.js';
import { CookieJar } from './cookie-jar.js';
import { askInFull, type JudgedAnswer } from './http-probe.js';
import { type Asked } from './request.js';

type Values = ReadonlyMap<string, string>;

/**
 * Takes the steps in turn, with the cookies and values that earlier ones gave. Throws a {@link ProbeFailure} at the first
 * that is not as expected; `content` also when a value is not found.
 */
export async function probeTransaction({ steps }: TransactionProbe, route: Route): Promise<void> {
  const cookies = new CookieJar();
  const values = new Map<string, string>();
  for (const step of steps) {
    route.settings.trace?.({ kind: 'began', step: step.name });
    const wantsBody = step.extract.length > 0;
    const answer = await askInFull(asked(step, values, route), step, route, {
      cookies,
      wantsBody,
    });
    for (const extraction of step.extract) {
      const value = valueIn(answer, extraction);
      route.settings.trace?.({ kind: 'expected', what: `{{${extraction.as}}}`, holds: value !== null });
      if (value === null) throw new ProbeFailure('content');
      values.set(extraction.as, value);
    }
  }
}

function asked(step: TransactionStep, values: Values, { settings }: Route): Asked {
  const filled = (wording: Wording): Wording =>
    typeof wording === 'string' ? filledIn(wording, values) : wording;
  const headers = Object.fromEntries(
    Object.entries(step.headers).map(([name, text]) => [name, filled(text)]),
  );
  const url = parsedUrl(filledIn(step.url, values, encodeURIComponent));
  if (!step.form) {
    return {
      url,
      method: step.method,
      headers,
      body: step.body === undefined ? undefined : filled(step.body),
    };
  }
  const fields = Object.entries(step.form).map(([name, text]): [string, string] => [
    name,
    textOf(filled(text), settings),
  ]);
  return {
    url,
    method: step.method === 'GET' ? 'POST' : step.method,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams(fields).toString(),
  };
}

function valueIn({ headers, text }: JudgedAnswer, how: TransactionStep['extract'][number]): string | null {
  if (how.header !== undefined) {
    const held = headers[how.header.toLowerCase()];
    return (Array.isArray(held) ? held[0] : held) ?? null;
  }
  if (how.jsonPath !== undefined) return jsonValue(text, how.jsonPath);
  const found = RE2JS.compile(how.pattern ?? '').matcher(text);
  if (!found.find()) return null;
  const value = (found.groupCount() > 0 ? found.group(1) : null) ?? found.group();
  // As browsers read what pages write in attributes.
  return value === null ? null : decodeHTMLAttribute(value);
}

function jsonValue(text: string, path: string): string | null {
  try {
    const value = valueAt(JSON.parse(text), parseJsonPath(path) ?? []);
    return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : null;
  } catch {
    return null;
  }
}
