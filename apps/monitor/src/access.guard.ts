import { ANYONE, type Caller, type Right } from '#pipeline';
import { type ExecutionContext, SetMetadata, createParamDecorator } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';

/** Where the right that a controller or call needs is told; asked for by doors/rights-of-routes.ts. */
export const RIGHT = 'perspektiv:right';

/** What a caller must have leave for; a controller or call without it is open to all. */
export const Needs = (right: Right): ReturnType<typeof SetMetadata> => SetMetadata(RIGHT, right);

/** A request whose caller was let in; see doors/entrance.ts. */
export type CalledRequest = FastifyRequest & { caller?: Caller };

/** The caller, as a parameter. */
export const CalledBy = createParamDecorator(
  (_: unknown, context: ExecutionContext): Caller =>
    context.switchToHttp().getRequest<CalledRequest>().caller ?? ANYONE,
);
