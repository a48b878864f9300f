import { IsHttpUrl, IsSecretReference, Nested, NestedEach, type SecretReference } from '#catalogue';
import {
  ArrayNotEmpty,
  IsArray,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsPositive,
  IsString,
} from 'class-validator';

/** How conversions and events are counted: each of them, or each visit that had any. */
export const COUNTED_AS = ['each', 'visits'] as const;

/** What is counted on a site: a goal, an action of events, or, with neither, visits. */
export class MatomoCount {
  @IsOptional() @IsInt() @IsPositive() readonly goal?: number;
  @IsOptional() @IsString() @IsNotEmpty() readonly eventAction?: string;
  @IsIn(COUNTED_AS) readonly as: (typeof COUNTED_AS)[number] = 'each';
}

/** A website of Matomo as a system of ours. */
export class MatomoSite {
  @IsInt() @IsPositive() readonly site!: number;
  @IsString() @IsNotEmpty() readonly system!: string;
  @IsIn(['web', 'app']) readonly channel: 'web' | 'app' = 'web';
  @IsOptional() @Nested(() => MatomoCount) readonly started?: MatomoCount;
  @Nested(() => MatomoCount) readonly completed!: MatomoCount;
}

/** Usage of e-services as Matomo counts it. */
export class MatomoOptions {
  /** Of the installation: `https://matomo.example.se/`. */
  @IsHttpUrl() readonly address!: string;
  /** `token_auth` of a user that may view the sites; sent in the body, never in an address. */
  @IsSecretReference() readonly token!: SecretReference;
  @IsArray()
  @ArrayNotEmpty()
  @NestedEach(() => MatomoSite)
  readonly sites!: MatomoSite[];
}
