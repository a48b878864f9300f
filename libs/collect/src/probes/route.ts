import { type ConnectionOptions, type TlsOptions } from '#catalogue';
import { type Attempt } from './attempt.js';
import { ProbeFailure } from './probe-failure.js';
import { type ProbeSettings } from './probe-settings.js';

/** Where to. */
export interface Destination {
  /** As URLs write it. */
  readonly hostname: string;
  readonly port: number;
}

const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };

/** Where a URL leads. One that leads nowhere is a fault of ours: throws a {@link ProbeFailure} `unmonitored`. */
export function destinationOf(address: string | URL): Destination {
  const url = typeof address === 'string' ? parsedUrl(address) : address;
  const port = url.port === '' ? (DEFAULT_PORTS[url.protocol] ?? 0) : Number(url.port);
  if (url.hostname === '' || port === 0) throw new ProbeFailure('other', 'unmonitored');
  return { hostname: url.hostname, port };
}

/** The same of a text that is no URL. */
export function parsedUrl(text: string): URL {
  if (!URL.canParse(text)) throw new ProbeFailure('other', 'unmonitored');
  return new URL(text);
}

/** How a probe under way goes to wherever it is led. */
export interface Route {
  readonly attempt: Attempt;
  readonly settings: ProbeSettings;
  readonly tls: TlsOptions | undefined;
  readonly connection: ConnectionOptions | undefined;
  /** Called when the first connection stands, TLS included. */
  readonly whenConnected: (() => void) | undefined;
}
