import { isIP } from 'class-validator';
import { shaped } from '../shapes.js';
import { parseJsonPath } from '#core';
import { RE2JS } from 're2js';
import { isSecretReference } from '../secrets.js';
import { isStatusRange } from './status-ranges.js';

/** Headers whose text is a secret by its nature. */
const SECRET_HEADERS = /^(?:proxy-)?authorization$|^cookie$/i;
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** One line, of signs that headers may hold. */
const HEADER_TEXT = /^[\t\x20-\x7e\x80-\xff]*$/;
/** Headers that say how a message is framed; they are ours to set. */
const OWN_HEADERS = /^(?:connection|content-length|transfer-encoding|expect|upgrade|te|trailer)$/i;

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An address of one of some schemes, without name and password: `https://host:port/path`. */
export function IsAddress(...schemes: readonly string[]): PropertyDecorator {
  const named = schemes.map((scheme) => `${scheme}://`).join(' or ');
  return shaped({
    name: 'isAddress',
    isWithheld: true,
    holds: (value) => isText(value) && isAddress(value, schemes),
    must: `an address that begins with ${named}, with no password in it`,
    remedy: schemes.includes('http')
      ? 'Write http(s)://host:port/path, and secrets by reference: see docs/probes.md.'
      : `Write ${schemes[0] ?? ''}://host:port.`,
  })();
}

function isAddress(text: string, schemes: readonly string[]): boolean {
  if (/\s/.test(text) || !URL.canParse(text)) return false;
  const { protocol, hostname, port, username, password, pathname } = new URL(text);
  const scheme = protocol.slice(0, -1);
  if (!schemes.includes(scheme) || hostname === '' || username !== '' || password !== '') return false;
  return scheme === 'http' || scheme === 'https' || (port !== '' && ['', '/'].includes(pathname));
}

/** A reference to a secret. */
export const IsSecretReference = shaped({
  name: 'isSecretReference',
  isWithheld: true,
  holds: isSecretReference,
  must: 'a reference to a secret',
  remedy: 'Write { fromEnvironment: NAME } or { fromFile: /path }; never the secret itself.',
});

/** A text, or a reference to a secret one. */
export const IsWording = shaped({
  name: 'isWording',
  isWithheld: true,
  holds: (value) => isText(value) || isSecretReference(value),
  must: 'a text or a reference to a secret',
  remedy: 'Write the text in quotes, or { fromEnvironment: NAME } or { fromFile: /path }.',
});

/** Fields of a form → what stands in them. */
export const IsForm = shaped({
  name: 'isForm',
  isWithheld: true,
  holds: (value) =>
    isRecord(value) && Object.values(value).every((held) => isText(held) || isSecretReference(held)),
  must: 'fields, each with a text or a reference to a secret',
  remedy: 'Write it as { user: probe, password: { fromEnvironment: NAME } }, with numbers in quotes.',
});

/** A regular expression that any text is matched with in linear time (RE2), for what others send is not to be trusted. */
export const IsGuardedPattern = shaped({
  name: 'isGuardedPattern',
  holds: (value) => isText(value) && isGuardedPattern(value),
  must: 'a regular expression without look-around and back-references',
  remedy: 'Write it in single quotes, in the syntax of RE2: \'name="csrf" value="([^"]+)"\'.',
});

function isGuardedPattern(text: string): boolean {
  try {
    return RE2JS.compile(text).pattern() !== '';
  } catch {
    return false;
  }
}

/** Status codes and ranges of them. */
export const AreStatusRanges = shaped({
  name: 'areStatusRanges',
  holds: (value) => Array.isArray(value) && value.every(isStatusRange),
  must: 'status codes from 100 to 999, or ranges of them',
  remedy: "Write them as [200, 204] or ['200-299'].",
});

/** A text that is sought, or several. */
export const AreSoughtTexts = shaped({
  name: 'areSoughtTexts',
  holds: (value) => {
    const texts: unknown[] = Array.isArray(value) ? value : [value];
    return texts.length > 0 && texts.every((text) => isText(text) && text !== '');
  },
  must: 'a text, or a list of texts, none of them empty',
  remedy: 'Write it in quotes, or several as a list: [Mina sidor, Logga ut].',
});

/** Whether these are headers that may be sent; of those that hold secrets by nature, `mayHold` says whether a text may. */
function areHeaders(value: unknown, mayHold: (text: string) => boolean): boolean {
  if (!isRecord(value)) return false;
  return Object.entries(value).every(([name, held]) => {
    if (!HEADER_NAME.test(name) || OWN_HEADERS.test(name)) return false;
    if (isSecretReference(held)) return true;
    return isText(held) && HEADER_TEXT.test(held) && (!SECRET_HEADERS.test(name) || mayHold(held));
  });
}

/** Header → its text; those that hold secrets by nature only by reference. */
export const IsHeaders = shaped({
  name: 'isHeaders',
  isWithheld: true,
  holds: (value) => areHeaders(value, () => false),
  must: 'headers, each with one line of text, and Authorization and Cookie with a reference to a secret',
  remedy: "Write it as { Accept: text/html, Authorization: { fromEnvironment: NAME, prefix: 'Bearer ' } }.",
});

/** The same of a step, which may also send what an earlier step fetched. */
export const IsStepHeaders = shaped({
  name: 'isStepHeaders',
  isWithheld: true,
  holds: (value) => areHeaders(value, isFetched),
  must: 'headers, each with one line of text, and Authorization and Cookie with a reference to a secret or with what an earlier step extracted',
  remedy: "Write it as { Accept: text/html, Authorization: 'Bearer {{token}}' }.",
});

/** `Bearer {{token}}`: nothing but a scheme beside what was extracted, so that no secret is written down. */
function isFetched(text: string): boolean {
  return /^(?:[A-Za-z][\w-]*[ =])?\{\{[a-z][A-Za-z0-9]*\}\}$/.test(text);
}

/** A singular JSONPath. */
export const IsJsonPath = shaped({
  name: 'isJsonPath',
  holds: (value) => isText(value) && parseJsonPath(value) !== null,
  must: 'a JSON path of names and places',
  remedy: "Write it as $.checks[0]['state'].",
});

/** A name that hosts have in DNS, without a scheme or a port; signs beyond ASCII are asked for in Punycode (IDNA). */
export const IsHostName = shaped({
  name: 'isHostName',
  holds: (value) => isText(value) && isHostName(value),
  must: 'a host name',
  remedy: 'Write it as www.example.se, without scheme or port.',
});

function isHostName(text: string): boolean {
  return /^(?=.{1,253}$)[\p{L}\p{M}\p{N}_-]{1,63}(?:\.[\p{L}\p{M}\p{N}_-]{1,63})*\.?$/u.test(text);
}

/** A name server: an IP address with or without a port. */
export const IsNameServer = shaped({
  name: 'isNameServer',
  holds: (value) => {
    if (!isText(value)) return false;
    const [, inBrackets, short] = /^(?:\[([^\]]+)\](?::\d+)?|([\d.]+):\d+)$/.exec(value) ?? [];
    if (inBrackets !== undefined) return isIP(inBrackets, 6);
    return isIP(short ?? value);
  },
  must: 'the address of a name server',
  remedy: 'Write its IP address, as 192.0.2.53 or [2001:db8::53]:5353.',
});

/** A value that JSON has without members. */
export const IsPlainValue = shaped({
  name: 'isPlainValue',
  holds: (value) => value === null || ['string', 'number', 'boolean'].includes(typeof value),
  must: 'a text, a number, true or false',
  remedy: 'Write one value, texts in quotes.',
});
