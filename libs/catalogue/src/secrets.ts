/**
 * A text that is not written in the catalogue: it is the content of an environment variable, or of a file. One of the
 * two; a file's last line break does not belong to it.
 */
export interface SecretReference {
  readonly fromEnvironment?: string;
  /** Path, absolute or from the folder that the program is started in. */
  readonly fromFile?: string;
  /** Put before the text: `Bearer `. */
  readonly prefix?: string;
}

/** What is sent or trusted: as it stands, or by reference where it must not be seen. */
export type Wording = string | SecretReference;

const KEYS = new Set(['fromEnvironment', 'fromFile', 'prefix']);

/** Whether something that was written refers to a secret, and to one only. */
export function isSecretReference(value: unknown): value is SecretReference {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { fromEnvironment, fromFile, prefix = '' } = value as Record<string, unknown>;
  const sources = [fromEnvironment, fromFile].filter((source) => source !== undefined);
  return (
    sources.length === 1 &&
    sources.every((source) => typeof source === 'string' && source !== '') &&
    typeof prefix === 'string' &&
    Object.keys(value).every((key) => KEYS.has(key))
  );
}

/** Every secret that something of the catalogue refers to, at whatever depth. */
export function secretsIn(value: unknown): SecretReference[] {
  if (isSecretReference(value)) return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(secretsIn);
}
