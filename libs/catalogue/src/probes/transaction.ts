import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsNotEmpty,
  IsOptional,
  IsString,
  Matches,
  ValidateNested,
} from 'class-validator';
import { placesIn } from '#core';
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
  @IsOptional() @IsJsonPath() readonly jsonPath?: string;
  @IsOptional() @IsString() @IsNotEmpty() readonly header?: string;
}

/** A request of a transaction. `{{name}}` in its address, headers, form and body is what an earlier step extracted. */
export class TransactionStep implements HttpAsk {
  /** What the step does, for people: `log in`. */
  @IsString() @IsNotEmpty() readonly name!: string;
  @IsAddress('http', 'https') readonly url!: string;
  @IsHttpMethod() readonly method: HttpMethod = 'GET';
  @IsStepHeaders() readonly headers: Record<string, Wording> = {};
  @IsOptional() @IsWording() readonly body?: Wording;
  /** Sent in place of a body, as browsers send forms. */
  @IsOptional() @IsForm() readonly form?: Record<string, Wording>;
  @IsRedirectCount() readonly followRedirects: number = 5;
  @AreStatusCodes() readonly expectStatus: StatusRange[] = [200];
  @IsSoughtText() readonly expectText?: SoughtTexts;
  @IsSoughtText() readonly refuseText?: SoughtTexts;
  @IsExpectedPattern() readonly expectPattern?: string;
  @AreHeaderExpectations() readonly expectHeaders: HeaderExpectation[] = [];
  @AreJsonExpectations() readonly expectJson: JsonExpectation[] = [];
  @IsBodySize() readonly maxBodyBytes: number = MEBIBYTE;
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => Extraction)
  readonly extract: Extraction[] = [];
}

/** Steps in turn. */
export const AreSteps = (): PropertyDecorator => (target, key) => {
  for (const decorate of [
    IsArray(),
    ArrayNotEmpty(),
    ArrayMaxSize(20),
    ValidateNested({ each: true }),
    Type(() => TransactionStep),
  ]) {
    decorate(target, key);
  }
};

/** What a step needs of earlier ones. */
export function namesNeededBy({ url, headers, body, form }: TransactionStep): string[] {
  const texts = [url, body, ...Object.values(headers), ...Object.values(form ?? {})];
  const plain = texts.filter((text) => typeof text === 'string');
  return plain.flatMap((text) => placesIn(text));
}
