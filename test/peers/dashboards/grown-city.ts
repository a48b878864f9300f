import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Period } from '#core';
import { Measure, MeasureVersion, loadCatalogue } from '#catalogue';
import { type Perspektiv, openPerspektivOver } from '#pipeline';
import { type InfluxDbPlace } from '#store';
import { type Monitor, startMonitor } from '../../../apps/monitor/src/start-monitor.js';
import { cityFiles } from '../../../apps/demo/src/city/files.js';
import { probeHistory } from '../../../apps/demo/src/city/history.js';
import { fill, settingsIn } from '../../oracle/product.js';
import { aPartOf } from '../part-of-city.js';

export const NOW_MS = Date.parse('2026-10-25T12:00:00+01:00');
const OPTIONS = { seed: 1, months: 13, nowMs: NOW_MS };
/** The period of the city that is frozen, and the day from which measures are defined anew. */
export const FROZEN = '2026-Q2';
const DEFINED_ANEW = '2026-07-01';
/** A measure that is defined anew from {@link DEFINED_ANEW} on, if only by the number of its version. */
function definedAnew(measure: Measure): Measure {
  const versions = measure.versions.map((version) => [
    version,
    Object.assign(new MeasureVersion(), version, { version: version.version + 1, validFrom: DEFINED_ANEW }),
  ]);
  return Object.assign(new Measure(), measure, { versions: versions.flat() });
}

/** A part of the sample city on the grown engine, and a monitor on it. */
export class GrownCity {
  private constructor(
    readonly grown: Perspektiv,
    private readonly monitor: Monitor,
    private readonly folder: string,
  ) {}

  static async start(timeSeries: InfluxDbPlace): Promise<GrownCity> {
    const demo = await loadCatalogue('config/demo');
    if (!demo.ok) throw new Error(JSON.stringify(demo.problem));
    const part = aPartOf(demo.value);
    const measures = [...part.measures].map(([id, measure]) => [id, definedAnew(measure)] as const);
    const catalogue = { ...part, measures: new Map(measures) };
    const histories = [...probeHistory(catalogue, OPTIONS)];
    const folder = await mkdtemp(join(tmpdir(), 'perspektiv-'));
    const roles = new Set(['serve', 'schedule'] as const);
    const settings = { ...settingsIn(folder), roles, timeSeries };
    const opened = await openPerspektivOver(catalogue, settings, () => NOW_MS);
    if (!opened.ok) throw new Error(opened.problem);
    const grown = opened.value;
    const rollUps = histories.map(({ rollUp }) => rollUp);
    await fill(grown, cityFiles(catalogue, OPTIONS), rollUps);
    await grown.store.timeSeries.writeSamples(histories.flatMap(({ samples }) => samples.slice(-500)));
    const frozen = await grown.closing.edition.freeze(Period.of(FROZEN), { by: 'followup', nowMs: NOW_MS });
    if (!frozen.ok) throw new Error(frozen.problem);
    await grown.boards.layOutAnew(NOW_MS);
    return new GrownCity(grown, await startMonitor(grown), folder);
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
    await rm(this.folder, { recursive: true });
  }
}
