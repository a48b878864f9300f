import { type Catalogue, describeFaults, loadCatalogue } from '#catalogue';
import { collectorKinds } from '#collect';
import { type Result, failed, messageOf, ok } from '#core';
import { configFingerprint } from './chores/config-files.js';
import { Perspektiv } from './perspektiv.js';
import { type Settings } from './process/settings.js';
import { type Clock, openStage } from './stage.js';

/** Loads the config and opens the store; the failure is every reason at once, as sentences. */
export async function openPerspektiv(
  settings: Settings,
  nowMs: Clock = Date.now,
): Promise<Result<Perspektiv>> {
  const fingerprint = await configFingerprint(settings.configFolder);
  const catalogue = await loadCatalogue(settings.configFolder, collectorKinds());
  if (!catalogue.ok) return failed(describeFaults(catalogue.problem));
  const opened = await openPerspektivOver(catalogue.value, settings, nowMs);
  if (opened.ok) opened.value.config.startedFrom(fingerprint);
  return opened;
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
