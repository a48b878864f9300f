import {
  ArrayNotEmpty,
  IsArray,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsNumber,
  IsOptional,
  IsString,
  Max,
  Min,
} from 'class-validator';
import { NestedEach } from '../built.js';
import {
  AreSoughtTexts,
  AreStatusRanges,
  IsGuardedPattern,
  IsJsonPath,
  IsPlainValue,
} from './probe-shapes.js';
import { type StatusRange } from './status-ranges.js';
import { type Wording } from '../secrets.js';

export const HTTP_METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;
export type HttpMethod = (typeof HTTP_METHODS)[number];

/** What an expectation that does not hold makes of the target. */
const SEVERITIES = ['down', 'degraded'] as const;
type Severity = (typeof SEVERITIES)[number];

/** A header that an answer must have; with neither `equals` nor `contains` any text will do. */
export class HeaderExpectation {
  /** The header's name, in any case. */
  @IsString() @IsNotEmpty() readonly name!: string;
  /** The whole of its text. */
  @IsOptional() @IsString() readonly equals?: string;
  /** A part of its text. */
  @IsOptional() @IsString() readonly contains?: string;
  /** What an answer without it makes of the target: `down` or `degraded`. */
  @IsIn(SEVERITIES) readonly otherwise: Severity = 'down';
}

/** A value that must stand in an answer's JSON; with neither `equals` nor bounds any value will do. */
export class JsonExpectation {
  /** A singular JSONPath (RFC 9535): `$.checks[0].state`. */
  @IsJsonPath() readonly path!: string;
  /** The value: a text, a number, true or false; `null` expects a null, which is not the same as nothing. */
  @IsOptional() @IsPlainValue() readonly equals?: string | number | boolean | null;
  /** The least that a number may be. */
  @IsOptional() @IsNumber() readonly atLeast?: number;
  /** The most that a number may be. */
  @IsOptional() @IsNumber() readonly atMost?: number;
  /** What an answer without it makes of the target: `down` or `degraded`. */
  @IsIn(SEVERITIES) readonly otherwise: Severity = 'down';
}

/** One text, or several. */
export type SoughtTexts = string | readonly string[];

/** Each of the texts; none where nothing is sought. */
export function textsOf(sought: SoughtTexts | undefined): readonly string[] {
  if (sought === undefined) return [];
  return typeof sought === 'string' ? [sought] : sought;
}

/** What is asked over HTTP, and what the answer must be like: an HTTP probe, or a step of a transaction. */
export interface HttpAsk {
  /** `http(s)://host:port/path`. */
  readonly url: string;
  readonly method: HttpMethod;
  /** Sent besides our own (Host, User-Agent, Accept, Connection). */
  readonly headers: Readonly<Record<string, Wording>>;
  readonly body?: Wording;
  /** So many redirects are followed; the answer that is judged is the last. 0: a redirect is an answer like any other. */
  readonly followRedirects: number;
  /** Accepted status codes: `200`, or a range, `200-299`. */
  readonly expectStatus: readonly StatusRange[];
  /** A text that the body must hold, or several. */
  readonly expectText?: SoughtTexts;
  /** A text that the body must not hold, or several. */
  readonly refuseText?: SoughtTexts;
  /** A regular expression (RE2: no look-around, no back-references) that something in the body must match. */
  readonly expectPattern?: string;
  readonly expectHeaders: readonly HeaderExpectation[];
  readonly expectJson: readonly JsonExpectation[];
  /** Of the body, as sent and unpacked, no more is read; what is expected must stand within. */
  readonly maxBodyBytes: number;
}

function all(...decorators: readonly PropertyDecorator[]): PropertyDecorator {
  return (target, key) => {
    for (const decorate of decorators) decorate(target, key);
  };
}

export const IsHttpMethod = (): PropertyDecorator => IsIn(HTTP_METHODS);
export const IsRedirectCount = (): PropertyDecorator => all(IsInt(), Min(0), Max(10));
export const AreStatusCodes = (): PropertyDecorator => all(IsArray(), ArrayNotEmpty(), AreStatusRanges());
export const IsSoughtText = (): PropertyDecorator => all(IsOptional(), AreSoughtTexts());
export const IsExpectedPattern = (): PropertyDecorator => all(IsOptional(), IsGuardedPattern());
export const IsBodySize = (): PropertyDecorator => all(IsInt(), Min(1), Max(16_777_216));
export const AreHeaderExpectations = (): PropertyDecorator =>
  all(
    IsArray(),
    NestedEach(() => HeaderExpectation),
  );
export const AreJsonExpectations = (): PropertyDecorator =>
  all(
    IsArray(),
    NestedEach(() => JsonExpectation),
  );
