import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { type SecretReference } from '#catalogue';
import { type Result, failed, messageOf, ok } from '#core';
import { type InfluxDbPlace } from '#store';
import { versionOfProgram } from './program.js';
import { Secrets } from './secrets.js';

/** What a process may do; all of it unless told (formats.md, section 5). */
export const ROLES = ['collect', 'serve', 'schedule'] as const;
export type Role = (typeof ROLES)[number];

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** The settings of the process; everything else is in the config folder. */
export interface Settings {
  /** Absolute. */
  readonly configFolder: string;
  /** Absolute. */
  readonly dataFolder: string;
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** So long does a process that is asked to end still answer, and tell that others are to be asked. Absent: 0. */
  readonly leaveSeconds?: number;
  readonly roles: ReadonlySet<Role>;
  readonly logLevel: LogLevel;
  /** Where this process probes from. */
  readonly vantage: string;
  readonly version: string;
  /** Absolute; holds the secret that links are signed with. Absent: one in the data folder, made when it is missing. */
  readonly linkSecretFile?: string | undefined;
  /** Which InfluxDB holds the time series; absent: the embedded store. */
  readonly timeSeries?: InfluxDbPlace;
  /** Address of the ledger's PostgreSQL database, maybe with a password; absent: the embedded ledger. */
  readonly ledger?: string;
  /** Whether a city is being moved there: `migrate` says so itself. */
  readonly isMoving?: boolean;
  /** Where people reach the pages, `https://perspektiv.example.se`; absent: at the address that is listened on. */
  readonly publicAddress?: string;
  /** Where the city's Grafana has our boards, `https://grafana.example.se`; absent: nowhere. */
  readonly grafanaAddress?: string;
  /** Addresses or networks of the proxies before us: who is behind them is told by `X-Forwarded-For`. */
  readonly trustedProxies?: readonly string[];
  /** The secret that the id-portal knows this client by. */
  readonly signInSecret?: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

function oneOf<T extends string>(known: readonly T[], word: string): T | undefined {
  return known.find((k) => k === word);
}

function rolesOf(text: string, faults: string[]): Set<Role> {
  const roles = new Set<Role>();
  for (const word of text.split(',').map((w) => w.trim())) {
    const role = oneOf(ROLES, word);
    if (role) roles.add(role);
    else faults.push(`PERSPEKTIV_ROLES: "${word}" is no role; choose among ${ROLES.join(', ')}`);
  }
  return roles;
}

function logLevelOf(word: string, faults: string[]): LogLevel | undefined {
  const level = oneOf(LOG_LEVELS, word);
  if (!level)
    faults.push(`PERSPEKTIV_LOG_LEVEL: "${word}" is no level; choose among ${LOG_LEVELS.join(', ')}`);
  return level;
}

/** What the embedded engine would take for a pattern of several files' names. */
const PATTERN = /[*?[\]{}]/;

/** Where things are, as absolute paths. */
function foldersOf(
  {
    PERSPEKTIV_CONFIG = 'config',
    PERSPEKTIV_DATA = 'data',
    PERSPEKTIV_LINK_SECRET_FILE: linkSecretFile,
  }: Environment,
  faults: string[],
): Pick<Settings, 'configFolder' | 'dataFolder' | 'linkSecretFile'> {
  if (PATTERN.test(resolve(PERSPEKTIV_DATA))) {
    faults.push(
      `PERSPEKTIV_DATA: "${resolve(PERSPEKTIV_DATA)}" has a mark of patterns in its name; choose a folder without * ? [ ] { }`,
    );
  }
  return {
    configFolder: resolve(PERSPEKTIV_CONFIG),
    dataFolder: resolve(PERSPEKTIV_DATA),
    ...(linkSecretFile ? { linkSecretFile: resolve(linkSecretFile) } : {}),
  };
}

function portOf(text: string, faults: string[]): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    faults.push('PERSPEKTIV_PORT: write a whole number from 0 to 65535');
  }
  return port;
}

/** The longest that whoever ends us may be expected to wait. */
const LONGEST_LEAVE_SECONDS = 60;

function leaveSecondsOf(text: string, faults: string[]): number {
  const seconds = Number(text);
  if (Number.isInteger(seconds) && seconds >= 0 && seconds <= LONGEST_LEAVE_SECONDS) return seconds;
  faults.push(`PERSPEKTIV_LEAVE_SECONDS: write a whole number from 0 to ${LONGEST_LEAVE_SECONDS}`);
  return 0;
}

