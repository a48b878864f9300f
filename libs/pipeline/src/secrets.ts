import { PerspektivError } from '#core';
import { type Probe, type SecretReference, secretsIn } from '#catalogue';

/** Tells the text that a reference stands for; `null` when there is none. */
export type SecretOf = (reference: SecretReference) => string | null;

function named({ fromEnvironment, fromFile }: SecretReference): string {
  return fromEnvironment === undefined ? `the file ${fromFile ?? ''}` : `the variable ${fromEnvironment}`;
}

/** Refuses to begin probing without what probes have to say. Throws `collect/secret-missing`, which names all of them. */
export function checkSecrets(probes: readonly Probe[], secretOf: SecretOf): void {
  const missing = probes.flatMap((probe) =>
    secretsIn(probe)
      .filter((reference) => secretOf(reference) === null)
      .map((reference) => `the probe "${probe.id}" needs ${named(reference)}, which is not there`),
  );
  if (missing.length === 0) return;
  const text = `${missing.join('; ')}. Set the variables and write the files that systems.yaml refers to.`;
  throw new PerspektivError('collect/secret-missing', text);
}
