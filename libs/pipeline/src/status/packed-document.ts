import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** How an answer may be packed; `identity` is not at all. */
export const ENCODINGS = ['br', 'gzip', 'identity'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** A document in every packing that a reader may ask for, each with its strong entity tag. */
export interface PackedDocument {
  readonly mediaType: string;
  readonly bodies: Readonly<Record<Encoding, { readonly etag: string; readonly bytes: Buffer }>>;
}

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);
/** As small as is had in some milliseconds. */
const QUALITY = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

/** Packs a text once, off the main thread, so that its readers cost nothing but sending. */
export async function packed(mediaType: string, text: string): Promise<PackedDocument> {
  const bytes = Buffer.from(text);
  const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
  const [br, gz] = await Promise.all([brotli(bytes, QUALITY), zip(bytes)]);
  return {
    mediaType,
    bodies: {
      br: { etag: `"${hash}-br"`, bytes: br },
      gzip: { etag: `"${hash}-gz"`, bytes: gz },
      identity: { etag: `"${hash}"`, bytes },
    },
  };
}
