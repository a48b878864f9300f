import { isIP } from 'class-validator';
import { shaped } from '../shapes.js';
import { parseJsonPath } from '#core';
import { isSecretReference } from '../secrets.js';

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

/** A regular expression. */
export const IsPattern = shaped({
  name: 'isPattern',
  holds: (value) => isText(value) && isPattern(value),
  must: 'a regular expression',
  remedy: 'Write it in single quotes, as JavaScript has it: \'name="csrf" value="([^"]+)"\'.',
});

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'u').source !== '';
  } catch {
    return false;
  }
}

/** Header → its text; those that hold secrets by nature only by reference. */
export const IsHeaders = shaped({
  name: 'isHeaders',
  isWithheld: true,
  holds: (value) =>
    isRecord(value) &&
    Object.entries(value).every(([name, held]) => {
      if (!HEADER_NAME.test(name) || OWN_HEADERS.test(name)) return false;
      if (isSecretReference(held)) return true;
      return isText(held) && HEADER_TEXT.test(held) && !SECRET_HEADERS.test(name);
    }),
  must: 'headers, each with one line of text, and Authorization and Cookie with a reference to a secret',
  remedy: "Write it as { Accept: text/html, Authorization: { fromEnvironment: NAME, prefix: 'Bearer ' } }.",
});

/** A singular JSONPath. */
export const IsJsonPath = shaped({
  name: 'isJsonPath',
  holds: (value) => isText(value) && parseJsonPath(value) !== null,
  must: 'a JSON path of names and places',
  remedy: "Write it as $.checks[0]['state'].",
});

/** A name that hosts have in DNS, without a scheme or a port. */
export const IsHostName = shaped({
  name: 'isHostName',
  holds: (value) => isText(value) && /^(?=.{1,253}$)[\w-]{1,63}(?:\.[\w-]{1,63})*\.?$/.test(value),
  must: 'a host name',
  remedy: 'Write it as www.example.se, without scheme or port.',
});

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
