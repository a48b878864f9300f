import { createHmac, timingSafeEqual } from 'node:crypto';
import { type LinkSecret } from '../link-secret.js';

const NUMBER_BYTES = 4;
const SIGNATURE_BYTES = 16;
const TOKEN = /^[\w-]{27}$/;

/**
 * One-time links of a wave: a number and its signature. Which numbers are used stands in the wave's counts, apart from what
 * was answered; nothing says who got which number.
 */
export class OneTimeLinks {
  constructor(private readonly secret: LinkSecret) {}

  /** The tokens of some numbers in a row. */
  async tokens(wave: string, { first, count }: { first: number; count: number }): Promise<string[]> {
    const key = await this.key();
    return Array.from({ length: count }, (_, i) => {
      const number = bytesOf(first + i);
      return Buffer.concat([number, signatureOf({ wave, number, key })]).toString('base64url');
    });
  }

  /** The number of a token; `null` when it is not whole, or not one of this wave's. */
  async numberOf(wave: string, token: string): Promise<number | null> {
    const bytes = Buffer.from(token, 'base64url');
    if (!TOKEN.test(token) || bytes.toString('base64url') !== token) return null;
    const number = bytes.subarray(0, NUMBER_BYTES);
    const signature = signatureOf({ wave, number, key: await this.key() });
    return timingSafeEqual(signature, bytes.subarray(NUMBER_BYTES)) ? number.readUInt32BE() : null;
  }

  private key(): Promise<Buffer> {
    return this.secret.keyFor('survey links 1');
  }
}

function bytesOf(number: number): Buffer {
  const bytes = Buffer.alloc(NUMBER_BYTES);
  bytes.writeUInt32BE(number);
  return bytes;
}

function signatureOf({ wave, number, key }: { wave: string; number: Buffer; key: Buffer }): Buffer {
  return createHmac('sha256', key).update(`${wave}\n`).update(number).digest().subarray(0, SIGNATURE_BYTES);
}
