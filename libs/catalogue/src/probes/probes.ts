import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsNumber,
  IsOptional,
  IsPositive,
  IsString,
  Max,
  Min,
} from 'class-validator';
import { Nested, NestedEach, type Kinds, type BuiltClass } from '../built.js';
import { IsId, IsTokenHash } from '../shapes.js';
import { IsCron } from '../cron.js';
import { ConnectionOptions, TlsOptions } from './connection-options.js';
import {
  AreHeaderExpectations,
  AreJsonExpectations,
  AreStatusCodes,
  type HeaderExpectation,
  type HttpAsk,
  type HttpMethod,
  IsBodySize,
  IsExpectedPattern,
  IsHttpMethod,
  IsRedirectCount,
  IsSoughtText,
  type JsonExpectation,
  type SoughtTexts,
} from './http-ask.js';
import { IsAddress, IsHeaders, IsHostName, IsNameServer, IsWording } from './probe-shapes.js';
import { type Wording } from '../secrets.js';
import { type StatusRange } from './status-ranges.js';
import { AreSteps, type TransactionStep } from './transaction.js';

export const PROBE_KINDS = ['http', 'transaction', 'tcp', 'tls', 'dns', 'heartbeat', 'pushed'] as const;
export type ProbeKind = (typeof PROBE_KINDS)[number];

const MEBIBYTE = 1_048_576;

/** What every probe has: one technical measurement of a system, taken again and again. */
export class ProbeBase {
  /** Unique over all systems. */
  @IsId() readonly id!: string;
  /** `http`, `transaction`, `tcp`, `tls`, `dns`, `heartbeat` or `pushed`. */
  @IsIn(PROBE_KINDS) readonly kind!: ProbeKind;
  /** Seconds from one sample to the next, 1 to 86 400. */
  @IsNumber() @Min(1) @Max(86_400) readonly intervalSeconds: number = 60;
  /** Milliseconds for all of it: name, connection, TLS, answer, redirects, steps; 10 to 60 000. */
  @IsInt() @Min(10) @Max(60_000) readonly timeoutMs: number = 10_000;
  /** Slower than this many milliseconds is degraded; absent: never for slowness alone. */
  @IsOptional() @IsInt() @IsPositive() readonly degradedAboveMs?: number;
  /** A system is down when any of its required probes is. */
  @IsBoolean() readonly required: boolean = true;
  /**
   * Tries after a failure that confirm an outage, 0 to 5: at once, then a second apart (a twentieth of an interval under
   * 20 s). They never feed availability.
   */
  @IsInt() @Min(0) @Max(5) readonly retries: number = 2;
  /** The vantages that take it; absent: every process that collects. Named elsewhere only, it is not taken here. */
  @IsOptional()
  @IsArray()
  @ArrayNotEmpty()
  @IsString({ each: true })
  @IsNotEmpty({ each: true })
  readonly from?: string[];
}

/** A page or a call of an API. */
export class HttpProbe extends ProbeBase implements HttpAsk {
  override readonly kind = 'http' as const;
  /** `http(s)://host:port/path`. */
  @IsAddress('http', 'https') readonly url!: string;
  /** `GET`, `HEAD`, `POST`, `PUT`, `PATCH`, `DELETE` or `OPTIONS`. */
  @IsHttpMethod() readonly method: HttpMethod = 'GET';
  /** Sent besides our own (Host, User-Agent, Accept, Connection); `Authorization` and `Cookie` by reference only. */
  @IsHeaders() readonly headers: Record<string, Wording> = {};
  /** A text, or a reference to a secret one. */
  @IsOptional() @IsWording() readonly body?: Wording;
  /** At most this many redirects are followed, 0 to 10; with 0 a redirect is an answer like any other. */
  @IsRedirectCount() readonly followRedirects: number = 0;
  /** Accepted status codes: `200`, or a range, `200-299`. */
  @AreStatusCodes() readonly expectStatus: StatusRange[] = [200];
  /** A text that the body must hold, or several. */
  @IsSoughtText() readonly expectText?: SoughtTexts;
  /** A text that the body must not hold, or several. */
  @IsSoughtText() readonly refuseText?: SoughtTexts;
  /** A regular expression (RE2: no look-around, no back-references) that something in the body must match. */
  @IsExpectedPattern() readonly expectPattern?: string;
  /** Headers that the answer must have. */
  @AreHeaderExpectations() readonly expectHeaders: HeaderExpectation[] = [];
  /** Values that must stand in the answer's JSON. */
  @AreJsonExpectations() readonly expectJson: JsonExpectation[] = [];
  /** Bytes of the body, as sent and unpacked, that are read at most; what is expected must stand within. */
  @IsBodySize() readonly maxBodyBytes: number = MEBIBYTE;
  /** How TLS is spoken; absent: as browsers do. */
  @IsOptional() @Nested(() => TlsOptions) readonly tls?: TlsOptions;
  /** How the server is reached; absent: directly, over whichever version of IP answers. */
  @IsOptional() @Nested(() => ConnectionOptions) readonly connection?: ConnectionOptions;
}

