import { type Catalogue, describeFaults, loadCatalogue } from '#catalogue';
import { collectorKinds } from '#collect';
import { type Result, failed, messageOf, ok } from '#core';
import { Perspektiv } from './perspektiv.js';
import { type Settings } from './process/settings.js';
import { type Clock, openStage } from './stage.js';

/** Loads the config and opens the store; the failure is every reason at once, as sentences. */
export async function openPerspektiv(
  settings: Settings,
  nowMs: Clock = Date.now,
): Promise<Result<Perspektiv>> {
  const catalogue = await loadCatalogue(settings.configFolder, collectorKinds());
  if (!catalogue.ok) return failed(describeFaults(catalogue.problem));
  return openPerspektivOver(catalogue.value, settings, nowMs);
}

/** The same for a catalogue that is at hand already. */
export async function openPerspektivOver(
  catalogue: Catalogue,
  settings: Settings,
  nowMs: Clock = Date.now,
): Promise<Result<Perspektiv>> {
  try {
    const perspektiv = new Perspektiv(await openStage(catalogue, settings, nowMs));
    await perspektiv.restore();
    return ok(perspektiv);
  } catch (error) {
    return failed(messageOf(error));
  }
}
