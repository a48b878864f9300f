import { describeFaults, loadCatalogue } from '#catalogue';
import { collectorKinds } from '#collect';
import { settingsInUse } from '../find-desk.js';
import { Refusal } from '../refusal.js';

/** Reads the whole config folder and lists every fault of every file, and what is surely not meant. */
export async function checkConfig(folder?: string): Promise<void> {
  const { settings } = await settingsInUse();
  const configFolder = folder ?? settings.configFolder;
  const catalogue = await loadCatalogue(configFolder, collectorKinds(), { mistakesFor: settings.vantage });
  if (!catalogue.ok) throw new Refusal(describeFaults(catalogue.problem));
  const { units, systems, measures, projects, datasets } = catalogue.value;
  process.stdout.write(
    `${configFolder} är utan fel: ${units.size} enheter, ${systems.size} system, ${projects.size} projekt, ` +
      `${measures.size} mätetal, ${datasets.size} datamängder.\n`,
  );
}