/** The InfluxDB of the time series, when it is not the embedded one; the token is not told where something is wrong. */
function timeSeriesOf(environment: Environment, faults: string[]): { timeSeries?: InfluxDbPlace } {
  const address = environment.PERSPEKTIV_TIME_SERIES ?? '';
  if (address === '' || address === 'duckdb:') return {};
  const plain = address.replace(/^influxdb\+(?=https?:)/, '');
  const url = plain !== address && URL.canParse(plain) ? new URL(plain) : null;
  const place = url && placeIn(url);
  if (!place) {
    faults.push(
      'PERSPEKTIV_TIME_SERIES: write influxdb+http://host:8086?org=stockholm&bucket=perspektiv, with dialect=1 (and without org) for a server of version 1, and the token in the file that PERSPEKTIV_INFLUX_TOKEN_FILE names; or leave it out for the embedded store',
    );
    return {};
  }
  if (place.dialect === 2 && place.bucket.includes('/')) {
    faults.push(
      `PERSPEKTIV_TIME_SERIES: the bucket "${place.bucket}" has a slash in its name, which InfluxDB takes for a database and its policy when it is read; make a bucket without one`,
    );
  }
  const token = secretIn(environment, 'PERSPEKTIV_INFLUX_TOKEN', faults);
  return { timeSeries: { ...place, token } };
}

/** Which bucket of which server an address tells; `null` when it does not tell enough. */
function placeIn(url: URL): InfluxDbPlace | null {
  const [bucket, org, dialect] = ['bucket', 'org', 'dialect'].map((name) => url.searchParams.get(name) ?? '');
  if (!bucket || url.username !== '') return null;
  const server = `${url.origin}${url.pathname.replace(/\/$/, '')}`;
  if (dialect === '1') return { url: server, org: org ?? '', bucket, dialect: 1 };
  return org && ['', '2'].includes(dialect ?? '') ? { url: server, org, bucket, dialect: 2 } : null;
}

/** The ledger's database, when it is not the embedded one. What is wrong is told without what may be a password. */
function ledgerOf(environment: Environment, faults: string[]): { ledger?: string } {
  const address = environment.PERSPEKTIV_LEDGER ?? '';
  if (address === '' || address === 'duckdb:') return {};
  const url = URL.canParse(address) ? new URL(address) : null;
  const isDatabase =
    url && /^postgres(?:ql)?:$/.test(url.protocol) && url.hostname && url.pathname.length > 1;
  if (!isDatabase) {
    faults.push(
      'PERSPEKTIV_LEDGER: write postgres://user@host:5432/database, and the password in the file that PERSPEKTIV_LEDGER_PASSWORD_FILE names; or leave it out for the embedded ledger',
    );
    return {};
  }
  const password = secretIn(environment, 'PERSPEKTIV_LEDGER_PASSWORD', faults);
  if (password) url.password = encodeURIComponent(password);
  return { ledger: url.href };
}

/** An origin that people reach; nothing when it is not set. */
function originIn(environment: Environment, variable: string, faults: string[]): string | undefined {
  const text = environment[variable] ?? '';
  if (text === '') return undefined;
  const url = URL.canParse(text) ? new URL(text) : null;
  const isOrigin = url && /^https?:$/.test(url.protocol) && `${url.origin}/` === url.href;
  if (isOrigin) return url.origin;
  faults.push(`${variable}: write scheme and host only, for example https://perspektiv.example.se`);
  return undefined;
}

/** Addresses with or without the length of their prefix. */
function proxiesOf(text: string | undefined, faults: string[]): { trustedProxies?: string[] } {
  const proxies = (text ?? '').split(',').flatMap((word) => word.trim() || []);
  for (const proxy of proxies) {
    const [address = '', bits = '0', more] = proxy.split('/');
    const most = isIP(address) === 4 ? 32 : 128;
    const isNetwork = isIP(address) !== 0 && /^\d+$/.test(bits) && Number(bits) <= most && more === undefined;
    if (isNetwork) continue;
    faults.push(
      `PERSPEKTIV_TRUSTED_PROXIES: "${proxy}" is no address or network; write 10.0.0.7 or 10.0.0.0/28`,
    );
  }
  return proxies.length === 0 ? {} : { trustedProxies: proxies };
}

