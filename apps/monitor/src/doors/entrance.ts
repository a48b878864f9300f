import { ANYONE, type Caller, type Perspektiv, type Right, may } from '#pipeline';
import { type Type } from '@nestjs/common';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyRequest } from 'fastify';
import { type CalledRequest } from '../access.guard.js';
import { type Callers } from '../callers.js';
import { Problem } from '../problem.js';
import { rightsOfRoutes } from './rights-of-routes.js';
import { isPlainText } from './plain-text.js';

/** A method and the paths that a route answers to. */
interface KnownRoute {
  readonly method: string;
  readonly paths: RegExp;
}

/**
 * Lets callers in before anything of theirs is read: who has not the right to a route is refused by the route's headers
 * alone. To be called after limits, which count those who are refused, and before any route is there.
 */
export function guardEntrance(
  app: NestFastifyApplication,
  {
    perspektiv,
    callers,
    controllers,
  }: { perspektiv: Perspektiv; callers: Callers; controllers: readonly Type<object>[] },
): void {
  const server = app.getHttpAdapter().getInstance();
  const rights = rightsOfRoutes(controllers);
  const routes: KnownRoute[] = [];
  server.addHook('onRequest', (request, reply, done) => {
    if (!request.is404) {
      done();
      return;
    }
    const allowed = allowedAt(routes, request);
    if (allowed.length > 0) void reply.header('allow', allowed.join(', '));
    done(allowed.length > 0 ? wrongMethod(request, allowed) : unknownPath(request));
  });
  server.addHook('onRoute', (route) => {
    for (const method of [route.method].flat()) routes.push({ method, paths: pathsOf(route.url) });
    route.onRequest = [
      ...[route.onRequest ?? []].flat(),
      async (request: CalledRequest) => {
        expectPlainQuery(request);
        const caller = await callers.of(request);
        request.caller = caller;
        const method = request.method === 'HEAD' ? 'GET' : request.method;
        const right = rights.get(`${method} ${request.routeOptions.url ?? ''}`) ?? null;
        if (right !== null && !may(caller, right, perspektiv.catalogue)) throw refused(caller, right);
      },
    ];
  });
}

function pathsOf(route: string): RegExp {
  const parts = route.split('/').map((part) => {
    if (part.startsWith(':')) return '[^/]+';
    return part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  });
  return new RegExp(`^${parts.join('/')}$`);
}

/** The path of a request as routes are matched by it: without query, host and percent signs. */
function pathOf({ url }: FastifyRequest): string {
  const path = url.replace(/^https?:\/\/[^/]*/i, '').split('?', 1)[0] ?? '';
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function allowedAt(routes: readonly KnownRoute[], request: FastifyRequest): string[] {
  const path = pathOf(request);
  const found = routes.filter(({ paths }) => paths.test(path)).map(({ method }) => method);
  return [...new Set(found)].sort();
}

function unknownPath({ method }: FastifyRequest): Problem {
  return new Problem('request/unknown-path', {
    sv: `Här finns inget att anropa med ${method}. Se /api/docs för vad som finns.`,
    en: `There is nothing to ${method} here. See /api/docs for what there is.`,
  });
}

function wrongMethod({ method }: FastifyRequest, allowed: readonly string[]): Problem {
  return new Problem('request/method', {
    sv: `${method} går inte här. Det som går är ${allowed.join(', ')}.`,
    en: `${method} cannot be used here. What can is ${allowed.join(', ')}.`,
  });
}

/** Each parameter once, and of text that can be stored and shown. */
function expectPlainQuery({ query, params }: FastifyRequest): void {
  const told = { ...(query as Record<string, unknown>), ...(params as Record<string, unknown>) };
  for (const [name, value] of Object.entries(told)) {
    if (typeof value === 'string' && isPlainText(value)) continue;
    throw new Problem('request/malformed', {
      sv: `${name.slice(0, 80)}: ange ett värde, en gång, utan styrtecken.`,
      en: `${name.slice(0, 80)}: give one value, once, without control characters.`,
    });
  }
}

function refused(caller: Caller, right: Right): Problem {
  if (caller === ANYONE) {
    return new Problem('access/token-required', {
      sv: 'Skicka med en behörighet i huvudet Authorization: Bearer …',
      en: 'Send a token in the header Authorization: Bearer …',
    });
  }
  const roles = caller.roles.join(', ');
  return new Problem('access/denied', {
    sv: `Rollerna ${roles} ger inte rätt till detta. Be uppföljningsgruppen om en behörighet som gör det.`,
    en: `The roles ${roles} do not allow this (${right}). Ask the follow-up team for a token that does.`,
  });
}
