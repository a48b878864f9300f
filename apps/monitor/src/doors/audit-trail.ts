import { messageOf } from '#core';
import { ANYONE, type AuditedCall, type Perspektiv } from '#pipeline';
import { type Logger } from '@nestjs/common';
import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { type CalledRequest } from '../access.guard.js';
import { type Callers } from '../callers.js';
import { networkOf } from './where-from.js';

/** What only the one who answers a call knows of it. */
interface Note {
  /** A reading call that changes something all the same, as signing in does. */
  readonly isChange?: boolean;
  /** It looked at what would happen, and changed nothing. */
  readonly isDryRun?: boolean;
  readonly by?: string;
  readonly code?: string;
  /** In place of the answer's own. */
  readonly status?: number;
}

const notes = new WeakMap<FastifyRequest, Note>();
const calls = new WeakMap<FastifyRequest, AuditedCall>();

const CHANGING = ['POST', 'PUT', 'PATCH', 'DELETE'];
/** Samples come every second from machines that are known: only what is refused of them is told. */
const UNTOLD_WHEN_DONE = ['POST /api/v1/samples'];
/** Who answers a survey, from where and when, is written down nowhere (ADR 37). */
const NEVER_TOLD = ['POST /enkat/:id', 'POST /enkat/:id/:link'];
/** Parameters that say what a call is about: ids, periods and names of the catalogue, and why something is taken back. No others are written down. */
const TOLD = [
  'id',
  'dataset',
  'period',
  'edition',
  'unit',
  'system',
  'measure',
  'subject',
  'from',
  'to',
  'restate',
  'neverHeld',
  'reason',
];
const LONGEST_TEXT = 120;
/** Answers that are longer are no single thing with an id. */
const LONGEST_ANSWER = 256 * 1024;

/** Tells the audit trail more of a call than its answer shows. */
export function tellAudit(request: FastifyRequest, note: Note): void {
  notes.set(request, { ...notes.get(request), ...note });
}

/** Whether a call is written down: what changes something or tries to, and what was refused for want of access. */
function isTold(
  request: FastifyRequest,
  action: string,
  { isChange, isDryRun = false, code, status }: Note & { status: number },
): boolean {
  if (NEVER_TOLD.includes(action)) return false;
  if (isChange) return true;
  if (code !== undefined && /^access\/(?:token-unknown|denied|foreign-page)$/.test(code)) return true;
  if (!CHANGING.includes(request.method)) return false;
  if (isDryRun) return false;
  return status >= 400 || !UNTOLD_WHEN_DONE.includes(action);
}

function aboutOf({ params, query }: FastifyRequest): Record<string, string> {
  const asked = { ...(query as Record<string, unknown>), ...(params as Record<string, unknown>) };
  return Object.fromEntries(
    TOLD.flatMap((name) => {
      const value = asked[name];
      return typeof value === 'string' && value !== '' ? [[name, value.slice(0, LONGEST_TEXT)]] : [];
    }),
  );
}

/** The id of what a call made, when its answer has one. */
function madeBy(payload: unknown, reply: FastifyReply): { made?: string } {
  const isJson = String(reply.getHeader('content-type')).includes('json');
  if (!isJson || typeof payload !== 'string' || payload.length > LONGEST_ANSWER) return {};
  const answer: unknown = JSON.parse(payload);
  const hasId =
    typeof answer === 'object' && answer !== null && 'id' in answer && typeof answer.id === 'string';
  return hasId ? { made: String(answer.id).slice(0, LONGEST_TEXT) } : {};
}

function actionOf({ method, routeOptions }: FastifyRequest): string {
  return `${method} ${routeOptions.url ?? ''}`;
}

/** Whether what a call changes is written down with the change. */
function isAudited(request: FastifyRequest): boolean {
  const action = actionOf(request);
  return CHANGING.includes(request.method) && ![...UNTOLD_WHEN_DONE, ...NEVER_TOLD].includes(action);
}

/**
 * Writes down every change, attempt and refusal. A change that the ledger stores has its record in the same transaction; any other
 * call is written down before its answer leaves: whoever was answered is in it. When that cannot be written, the record is in the
 * log instead.
 */
export function keepAuditTrail(
  server: FastifyInstance,
  { perspektiv, callers, logger }: { perspektiv: Perspektiv; callers: Callers; logger: Logger },
): void {
  const { audit } = perspektiv.stage;
  const factsOf = (request: FastifyRequest, known: { by: string; status: number; code: string | null }) => ({
    ...known,
    ...{ action: actionOf(request), about: aboutOf(request) },
    from: networkOf(request.ip, { ipv4: 24, ipv6: 48 }),
    nowMs: perspektiv.nowMs(),
  });
  server.addHook('preHandler', (request: CalledRequest, reply, done) => {
    if (!isAudited(request)) {
      done();
      return;
    }
    const call = audit.call(() => {
      const by = notes.get(request)?.by ?? (request.caller ?? ANYONE).id;
      return factsOf(request, { by, status: reply.statusCode, code: null });
    });
    calls.set(request, call);
    audit.during(call, done);
  });
  server.addHook('onSend', async (request, reply, payload) => {
    if (request.routeOptions.url === undefined) return payload;
    const note = { status: reply.statusCode, ...notes.get(request) };
    if (!isTold(request, actionOf(request), note)) return payload;
    const isStored = calls.get(request)?.isStored ?? false;
    if (isStored && note.status < 400) return payload;
    const by = note.by ?? (await callers.of(request).catch(() => ANYONE)).id;
    const facts = factsOf(request, { by, status: note.status, code: note.code ?? null });
    const about = { ...facts.about, ...(note.status < 400 ? madeBy(payload, reply) : {}) };
    await audit.record({ ...facts, about }).catch((error: unknown) => {
      logger.error(`the audit record could not be written (${messageOf(error)}): ${JSON.stringify(facts)}`);
    });
    return payload;
  });
}
