import { createHash } from 'node:crypto';
import { createTransport } from 'nodemailer';
import { type Result, failed, messageOf, ok } from '#core';
import { type AddressPolicy } from './address-policy.js';
import { connectGuarded } from './guarded-connection.js';

const TIMEOUT_MS = 20_000;

/** A mail to be sent, in plain text. */
export interface Letter {
  /** The same for the same letter, also after a restart: its Message-ID is made of it, so that a double is known as one. */
  readonly id: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  /** Ids of the letters that it goes on from, so that people see them as one thread; the first is the one that it answers. */
  readonly thread?: readonly string[];
}

/** The city's SMTP server, as it is configured. */
export interface MailServer {
  /** Sender, `drift@example.se` or `Driften <drift@example.se>`. */
  readonly from: string;
  readonly host: string;
  readonly port: number;
  /** `starttls`: plain, then encrypted or not at all; `tls`: encrypted from the start; `none`: within one machine only. */
  readonly encryption: 'starttls' | 'tls' | 'none';
  readonly user?: string;
}

/** Why a letter did not leave. */
export interface MailRefusal {
  readonly message: string;
  /** Whether trying again is in vain (SMTP 5xx). */
  readonly isFinal: boolean;
  /** When the server took the letter for the others: the recipients that it refused. */
  readonly rejected?: readonly string[];
}

/** What a mailer needs to know; the password is at hand already. */
export interface MailRoute {
  readonly settings: MailServer;
  readonly password: string | null;
  readonly reachable: AddressPolicy;
}

function domainOf(from: string): string {
  return /@([^<>@\s]+)>?$/.exec(from)?.[1] ?? 'localhost';
}

/** The Message-ID of a letter: the same whenever it is sent. */
function messageId(id: string, from: string): string {
  const name = createHash('sha256').update(id).digest('hex').slice(0, 40);
  return `<${name}@${domainOf(from)}>`;
}

function responseCode(error: unknown): number {
  const hasCode = typeof error === 'object' && error !== null && 'responseCode' in error;
  return hasCode && typeof error.responseCode === 'number' ? error.responseCode : 0;
}

/** Sends mail by the city's SMTP server: over a guarded connection, encrypted as the settings say or not at all. */
export class Mailer {
  private readonly transport;

  constructor(private readonly route: MailRoute) {
    const { settings, password, reachable } = route;
    const { host, port, encryption, user } = settings;
    this.transport = createTransport({
      host,
      port,
      secure: encryption === 'tls',
      requireTLS: encryption === 'starttls',
      ignoreTLS: encryption === 'none',
      ...(user === undefined ? {} : { auth: { user, pass: password ?? '' } }),
      connectionTimeout: TIMEOUT_MS,
      greetingTimeout: TIMEOUT_MS,
      socketTimeout: TIMEOUT_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
      getSocket: (_, callback) => {
        connectGuarded(reachable, { host, port, timeoutMs: TIMEOUT_MS }).then(
          (connection) => {
            callback(null, { connection });
          },
          (error: unknown) => {
            callback(error instanceof Error ? error : new Error(messageOf(error)), false);
          },
        );
      },
    });
  }

  /** Done when the server has taken the letter for every recipient. Sending the same again is known by its Message-ID. */
  async send({ id, to, subject, text, thread = [] }: Letter): Promise<Result<null, MailRefusal>> {
    const { from } = this.route.settings;
    const before = thread.map((each) => messageId(each, from));
    try {
      const { rejected } = await this.transport.sendMail({
        from,
        to: [...to],
        subject,
        text,
        messageId: messageId(id, from),
        ...(before[0] === undefined ? {} : { inReplyTo: before[0], references: before }),
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
      if (rejected.length === 0) return ok(null);
      const refused = rejected.map(String);
      return failed({ message: `Refused: ${refused.join(', ')}`, isFinal: true, rejected: refused });
    } catch (error) {
      return failed({ message: messageOf(error), isFinal: responseCode(error) >= 500 });
    }
  }

  close(): void {
    this.transport.close();
  }
}
