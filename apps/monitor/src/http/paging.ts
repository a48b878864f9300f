import { createHash } from 'node:crypto';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { type Observable, map } from 'rxjs';
import { Problem } from '../problem.js';
import { type List, limitOf } from './parameters.js';

/** Items of a page at most. */
const MOST = 1_000;

/** Where a page begins: after so many items, the last of which had this mark. */
interface Place {
  readonly after: number;
  readonly mark: string;
}

/**
 * Answers a list by pages to whoever gives `limit` or `cursor`: for handlers that have all of it at hand. A cursor tells how
 * many items came before, and knows the last of them again when others have come or gone meanwhile.
 */
@Injectable()
export class Paging implements NestInterceptor<unknown, unknown> {
  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const { query } = context.switchToHttp().getRequest<FastifyRequest>();
    const { limit, cursor } = query as { limit?: string; cursor?: string };
    if (limit === undefined && cursor === undefined) return next.handle();
    const most = limitOf(limit, { usual: MOST, most: MOST });
    const place = cursor === undefined ? null : placeOf(cursor);
    return next.handle().pipe(map((answer) => (isList(answer) ? pageOf(answer, most, place) : answer)));
  }
}

function isList(answer: unknown): answer is List<unknown> {
  return typeof answer === 'object' && answer !== null && 'items' in answer && Array.isArray(answer.items);
}

/** A page of a list, with whatever else the answer tells. */
export function pageOf<L extends List<unknown>>(list: L, limit: number, place: Place | null): L {
  const from = place === null ? 0 : indexAfter(list.items, place);
  const items = list.items.slice(from, from + limit);
  const end = from + items.length;
  return { ...list, items, next: end < list.items.length ? `${end}-${markOf(items.at(-1))}` : null };
}

export function placeOf(cursor: string): Place {
  const [, after, mark] = /^([1-9]\d{0,8})-([0-9a-f]{12})$/.exec(cursor) ?? [];
  if (after === undefined || mark === undefined) throw unknownCursor();
  return { after: Number(after), mark };
}

/** What stands after the item with a mark: where it stood before, or wherever it has moved to. */
function indexAfter(items: readonly unknown[], { after, mark }: Place): number {
  if (items.length >= after && markOf(items[after - 1]) === mark) return after;
  const moved = items.findIndex((item) => markOf(item) === mark);
  if (moved < 0) throw unknownCursor();
  return moved + 1;
}

function markOf(item: unknown): string {
  return createHash('sha256').update(JSON.stringify(item)).digest('hex').slice(0, 12);
}

function unknownCursor(): Problem {
  return new Problem('request/malformed', {
    sv: 'cursor: listan har ändrats, eller så är det ingen av våra. Börja om utan cursor.',
    en: 'cursor: the list has changed, or it is none of ours. Begin anew without a cursor.',
  });
}
