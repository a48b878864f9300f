import { type Agent, type fetch } from 'undici';
import { type AddressPolicy } from './address-policy.js';
import { guardedLookup } from './guarded-lookup.js';
import { OutgoingRefusal, refusalBehind } from './outgoing-refusal.js';

/** How long we wait, and how much we take. */
export interface OutgoingLimits {
  /** For the whole exchange, redirects and body included. */
  readonly timeoutMs: number;
  /** Of a body, as it is after unpacking. */
  readonly maxBytes: number;
}

const DEFAULT_LIMITS: OutgoingLimits = { timeoutMs: 15_000, maxBytes: 1024 * 1024 };

/** What is asked, in the words of `fetch`. */
export interface OutgoingRequest {
  readonly method?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: string | Uint8Array | URLSearchParams | null | undefined;
  /** `follow` unless said: at most twenty, each hop checked as the first was. */
  readonly redirect?: 'follow' | 'manual' | 'error' | undefined;
  readonly signal?: AbortSignal | null | undefined;
}

/** Passes a body on as long as it is not too large. */
function limited(maxBytes: number): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0;
  return new TransformStream({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      if (bytes <= maxBytes) controller.enqueue(chunk);
      else
        controller.error(new OutgoingRefusal('outgoing/too-large', `The answer is over ${maxBytes} bytes`));
    },
  });
}

/** What asks, and by which connections. */
interface Transport {
  readonly fetch: typeof fetch;
  readonly agent: Agent;
}

/** The library is large: it is loaded by who asks for something, and not by who may. */
async function openTransport(policy: AddressPolicy, { timeoutMs }: OutgoingLimits): Promise<Transport> {
  const undici = await import('undici');
  const connect = undici.buildConnector({ lookup: guardedLookup(policy), timeout: timeoutMs });
  const agent = new undici.Agent({
    connect: (options, callback) => {
      const refusal = policy.refusalOfHost(options.hostname);
      if (refusal) callback(refusal, null);
      else connect(options, callback);
    },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  });
  return { fetch: undici.fetch, agent };
}

/**
 * The one HTTP client for everything that this process asks of others by itself (domain.md, section 10): the address is
 * checked when a connection is made, on every hop, after the name is resolved; proxies of the environment are not used.
 */
export class OutgoingClient {
  private transport: Promise<Transport> | null = null;

  constructor(
    private readonly policy: AddressPolicy,
    private readonly limits: OutgoingLimits = DEFAULT_LIMITS,
  ) {}

  /**
   * As `fetch`, with a plain request. Rejects with an `OutgoingRefusal` where the policy forbids, and as `fetch` does
   * otherwise; an answer of any status is no failure. Reading a body that is too large rejects.
   */
  async fetch(address: string | URL, request: OutgoingRequest = {}): Promise<Response> {
    const url = new URL(address);
    const refusal = this.policy.refusalOfUrl(url);
    if (refusal) throw refusal;
    const expiry = AbortSignal.timeout(this.limits.timeoutMs);
    const { method = 'GET', headers = {}, body = null, redirect = 'follow' } = request;
    const signal = request.signal ? AbortSignal.any([request.signal, expiry]) : expiry;
    try {
      const transport = await (this.transport ??= openTransport(this.policy, this.limits));
      const dispatcher = transport.agent;
      const answer = await transport.fetch(url, { method, headers, body, redirect, signal, dispatcher });
      const { status, statusText } = answer;
      return new Response(answer.body?.pipeThrough(limited(this.limits.maxBytes)) ?? null, {
        status,
        statusText,
        headers: [...answer.headers],
      });
    } catch (error) {
      throw refusalBehind(error) ?? error;
    }
  }

  /** Lets all connections go. */
  async close(): Promise<void> {
    await (await this.transport)?.agent.destroy();
  }
}