/** What somebody does who uses a service: log in, open a form, see a word. All steps together within `timeoutMs`. */
export class TransactionProbe extends ProbeBase {
  override readonly kind = 'transaction' as const;
  /** Requests in turn, at most 20, with the cookies and values that earlier ones gave. */
  @AreSteps() readonly steps!: TransactionStep[];
  /** How TLS is spoken; absent: as browsers do. */
  @IsOptional() @Nested(() => TlsOptions) readonly tls?: TlsOptions;
  /** How the server is reached; absent: directly, over whichever version of IP answers. */
  @IsOptional() @Nested(() => ConnectionOptions) readonly connection?: ConnectionOptions;
}

/** Protocols that begin in plain text and then change to TLS, and TLS from the first byte. */
export const TLS_BEGINNINGS = ['at-once', 'smtp', 'imap', 'pop3', 'ftp', 'ldap', 'postgres'] as const;
export type TlsBeginning = (typeof TLS_BEGINNINGS)[number];

/** What we say, if anything, and then what we wait to hear. */
export class DialogueStep {
  /** What is sent, with its line ends; absent: nothing. */
  @IsOptional() @IsWording() readonly send?: Wording;
  /** A text that must come; absent: nothing is waited for. */
  @IsOptional() @IsString() @IsNotEmpty() readonly expect?: string;
}

/** A port that accepts connections and, if asked to, answers as it should. */
export class TcpProbe extends ProbeBase {
  override readonly kind = 'tcp' as const;
  /** `tcp://host:port`. */
  @IsAddress('tcp') readonly url!: string;
  /** When TLS begins: `at-once`, or after a word of `smtp`, `imap`, `pop3`, `ftp`, `ldap` or `postgres`; absent: never. */
  @IsOptional() @IsIn(TLS_BEGINNINGS) readonly startTls?: TlsBeginning;
  /** What is said and heard once the connection, and TLS, stands: at most 20 steps. */
  @IsArray()
  @ArrayMaxSize(20)
  @NestedEach(() => DialogueStep)
  readonly dialogue: DialogueStep[] = [];
  /** How TLS is spoken; absent: as browsers do. */
  @IsOptional() @Nested(() => TlsOptions) readonly tls?: TlsOptions;
  /** How the server is reached; absent: directly, over whichever version of IP answers. */
  @IsOptional() @Nested(() => ConnectionOptions) readonly connection?: ConnectionOptions;
}

/** A certificate: who signed it, for whom, and how long it lasts. */
export class TlsProbe extends ProbeBase {
  override readonly kind = 'tls' as const;
  /** `tls://host:port`. */
  @IsAddress('tls') readonly url!: string;
  /** When TLS begins: `at-once`, or after a word of `smtp`, `imap`, `pop3`, `ftp`, `ldap` or `postgres`. */
  @IsIn(TLS_BEGINNINGS) readonly startTls: TlsBeginning = 'at-once';
  /** How TLS is spoken; absent: as browsers do. */
  @IsOptional() @Nested(() => TlsOptions) readonly tls?: TlsOptions;
  /** How the server is reached; absent: directly, over whichever version of IP answers. */
  @IsOptional() @Nested(() => ConnectionOptions) readonly connection?: ConnectionOptions;
}

