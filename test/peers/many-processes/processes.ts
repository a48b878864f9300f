import { join } from 'node:path';
import { Child } from '../../child-process.js';

/** A process of a city: what it is called, what it does, and where it answers. */
export interface Member {
  readonly name: string;
  readonly roles: string;
  readonly port: number;
}

/** The processes of a city, as docker-compose.yml starts them: each on a data folder of its own. */
export class Processes {
  private readonly running = new Map<string, Child>();
  /** Samples that processes had stored which were killed since. */
  private storedByKilled = 0;

  constructor(
    private readonly script: URL,
    private readonly folder: string,
    private readonly environment: Readonly<Record<string, string>>,
  ) {}

  /** Resolves when it answers. */
  async start({ name, roles, port }: Member): Promise<void> {
    const settings = {
      ...this.environment,
      PERSPEKTIV_DATA: join(this.folder, name),
      PERSPEKTIV_PORT: String(port),
    };
    const words = Object.entries(settings).map(([key, value]) => `${key}=${value}`);
    const child = new Child(this.script, ['--role', roles], ['env', ...words]);
    this.running.set(name, child);
    await child.said('Perspektiv svarar');
  }

  /** Ends it as a power switch would. */
  async kill(member: Member): Promise<void> {
    this.storedByKilled += await this.storedBy(member);
    await this.running.get(member.name)?.kill();
  }

  /** Stops it in the middle of whatever it does; others see only that it is silent. */
  freeze({ name }: Member): void {
    this.running.get(name)?.freeze();
  }

  thaw({ name }: Member): void {
    this.running.get(name)?.thaw();
  }

  /** Asks it to end, and starts it anew. */
  async restart(member: Member): Promise<void> {
    await this.running.get(member.name)?.end();
    await this.start(member);
  }

  async killAll(): Promise<void> {
    await Promise.all([...this.running.values()].map((child) => child.kill()));
  }

  /** At least so many samples of their own probes have processes stored which run, or were killed. */
  async stored(members: readonly Member[]): Promise<number> {
    const counts = await Promise.all(members.map((member) => this.storedBy(member)));
    return counts.reduce((sum, count) => sum + count, this.storedByKilled);
  }

  /** Those that have decided on alerts since they were started. */
  async leaders(members: readonly Member[]): Promise<Member[]> {
    const told = await Promise.all(members.map((member) => this.metrics(member)));
    return members.filter((_, n) => told[n]?.includes('runs_total{task="alerts",outcome="done"'));
  }

  private async storedBy(member: Member): Promise<number> {
    const [, stored] = /^perspektiv_samples_stored_total (\d+)/m.exec(await this.metrics(member)) ?? [];
    return Number(stored ?? 0);
  }

  private async metrics({ port }: Member): Promise<string> {
    return (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  }
}
