import { ANYONE, type Caller, Perspektiv, type Right, may } from '#pipeline';
import {
  type CanActivate,
  type ExecutionContext,
  Injectable,
  SetMetadata,
  createParamDecorator,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { type FastifyRequest } from 'fastify';
import { Callers } from './callers.js';
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

/** Who calls, and whether that is enough. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly perspektiv: Perspektiv,
    private readonly callers: Callers,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<CalledRequest>();
    const caller = await this.callers.of(request);
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
}