export const RECORD_TYPES = ['A', 'AAAA', 'CAA', 'CNAME', 'MX', 'NS', 'PTR', 'SOA', 'SRV', 'TXT'] as const;
export type RecordType = (typeof RECORD_TYPES)[number];

/** What a name server answers. */
export class DnsProbe extends ProbeBase {
  override readonly kind = 'dns' as const;
  /** The name that is asked for; what is beyond ASCII is asked for in Punycode. */
  @IsHostName() readonly name!: string;
  /** `A`, `AAAA`, `CAA`, `CNAME`, `MX`, `NS`, `PTR`, `SOA`, `SRV` or `TXT`. */
  @IsIn(RECORD_TYPES) readonly recordType: RecordType = 'A';
  /** Address of the name server, with or without a port; absent: the machine's own. */
  @IsOptional() @IsNameServer() readonly server?: string;
  /** Records that must all be among the answers, as `dig +short` prints them, `TXT` in the case that it is written in; empty: any answer will do. */
  @IsArray() @ArrayUnique() @IsString({ each: true }) readonly expectAnswers: string[] = [];
}

/**
 * A job that calls in when it has done its work: `/api/v1/heartbeats/{id}` with its token in the header `Heartbeat-Token`.
 * Silence for `graceSeconds` after the call that `callEverySeconds` or `cron` lets expect is down, as is a call that says
 * that the job failed; `intervalSeconds` is how often we look.
 */
export class HeartbeatProbe extends ProbeBase {
  override readonly kind = 'heartbeat' as const;
  /** Seconds between two calls of the job, at most 40 days. Write this or `cron`. */
  @IsOptional() @IsInt() @Min(1) @Max(3_456_000) readonly callEverySeconds?: number;
  /** When the job runs, by the city's clocks: a cron expression of five fields, such as `30 2 * * 1-5`. */
  @IsOptional() @IsCron() readonly cron?: string;
  /** Seconds from `/start` to the end of a run; longer is down. Absent: a run may take any time. */
  @IsOptional() @IsInt() @Min(1) @Max(864_000) readonly longestRunSeconds?: number;
  /** Seconds beyond that before silence is down; also how long a job goes on trying when it does not reach us. */
  @IsInt() @Min(60) @Max(864_000) readonly graceSeconds: number = 300;
  /** SHA-256 of the token, hexadecimal; the token itself is never written down. */
  @IsTokenHash() readonly tokenSha256!: string;
}

/** Taken by somebody else, who hands the samples in; nothing is asked from here. */
export class PushedProbe extends ProbeBase {
  override readonly kind = 'pushed' as const;
}

/** One technical measurement of a system, taken again and again (docs/probes.md). */
export type Probe =
  HttpProbe | TransactionProbe | TcpProbe | TlsProbe | DnsProbe | HeartbeatProbe | PushedProbe;

/** The class of each kind of probe. */
export const PROBE_CLASSES: Kinds = {
  classes: {
    http: HttpProbe,
    transaction: TransactionProbe,
    tcp: TcpProbe,
    tls: TlsProbe,
    dns: DnsProbe,
    heartbeat: HeartbeatProbe,
    pushed: PushedProbe,
  } satisfies Record<ProbeKind, BuiltClass>,
  otherwise: ProbeBase,
};

/** Whether a process that probes from a vantage takes a probe itself. */
export function isTakenFrom(vantage: string, { kind, from }: Probe): boolean {
  return kind !== 'pushed' && (from?.includes(vantage) ?? true);
}

/** What a probe asks, in one line for people who may know it: never for the API. */
export function probeAddress(probe: Probe): string {
  switch (probe.kind) {
    case 'dns':
      return `dns://${probe.server ?? ''}/${probe.name}?type=${probe.recordType}`;
    case 'heartbeat':
      return `/api/v1/heartbeats/${probe.id}`;
    case 'pushed':
      return 'pushed';
    case 'transaction':
      return probe.steps[0]?.url ?? '';
    default:
      return probe.url;
  }
}
