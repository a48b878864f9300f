import { codeOf } from '#core';
import { type Claims, type SignIn, claimOf } from '#catalogue';
import { Perspektiv } from '#pipeline';
import { Injectable } from '@nestjs/common';
import { type JWTVerifyGetKey, createRemoteJWKSet, customFetch, errors, jwtVerify } from 'jose';
import * as openId from 'openid-client';
import { type SigningIn } from './sessions.js';

/** The provider's own settings are read anew after so long. */
const KEPT_MS = 12 * 3_600_000;
const TIMEOUT_SECONDS = 5;
/** Clocks of two machines may differ by so much. */
const TOLERANCE_SECONDS = 30;

/** What the provider says of itself, and the keys that it signs with: fetched when needed, and anew when it signs with others. */
interface Provider {
  readonly configuration: openId.Configuration;
  readonly keys: JWTVerifyGetKey;
  readonly readAtMs: number;
}

/** Why somebody is not let in: by the token, or because the provider does not answer. */
export type SignInFailure = 'expired' | 'untrue' | 'unavailable';

/** Thrown by {@link IdProvider}; `cause` is for the log. */
export class NotSignedIn extends Error {
  constructor(
    readonly reason: SignInFailure,
    cause: unknown,
  ) {
    super(`not signed in: ${reason}`, { cause });
    this.name = 'NotSignedIn';
  }
}

/** The city's id-portal, an OpenID provider. Only asked when somebody signs in: that it is down stops nobody else. */
@Injectable()
export class IdProvider {
  private known: Provider | undefined;
  private discovering: Promise<Provider> | undefined;

  constructor(private readonly perspektiv: Perspektiv) {}

  get signIn(): SignIn | undefined {
    return this.perspektiv.catalogue.signIn;
  }

  /** Where to send somebody who wants to sign in, and what to remember meanwhile. */
  async begin(returnPath: string): Promise<{ readonly address: string; readonly signingIn: SigningIn }> {
    const { configuration } = await this.reached();
    const signingIn = {
      state: openId.randomState(),
      nonce: openId.randomNonce(),
      codeVerifier: openId.randomPKCECodeVerifier(),
      returnPath,
    };
    const address = openId.buildAuthorizationUrl(configuration, {
      redirect_uri: this.ownAddress('/sign-in/answer'),
      scope: this.configured.scopes.join(' '),
      state: signingIn.state,
      nonce: signingIn.nonce,
      code_challenge: await openId.calculatePKCECodeChallenge(signingIn.codeVerifier),
      code_challenge_method: 'S256',
    });
    return { address: address.href, signingIn };
  }

  /** What the provider says of somebody who comes back with its answer, by the path and query that they came back to. */
  async finish(answer: string, { state, nonce, codeVerifier }: SigningIn): Promise<Claims> {
    const { configuration, keys } = await this.reached();
    try {
      const tokens = await openId.authorizationCodeGrant(configuration, new URL(this.ownAddress(answer)), {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: codeVerifier,
        idTokenExpected: true,
      });
      const claims = await this.verified(tokens.id_token ?? '', keys, this.configured.clientId);
      return { ...(await this.moreOf(configuration, tokens.access_token, claims)), ...claims };
    } catch (error) {
      throw failureOf(error);
    }
  }

  /** What a token for the API says, once it is known to be the provider's, meant for us and in force. */
  async claimsOf(token: string, audience: string): Promise<Claims> {
    const { keys } = await this.reached();
    try {
      return await this.verified(token, keys, audience);
    } catch (error) {
      throw failureOf(error);
    }
  }

  /** Where the provider ends its own session; `null` when it does not say, or does not answer. */
  async endAddress(returnPath: string): Promise<string | null> {
    const reached = await this.reached().catch(() => null);
    if (!reached?.configuration.serverMetadata().end_session_endpoint) return null;
    const parameters = { post_logout_redirect_uri: this.ownAddress(returnPath) };
    return openId.buildEndSessionUrl(reached.configuration, parameters).href;
  }

  private get configured(): SignIn {
    const { signIn } = this;
    if (!signIn) throw new Error('nobody can sign in here');
    return signIn;
  }

  private ownAddress(pathAndQuery: string): string {
    return `${this.perspektiv.settings.publicAddress ?? ''}${pathAndQuery}`;
  }

