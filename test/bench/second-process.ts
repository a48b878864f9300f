import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OtherMonitor } from '../pipeline/other-monitor.js';
import { type CityEngines } from './stored-city.js';
import { wallMs } from './side-by-side.js';
import { costFile } from './unit-costs.js';

const SCORECARD = '/api/v1/scorecards/unit/a?period=2026-Q3';
const DEADLINE_MS = 120_000;

async function shown(by: OtherMonitor): Promise<string> {
  return JSON.stringify((await by.call(SCORECARD)).body);
}

/** Two monitors of one city on its servers; an embedded city has one, which is asked for both. */
export class HandingInAndReading {
  private turn = 0;

  private constructor(
    private readonly folders: readonly string[],
    private readonly taking: OtherMonitor,
    private readonly reading: OtherMonitor,
  ) {}

  static async start(engines?: CityEngines): Promise<HandingInAndReading> {
    const folders = [await newFolder(), ...(engines ? [await newFolder()] : [])];
    const linkSecretFile = join(folders[0] ?? '', 'link-secret');
    await writeFile(linkSecretFile, 'a secret that both processes know');
    const settings = { ...engines, linkSecretFile };
    const monitors: OtherMonitor[] = [];
    for (const folder of folders) monitors.push(await OtherMonitor.start(folder, { settings }));
    const [taking, reading = taking] = monitors;
    if (!taking || !reading) throw new Error('No monitor has started');
    return new HandingInAndReading(folders, taking, reading);
  }

  /** From when a file is sent to the one monitor until the other's scorecard is another. */
  async countedMs(rows: number): Promise<number> {
    const file = costFile(rows, ++this.turn);
    const before = await shown(this.reading);
    return wallMs(async () => {
      const { status, body } = await this.taking.upload('cost', file);
      if (status !== 201) throw new Error(JSON.stringify(body).slice(0, 500));
      const deadline = performance.now() + DEADLINE_MS;
      while ((await shown(this.reading)) === before) {
        if (performance.now() > deadline) throw new Error('The second process does not count the file');
      }
    });
  }

  async remove(): Promise<void> {
    for (const monitor of new Set([this.taking, this.reading])) await monitor.kill();
    for (const folder of this.folders) await rm(folder, { recursive: true, force: true });
  }
}

function newFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'perspektiv-bench-'));
}
