import { PerspektivError } from '#core';
import { type Probe, type SecretReference, secretsIn } from '#catalogue';

/** Tells the text that a reference stands for; `null` when there is none. */
export type SecretOf = (reference: SecretReference) => string | null;

function named({ fromEnvironment, fromFile }: SecretReference): string {
  return fromEnvironment === undefined ? `the file ${fromFile ?? ''}` : `the variable ${fromEnvironment}`;
}

/** The secrets that a part of the catalogue refers to, and that are not there. */
export function missingSecrets(part: unknown, secretOf: SecretOf): string[] {
  return secretsIn(part)
    .filter((reference) => secretOf(reference) === null)
    .map(named);
}

/** Refuses to begin probing without what probes have to say. Throws `collect/secret-missing`, which names all of them. */
export function checkSecrets(probes: readonly Probe[], secretOf: SecretOf): void {
  const missing = probes.flatMap((probe) =>
    missingSecrets(probe, secretOf).map(
      (name) => `the probe "${probe.id}" needs ${name}, which is not there`,
    ),
  );
  if (missing.length === 0) return;
  const text = `${missing.join('; ')}. Set the variables and write the files that systems.yaml refers to.`;
  throw new PerspektivError('collect/secret-missing', text);
}
