import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsNotEmpty,
  IsOptional,
  IsString,
  Matches,
} from 'class-validator';
import { placesIn } from '#core';
import { NestedEach } from '../built.js';
import { type Wording } from '../secrets.js';
import {
  AreHeaderExpectations,
  AreJsonExpectations,
  AreStatusCodes,
  type HeaderExpectation,
  type HttpAsk,
  type HttpMethod,
  IsBodySize,
  IsExpectedPattern,
  IsHttpMethod,
  IsRedirectCount,
  IsSoughtText,
  type JsonExpectation,
  type SoughtTexts,
} from './http-ask.js';
import { IsAddress, IsForm, IsGuardedPattern, IsJsonPath, IsStepHeaders, IsWording } from './probe-shapes.js';
import { type StatusRange } from './status-ranges.js';

const MEBIBYTE = 1_048_576;

/** A value that an answer holds and a later step needs; one of `pattern`, `jsonPath` and `header`. */
export class Extraction {
  /** What later steps call it: `{{csrf}}`. */
  @Matches(/^[a-z][A-Za-z0-9]*$/, {
    message: '$property must be a word',
    context: { remedy: 'Write it as csrfToken.' },
  })
  readonly as!: string;
  /** A regular expression (RE2: no look-around, no back-references); the value is its first group, or all of it. */
  @IsOptional() @IsGuardedPattern() readonly pattern?: string;
  /** A singular JSONPath into the answer. */
  @IsOptional() @IsJsonPath() readonly jsonPath?: string;
  /** A header of the answer. */
  @IsOptional() @IsString() @IsNotEmpty() readonly header?: string;
}

/** A request of a transaction. `{{name}}` in its address, headers, form and body is what an earlier step extracted. */
export class TransactionStep implements HttpAsk {
  /** What the step does, for people: `log in`. */
  @IsString() @IsNotEmpty() readonly name!: string;
  /** `http(s)://host:port/path`. */
  @IsAddress('http', 'https') readonly url!: string;
  /** `GET`, `HEAD`, `POST`, `PUT`, `PATCH`, `DELETE` or `OPTIONS`. */
  @IsHttpMethod() readonly method: HttpMethod = 'GET';
  /** Sent besides our own (Host, User-Agent, Accept, Connection); `Authorization` and `Cookie` by reference, or with what an earlier step extracted. */
  @IsStepHeaders() readonly headers: Record<string, Wording> = {};
  /** A text, or a reference to a secret one. */
  @IsOptional() @IsWording() readonly body?: Wording;
  /** Sent in place of a body, as browsers send forms. */
  @IsOptional() @IsForm() readonly form?: Record<string, Wording>;
  /** At most this many redirects are followed, 0 to 10; with 0 a redirect is an answer like any other. */
  @IsRedirectCount() readonly followRedirects: number = 5;
  /** Accepted status codes: `200`, or a range, `200-299`. */
  @AreStatusCodes() readonly expectStatus: StatusRange[] = [200];
  /** A text that the body must hold, or several. */
  @IsSoughtText() readonly expectText?: SoughtTexts;
  /** A text that the body must not hold, or several. */
  @IsSoughtText() readonly refuseText?: SoughtTexts;
  /** A regular expression (RE2: no look-around, no back-references) that something in the body must match. */
  @IsExpectedPattern() readonly expectPattern?: string;
  /** Headers that the answer must have. */
  @AreHeaderExpectations() readonly expectHeaders: HeaderExpectation[] = [];
  /** Values that must stand in the answer's JSON. */
  @AreJsonExpectations() readonly expectJson: JsonExpectation[] = [];
  /** Bytes of the body, as sent and unpacked, that are read at most; what is expected must stand within. */
  @IsBodySize() readonly maxBodyBytes: number = MEBIBYTE;
  /** Values that later steps need, at most 20. */
  @IsArray()
  @ArrayMaxSize(20)
  @NestedEach(() => Extraction)
  readonly extract: Extraction[] = [];
}

/** Steps in turn. */
export const AreSteps = (): PropertyDecorator => (target, key) => {
  for (const decorate of [IsArray(), ArrayNotEmpty(), ArrayMaxSize(20), NestedEach(() => TransactionStep)]) {
    decorate(target, key);
  }
};

/** What a step needs of earlier ones. */
export function namesNeededBy({ url, headers, body, form }: TransactionStep): string[] {
  const texts = [url, body, ...Object.values(headers), ...Object.values(form ?? {})];
  const plain = texts.filter((text) => typeof text === 'string');
  return plain.flatMap((text) => placesIn(text));
}
