import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type HandInOutcome, type Perspektiv, handsInFor } from '#pipeline';
import { type CityFile, cityFiles } from './city/files.js';
import { type SystemHistory, probeHistory } from './city/history.js';

/** Which city it is. */
export interface CityPlan {
  readonly seed: number;
  readonly months: number;
}

/** Told as the work goes on: how far, of how much, and what is being done. */
export type Progress = (what: string, done: number, of: number) => void;

/** What a filled data folder holds. */
export interface FilledCity extends CityPlan {
  readonly name: string;
}

function markerIn(dataFolder: string): string {
  return join(dataFolder, 'demo.json');
}

/** The city in a data folder, or `null` when there is none, or none filled to the end. */
export async function cityIn(dataFolder: string): Promise<FilledCity | null> {
  const marker = markerIn(dataFolder);
  return existsSync(marker) ? (JSON.parse(await readFile(marker, 'utf8')) as FilledCity) : null;
}

async function handIn(perspektiv: Perspektiv, file: CityFile): Promise<HandInOutcome['kind']> {
  const { catalogue } = perspektiv;
  const { intake } = perspektiv.handingIn;
  const dataset = catalogue.datasets.get(file.dataset);
  const principal = catalogue.principals.get(file.by);
  if (!dataset || !principal) throw new Error(`${file.fileName}: no data set or principal of that name`);
  const outcome = await intake.handIn({
    ...file,
    dataset,
    mayHandInFor: handsInFor(principal, catalogue),
    language: 'sv',
  });
  return outcome.kind;
}

/** So many systems' histories are stored at once. */
const SYSTEMS_AT_ONCE = 20;

async function storeHistory(
  perspektiv: Perspektiv,
  options: CityPlan & { readonly nowMs: number },
  progress: Progress,
): Promise<void> {
  const { catalogue, settings, store } = perspektiv;
  const { collect } = perspektiv.measuring;
  const of = catalogue.systems.size;
  let waiting: SystemHistory[] = [];
  let done = 0;
  const storeWaiting = async (): Promise<void> => {
    await store.facts.writeRollUps(waiting.map(({ rollUp }) => rollUp));
    await collect.push(
      waiting.flatMap(({ samples }) => samples),
      options.nowMs,
    );
    done += waiting.length;
    waiting = [];
    progress('mäthistorik sparas', done, of);
  };
  for (const history of probeHistory(catalogue, options, settings.vantage)) {
    waiting.push(history);
    if (waiting.length === SYSTEMS_AT_ONCE) await storeWaiting();
  }
  await storeWaiting();
}

/**
 * Hands the city's files in through the same door as people's, in the order they came, and stores its probe history.
 * Begun anew after an interruption it ends with the same content.
 */
export async function fillCity(
  perspektiv: Perspektiv,
  plan: CityPlan,
  progress: Progress,
): Promise<FilledCity> {
  const nowMs = perspektiv.nowMs();
  const files = [...cityFiles(perspektiv.catalogue, { ...plan, nowMs })];
  let refused = 0;
  for (const [index, file] of files.entries()) {
    if ((await handIn(perspektiv, file)) === 'refused') refused++;
    progress('filer lämnas in', index + 1, files.length);
  }
  progress(`filer inlämnade, ${refused} avvisade som i verkligheten`, files.length, files.length);

  await storeHistory(perspektiv, { ...plan, nowMs }, progress);
  const city: FilledCity = { ...plan, name: perspektiv.catalogue.name.sv };
  await writeFile(markerIn(perspektiv.settings.dataFolder), JSON.stringify(city));
  return city;
}
