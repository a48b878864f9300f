import { parseJsonPath, valueAt } from '#core';
import { type HeaderExpectation, type HttpAsk, type JsonExpectation, textsOf } from '#catalogue';
import { decodeHTML } from 'entities';
import { type IncomingHttpHeaders } from 'node:http';
import { RE2JS } from 're2js';
import { ProbeFailure } from '../probe-failure.js';
import { type Route } from '../route.js';
import { headerText } from './header-text.js';

/** A body that is judged. */
export interface JudgedBody {
  readonly text: string;
  /** In a page, `&aring;` is an å. */
  readonly isHtml: boolean;
}

/** One expectation, and whether the answer meets it. */
interface Finding {
  readonly what: string;
  readonly holds: boolean;
  /** What stands there, for people; absent where a body is too much to show. */
  readonly found?: string;
}

/** How much of a value that was found is shown. */
const SHOWN_CHARACTERS = 80;

/** Judges what is expected of the body and the headers; what does not hold ends the probe, or makes it degraded. */
export class Expectations {
  constructor(private readonly route: Route) {}

  /** Judges an answer's headers. Throws a {@link ProbeFailure} `content`. */
  judgeHeaders(headers: IncomingHttpHeaders, expected: readonly HeaderExpectation[]): void {
    for (const one of expected) {
      const held = headers[one.name.toLowerCase()];
      const text = Array.isArray(held) ? held.join(', ') : held;
      const what = `${one.name} ${wordsOf(one)}`.trimEnd();
      this.judge({ what, holds: headerHolds(one, text), found: shown(text) }, one.otherwise);
    }
  }

  /** Judges an answer's body. Throws a {@link ProbeFailure} `content`. */
  judgeBody(body: JudgedBody, { expectText, refuseText, expectPattern, expectJson }: HttpAsk): void {
    for (const text of textsOf(expectText))
      this.judge({ what: `text "${text}"`, holds: holdsText(body, text) });
    for (const text of textsOf(refuseText)) {
      this.judge({ what: `no text "${text}"`, holds: !holdsText(body, text) });
    }
    if (expectPattern !== undefined) {
      const holds = RE2JS.compile(expectPattern).matcher(body.text).find();
      this.judge({ what: `pattern ${expectPattern}`, holds });
    }
    if (expectJson.length > 0) this.judgeJson(parsed(body.text), expectJson);
  }

  private judgeJson(document: unknown, expected: readonly JsonExpectation[]): void {
    for (const one of expected) {
      const value = valueAt(document, parseJsonPath(one.path) ?? []);
      const what = `${one.path} ${wordsOf(one)}`.trimEnd();
      this.judge({ what, holds: jsonHolds(one, value), found: shown(JSON.stringify(value)) }, one.otherwise);
    }
  }

  private judge(finding: Finding, otherwise: 'down' | 'degraded' = 'down'): void {
    this.route.settings.trace?.({ kind: 'expected', ...finding });
    if (finding.holds) return;
    if (otherwise === 'down') throw new ProbeFailure('content');
    this.route.attempt.warning = 'content';
  }
}

/** Whether there is something to look for in a body. */
export function looksIntoBody(ask: HttpAsk): boolean {
  return ask.expectText !== undefined || !readsForTextOnly(ask);
}

/** Whether nothing is expected of a body but texts that it must hold. */
export function readsForTextOnly({ refuseText, expectPattern, expectJson }: HttpAsk): boolean {
  return refuseText === undefined && expectPattern === undefined && expectJson.length === 0;
}

function holdsText({ text, isHtml }: JudgedBody, sought: string): boolean {
  return text.includes(sought) || (isHtml && text.includes('&') && decodeHTML(text).includes(sought));
}

function headerHolds({ equals, contains }: HeaderExpectation, latin1: string | undefined): boolean {
  if (latin1 === undefined) return false;
  return [latin1, headerText(latin1)].some(
    (text) =>
      (equals === undefined || text === equals) && (contains === undefined || text.includes(contains)),
  );
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

function shown(text: string | undefined): string {
  if (text === undefined) return 'nothing';
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
}

interface Expected {
  readonly equals?: string | number | boolean | null;
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
