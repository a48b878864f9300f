import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { type LinkSecret } from '../link-secret.js';

const HOUR_MS = 3_600_000;
/** A form may lie open for so long. */
const GOOD_HOURS = 4;
const ID_BYTES = 12;
const MAC_BYTES = 16;
const TOKEN = /^([0-9a-z]{1,10})\.([\w-]{16})\.([01])\.([\w-]{22})$/;
/** Numbers that are asked for in words. */
const NUMBERS = 10;

/** A form as it was drawn for somebody. */
export interface FormToken {
  /** Of this form only: sent twice, it is counted once. */
  readonly id: string;
  /** Hours since the epoch when it is no longer good. */
  readonly untilHour: number;
  /** The number, 1–10, that the form asks for in words; `null` when it asks for none. */
  readonly number: number | null;
}

/** Forms that we have drawn ourselves, known again by what they carry: no cookie, and nothing stored until one is sent. */
export class FormTokens {
  constructor(private readonly secret: LinkSecret) {}

  /** A token for a form of a wave, and the number that the form must ask for. */
  async draw(
    wave: string,
    { nowMs, asksNumber }: { nowMs: number; asksNumber: boolean },
  ): Promise<{ token: string; number: number | null }> {
    const key = await this.key();
    const body = `${nowMs.toString(36)}.${randomBytes(ID_BYTES).toString('base64url')}.${asksNumber ? 1 : 0}`;
    const { mac, number } = signed({ key, wave, body });
    return { token: `${body}.${mac}`, number: asksNumber ? number : null };
  }

  /** What a token says; `null` when it is none of ours, of another wave, or too old. */
  async read(wave: string, token: string, nowMs: number): Promise<FormToken | null> {
    const [, drawn = '', id = '', asks, mac = ''] = TOKEN.exec(token) ?? [];
    const body = `${drawn}.${id}.${asks ?? ''}`;
    const { mac: expected, number } = signed({ key: await this.key(), wave, body });
    const isOurs = mac.length === expected.length && timingSafeEqual(Buffer.from(mac), Buffer.from(expected));
    const drawnMs = parseInt(drawn, 36);
    if (!isOurs || drawnMs > nowMs + HOUR_MS || drawnMs + GOOD_HOURS * HOUR_MS <= nowMs) return null;
    const untilHour = Math.ceil(drawnMs / HOUR_MS) + GOOD_HOURS;
    return { id, untilHour, number: asks === '1' ? number : null };
  }

  private key(): Promise<Buffer> {
    return this.secret.keyFor('survey forms 1');
  }
}

function signed({ key, wave, body }: { key: Buffer; wave: string; body: string }): {
  mac: string;
  number: number;
} {
  const digest = createHmac('sha256', key).update(`${wave}\n${body}`).digest();
  // Of bytes that the token does not show.
  const number = 1 + ((digest[MAC_BYTES] ?? 0) % NUMBERS);
  return { mac: digest.subarray(0, MAC_BYTES).toString('base64url'), number };
}
