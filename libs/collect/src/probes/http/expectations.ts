import { parseJsonPath, valueAt } from '#core';
import { type HeaderExpectation, type HttpAsk, type JsonExpectation } from '#catalogue';
import { type IncomingHttpHeaders } from 'node:http';
import { ProbeFailure } from '../probe-failure.js';
import { type Route } from '../route.js';

/** Judges what is expected of the body and the headers; what does not hold ends the probe, or makes it degraded. */
export class Expectations {
  constructor(private readonly route: Route) {}

  /** Of an answer's headers. Throws a {@link ProbeFailure} `content`. */
  judgeHeaders(headers: IncomingHttpHeaders, expected: readonly HeaderExpectation[]): void {
    for (const one of expected) {
      const held = headers[one.name.toLowerCase()];
      const text = Array.isArray(held) ? held.join(', ') : held;
      this.judge(`${one.name} ${wordsOf(one)}`.trimEnd(), headerHolds(one, text), one.otherwise);
    }
  }

  /** Of an answer's body. Throws a {@link ProbeFailure} `content`. */
  judgeBody(text: string, { expectText, refuseText, expectJson }: HttpAsk): void {
    if (expectText !== undefined) this.judge(`text "${expectText}"`, text.includes(expectText), 'down');
    if (refuseText !== undefined) this.judge(`no text "${refuseText}"`, !text.includes(refuseText), 'down');
    if (expectJson.length === 0) return;
    const document = parsed(text);
    for (const one of expectJson) {
      const value = valueAt(document, parseJsonPath(one.path) ?? []);
      this.judge(`${one.path} ${wordsOf(one)}`.trimEnd(), jsonHolds(one, value), one.otherwise);
    }
  }

  private judge(what: string, holds: boolean, otherwise: 'down' | 'degraded'): void {
    this.route.settings.trace?.({ kind: 'expected', what, holds });
    if (holds) return;
    if (otherwise === 'down') throw new ProbeFailure('content');
    this.route.attempt.warning = 'content';
  }
}

/** Whether there is something to look for in a body. */
export function looksIntoBody({ expectText, refuseText, expectJson }: HttpAsk): boolean {
  return expectText !== undefined || refuseText !== undefined || expectJson.length > 0;
}

function headerHolds({ equals, contains }: HeaderExpectation, text: string | undefined): boolean {
  if (text === undefined) return false;
  return (equals === undefined || text === equals) && (contains === undefined || text.includes(contains));
}

function jsonHolds({ equals, atLeast, atMost }: JsonExpectation, value: unknown): boolean {
  if (value === undefined) return false;
  if (equals !== undefined && value !== equals) return false;
  if (atLeast === undefined && atMost === undefined) return true;
  return typeof value === 'number' && value >= (atLeast ?? -Infinity) && value <= (atMost ?? Infinity);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

interface Expected {
  readonly equals?: string | number | boolean;
  readonly contains?: string;
  readonly atLeast?: number;
  readonly atMost?: number;
}

function wordsOf({ equals, contains, atLeast, atMost }: Expected): string {
  const words = [
    ...(equals === undefined ? [] : [`= ${JSON.stringify(equals)}`]),
    ...(contains === undefined ? [] : [`contains ${JSON.stringify(contains)}`]),
    ...(atLeast === undefined ? [] : [`≥ ${atLeast}`]),
    ...(atMost === undefined ? [] : [`≤ ${atMost}`]),
  ];
  return words.join(', ');
}
