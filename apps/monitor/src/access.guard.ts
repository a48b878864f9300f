import { createHash, timingSafeEqual } from 'node:crypto';
import { principalByTokenHash } from '#catalogue';
import { ANYONE, type Caller, Perspektiv, type Right, callerOf, may } from '#pipeline';
import {
  type CanActivate,
  type ExecutionContext,
  Injectable,
  SetMetadata,
  createParamDecorator,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { type FastifyRequest } from 'fastify';
import { LocalAdmin } from './local-admin.js';
import { Problem } from './problem.js';

const RIGHT = 'perspektiv:right';

/** What a caller must have leave for; a controller or call without it is open to all. */
export const Needs = (right: Right): ReturnType<typeof SetMetadata> => SetMetadata(RIGHT, right);

type CalledRequest = FastifyRequest & { caller?: Caller };

/** The caller, as a parameter. */
export const CalledBy = createParamDecorator(
  (_: unknown, context: ExecutionContext): Caller =>
    context.switchToHttp().getRequest<CalledRequest>().caller ?? ANYONE,
);

function cameByLoopback(request: FastifyRequest): boolean {
  const address = request.socket.remoteAddress ?? '';
  return address === '::1' || /^(?:::ffff:)?127\./.test(address);
}

function bearerToken(request: FastifyRequest): string | null {
  const header = request.headers.authorization;
  if (header === undefined) return null;
  return /^Bearer\s+(\S+)$/i.exec(header)?.[1] ?? '';
}

/** Who calls, by bearer token, and whether that is enough. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly perspektiv: Perspektiv,
    private readonly localAdmin: LocalAdmin,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<CalledRequest>();
    const caller = this.identify(request);
    request.caller = caller;
    const targets = [context.getHandler(), context.getClass()];
    const right = this.reflector.getAllAndOverride<Right | undefined>(RIGHT, targets);
    if (right === undefined || may(caller, right, this.perspektiv.catalogue)) return true;
    if (caller === ANYONE) {
      throw new Problem('access/token-required', {
        sv: 'Skicka med en behörighet i huvudet Authorization: Bearer …',
        en: 'Send a token in the header Authorization: Bearer …',
      });
    }
    throw new Problem('access/denied', {
      sv: `Rollerna ${caller.roles.join(', ')} ger inte rätt till detta. Be uppföljningsgruppen om en behörighet som gör det.`,
      en: `The roles ${caller.roles.join(', ')} do not allow this. Ask the follow-up team for a token that does.`,
    });
  }

  private identify(request: FastifyRequest): Caller {
    const token = bearerToken(request);
    if (token === null) return ANYONE;
    const local = cameByLoopback(request);
    if (local && isSame(token, this.localAdmin.token)) return { id: 'local-admin', roles: ['admin'] };
    const hash = createHash('sha256').update(token).digest('hex');
    const principal = principalByTokenHash(this.perspektiv.catalogue, hash);
    const caller = principal && callerOf(principal, local);
    if (caller) return caller;
    throw new Problem('access/token-unknown', {
      sv: 'Ingen har den behörigheten, eller så gäller den inte härifrån. Kontrollera att den är hel och oförändrad.',
      en: 'Nobody has this token, or it is not good from here. Check that it is whole and unchanged.',
    });
  }
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [a, b].map((text) => createHash('sha256').update(text).digest());
  return left !== undefined && right !== undefined && timingSafeEqual(left, right);
}
