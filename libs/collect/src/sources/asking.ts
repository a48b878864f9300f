import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf, messageOf } from '#core';
import { type PullAnswer, type PullClient } from '#outgoing';
import { SourceFailure } from './source-failure.js';

/** A question over HTTP. */
export interface Question {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Statuses besides 200 that are an answer. */
  readonly also?: readonly number[];
}

/** By what is asked, and how often and how long. */
export interface AskingRules {
  readonly client: PullClient;
  readonly attempts: number;
  readonly backOffMs: number;
  readonly maxBytes: number;
  /** What is left of the run's time. */
  readonly remainingMs: () => number;
  readonly signal: AbortSignal;
  readonly nowMs: () => number;
}

/** Longer than this is not waited between two attempts unless the source asks for it. */
const LONGEST_BACK_OFF_MS = 60_000;
/** Statuses that another try may change. */
const PASSING = [408, 425, 429, 500, 502, 503, 504];

/** What `Retry-After` asks for, as seconds or a date (RFC 9110, section 10.2.3). */
export function retryAfterMs(header: string | undefined, nowMs: number): number | null {
  if (header === undefined) return null;
  const text = header.trim();
  if (/^\d+$/.test(text)) return Number(text) * 1_000;
  const atMs = Date.parse(text);
  return Number.isNaN(atMs) ? null : Math.max(0, atMs - nowMs);
}

function failureOf({ status, headers, url }: PullAnswer, nowMs: number): SourceFailure {
  const { host } = url;
  const waitMs = retryAfterMs(headers.get('retry-after'), nowMs);
  const nature = {
    isPassing: PASSING.includes(status),
    ...(waitMs === null ? {} : { retryAfterMs: waitMs }),
  };
  if (status === 401 || status === 403) {
    const sv = `${host} godtar inte nyckeln (HTTP ${status}). Kontrollera att den gäller och får läsa.`;
    const en = `${host} does not accept the key (HTTP ${status}). Check that it is valid and may read.`;
    return new SourceFailure('source-forbids', { sv, en });
  }
  if (status === 404 || status === 410) {
    const sv = `${host} har ingenting på adressen ${url.pathname} (HTTP ${status}). Kontrollera adressen.`;
    const en = `${host} has nothing at ${url.pathname} (HTTP ${status}). Check the address.`;
    return new SourceFailure('source-lacks', { sv, en });
  }
  if (status === 429) {
    const sv = `${host} tar inte emot fler frågor just nu (HTTP 429).`;
    const en = `${host} takes no more questions just now (HTTP 429).`;
    return new SourceFailure('source-throttles', { sv, en }, nature);
  }
  if (status >= 500) {
    const sv = `${host} svarar med ett fel hos sig själv (HTTP ${status}).`;
    const en = `${host} answers with an error of its own (HTTP ${status}).`;
    return new SourceFailure('source-fails', { sv, en }, nature);
  }
  const sv = `${host} svarar HTTP ${status} på ${url.pathname}.`;
  return new SourceFailure(
    'source-refuses',
    { sv, en: `${host} answers HTTP ${status} to ${url.pathname}.` },
    nature,
  );
}

const CUT_SHORT = ['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE', 'Z_BUF_ERROR', 'Z_DATA_ERROR'];

/** What a connection failed by, in words. */
function unreached(thrown: unknown, host: string): SourceFailure {
  if (thrown instanceof SourceFailure) return thrown;
  const code = codeOf(thrown) ?? '';
  const reason = messageOf(thrown);
  if (code.startsWith('outgoing/')) {
    const sv = `${host} får eller kan inte frågas: ${reason}.`;
    return new SourceFailure('address-not-allowed', { sv, en: `${host} may not be asked: ${reason}.` });
  }
  if (CUT_SHORT.includes(code)) {
    const sv = `${host} bröt svaret på mitten: ${reason}. Av ett halvt svar sparas ingenting.`;
    const en = `${host} cut its answer short: ${reason}. Nothing is stored of half an answer.`;
    return new SourceFailure('source-cut-short', { sv, en }, { isPassing: true });
  }
  const sv = `${host} går inte att nå: ${reason}.`;
  return new SourceFailure(
    'source-unreachable',
    { sv, en: `${host} cannot be reached: ${reason}.` },
    { isPassing: true },
  );
}

/** Time is up. */
export function timedOut(): SourceFailure {
  return new SourceFailure('source-timed-out', {
    sv: 'Källan blev inte klar inom tiden (timeout).',
    en: 'The source did not finish in time (timeout).',
  });
}

/** The source wants to be left alone for longer than the run may last. */
function toldToWait(failure: SourceFailure, waitMs: number): SourceFailure {
  const seconds = Math.ceil(waitMs / 1_000);
  return new SourceFailure(failure.code, {
    sv: `${failure.words.sv} Källan ber oss vänta ${seconds} sekunder, längre än körningen får ta; nästa tur försöker igen.`,
    en: `${failure.words.en} It asks us to wait for ${seconds} seconds, longer than the run may take; the next turn tries again.`,
  });
}

/** How a run asks its source: again where that may help, after a pause that grows, or as long as the source asks for. */
export class Asking {
  asked = 0;
  retried = 0;

  constructor(private readonly rules: AskingRules) {}

  /** An answer of status 200, or one that is expected besides. Throws a `SourceFailure` for all others. */
  readonly ask = (address: string | URL, question: Question = {}): Promise<PullAnswer> => {
    const { client, signal, maxBytes, nowMs } = this.rules;
    const { also = [], ...request } = question;
    const { host } = new URL(address);
    return this.attempt(async () => {
      this.asked += 1;
      const answer = await client.ask(address, { ...request, signal, maxBytes }).catch((error: unknown) => {
        throw signal.aborted ? timedOut() : unreached(error, host);
      });
      if (answer.status === 200 || also.includes(answer.status)) return answer;
      throw failureOf(answer, nowMs());
    });
  };

  /** Does something until it succeeds, fails for good, or has been tried often enough. */
  readonly attempt = async <T>(work: () => Promise<T>): Promise<T> => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof SourceFailure) || !error.isPassing) throw error;
        if (attempt >= this.rules.attempts) throw error;
        await this.pause(error, attempt);
        this.retried += 1;
      }
    }
  };

  private async pause(failure: SourceFailure, attempt: number): Promise<void> {
    const { backOffMs, remainingMs, signal } = this.rules;
    const grown = Math.min(backOffMs * 2 ** (attempt - 1), LONGEST_BACK_OFF_MS);
    const waitMs = failure.retryAfterMs ?? grown * (0.5 + Math.random() / 2);
    if (waitMs >= remainingMs()) throw failure.retryAfterMs === null ? failure : toldToWait(failure, waitMs);
    await sleep(waitMs, undefined, { signal }).catch(() => {
      throw timedOut();
    });
  }
}
