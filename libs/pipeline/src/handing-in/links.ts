import { createHmac, timingSafeEqual } from 'node:crypto';
import { type HandInLink, type Result, cityDate, cityTime, failed, ok } from '#core';
import { type Entry, type Journal, type Signed } from '../stage.js';
import { type LinkSecret } from './link-secret.js';

/** What a link is made for. */
export type LinkOrder = Pick<HandInLink, 'dataset' | 'unit' | 'period' | 'until' | 'to'>;

/** Why a link opens nothing: it is none of ours or no longer whole, its day is past, or it was revoked. */
export type LinkRefusal = 'unknown' | 'expired' | 'revoked';

/** Keeps signatures of another form, or for another use, apart from these. */
const SIGNED_AS = 'perspektiv hand-in link 1\n';

/**
 * Links with which somebody without an account hands in one slice. A token is the slice, the day and an id, signed with a
 * secret of the installation; what was made and revoked is in the journal, and only what stands there opens anything.
 */
export class Links {
  /** All that were ever made, oldest first. */
  readonly all: () => Promise<readonly HandInLink[]>;

  constructor(
    private readonly journal: Journal,
    private readonly secret: LinkSecret,
  ) {
    this.all = journal.kept('link', toLinks);
  }

  /** Makes a link; its token is not kept. */
  async make(order: LinkOrder, { by, nowMs }: Signed): Promise<{ link: HandInLink; token: string }> {
    const { dataset, unit, period, until, to } = order;
    const about = { period, subject: `unit:${unit}`, atMs: nowMs, by };
    const content = { action: 'make', dataset, unit, period, until, to } as const;
    const entry = await this.journal.write('link', { ...about, content });
    const link = { id: entry.id, dataset, unit, period, until, to, at: cityTime(nowMs), by, revoked: null };
    return { link, token: tokenOf(link, await this.secret.bytes()) };
  }

  /** What a token opens at an instant. */
  async open(token: string, nowMs: number): Promise<Result<HandInLink, LinkRefusal>> {
    const [payload = '', signature = '', ...more] = token.split('.');
    const expected = signatureOf(payload, await this.secret.bytes());
    if (more.length > 0 || !isSame(signature, expected)) return failed('unknown');
    const links = await this.all();
    const link = links.find((each) => payloadOf(each) === payload);
    if (!link) return failed('unknown');
    if (link.revoked) return failed('revoked');
    return cityDate(nowMs) > link.until ? failed('expired') : ok(link);
  }

  /** Ends a link at once; one that has ended stays as it is. `null` when there is none. */
  async revoke(id: string, { by, nowMs }: Signed): Promise<HandInLink | null> {
    const link = (await this.all()).find((each) => each.id === id);
    if (!link || link.revoked) return link ?? null;
    const about = { period: link.period, subject: `unit:${link.unit}`, atMs: nowMs, by };
    const content = { action: 'revoke', link: id } as const;
    await this.journal.write('link', { ...about, id: `${id}-end`, content });
    return { ...link, revoked: { at: cityTime(nowMs), by } };
  }
}

function payloadOf({ id, dataset, unit, period, until }: HandInLink): string {
  return Buffer.from(JSON.stringify([id, dataset, unit, period, until])).toString('base64url');
}

function signatureOf(payload: string, key: Buffer): string {
  return createHmac('sha256', key).update(`${SIGNED_AS}${payload}`).digest('base64url');
}

function tokenOf(link: HandInLink, key: Buffer): string {
  const payload = payloadOf(link);
  return `${payload}.${signatureOf(payload, key)}`;
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function toLinks(entries: readonly Entry<'link'>[]): HandInLink[] {
  const revoked = new Map<string, HandInLink['revoked']>();
  for (const { content, atMs, by } of entries) {
    if (content.action === 'revoke') revoked.set(content.link, { at: cityTime(atMs), by });
  }
  return entries.flatMap(({ id, atMs, by, content }) => {
    if (content.action !== 'make') return [];
    const { dataset, unit, period, until, to } = content;
    const link = { id, dataset, unit, period, until, to, at: cityTime(atMs), by };
    return [{ ...link, revoked: revoked.get(id) ?? null }];
  });
}
