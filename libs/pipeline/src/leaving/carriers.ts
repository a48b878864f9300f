import { type Destination, type SecretReference } from '#catalogue';
import { PerspektivError } from '#core';
import { type Carrier, FileDrop, HttpsPut, StratsysApi } from '#export';
import { type Stage } from '../stage.js';

/** By what carriers reach the world. */
export type WayOut = Pick<Stage, 'outgoing' | 'secrets'>;

/** The carrier to a destination. Throws `export/secret-missing` when it cannot say who it is. */
export function carrierTo(destination: Destination, { outgoing, secrets }: WayOut): Carrier {
  const { kind, folder = '', url = '', tokenUrl = '', clientId = '' } = destination;
  const secret = (reference: SecretReference | undefined): string | null =>
    reference ? secretOrRefuse(reference, destination, secrets) : null;
  switch (kind) {
    case 'file-drop':
      return new FileDrop(folder);
    case 'https-put':
      return new HttpsPut({ url, authorization: secret(destination.authorization) }, outgoing);
    case 'stratsys-api': {
      const clientSecret = secret(destination.clientSecret) ?? '';
      return new StratsysApi({ url, tokenUrl, clientId, clientSecret }, outgoing);
    }
  }
}

function secretOrRefuse(reference: SecretReference, { id }: Destination, secrets: WayOut['secrets']): string {
  const secret = secrets.of(reference);
  if (secret !== null) return secret;
  const name = reference.fromEnvironment ?? reference.fromFile ?? '';
  throw new PerspektivError('export/secret-missing', `The destination "${id}" needs the secret ${name}`);
}
