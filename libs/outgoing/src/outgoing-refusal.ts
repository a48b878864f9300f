import { PerspektivError } from '#core';

export type OutgoingRefusalCode =
  | 'outgoing/scheme'
  | 'outgoing/credentials-in-address'
  | 'outgoing/link-local'
  | 'outgoing/metadata'
  | 'outgoing/network-not-allowed'
  | 'outgoing/too-many-redirects'
  | 'outgoing/redirected-away'
  | 'outgoing/too-large';

/** Why we did not go there, or did not take what came. */
export class OutgoingRefusal extends PerspektivError {
  constructor(
    override readonly code: OutgoingRefusalCode,
    message: string,
  ) {
    super(code, message);
    this.name = 'OutgoingRefusal';
  }
}

/** The refusal that is behind an error, however it was wrapped on its way; `null` when there is none. */
export function refusalBehind(thrown: unknown): OutgoingRefusal | null {
  for (let error = thrown; error instanceof Error; error = error.cause) {
    if (error instanceof OutgoingRefusal) return error;
  }
  return null;
}
