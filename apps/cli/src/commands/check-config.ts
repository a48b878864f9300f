import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Catalogue, describeFaults, loadCatalogue } from '#catalogue';
import { collectorKinds } from '#collect';
import { type Settings, openPerspektivOver, unknownIdText, unknownIds } from '#pipeline';
import { settingsInUse } from '../find-desk.js';
import { Refusal } from '../refusal.js';

const MONITOR_TELLS =
  'En monitor kör: den säger i sin logg vid start vad som är lagrat och saknas i katalogen.';

/** Refuses ids that stored data names and the catalogue lacks, with what to write; where nothing is stored, nothing is. */
async function checkStored(catalogue: Catalogue, settings: Settings): Promise<void> {
  const isStored = settings.ledger !== undefined || existsSync(join(settings.dataFolder, 'store.duckdb'));
  if (!isStored) return;
  const perspektiv = await openPerspektivOver(catalogue, settings);
  if (!perspektiv.ok) throw new Refusal(perspektiv.problem);
  try {
    const unknown = await unknownIds(perspektiv.value.stage);
    if (unknown.length > 0) throw new Refusal(unknown.map(unknownIdText).join('\n'));
  } finally {
    await perspektiv.value.close();
  }
}

/** Reads the whole config folder and lists every fault of every file, and what is surely not meant; then what is stored and not in it. */
export async function checkConfig(folder?: string): Promise<void> {
  const { settings, monitor } = await settingsInUse();
  const configFolder = folder ?? settings.configFolder;
  const catalogue = await loadCatalogue(configFolder, collectorKinds(), { mistakesFor: settings.vantage });
  if (!catalogue.ok) throw new Refusal(describeFaults(catalogue.problem));
  if (monitor !== null) process.stderr.write(`${MONITOR_TELLS}\n`);
  else if (resolve(configFolder) === resolve(settings.configFolder))
    await checkStored(catalogue.value, settings);
  const { units, systems, measures, projects, datasets } = catalogue.value;
  process.stdout.write(
    `${configFolder} är utan fel: ${units.size} enheter, ${systems.size} system, ${projects.size} projekt, ` +
      `${measures.size} mätetal, ${datasets.size} datamängder.\n`,
  );
}
