import { createHmac } from 'node:crypto';
import { type Result, cityTime, failed, messageOf, ok } from '#core';
import { type Catalogue } from '#catalogue';
import { type OutgoingClient } from '#outgoing';
import { alertAnswer } from '../alert-answer.js';
import { wordingOf } from '../wording.js';
import { type Message, type Notifier, type NotifierRefusal } from './notifier.js';

/** Answers that may be another one a moment later. */
const WORTH_A_RETRY = new Set([408, 425, 429]);

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
      const { status, body: answer } = await outgoing.fetch(url, {
        method: 'POST',
        headers,
        body,
        redirect: 'error',
      });
      await answer?.cancel();
      if (status >= 200 && status < 300) return ok(null);
      const isFinal = status >= 400 && status < 500 && !WORTH_A_RETRY.has(status);
      return failed({ message: `answered ${status}`, isFinal });
    } catch (error) {
      return failed({ message: messageOf(error), isFinal: false });
    }
  }
}
