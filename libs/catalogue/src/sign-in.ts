import {
  ArrayContains,
  ArrayNotEmpty,
  IsArray,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  Max,
  Min,
} from 'class-validator';
import { NestedEach } from './built.js';
import { InBothLanguages, IsGivenRole, IsIssuer, IsPattern, type Text } from './shapes.js';

/** Signatures that a provider may use: of public keys only, so neither `none` nor a shared secret. */
const SIGNATURES = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

/** What one claim of somebody who signs in is worth. */
export class ClaimRule {
  /** Name of the claim; `realm_access.roles` is the claim `roles` inside `realm_access`. */
  @IsString() @IsNotEmpty() readonly claim!: string;
  /** The whole of one of its values … */
  @IsOptional() @IsString() @IsNotEmpty() readonly value?: string;
  /** … or what the whole of one of its values must match. */
  @IsOptional() @IsPattern() readonly pattern?: string;
  /** Roles as in access.yaml; `$1` is what the pattern's first group matched, in lower case. */
  @IsArray() @ArrayNotEmpty() @IsGivenRole({ each: true }) readonly roles!: string[];
}

/** Where people sign in (`sign-in.yaml`): the city's id-portal, by OpenID Connect. The client's secret is in the environment. */
export class SignIn {
  /** As the provider writes it in its tokens; its settings are read from `<issuer>/.well-known/openid-configuration`. */
  @IsIssuer() readonly issuer!: string;
  @IsString() @IsNotEmpty() readonly clientId!: string;
  /** How the client shows its secret. */
  @IsIn(['basic', 'post']) readonly clientAuthentication: 'basic' | 'post' = 'basic';
  /** Text of the button. */
  @InBothLanguages() readonly button!: Text;
  @IsArray() @ArrayContains(['openid']) @IsString({ each: true }) readonly scopes: string[] = [
    'openid',
    'profile',
  ];
  @IsArray() @ArrayNotEmpty() @IsIn(SIGNATURES, { each: true }) readonly signatures: string[] = [
    'RS256',
    'PS256',
    'ES256',
  ];
  /** Audience of tokens for the API (`Authorization: Bearer`); absent: the API takes none from the provider. */
  @IsOptional() @IsString() @IsNotEmpty() readonly audience?: string;
  /** Claim that people are known by; stands in receipts and beside comments. */
  @IsString() @IsNotEmpty() readonly idClaim: string = 'sub';
  @IsString() @IsNotEmpty() readonly nameClaim: string = 'name';
  /** A session ends so long after signing in, whatever happens. */
  @IsInt() @Min(5) @Max(1_440) readonly sessionMinutes: number = 480;
  /** A session ends when nothing has been asked by it for so long. */
  @IsInt() @Min(5) @Max(1_440) readonly idleMinutes: number = 60;
  @IsArray()
  @ArrayNotEmpty()
  @NestedEach(() => ClaimRule)
  readonly roles!: ClaimRule[];
}
