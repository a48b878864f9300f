import { codeOf, messageOf } from './result.js';
import { type LocalizedText } from './text.js';

type Words = readonly [sv: string, en: string];

const NOT_TRUSTED: Words = [
  'certifikatet är utfärdat av någon som vi inte litar på',
  'the certificate was issued by somebody whom we do not trust',
];
const BROKEN: Words = ['förbindelsen bröts', 'the connection broke'];
const LATE: Words = ['inget svar kom inom tiden', 'no answer came in time'];
const NO_WAY: Words = ['det finns ingen väg dit i nätet', 'the network has no way there'];
const NOT_ALLOWED: Words = [
  'den som kör Perspektiv saknar rättighet till det',
  'the user that runs Perspektiv may not do that',
];
const FORBIDDEN: Words = [
  'adressen hör till dem som Perspektiv inte får nå (reachableNetworks i perspektiv.yaml)',
  'the address is among those that Perspektiv may not reach (reachableNetworks in perspektiv.yaml)',
];

/** Codes of Node, OpenSSL, undici and our way out → what people are told. */
const WORDS: Readonly<Record<string, Words>> = {
  ENOENT: ['mappen eller filen finns inte', 'the folder or file is not there'],
  ENOTDIR: ['en del av sökvägen är ingen mapp', 'a part of the path is no folder'],
  EISDIR: ['det är en mapp', 'it is a folder'],
  EEXIST: ['det finns redan', 'it is there already'],
  ENAMETOOLONG: ['namnet är för långt', 'the name is too long'],
  EACCES: NOT_ALLOWED,
  EPERM: NOT_ALLOWED,
  EROFS: ['filsystemet går bara att läsa', 'the file system can only be read'],
  ENOSPC: ['disken är full', 'the disk is full'],
  EDQUOT: ['utrymmet för användaren är slut', "the user's quota is used up"],
  EFBIG: ['filen är för stor för filsystemet', 'the file is too large for the file system'],
  EIO: ['disken svarar med fel', 'the disk answers with errors'],
  ESTALE: ['den delade mappen nås inte längre', 'the shared folder is no longer within reach'],
  ECONNREFUSED: ['ingen tar emot anslutningar där', 'nobody accepts connections there'],
  ECONNRESET: BROKEN,
  EPIPE: BROKEN,
  UND_ERR_SOCKET: BROKEN,
  ERR_STREAM_PREMATURE_CLOSE: BROKEN,
  ETIMEDOUT: LATE,
  TimeoutError: LATE,
  UND_ERR_CONNECT_TIMEOUT: LATE,
  UND_ERR_HEADERS_TIMEOUT: LATE,
  UND_ERR_BODY_TIMEOUT: LATE,
  'outgoing/connect-timeout': LATE,
  ENOTFOUND: ['namnet finns inte i DNS', 'there is no such name in DNS'],
  EAI_AGAIN: ['DNS svarar inte just nu', 'DNS does not answer at the moment'],
  EHOSTUNREACH: NO_WAY,
  ENETUNREACH: NO_WAY,
  CERT_HAS_EXPIRED: ['certifikatet har gått ut', 'the certificate has expired'],
  CERT_NOT_YET_VALID: ['certifikatet gäller inte än', 'the certificate is not valid yet'],
  ERR_TLS_CERT_ALTNAME_INVALID: ['certifikatet gäller ett annat namn', 'the certificate is for another name'],
  DEPTH_ZERO_SELF_SIGNED_CERT: NOT_TRUSTED,
  SELF_SIGNED_CERT_IN_CHAIN: NOT_TRUSTED,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: NOT_TRUSTED,
  UNABLE_TO_GET_ISSUER_CERT: NOT_TRUSTED,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: NOT_TRUSTED,
  'outgoing/metadata': FORBIDDEN,
  'outgoing/link-local': FORBIDDEN,
  'outgoing/network-not-allowed': FORBIDDEN,
  'outgoing/redirected-away': ['svaret leder till en annan plats', 'the answer leads to another place'],
  'outgoing/too-large': [
    'svaret är större än vad som tas emot',
    'the answer is larger than what is accepted',
  ],
};

/**
 * Why the disk or the network failed, in words for people: no capital at the beginning, no full stop at the end. Looks at what
 * was thrown and at its causes; what there are no words for is quoted, and so known to be somebody else's.
 */
export function faultInWords(thrown: unknown): LocalizedText {
  const chain = causesOf(thrown);
  for (const each of chain) {
    const words = WORDS[codeOf(each) ?? nameOf(each)];
    if (words) return { sv: words[0], en: words[1] };
  }
  const said = messageOf(chain.at(-1) ?? thrown);
  return { sv: `felet lyder ”${said}”`, en: `the error says “${said}”` };
}

/** What was thrown, then what it was caused by. */
function causesOf(thrown: unknown): unknown[] {
  const chain: unknown[] = [];
  for (
    let each = thrown;
    each !== null && each !== undefined && !chain.includes(each);
    each = causeOf(each)
  ) {
    chain.push(each);
  }
  return chain;
}

function causeOf(thrown: unknown): unknown {
  return typeof thrown === 'object' && thrown !== null && 'cause' in thrown ? thrown.cause : null;
}

function nameOf(thrown: unknown): string {
  const hasName = typeof thrown === 'object' && thrown !== null && 'name' in thrown;
  return hasName && typeof thrown.name === 'string' ? thrown.name : '';
}
