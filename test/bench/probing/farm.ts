import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Interval } from '#core';
import { generate } from 'selfsigned';
import { Child } from '../../child-process.js';

/** Who probes the farm; each below a path of its own. */
export const CONTENDERS = ['perspektiv', 'prometheus'] as const;
export type ContenderName = (typeof CONTENDERS)[number];

/** Target number → when it is out of order. */
export type Outages = Readonly<Record<number, readonly Interval[]>>;

/** What the farm knows of how one target was asked. */
export interface Told {
  readonly askedMs: readonly number[];
  /** From the last request to its answer. */
  tookMs: number;
}

/** How regularly targets were asked. */
export interface Regularity {
  readonly asked: number;
  /** Of the time between two askings of a target, how far from the interval: the 99th percentile and the most. */
  readonly jitterP99Ms: number;
  readonly jitterMaxMs: number;
  /** Askings that should have come between the first and the last and did not. */
  readonly missed: number;
}

/** The farm's process, and what it tells. */
export class ProbingFarm {
  private constructor(
    private readonly child: Child,
    readonly certFile: string,
    private readonly ports: { http: number; https: number },
  ) {}

  static async start(folder: string): Promise<ProbingFarm> {
    const made = await generate([{ name: 'commonName', value: 'localhost' }], {
      keyType: 'ec',
      algorithm: 'sha256',
      extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
    });
    const [keyFile, certFile] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    await writeFile(keyFile, made.private);
    await writeFile(certFile, made.cert);
    const child = new Child(new URL('./farm-server.ts', import.meta.url), [keyFile, certFile]);
    const [, http, https] = (await child.said('ports ')).split(' ').map(Number);
    return new ProbingFarm(child, certFile, { http: http ?? 0, https: https ?? 0 });
  }

  url(scheme: 'http' | 'https', who: ContenderName, target: number): string {
    return `${scheme}://localhost:${this.ports[scheme]}/${who}/t/${target}`;
  }

  /** From now on targets are out of order as written, for whoever asks. */
  async play(outages: Outages): Promise<void> {
    await fetch(`http://127.0.0.1:${this.ports.http}/script`, {
      method: 'POST',
      body: JSON.stringify(outages),
    });
  }

  /** How a contender asked since this was called last, by target. */
  async told(who: ContenderName): Promise<ReadonlyMap<number, Told>> {
    const answer = await fetch(`http://127.0.0.1:${this.ports.http}/told/${who}`);
    const told = (await answer.json()) as Record<string, Told>;
    return new Map(Object.entries(told).map(([target, each]) => [Number(target), each]));
  }

  stop(): Promise<void> {
    return this.child.kill();
  }
}

/** How regularly targets were asked. */
export function regularityOf(told: ReadonlyMap<number, Told>, intervalMs: number): Regularity {
  const asked = [...told.values()].map(({ askedMs }) => askedMs);
  const gaps = asked.flatMap((times) => times.slice(1).map((time, i) => time - (times[i] ?? NaN)));
  const off = gaps.map((gap) => Math.abs(gap - intervalMs * Math.max(1, Math.round(gap / intervalMs))));
  off.sort((a, b) => a - b);
  return {
    asked: asked.reduce((sum, times) => sum + times.length, 0),
    jitterP99Ms: off[Math.floor(off.length * 0.99)] ?? NaN,
    jitterMaxMs: off.at(-1) ?? NaN,
    missed: gaps.reduce((sum, gap) => sum + Math.max(0, Math.round(gap / intervalMs) - 1), 0),
  };
}
