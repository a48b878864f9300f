import { InfluxDB, type WriteApi } from '@influxdata/influxdb-client';
import { PerspektivError } from '#core';
import { Turns } from '../turns.js';
import { influxError, noPlace } from './influx-error.js';
import { type InfluxDbPlace } from './influx-db-place.js';

const TIMEOUT_MS = 60_000;
/** How many lines, and how much of them, go in one request. */
export const MOST_LINES = 5_000;
export const MOST_LINE_BYTES = 4 * 1024 * 1024;
/** How many requests with lines may be on their way. */
const WRITES_AT_ONCE = 4;
/** How many statements go in one request. */
const MOST_STATEMENTS = 200;

/** Rows of one series, or of one group of them. */
export interface Series {
  readonly name: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly columns: readonly string[];
  readonly values?: readonly (readonly unknown[])[];
}

interface Answer {
  readonly error?: string;
  readonly results?: readonly {
    readonly statement_id?: number;
    readonly error?: string;
    readonly series?: readonly Series[];
  }[];
}

/**
 * A bucket of an InfluxDB, written to in line protocol and asked in InfluxQL, which versions 1 and 2 both answer. The
 * official client does the talking; it retries nothing by itself, for what is to be retried lies in our spool.
 */
export class InfluxDb {
  private readonly client: InfluxDB;
  private readonly writers: Turns<WriteApi>;

  constructor(readonly place: InfluxDbPlace) {
    const { url, token, org, bucket, dialect, timeoutMs = TIMEOUT_MS } = place;
    this.client = new InfluxDB({ url, timeout: timeoutMs, ...(token ? { token } : {}) });
    const path = `/write?${new URLSearchParams({ db: bucket, precision: 'ms' }).toString()}`;
    const writers = Array.from({ length: WRITES_AT_ONCE }, () => {
      const writer = this.client.getWriteApi(org, bucket, 'ms', {
        batchSize: MOST_LINES + 1,
        maxBatchBytes: 2 * MOST_LINE_BYTES,
        flushInterval: 0,
        maxRetries: 0,
        writeFailed: (error) => Promise.reject(error),
      });
      if (dialect === 1) writer.path = path;
      return writer;
    });
    this.writers = new Turns(writers);
  }

  /**
   * Writes at most {@link MOST_LINES} lines, some calls beside each other; rejects with the client's own error when the server
   * did not take them all.
   */
  write(lines: readonly string[]): Promise<void> {
    return this.writers.use(async (writer) => {
      writer.writeRecords([...lines]);
      await writer.flush();
    });
  }

  /** What the server's own API answers to a question. Throws as `PerspektivError`. */
  readonly get = async <T>(path: string): Promise<T> => {
    try {
      return (await this.client.transport.request(path, undefined, { method: 'GET' })) as T;
    } catch (thrown) {
      throw influxError(thrown, this.place);
    }
  };

  /** What one statement finds. Throws as `PerspektivError`, also what the server says under a 200. */
  async ask(statement: string): Promise<Series[]> {
    const [series = []] = await this.askAll([statement]);
    return series;
  }

  /** What statements find, each, in their order; any number of them. */
  async askAll(statements: readonly string[]): Promise<Series[][]> {
    const found: Series[][] = [];
    for (let first = 0; first < statements.length; first += MOST_STATEMENTS) {
      found.push(...(await this.askSome(statements.slice(first, first + MOST_STATEMENTS))));
    }
    return found;
  }

  private async askSome(statements: readonly string[]): Promise<Series[][]> {
    const found: Series[][] = statements.map(() => []);
    const parameters = new URLSearchParams({ db: this.place.bucket, epoch: 'ms', chunked: 'true' });
    const body = new URLSearchParams({ q: statements.join('; ') }).toString();
    const answer = this.client.transport.iterate(`/query?${parameters.toString()}`, body, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    });
    try {
      for await (const line of linesIn(answer)) this.take(JSON.parse(line) as Answer, found);
      return found;
    } catch (thrown) {
      throw influxError(thrown, this.place);
    }
  }

  private take({ error, results = [] }: Answer, found: Series[][]): void {
    if (error !== undefined) throw this.statementError(error);
    for (const { error, series = [], statement_id: index = 0 } of results) {
      if (error !== undefined) throw this.statementError(error);
      found[index]?.push(...series);
    }
  }

  private statementError(reason: string): PerspektivError {
    if (/(database|bucket).*not found/i.test(reason)) return noPlace(reason, this.place);
    return new PerspektivError('store/failed', `InfluxDB at ${this.place.url} could not answer: ${reason}`);
  }
}

/** A long answer comes as several documents, a line each. */
async function* linesIn(answer: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let parts: string[] = [];
  for await (const bytes of answer) {
    const [first = '', ...more] = decoder.decode(bytes, { stream: true }).split('\n');
    parts.push(first);
    for (const next of more) {
      const line = parts.join('');
      if (line.trim()) yield line;
      parts = [next];
    }
  }
  const line = parts.join('') + decoder.decode();
  if (line.trim()) yield line;
}
