import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import fetch, { type Response } from 'node-fetch';
import { type AddressPolicy } from './address-policy.js';
import { guardedLookup } from './guarded-lookup.js';
import { OutgoingRefusal, refusalBehind } from './outgoing-refusal.js';

/** What is asked of a source. */
export interface PullRequest {
  readonly method?: 'GET' | 'POST' | undefined;
  /** Not sent on to another origin than the first. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: string | undefined;
  /** The deadline, and whatever else ends the wait. */
  readonly signal: AbortSignal;
  /** Of the body, as it is after unpacking. */
  readonly maxBytes: number;
}

/** An answer that was read to its end. */
export interface PullAnswer {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: ReadonlyMap<string, string>;
  readonly bytes: Uint8Array;
  /** Where it came from in the end. */
  readonly url: URL;
}

const MOST_REDIRECTS = 5;
const REDIRECTS = [301, 302, 303, 307, 308];

/** The next hop of a redirect; `null` when the answer is none. */
function hopOf(answer: Response, from: URL): URL | null {
  const location = answer.headers.get('location');
  return location !== null && REDIRECTS.includes(answer.status) ? new URL(location, from) : null;
}

/** What is asked of the next hop: other origins never see our headers, and a form is sent once. */
function redirected(request: PullRequest, status: number, isSameOrigin: boolean): PullRequest {
  const keepsMethod = status === 307 || status === 308;
  const { headers, ...rest } = request;
  const kept = isSameOrigin ? { ...rest, headers } : rest;
  return keepsMethod ? kept : { ...kept, method: 'GET', body: undefined };
}

/** What is sent may hold a key: it is for the origin that is configured, and for no other. */
function redirectedAway({ origin }: URL): OutgoingRefusal {
  return new OutgoingRefusal(
    'outgoing/redirected-away',
    `The source wants what was sent to be sent to ${origin}`,
  );
}

/** Gathers a stream, and lets go of it as soon as it is too large. */
async function gathered(stream: Readable, maxBytes: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of stream as AsyncIterable<Buffer>) {
    bytes += piece.byteLength;
    if (bytes > maxBytes)
      throw new OutgoingRefusal('outgoing/too-large', `The answer is over ${maxBytes} bytes`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/** The body as it is meant. A packed one is unpacked strictly: half of it is no body. */
async function bodyOf(answer: Response, maxBytes: number): Promise<Buffer> {
  const body = answer.body as Readable | null;
  if (!body) return Buffer.alloc(0);
  if (answer.headers.get('content-encoding') !== 'gzip') return gathered(body, maxBytes);
  const unpacked = createGunzip();
  body.once('error', (error) => unpacked.destroy(error));
  try {
    return await gathered(body.pipe(unpacked), maxBytes);
  } finally {
    body.destroy();
  }
}

/**
 * Fetches whole answers from sources. Every connection is made to an address that the policy allows, redirects are gone
 * by hand with every hop checked, and what is cut off, packed or not, is an error and never half an answer.
 */
export class PullClient {
  private readonly http: HttpAgent;
  private readonly https: HttpsAgent;

  constructor(private readonly policy: AddressPolicy) {
    const lookup = guardedLookup(policy);
    this.http = new HttpAgent({ keepAlive: true, lookup });
    this.https = new HttpsAgent({ keepAlive: true, lookup });
  }

  /** Any status is an answer. Rejects with an `OutgoingRefusal` where the policy forbids, and as `fetch` does otherwise. */
  async ask(address: string | URL, request: PullRequest): Promise<PullAnswer> {
    let url = new URL(address);
    let asked = request;
    for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
      const answer = await this.fetch(url, asked);
      const next = hopOf(answer, url);
      if (!next) return this.whole(answer, url, asked.maxBytes);
      (answer.body as Readable | null)?.destroy();
      if (next.origin !== url.origin && asked.body !== undefined) throw redirectedAway(next);
      asked = redirected(asked, answer.status, next.origin === url.origin);
      url = next;
    }
    throw new OutgoingRefusal(
      'outgoing/too-many-redirects',
      `The source redirects more than ${MOST_REDIRECTS} times`,
    );
  }

  /** Lets all connections go. */
  close(): void {
    this.http.destroy();
    this.https.destroy();
  }

  private async fetch(
    url: URL,
    { method = 'GET', headers = {}, body, signal }: PullRequest,
  ): Promise<Response> {
    const refusal = this.policy.refusalOfUrl(url);
    if (refusal) throw refusal;
    try {
      return await fetch(url, {
        method,
        headers: { 'accept-encoding': 'gzip', 'user-agent': 'Perspektiv', ...headers },
        ...(body === undefined ? {} : { body }),
        redirect: 'manual',
        compress: false,
        signal,
        agent: ({ protocol }) => (protocol === 'https:' ? this.https : this.http),
      });
    } catch (error) {
      throw refusalBehind(error) ?? error;
    }
  }

  private async whole(answer: Response, url: URL, maxBytes: number): Promise<PullAnswer> {
    const headers = new Map([...answer.headers]);
    return { status: answer.status, headers, bytes: await bodyOf(answer, maxBytes), url };
  }
}