/** Why a file does not hold one secret; told without it. */
function faultOf(text: string): string | null {
  if (text === '') return 'the file is empty; write the secret into it, on one line.';
  // UTF-16 read as UTF-8 has a NUL beside each letter, or what stands for bytes that are none of UTF-8.
  if (/[\0\ufffd]/.test(text)) return 'the file is not in UTF-8; save it as UTF-8 or ASCII.';
  return /[\r\n]/.test(text) ? 'the file has several lines; leave the one with the secret.' : null;
}

/** A secret in the environment, or in a file that it names. */
function secretIn(environment: Environment, variable: string, faults: string[]): string | undefined {
  const path = environment[`${variable}_FILE`];
  if (path === undefined || path === '') return environment[variable];
  try {
    const text = readFileSync(path, 'utf8').trim();
    const fault = faultOf(text);
    if (fault) faults.push(`${variable}_FILE: ${fault} The file is ${path}.`);
    return fault ? undefined : text;
  } catch (error) {
    faults.push(`${variable}_FILE: the file cannot be read: ${messageOf(error)}`);
    return undefined;
  }
}

/** What the sample city changes of the defaults (formats.md, section 5). */
export const DEMO_DEFAULTS: Environment = { PERSPEKTIV_CONFIG: 'config/demo', PERSPEKTIV_DATA: 'data-demo' };

function readSecret({ fromEnvironment, fromFile }: SecretReference): string | null {
  if (fromEnvironment !== undefined) return process.env[fromEnvironment] ?? null;
  try {
    return readFileSync(fromFile ?? '', 'utf8').replace(/\r?\n$/, '');
  } catch {
    return null;
  }
}

/** Reads what the catalogue refers to in the environment and in files. */
export function secretReader(): Secrets {
  return new Secrets(readSecret);
}

/** This process' environment for a child, over some defaults. */
export function environmentOver(defaults: Environment): Record<string, string | undefined> {
  return { ...defaults, ...process.env };
}

/** The same for a child that is to have the same settings. */
export function environmentFor(settings: Settings): Record<string, string | undefined> {
  return {
    ...process.env,
    PERSPEKTIV_CONFIG: settings.configFolder,
    PERSPEKTIV_DATA: settings.dataFolder,
    PERSPEKTIV_HOST: settings.host,
    PERSPEKTIV_PORT: String(settings.port),
    PERSPEKTIV_LOG_LEVEL: settings.logLevel,
  };
}

/**
 * Reads `PERSPEKTIV_*` (formats.md, section 5) over some defaults and under what the command line says; the only place that
 * looks at the environment. Every fault is returned as a sentence that names the variable and the remedy.
 */
export function readSettings(defaults: Environment = {}, said: Environment = {}): Result<Settings, string[]> {
  const environment: Environment = { ...defaults, ...process.env, ...said };
  const faults: string[] = [];
  const folders = foldersOf(environment, faults);
  const port = portOf(environment.PERSPEKTIV_PORT ?? '3000', faults);
  const leaveSeconds = leaveSecondsOf(environment.PERSPEKTIV_LEAVE_SECONDS ?? '0', faults);
  const logLevel = logLevelOf(environment.PERSPEKTIV_LOG_LEVEL ?? 'info', faults);
  const roles = rolesOf(environment.PERSPEKTIV_ROLES ?? ROLES.join(','), faults);
  const timeSeries = timeSeriesOf(environment, faults);
  const ledger = ledgerOf(environment, faults);
  const publicAddress = originIn(environment, 'PERSPEKTIV_PUBLIC_ADDRESS', faults);
  const grafanaAddress = originIn(environment, 'PERSPEKTIV_GRAFANA_ADDRESS', faults);
  const trustedProxies = proxiesOf(environment.PERSPEKTIV_TRUSTED_PROXIES, faults);
  const signInSecret = secretIn(environment, 'PERSPEKTIV_SIGN_IN_SECRET', faults);
  if (!logLevel || faults.length > 0) return failed(faults);
  try {
    return ok({
      ...folders,
      host: environment.PERSPEKTIV_HOST ?? '127.0.0.1',
      port,
      leaveSeconds,
      roles,
      logLevel,
      vantage: environment.PERSPEKTIV_VANTAGE ?? 'main',
      version: versionOfProgram(),
      ...timeSeries,
      ...ledger,
      ...(publicAddress === undefined ? {} : { publicAddress }),
      ...(grafanaAddress === undefined ? {} : { grafanaAddress }),
      ...trustedProxies,
      ...(signInSecret === undefined ? {} : { signInSecret }),
    });
  } catch (error) {
    return failed([`The program's package.json cannot be read: ${messageOf(error)}`]);
  }
}
