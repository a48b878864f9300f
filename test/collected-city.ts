import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type CollectorOverview, type CollectorRun } from '#core';
import { SmallCity } from './pipeline/small-city.js';
import { temporaryFolder } from './contract/place.js';

const SMALL = resolve('test/fixtures/config/small');

/** A small city that fetches from sources of its own. */
export class CollectedCity {
  private constructor(
    readonly city: SmallCity,
    /** Of its own, for files. */
    readonly folder: string,
    private readonly remover: () => Promise<unknown>,
  ) {}

  /** `yaml`: the collectors; `$FOLDER` in it stands for the city's own folder. */
  static async start(
    yaml: string,
    options: { nowMs?: () => number; dataFolder?: string } = {},
  ): Promise<CollectedCity> {
    const folder = await temporaryFolder();
    const configFolder = await collectingConfig(folder.path, yaml);
    const city = await SmallCity.start({ ...options, more: { configFolder } });
    return new CollectedCity(city, folder.path, folder.remove);
  }

  /** Runs a collector to its end. */
  async run(id: string, query: Record<string, string> = {}): Promise<CollectorRun> {
    const parameters = new URLSearchParams({ wait: 'true', ...query }).toString();
    const path = `/api/v1/collectors/${id}/runs?${parameters}`;
    const { status, body, text } = await this.city.call(path, { method: 'POST', as: 'drift' });
    if (status !== 200) throw new Error(`${status} ${text}`);
    return (body as { run: CollectorRun }).run;
  }

  async overview(id: string): Promise<CollectorOverview> {
    return (await this.city.call(`/api/v1/collectors/${id}`, { as: 'drift' })).body as CollectorOverview;
  }

  async remove(): Promise<void> {
    await this.city.remove();
    await this.remover();
  }
}

/** A config folder that is the small city's, with collectors. */
export async function collectingConfig(folder: string, yaml: string): Promise<string> {
  const config = join(folder, 'config');
  await rm(config, { recursive: true, force: true });
  await mkdir(config, { recursive: true });
  await writeFile(join(config, 'perspektiv.yaml'), `name: Hämtstaden\nextends: ${SMALL}\n`);
  await writeFile(join(config, 'collectors.yaml'), yaml.replaceAll('$FOLDER', folder));
  return config;
}
