import { setTimeout as pause } from 'node:timers/promises';
import { cityTime, codeOf, messageOf } from '#core';
import { JOB, PUSHED } from './town.js';

const READY = '/health/ready';
const BREATH_MS = 250;
/** A server that is silent for this long is given up, as load balancers do. */
const PATIENCE_MS = 20_000;
const HOUR_MS = 3_600_000;
/** Whose files are handed in, for one month after the other, as far back as files may reach: none replaces another. */
const UNITS = ['b', 'c'];
const FIRST_YEAR = 2007;

/** How a call is made. */
interface Call {
  readonly path: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: () => string | FormData;
}

/** A file that was acknowledged. */
interface HandedIn {
  readonly id: string;
  readonly unit: string;
  readonly period: string;
}

/**
 * Those who call a city without pause: somebody who measures elsewhere, a job, an officer with files, and readers. They ask at
 * one of its servers, as a load balancer would: at another one when it says that it is leaving, or nobody is there. What breaks
 * is called again until it is acknowledged, and remembered as broken.
 */
export class Callers {
  /** Times of the samples that were acknowledged. */
  readonly pushed: number[] = [];
  readonly handedIn: HandedIn[] = [];
  /** How many calls were answered. */
  answered = 0;
  /** Connections that broke after they had been accepted, and answers that told a failure of ours. */
  readonly broken: string[] = [];
  private running = true;
  private readonly loops: Promise<void>[];
  private turn = 0;

  constructor(private readonly servers: readonly string[]) {
    this.loops = [
      this.forEver((n) => this.push(n)),
      this.forEver((n) => this.handIn(n)),
      this.forEver(() => this.callIn()),
      this.forEver(() => this.read()),
    ];
  }

  /** Resolves when each has had its last answer. */
  async stop(): Promise<void> {
    this.running = false;
    await Promise.all(this.loops);
  }

  private async forEver(one: (n: number) => Promise<void>): Promise<void> {
    for (let n = 0; this.running; n++) {
      await one(n);
      await pause(BREATH_MS);
    }
  }

  private async push(n: number): Promise<void> {
    const timeMs = Math.floor(Date.now() / HOUR_MS) * HOUR_MS - HOUR_MS + n * 1_000;
    const samples = [{ target: PUSHED, vantage: 'utifran', time: cityTime(timeMs), state: 'up', totalMs: 5 }];
    const headers = { authorization: 'Bearer test-matare', 'content-type': 'application/json' };
    const body = (): string => JSON.stringify(samples);
    await this.call({ path: '/api/v1/samples', method: 'POST', headers, body });
    this.pushed.push(timeMs);
  }

  private async handIn(n: number): Promise<void> {
    const unit = UNITS[n % UNITS.length] ?? '';
    const month = Math.floor(n / UNITS.length);
    const period = `${FIRST_YEAR + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
    const body = (): FormData => {
      const form = new FormData();
      const text = `unit;period;process;closed;within_target\n${unit};${period};bygglov;9;7\n`;
      form.set('file', new Blob([text]), 'cases.csv');
      return form;
    };
    const headers = { authorization: 'Bearer test-followup' };
    const answer = await this.call({
      path: '/api/v1/uploads?dataset=cases',
      method: 'POST',
      headers,
      body,
    });
    const { id } = (await answer.json()) as { id: string };
    this.handedIn.push({ id, unit, period });
  }

  private async callIn(): Promise<void> {
    const headers = { 'heartbeat-token': JOB.token };
    await this.call({ path: `/api/v1/heartbeats/${JOB.id}`, method: 'POST', headers });
  }

  private async read(): Promise<void> {
    const answer = await this.call({ path: '/api/v1/scorecards/unit/a?period=2026-09' });
    await answer.json();
  }

  /** Calls until somebody takes it. */
  private async call(call: Call): Promise<Response> {
    for (;;) {
      const answer = await this.tryAt(await this.readyServer(), call);
      if (answer) return answer;
      await pause(BREATH_MS);
    }
  }

  /** The next server that says it is ready. */
  private async readyServer(): Promise<string> {
    for (;;) {
      const server = this.servers[this.turn++ % this.servers.length] ?? '';
      const answer = await this.tryAt(server, { path: READY });
      if (answer) return server;
      await pause(BREATH_MS);
    }
  }

  private async tryAt(server: string, { path, body, ...init }: Call): Promise<Response | null> {
    try {
      const signal = AbortSignal.timeout(PATIENCE_MS);
      const answer = await fetch(`${server}${path}`, { ...init, signal, ...(body ? { body: body() } : {}) });
      if (answer.ok) {
        this.answered++;
        return answer;
      }
      this.note(path, `${answer.status} ${await answer.text()}`);
    } catch (thrown) {
      const { cause } = thrown as { cause?: unknown }; // of another realm than our Error
      if (codeOf(cause) !== 'ECONNREFUSED') this.note(path, `${messageOf(thrown)}, ${messageOf(cause)}`);
    }
    return null;
  }

  /** Whoever asks only whether somebody is ready has lost nothing. */
  private note(path: string, fault: string): void {
    if (path !== READY) this.broken.push(`${path}: ${fault}`);
  }
}
