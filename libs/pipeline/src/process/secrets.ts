import { type SecretReference, secretsIn } from '#catalogue';

function named({ fromEnvironment, fromFile }: SecretReference): string {
  return fromEnvironment === undefined ? `the file ${fromFile ?? ''}` : `the variable ${fromEnvironment}`;
}

/** The secrets that the catalogue refers to, read when they are needed. */
export class Secrets {
  private readonly known = new WeakMap<SecretReference, string>();

  constructor(private readonly read: (reference: SecretReference) => string | null) {}

  /** The text that a reference stands for, read once: a new secret wants the config to be taken anew, or a new start. `null` when there is none. */
  of(reference: SecretReference): string | null {
    const secret = this.known.get(reference) ?? this.read(reference);
    if (secret !== null) this.known.set(reference, secret);
    return secret;
  }

  /** Names the variables and files that a part of the catalogue refers to, and that are not there. */
  missingIn(part: unknown): string[] {
    return secretsIn(part)
      .filter((reference) => this.of(reference) === null)
      .map(named);
  }
}
