import { createHmac } from 'node:crypto';
import { type Result, cityTime, failed, messageOf, ok } from '#core';
import { type Catalogue } from '#catalogue';
import { type OutgoingClient } from '#outgoing';
import { alertAnswer } from '../alert-answer.js';
import { wordingOf } from '../wording.js';
import { type Message, type Notifier, type NotifierRefusal } from './notifier.js';

/** Answers by which a receiver says that it is too busy. */
const BUSY = new Set([408, 425, 429]);
/** Answers that are about the message itself. */
const UNREADABLE = new Set([400, 411, 413, 414, 415, 422]);

function refusalOf(answer: Response, nowMs: number): NotifierRefusal {
  const { status } = answer;
  const isRefused = status >= 300 && status < 500 && !BUSY.has(status);
  const kind = UNREADABLE.has(status) ? 'unreadable' : isRefused ? 'refused' : 'unreachable';
  const retryAfterMs = pauseAsked(answer.headers.get('retry-after'), nowMs);
  return { message: `answered ${status}`, kind, ...(retryAfterMs === null ? {} : { retryAfterMs }) };
}

/** What `Retry-After` asks for, in seconds or as a date (RFC 9110, 10.2.3). */
export function pauseAsked(header: string | null, nowMs: number): number | null {
  if (header === null) return null;
  const ms = /^\d{1,9}$/.test(header.trim()) ? Number(header) * 1_000 : Date.parse(header) - nowMs;
  return Number.isFinite(ms) && ms > 0 ? ms : null;
}

export interface WebhookRoute {
  readonly catalogue: Catalogue;
  readonly url: string;
  /** Messages are signed with it; `null`: they are not. */
  readonly secret: string | null;
  readonly outgoing: OutgoingClient;
}

/**
 * `sha256=` and the HMAC, hexadecimal, of `<timestamp>.<body>`: whoever checks it, and that the timestamp is near, knows
 * that the message is ours, whole, and no replay.
 */
export function signature(secret: string, timestamp: string, body: string): string {
  return `sha256=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;
}

/** Posts notices as JSON: `{id, notices: [{id, transition, at, text: {sv, en}, alert}]}`. */
export class Webhook implements Notifier {
  constructor(private readonly route: WebhookRoute) {}

  async send({ id, notices }: Message, nowMs: number): Promise<Result<null, NotifierRefusal>> {
    const { catalogue, url, secret, outgoing } = this.route;
    const body = JSON.stringify({
      id,
      notices: notices.map((notice) => ({
        id: notice.id,
        transition: notice.transition,
        at: cityTime(notice.atMs),
        text: wordingOf(catalogue, notice.alert),
        alert: alertAnswer(catalogue, notice.alert),
      })),
    });
    const timestamp = String(Math.floor(nowMs / 1_000));
    const headers = {
      'content-type': 'application/json',
      'idempotency-key': id,
      'perspektiv-timestamp': timestamp,
      ...(secret === null ? {} : { 'perspektiv-signature': signature(secret, timestamp, body) }),
    };
    try {
      const answer = await outgoing.fetch(url, {
        method: 'POST',
        headers,
        body,
        redirect: 'error',
      });
      await answer.body?.cancel();
      return answer.ok ? ok(null) : failed(refusalOf(answer, nowMs));
    } catch (error) {
      return failed({ message: messageOf(error), kind: 'unreachable' });
    }
  }
}
