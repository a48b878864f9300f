import { type MeasurePoint, type Period, type RollUp, type Subject } from '#core';
import { type Catalogue } from '#catalogue';
import { type IntakeCycle, type ScoreCycle, type Settings } from '#pipeline';
import { type Store } from '#store';
import { type TakenIn } from './oracle.js';

/** The parts of the product that are held against the oracle. */
export interface Product {
  readonly catalogue: Catalogue;
  readonly handingIn: { readonly intake: IntakeCycle };
  readonly scoring: { readonly score: ScoreCycle };
  readonly store: Pick<Store, 'facts'>;
}

/** A file at the door, and what is to become of it. */
export interface FileAtTheDoor extends TakenIn {
  readonly fileName: string;
  readonly by: string;
  readonly receivedAtMs: number;
  readonly outcome: 'accepted' | 'refused';
}

/** Settings of a product on a data folder, that neither serves nor probes. */
export function settingsIn(dataFolder: string): Settings {
  return {
    configFolder: dataFolder,
    dataFolder,
    host: '127.0.0.1',
    port: 0,
    roles: new Set(['schedule']),
    logLevel: 'silent',
    vantage: 'main',
    version: 'test',
  };
}

/** Hands files in, one after the other, and stores what probes measured. Throws when a file does not meet its fate. */
export async function fill(
  { catalogue, handingIn, store }: Product,
  files: Iterable<FileAtTheDoor>,
  rollUps: readonly RollUp[],
): Promise<void> {
  for (const file of files) {
    const dataset = catalogue.datasets.get(file.dataset);
    if (!dataset) throw new Error(`There is no data set ${file.dataset}`);
    const outcome = await handingIn.intake.handIn({
      ...file,
      dataset,
      mayHandInFor: () => true,
      language: 'en',
    });
    if ((outcome.kind === 'refused') === (file.outcome === 'refused')) continue;
    const told = outcome.kind === 'refused' ? JSON.stringify(outcome.report.problems) : 'it was taken in';
    throw new Error(`${file.fileName} was to be ${file.outcome}: ${told}`);
  }
  await store.facts.writeRollUps(rollUps);
}

/** What the product shows of a measure of a subject, one point for each period. */
export async function shown(
  { scoring }: Pick<Product, 'scoring'>,
  { measure, subject, periods }: { measure: string; subject: Subject; periods: readonly Period[] },
): Promise<readonly MeasurePoint[]> {
  const series = await scoring.score.series(measure, subject, periods);
  if (!series.ok) throw new Error(series.problem);
  return series.value;
}
