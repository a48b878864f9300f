import { HttpError } from '@influxdata/influxdb-client';
import { PerspektivError, codeOf, messageOf } from '#core';
import { type InfluxDbPlace } from './influx-db-place.js';

/** What to do about a write that the server did not take. */
export type WriteFault =
  /** It does not take one or several of the lines, and never will. */
  | 'lines'
  /** It would take fewer lines at a time. */
  | 'too-large'
  /** It may take all of them later. */
  | 'later';

/** What the system calls certificates whose issuer it does not know. */
const UNKNOWN_ISSUER = /SELF_SIGNED_CERT|UNABLE_TO_(?:VERIFY_LEAF|GET_ISSUER)/;
const TOO_LARGE = 413;
const BAD_LINES = [400, 422];

export function writeFault(thrown: unknown): WriteFault {
  if (!(thrown instanceof HttpError)) return 'later';
  if (thrown.statusCode === TOO_LARGE) return 'too-large';
  return BAD_LINES.includes(thrown.statusCode) ? 'lines' : 'later';
}

/** What the server said of an error, without what stands around it. */
export function reasonOf(thrown: unknown): string {
  if (!(thrown instanceof HttpError)) return messageOf(thrown) || (codeOf(thrown) ?? 'no answer');
  const { json } = thrown as { json: unknown };
  const said =
    typeof json === 'object' && json !== null ? (json as { error?: unknown; message?: unknown }) : {};
  const text = [said.message, said.error, thrown.body].find(
    (each) => typeof each === 'string' && each !== '',
  );
  return typeof text === 'string' ? text.trim() : `status ${thrown.statusCode}`;
}

/** What an error of the server or of the way there means to the people who run the program, with the remedy. */
export function influxError(thrown: unknown, { url, org, bucket, dialect }: InfluxDbPlace): PerspektivError {
  if (thrown instanceof PerspektivError) return thrown;
  const options = { cause: thrown };
  const status = thrown instanceof HttpError ? thrown.statusCode : null;
  const reason = reasonOf(thrown);
  const place = dialect === 1 ? `the database "${bucket}"` : `the bucket "${bucket}" of "${org}"`;
  if (UNKNOWN_ISSUER.test(codeOf(thrown) ?? '')) {
    const text = `InfluxDB at ${url} has a certificate that nobody known here has signed (${reason}). Name the file with the issuer's certificate in NODE_EXTRA_CA_CERTS.`;
    return new PerspektivError('store/unreachable', text, options);
  }
  if (status === null || status >= 500) {
    const text = `InfluxDB at ${url} does not answer as it should: ${reason}. See that it runs, and that PERSPEKTIV_TIME_SERIES has its address.`;
    return new PerspektivError('store/unreachable', text, options);
  }
  if (status === 401 || status === 403) {
    const text = `InfluxDB at ${url} refuses the token for ${place}: ${reason}. Give one that may read and write there in the file that PERSPEKTIV_INFLUX_TOKEN_FILE names.`;
    return new PerspektivError('store/refused', text, options);
  }
  if (status === 404 && /organi[sz]ation/i.test(reason))
    return noOrganisation(reason, { url, org, bucket, dialect });
  if (status === 404) return noPlace(reason, { url, org, bucket, dialect });
  if (status === 429) {
    const text = `InfluxDB at ${url} has too much to do just now: ${reason}. What waits is tried again by itself.`;
    return new PerspektivError('store/unreachable', text, options);
  }
  const text = `InfluxDB at ${url} answered ${status}: ${reason}.`;
  return new PerspektivError('store/failed', text, options);
}

function noOrganisation(reason: string, { url, org }: InfluxDbPlace): PerspektivError {
  const text = `InfluxDB at ${url} has no organisation "${org}", or the token does not belong to it: ${reason}. See \`influx org list\`, and correct org= in PERSPEKTIV_TIME_SERIES.`;
  return new PerspektivError('store/no-bucket', text);
}

/** That there is no such bucket or database, or none that the token may read: the server says the same of both. */
export function noPlace(reason: string, { url, org, bucket, dialect }: InfluxDbPlace): PerspektivError {
  const remedy =
    dialect === 1
      ? `Make it with CREATE DATABASE "${bucket}", or name another in PERSPEKTIV_TIME_SERIES`
      : `Either it is not there: make it with \`influx bucket create --org ${org} --name ${bucket}\`, or name another in PERSPEKTIV_TIME_SERIES. Or the token may not read it: give one that may read and write it in the file that PERSPEKTIV_INFLUX_TOKEN_FILE names. For a server of version 1 write dialect=1 there`;
  const place = dialect === 1 ? `database "${bucket}"` : `bucket "${bucket}" of "${org}"`;
  return new PerspektivError(
    'store/no-bucket',
    `InfluxDB at ${url} has no ${place}, or not where we ask: ${reason}. ${remedy}.`,
  );
}
