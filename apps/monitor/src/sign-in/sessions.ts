import { createHash, hkdfSync } from 'node:crypto';
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

/**
 * Who has signed in, in cookies that are encrypted and signed at once (A256GCM): any process that serves can read them, and
 * nothing is stored. The key is made of the client's secret and the rules for signing in: when either changes, all sessions end.
 */
@Injectable()
export class Sessions {
  private readonly key: Uint8Array | null;
  private readonly isHttps: boolean;
  private readonly sessionSeconds: number;

  constructor(private readonly perspektiv: Perspektiv) {
    const { settings, catalogue } = perspektiv;
    this.key = keyOf(settings.signInSecret, catalogue.signIn);
    this.isHttps = settings.publicAddress?.startsWith('https:') ?? false;
    this.sessionSeconds = (catalogue.signIn?.sessionMinutes ?? 0) * 60;
  }

  /** Who has signed in, by the cookie of a call; `null` when nobody, or not any more. */
  async callerOf(request: FastifyRequest): Promise<Caller | null> {
    const content = await this.read(request, 'session');
    if (!content?.sub || !Array.isArray(content.roles)) return null;
    const roles = content.roles.filter((role) => typeof role === 'string');
    return { id: content.sub, roles, name: typeof content.name === 'string' ? content.name : content.sub };
  }

  /** The cookie of a new session; `null` when its roles are too many for one. */
  async begun({ id, name, roles }: Caller): Promise<string | null> {
    const content = { sub: id, name: name ?? id, roles: [...roles] };
    const cookie = await this.write('session', content, this.sessionSeconds);
    return cookie.length > LONGEST_COOKIE ? null : cookie;
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
