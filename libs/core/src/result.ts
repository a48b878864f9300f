/**
 * What an expected failure looks like: it is returned, with its reason, and the caller decides.
 * A broken promise (a bug, a dead disk) is thrown as a {@link PerspektivError} instead.
 */
export type Result<T, P = string> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: P };

/** A result that holds what was asked for. */
export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** A result that says why there is nothing. */
export function failed<P>(problem: P): { readonly ok: false; readonly problem: P } {
  return { ok: false, problem };
}

/** An error with a stable code, for machines, beside its sentence, for people. */
export class PerspektivError extends Error {
  constructor(
    readonly code: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'PerspektivError';
  }
}

/** The sentence of anything that was thrown; told by its shape, for errors also come from other realms. */
export function messageOf(thrown: unknown): string {
  const hasMessage = typeof thrown === 'object' && thrown !== null && 'message' in thrown;
  return hasMessage && typeof thrown.message === 'string' ? thrown.message : String(thrown);
}

/** The code of a system error, such as `ENOENT`; `null` when it has none. */
export function codeOf(thrown: unknown): string | null {
  const hasCode = typeof thrown === 'object' && thrown !== null && 'code' in thrown;
  return hasCode && typeof thrown.code === 'string' ? thrown.code : null;
}
