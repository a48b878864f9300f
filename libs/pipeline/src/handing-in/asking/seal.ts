import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { PerspektivError } from '#core';

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** What is sealed is filled up to a multiple of it, so that its length does not tell what came. */
const BLOCK_BYTES = 4_096;

/** Closes a value so that whoever has no key can neither read nor change it, nor put it in another's place. */
export function seal(value: unknown, { key, about }: { key: Buffer; about: string }): string {
  const plain = Buffer.from(JSON.stringify(value));
  const filled = Buffer.alloc(Math.ceil((plain.length + 1) / BLOCK_BYTES) * BLOCK_BYTES, ' ');
  plain.copy(filled);
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, key, iv).setAAD(Buffer.from(about));
  const body = Buffer.concat([cipher.update(filled), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64');
}

/** Opens what {@link seal} closed. Throws `surveys/sealed-otherwise` when another key did, or it was changed. */
export function unseal(sealed: string, { key, about }: { key: Buffer; about: string }): unknown {
  const bytes = Buffer.from(sealed, 'base64');
  const [iv, tag] = [bytes.subarray(0, IV_BYTES), bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES)];
  try {
    const decipher = createDecipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(about))
      .setAuthTag(tag);
    const plain = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
    return JSON.parse(plain.toString()) as unknown;
  } catch {
    throw new PerspektivError(
      'surveys/sealed-otherwise',
      `The counts of ${about} cannot be opened: the link secret is another than when they were sealed`,
    );
  }
}