  private async verified(token: string, keys: JWTVerifyGetKey, audience: string): Promise<Claims> {
    const { payload } = await jwtVerify(token, keys, {
      issuer: this.configured.issuer,
      audience,
      algorithms: [...this.configured.signatures],
      requiredClaims: ['exp', 'sub'],
      clockTolerance: TOLERANCE_SECONDS,
      currentDate: new Date(this.perspektiv.nowMs()),
    });
    return payload;
  }

  /** What only the provider's page about people tells, when rules need claims that are not in the token. */
  private async moreOf(
    configuration: openId.Configuration,
    accessToken: string,
    claims: Claims,
  ): Promise<Claims> {
    const { roles, idClaim, nameClaim } = this.configured;
    const needed = [...roles.map(({ claim }) => claim), idClaim, nameClaim];
    const isMissing = needed.some((claim) => claimOf(claims, claim) === undefined);
    if (!isMissing || !configuration.serverMetadata().userinfo_endpoint) return {};
    return openId.fetchUserInfo(configuration, accessToken, String(claims.sub));
  }

  /** A failure is not remembered: the next who signs in tries again. */
  private reached(): Promise<Provider> {
    const { known } = this;
    if (known && this.perspektiv.nowMs() - known.readAtMs < KEPT_MS) return Promise.resolve(known);
    this.discovering ??= this.discover().finally(() => {
      this.discovering = undefined;
    });
    return this.discovering;
  }

  private async discover(): Promise<Provider> {
    const { issuer, clientId, clientAuthentication } = this.configured;
    const { outgoing } = this.perspektiv.stage;
    const { signInSecret } = this.perspektiv.settings;
    const authentication =
      clientAuthentication === 'basic' ? openId.ClientSecretBasic : openId.ClientSecretPost;
    const isPlain = issuer.startsWith('http:');
    try {
      const configuration = await openId.discovery(
        new URL(issuer),
        clientId,
        undefined,
        authentication(signInSecret),
        {
          timeout: TIMEOUT_SECONDS,
          execute: isPlain ? [openId.allowInsecureRequests] : [],
          [openId.customFetch]: (address, { body, ...request }) =>
            outgoing.fetch(address, { ...request, body: formOf(body) }),
        },
      );
      const { jwks_uri: keysAddress = '' } = configuration.serverMetadata();
      const keys = createRemoteJWKSet(new URL(keysAddress), {
        timeoutDuration: TIMEOUT_SECONDS * 1_000,
        [customFetch]: (address, { method, headers, redirect, signal }) =>
          outgoing.fetch(address, { method, headers: Object.fromEntries(headers), redirect, signal }),
      });
      this.known = { configuration, keys, readAtMs: this.perspektiv.nowMs() };
      return this.known;
    } catch (error) {
      throw new NotSignedIn('unavailable', error);
    }
  }
}

/** The client library sends forms only. */
function formOf(body: openId.FetchBody): string | URLSearchParams | null {
  if (body === null || body === undefined) return null;
  if (typeof body === 'string' || body instanceof URLSearchParams) return body;
  throw new TypeError('the id-portal is sent forms only');
}

/** What says that the token or the answer is not good; everything else says that the provider could not be asked. */
const UNTRUE = [
  errors.JWTInvalid,
  errors.JWSInvalid,
  errors.JWTClaimValidationFailed,
  errors.JWSSignatureVerificationFailed,
  errors.JOSEAlgNotAllowed,
  errors.JOSENotSupported,
  errors.JWKSNoMatchingKey,
  errors.JWKSMultipleMatchingKeys,
  openId.AuthorizationResponseError,
  openId.ResponseBodyError,
  openId.ClientError,
];

/** Codes of the client's that tell of the provider, not of the answer. */
const UNAVAILABLE = ['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_CONFORM'];

function failureOf(error: unknown): NotSignedIn {
  if (error instanceof errors.JWTExpired) return new NotSignedIn('expired', error);
  const isUntrue = UNTRUE.some((kind) => error instanceof kind) && !UNAVAILABLE.includes(codeOf(error) ?? '');
  return new NotSignedIn(isUntrue ? 'untrue' : 'unavailable', error);
}
