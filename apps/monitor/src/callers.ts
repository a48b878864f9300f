import { createHash, timingSafeEqual } from 'node:crypto';
import { type Claims, claimOf, claimedRoles, principalByTokenHash } from '#catalogue';
import { ANYONE, type Caller, Perspektiv, callerOf } from '#pipeline';
import { Injectable } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { cameByLoopback } from './doors/where-from.js';
import { LOCAL_ADMIN, LocalAdmin } from './local-admin.js';
import { Problem, type ProblemCode } from './problem.js';
import { IdProvider, NotSignedIn, type SignInFailure } from './sign-in/id-provider.js';
import { Sessions } from './sign-in/sessions.js';

/** Three parts of Base64URL, the first of them JSON: a token that a provider has signed. */
const SIGNED_TOKEN = /^eyJ[\w-]*\.[\w-]*\.[\w-]*$/;
/** A Swedish personal identity number, with or without century and sign. */
const PERSONAL_NUMBER = /^(?:19|20)?\d{2}(?:0[1-9]|1[0-2])(?:[06][1-9]|[1278]\d|[39][01])[-+]?\d{4}$/;

/** Who calls: by a bearer token of `access.yaml` or of the id-portal, or by the cookie of somebody who has signed in. */
@Injectable()
export class Callers {
  private readonly identified = new WeakMap<FastifyRequest, Promise<Caller>>();

  constructor(
    private readonly perspektiv: Perspektiv,
    private readonly localAdmin: LocalAdmin,
    private readonly sessions: Sessions,
    private readonly idProvider: IdProvider,
  ) {}

  /** The caller of a request, found out once; fails with the {@link Problem} that is to be told. */
  of(request: FastifyRequest): Promise<Caller> {
    const known = this.identified.get(request);
    if (known) return known;
    const caller = this.identify(request);
    this.identified.set(request, caller);
    return caller;
  }

  /** Somebody as the provider's claims tell of them; `null` when they have no role here, or no name that may be kept. */
  ofClaims(claims: Claims): Caller | null {
    const { catalogue } = this.perspektiv;
    const { signIn } = catalogue;
    if (!signIn) return null;
    const id = claimOf(claims, signIn.idClaim) ?? claims.sub;
    const roles = claimedRoles(signIn.roles, claims, catalogue);
    if (typeof id !== 'string' || !/^[\p{L}\p{N} .@_:/+|=-]{1,120}$/u.test(id) || PERSONAL_NUMBER.test(id))
      return null;
    const name = claimOf(claims, signIn.nameClaim);
    return roles.length === 0
      ? null
      : { id: `portal:${id}`, roles, name: typeof name === 'string' ? name.slice(0, 120) : id };
  }

  private async identify(request: FastifyRequest): Promise<Caller> {
    const { authorization } = request.headers;
    if (authorization === undefined) return this.bySession(request);
    const token = /^Bearer\s+(\S+)$/i.exec(authorization)?.[1] ?? '';
    const caller = this.byToken(token, request) ?? (await this.bySignedToken(token));
    if (caller) return caller;
    throw new Problem('access/token-unknown', {
      sv: 'Ingen har den behörigheten, eller så gäller den inte härifrån. Kontrollera att den är hel och oförändrad.',
      en: 'Nobody has this token, or it is not good from here. Check that it is whole and unchanged.',
    });
  }

  private byToken(token: string, request: FastifyRequest): Caller | null {
    const isLocal = cameByLoopback(request);
    if (isLocal && isSame(token, this.localAdmin.token)) return { id: LOCAL_ADMIN, roles: ['admin'] };
    const hash = createHash('sha256').update(token).digest('hex');
    const principal = principalByTokenHash(this.perspektiv.catalogue, hash);
    const isPublic = this.perspektiv.settings.publicAddress !== undefined;
    return principal && callerOf(principal, isLocal && !isPublic);
  }

  private async bySignedToken(token: string): Promise<Caller | null> {
    const audience = this.idProvider.signIn?.audience;
    if (audience === undefined || !SIGNED_TOKEN.test(token)) return null;
    try {
      return this.ofClaims(await this.idProvider.claimsOf(token, audience));
    } catch (error) {
      if (!(error instanceof NotSignedIn)) throw error;
      const problem = PROBLEMS[error.reason];
      if (problem === null) return null;
      throw new Problem(problem.code, problem);
    }
  }

  /** What a browser adds by itself is good for changes only from our own pages (CSRF). */
  private async bySession(request: FastifyRequest): Promise<Caller> {
    const caller = await this.sessions.callerOf(request);
    if (!caller) return ANYONE;
    if (['GET', 'HEAD', 'OPTIONS'].includes(request.method) || this.isFromOwnPage(request)) return caller;
    throw new Problem('access/foreign-page', {
      sv: 'Ändringar görs från våra egna sidor, eller med huvudet Authorization: Bearer … i stället för inloggning.',
      en: 'Changes are made from our own pages, or with the header Authorization: Bearer … instead of a session.',
    });
  }

  private isFromOwnPage({ headers }: FastifyRequest): boolean {
    const site = headers['sec-fetch-site'];
    if (site !== undefined) return site === 'same-origin';
    return headers.origin !== undefined && headers.origin === this.perspektiv.settings.publicAddress;
  }
}

const PROBLEMS: Record<SignInFailure, { code: ProblemCode; sv: string; en: string } | null> = {
  untrue: null,
  expired: {
    code: 'access/token-expired',
    sv: 'Hämta en ny behörighet i id-portalen och försök igen.',
    en: 'Fetch a new token at the id-portal and try again.',
  },
  unavailable: {
    code: 'access/provider-unavailable',
    sv: 'Behörigheten kan inte kontrolleras just nu. Försök igen om en stund.',
    en: 'The token cannot be checked just now. Try again in a while.',
  },
};

function isSame(a: string, b: string): boolean {
  const [left, right] = [a, b].map((text) => createHash('sha256').update(text).digest());
  return left !== undefined && right !== undefined && timingSafeEqual(left, right);
}
