import { type Limits } from '#catalogue';
import { ANYONE } from '#pipeline';
import rateLimit from '@fastify/rate-limit';
import { type Logger } from '@nestjs/common';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyRequest } from 'fastify';
import { type Callers } from '../callers.js';
import { Problem } from '../problem.js';
import { FORWARDING, cameByLoopback, networkOf } from './where-from.js';

const MINUTE_MS = 60_000;
const MEBIBYTE = 1024 * 1024;

/** The largest body where none other is said: a remark, a decision. Files are limited where they are written down. */
const USUAL_BODY = MEBIBYTE / 8;
const LARGE_BODIES: Readonly<Record<string, number>> = {
  'POST /api/v1/samples': 16 * MEBIBYTE,
};

/** How long a client may take over its request: whoever sends byte by byte holds no connection for ever. */
export const PATIENCE = {
  /** A file of 64 MiB over a slow line. */
  requestTimeout: 10 * MINUTE_MS,
  http: { headersTimeout: 10_000, connectionsCheckingInterval: 5_000 },
} as const;

/** What must answer whatever happens: machines that watch us, citizens at the status page, and the pages' own files. */
const UNLIMITED = /^\/(?:health|metrics|status|open-data|assets)(?:[/?.]|$)/;

/** Reads that make us work through a whole city. */
const COSTLY = new Set([
  '/api/v1/periods/:period/diff',
  '/api/v1/completeness',
  '/api/v1/measures/:id/comparison',
  '/api/v1/measures/:id/values',
  '/api/v1/measures/:id/explain',
  '/api/v1/reports/scorecard/:kind/:id/:file',
  '/api/v1/reports/availability/:kind/:id/:file',
]);

/** What stands between callers and this process, by its settings. */
interface Front {
  /** Whether people reach it by another address than its own. */
  readonly isPublic: boolean;
  /** Whether proxies are named whose word is taken on where calls come from. */
  readonly isTrusting: boolean;
}

/** What calls are counted with. */
interface Counting {
  readonly limits: Limits;
  readonly callers: Callers;
  readonly behind: Front;
  /** Whether the scorecards of a period, as somebody wrote it, need not be worked out anew. */
  readonly hasAtHand: (period: string) => boolean;
  readonly logger: Logger;
}

/** Limits of what a caller does, each counted by itself. */
type Counted = keyof Limits;

/** Sets the limit of every route's body as it is added: before any route. */
export function limitBodies(app: NestFastifyApplication): void {
  const server = app.getHttpAdapter().getInstance();
  server.addHook('onRoute', (route) => {
    const methods = [route.method].flat();
    const large = methods.map((method) => LARGE_BODIES[`${method} ${route.url}`] ?? USUAL_BODY);
    route.bodyLimit ??= Math.max(...large);
  });
}

/**
 * Limits how often a caller may ask. Somebody with a good token or session is counted by name, so that an office behind one
 * address is many; all others by address. Calls made on this machine are not counted.
 */
export async function limitCalls(
  app: NestFastifyApplication,
  { limits, callers, behind, hasAtHand, logger }: Counting,
): Promise<void> {
  const warned = { ofProxy: false };
  // Whoever comes from a proxy that does not say so seems to come from this machine.
  const mayBeProxied = behind.isPublic && !behind.isTrusting;
  if (mayBeProxied)
    logger.warn(
      'PERSPEKTIV_PUBLIC_ADDRESS is set, and no proxy is trusted: if one stands before this process, everybody behind it is counted as one. Set PERSPEKTIV_TRUSTED_PROXIES.',
    );
  await app.register(rateLimit, {
    timeWindow: MINUTE_MS,
    cache: 20_000,
    max: (_request: FastifyRequest, key: string) => limits[countedOf(key)],
    keyGenerator: (request: FastifyRequest) => keyOf(request, { callers, hasAtHand }),
    allowList: (request: FastifyRequest) => {
      if (!warned.ofProxy && isUntrustedProxy(request)) {
        warned.ofProxy = true;
        logger.warn(
          `${request.socket.remoteAddress ?? ''} forwards calls, by its headers, but is no trusted proxy: everybody behind it is counted as one. Set PERSPEKTIV_TRUSTED_PROXIES.`,
        );
      }
      return UNLIMITED.test(routeOf(request)) || (!mayBeProxied && cameByLoopback(request));
    },
    addHeadersOnExceeding: {
      'x-ratelimit-limit': false,
      'x-ratelimit-remaining': false,
      'x-ratelimit-reset': false,
    },
    addHeaders: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
    errorResponseBuilder: (_request, { ttl }) => {
      const seconds = Math.ceil(ttl / 1_000);
      return new Problem('request/too-many', {
        sv: `Vänta ${seconds} sekunder och försök igen.`,
        en: `Wait ${seconds} seconds and try again.`,
      });
    },
  });
}

/** The route as we wrote it, not the path as the caller did: `%75ploads` is uploads. */
function routeOf({ routeOptions }: FastifyRequest): string {
  return routeOptions.url ?? '';
}

const COUNTED = ['signInsPerMinute', 'uploadsPerMinute', 'costlyReadsPerMinute', 'callsPerMinute'] as const;

/** What of a caller's is counted under a key. */
function countedOf(key: string): Counted {
  return COUNTED.find((counted) => key.startsWith(`${counted} `)) ?? 'callsPerMinute';
}

async function keyOf(
  request: FastifyRequest,
  { callers, hasAtHand }: Pick<Counting, 'callers' | 'hasAtHand'>,
): Promise<string> {
  const address = networkOf(request.ip, { ipv4: 32, ipv6: 64 });
  const key = (counted: Counted, who: string): string => `${counted} ${who}`;
  const caller = await callers.of(request).catch(() => null);
  if (caller === null || /^\/sign-in(?:\/|$)/.test(routeOf(request))) return key('signInsPerMinute', address);
  const who = caller === ANYONE ? address : `by ${caller.id}`;
  const isUpload = request.method === 'POST' && /^\/api\/v1\/(?:link\/)?uploads/.test(routeOf(request));
  if (isUpload) return key('uploadsPerMinute', who);
  const isCostly = caller === ANYONE && isCostlyRead(request, hasAtHand);
  return key(isCostly ? 'costlyReadsPerMinute' : 'callsPerMinute', who);
}

/** Whether we must work through a city for it. */
function isCostlyRead(request: FastifyRequest, hasAtHand: Counting['hasAtHand']): boolean {
  if (COSTLY.has(routeOf(request))) return true;
  const { period } = request.query as { period?: unknown };
  return typeof period === 'string' && !hasAtHand(period);
}

/** Whether a call was forwarded by somebody whose word on that is not taken. */
function isUntrustedProxy({ headers, ips }: FastifyRequest): boolean {
  return FORWARDING.some((name) => headers[name] !== undefined) && (ips?.length ?? 0) < 2;
}
