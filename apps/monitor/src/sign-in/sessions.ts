import { createHash, hkdfSync, randomUUID } from 'node:crypto';
import { type Caller, Perspektiv } from '#pipeline';
import { Injectable } from '@nestjs/common';
import { parse, serialize } from 'cookie';
import { type FastifyRequest } from 'fastify';
import { EncryptJWT, type JWTPayload, jwtDecrypt } from 'jose';

/** What must be remembered while somebody is at the id-portal. */
export interface SigningIn {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  readonly returnPath: string;
}

/** Somebody at the id-portal comes back within so long. */
const SIGNING_IN_SECONDS = 600;
/** Browsers drop cookies that are longer, without a word. */
const LONGEST_COOKIE = 3_900;

type Purpose = 'session' | 'signing-in';

/** A session as its cookie tells of it. */
interface Session {
  readonly id: string;
  readonly caller: Caller;
  readonly signedInMs: number;
  readonly sealedMs: number;
}

/**
 * Who has signed in, in cookies that are encrypted and signed at once (A256GCM): any process that serves can read them, and
 * nothing is stored but which were signed out of. A cookie is sealed anew now and then while it is used. The key is made of the client's secret and the rules for signing in: when either changes, all sessions end.
 */
@Injectable()
export class Sessions {
  private readonly key: Uint8Array | null;
  private readonly opened = new WeakMap<FastifyRequest, Promise<Session | null>>();
  private readonly isHttps: boolean;
  private readonly sessionMs: number;
  private readonly idleMs: number;

  constructor(private readonly perspektiv: Perspektiv) {
    const { settings, catalogue } = perspektiv;
    this.key = keyOf(settings.signInSecret, catalogue.signIn);
    this.isHttps = settings.publicAddress?.startsWith('https:') ?? false;
    this.sessionMs = (catalogue.signIn?.sessionMinutes ?? 0) * 60_000;
    this.idleMs = (catalogue.signIn?.idleMinutes ?? 0) * 60_000;
  }

  /** Who has signed in, by the cookie of a call; `null` when nobody, or not any more. */
  async callerOf(request: FastifyRequest): Promise<Caller | null> {
    return (await this.sessionOf(request))?.caller ?? null;
  }

  /** The cookie of a new session; `null` when its roles are too many for one. */
  begun(caller: Caller): Promise<string | null> {
    const nowMs = this.perspektiv.nowMs();
    return this.sealed({ id: randomUUID(), caller, signedInMs: nowMs });
  }

  /** The cookie of a session that goes on, when it was sealed a while ago; `null` when it need not be sealed anew. */
  async goingOn(request: FastifyRequest): Promise<string | null> {
    const session = await this.sessionOf(request);
    const isDue = session !== null && this.perspektiv.nowMs() - session.sealedMs > this.idleMs / 8;
    return isDue ? this.sealed(session) : null;
  }

  /** Ends the session of a call for good. Answers whether there was one. */
  async end(request: FastifyRequest): Promise<boolean> {
    const session = await this.sessionOf(request);
    if (!session) return false;
    const { stage, nowMs } = this.perspektiv;
    await stage.endedSessions.end(session.id, { by: session.caller.id, nowMs: nowMs() });
    return true;
  }

  /** Makes the browser forget the session. */
  ended(): string {
    return this.cookie('session', '', 0);
  }

  async signingIn(request: FastifyRequest): Promise<SigningIn | null> {
    const content = await this.read(request, 'signing-in');
    return content ? (content as JWTPayload & SigningIn) : null;
  }

  remembered(signingIn: SigningIn): Promise<string> {
    return this.write('signing-in', { ...signingIn }, SIGNING_IN_SECONDS);
  }

  forgotten(): string {
    return this.cookie('signing-in', '', 0);
  }

  /** Each request's once: it is asked for by limits, entrance and handlers. */
  private sessionOf(request: FastifyRequest): Promise<Session | null> {
    const known = this.opened.get(request) ?? this.open(request);
    this.opened.set(request, known);
    return known;
  }

  private async open(request: FastifyRequest): Promise<Session | null> {
    const content = await this.read(request, 'session');
    if (!content?.sub || !content.jti || !Array.isArray(content.roles)) return null;
    if (typeof content.auth_time !== 'number' || content.iat === undefined) return null;
    const signedInMs = content.auth_time * 1_000;
    if (this.perspektiv.nowMs() - signedInMs >= this.sessionMs) return null;
    if (await this.perspektiv.stage.endedSessions.has(content.jti)) return null;
    const roles = content.roles.filter((role) => typeof role === 'string');
    const name = typeof content.name === 'string' ? content.name : content.sub;
    const caller = { id: content.sub, roles, name };
    return { id: content.jti, caller, signedInMs, sealedMs: content.iat * 1_000 };
  }

  private async sealed({ id, caller, signedInMs }: Omit<Session, 'sealedMs'>): Promise<string | null> {
    const { id: sub, name = sub, roles } = caller;
    const content = { jti: id, sub, name, roles: [...roles], auth_time: Math.floor(signedInMs / 1_000) };
    const leftMs = signedInMs + this.sessionMs - this.perspektiv.nowMs();
    const cookie = await this.write('session', content, Math.ceil(Math.min(this.idleMs, leftMs) / 1_000));
    return cookie.length > LONGEST_COOKIE ? null : cookie;
  }

  private async write(purpose: Purpose, content: JWTPayload, seconds: number): Promise<string> {
    if (!this.key) throw new Error('nobody can sign in here');
    const now = Math.floor(this.perspektiv.nowMs() / 1_000);
    const sealed = await new EncryptJWT(content)
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .setAudience(purpose)
      .setIssuedAt(now)
      .setExpirationTime(now + seconds)
      .encrypt(this.key);
    return this.cookie(purpose, sealed, seconds);
  }

  private async read(request: FastifyRequest, purpose: Purpose): Promise<JWTPayload | null> {
    const sealed = parse(request.headers.cookie ?? '')[this.nameOf(purpose)];
    if (sealed === undefined || sealed === '' || !this.key) return null;
    const opened = await jwtDecrypt(sealed, this.key, {
      audience: purpose,
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
      requiredClaims: ['exp'],
      currentDate: new Date(this.perspektiv.nowMs()),
    }).catch(() => null);
    return opened?.payload ?? null;
  }

  private cookie(purpose: Purpose, value: string, maxAge: number): string {
    const { isHttps: secure } = this;
    return serialize(this.nameOf(purpose), value, {
      httpOnly: true,
      sameSite: 'lax',
      path: '/',
      secure,
      maxAge,
    });
  }

  /** Under https a name that only this very host can set. */
  private nameOf(purpose: Purpose): string {
    return `${this.isHttps ? '__Host-' : ''}perspektiv-${purpose}`;
  }
}

function keyOf(secret: string | undefined, rules: unknown): Uint8Array | null {
  if (secret === undefined || rules === undefined) return null;
  const digest = createHash('sha256').update(JSON.stringify(rules)).digest('hex');
  return new Uint8Array(hkdfSync('sha256', secret, '', `perspektiv session ${digest}`, 32));
}
