import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Period } from '#core';
import { type Catalogue, Measure, MeasureVersion, isGathering, loadCatalogue } from '#catalogue';
import { Perspektiv } from '#pipeline';
import { type InfluxDbPlace } from '#store';
import { type Monitor, startMonitor } from '../../../apps/monitor/src/start-monitor.js';
import { cityFiles } from '../../../apps/demo/src/city/files.js';
import { probeHistory } from '../../../apps/demo/src/city/history.js';
import { fill, settingsIn } from '../../oracle/product.js';

export const NOW_MS = Date.parse('2026-10-25T12:00:00+01:00');
const OPTIONS = { seed: 1, months: 13, nowMs: NOW_MS };
/** The period of the city that is frozen, and the day from which measures are defined anew. */
export const FROZEN = '2026-Q2';
const DEFINED_ANEW = '2026-07-01';
/** Every so-manieth unit is kept, and what is theirs. */
const ONE_IN = 24;

function aPartOf(catalogue: Catalogue): Catalogue {
  const units = [...catalogue.units].filter(([, unit], index) => index % ONE_IN === 1 || isGathering(unit));
  const kept = new Set(units.map(([id]) => id));
  return {
    ...catalogue,
    units: new Map(units),
    systems: new Map([...catalogue.systems].filter(([, { owner }]) => kept.has(owner))),
    projects: new Map([...catalogue.projects].filter(([, { unit }]) => kept.has(unit))),
    measures: new Map([...catalogue.measures].map(([id, measure]) => [id, definedAnew(measure)])),
  };
}

/** A measure that is defined anew from {@link DEFINED_ANEW} on, if only by the number of its version. */
function definedAnew(measure: Measure): Measure {
  const versions = measure.versions.map((version) => [
    version,
    Object.assign(new MeasureVersion(), version, { version: version.version + 1, validFrom: DEFINED_ANEW }),
  ]);
  return Object.assign(new Measure(), measure, { versions: versions.flat() });
}

/** A part of the sample city twice, on the grown engine and on the embedded one, and a monitor on the first. */
export class GrownCity {
  private constructor(
    readonly grown: Perspektiv,
    readonly embedded: Perspektiv,
    private readonly monitor: Monitor,
    private readonly folders: readonly string[],
  ) {}

  static async start(timeSeries: InfluxDbPlace): Promise<GrownCity> {
    const demo = await loadCatalogue('config/demo');
    if (!demo.ok) throw new Error(JSON.stringify(demo.problem));
    const catalogue = aPartOf(demo.value);
    const files = [...cityFiles(catalogue, OPTIONS)];
    const histories = [...probeHistory(catalogue, OPTIONS)];
    const folders: string[] = [];
    const open = async (more: { timeSeries?: InfluxDbPlace }): Promise<Perspektiv> => {
      const folder = await mkdtemp(join(tmpdir(), 'perspektiv-'));
      folders.push(folder);
      const roles = new Set(['serve', 'schedule'] as const);
      const settings = { ...settingsIn(folder), roles, ...more };
      const opened = await Perspektiv.over(catalogue, settings, () => NOW_MS);
      if (!opened.ok) throw new Error(opened.problem);
      const rollUps = histories.map(({ rollUp }) => rollUp);
      await fill(opened.value, files, rollUps);
      await opened.value.store.timeSeries.writeSamples(
        histories.flatMap(({ samples }) => samples.slice(-500)),
      );
      return opened.value;
    };
    const grown = await open({ timeSeries });
    const embedded = await open({});
    const frozen = await grown.edition.freeze(Period.of(FROZEN), { by: 'followup', nowMs: NOW_MS });
    if (!frozen.ok) throw new Error(frozen.problem);
    while ((await grown.laidOut.refresh(NOW_MS)) > 0);
    return new GrownCity(grown, embedded, await startMonitor(grown), folders);
  }

  get address(): string {
    return this.monitor.address;
  }

  async get(path: string): Promise<unknown> {
    const answer = await fetch(`${this.address}${path}`);
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }

  async remove(): Promise<void> {
    await this.monitor.close();
    await this.embedded.close();
    for (const folder of this.folders) await rm(folder, { recursive: true });
  }
}
