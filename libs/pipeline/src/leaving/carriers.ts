import { type Destination, type SecretReference } from '#catalogue';
import { PerspektivError } from '#core';
import { type Carrier, FileDrop, HttpsPut, SftpDrop, StratsysApi } from '#export';
import { connectGuarded } from '#outgoing';
import { type Stage } from '../stage.js';

const SSH_PORT = 22;
const CONNECT_MS = 20_000;

/** By what carriers reach the world. */
export type WayOut = Pick<Stage, 'outgoing' | 'reachable' | 'secrets'>;

/** The carrier to a destination. Throws `export/secret-missing` when it cannot say who it is. */
export function carrierTo(destination: Destination, { outgoing, reachable, secrets }: WayOut): Carrier {
  const { kind, folder = '', url = '', tokenUrl = '', clientId = '' } = destination;
  const secret = (reference: SecretReference | undefined): string | null =>
    reference ? secretOrRefuse(reference, destination, secrets) : null;
  switch (kind) {
    case 'file-drop':
      return new FileDrop(folder);
    case 'sftp': {
      const { host = '', port = SSH_PORT, user = '', hostKeys = [] } = destination;
      const right = { password: secret(destination.password), privateKey: secret(destination.privateKey) };
      return new SftpDrop({ host, port, folder, user, hostKeys, ...right }, () =>
        connectGuarded(reachable, { host, port, timeoutMs: CONNECT_MS }),
      );
    }
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
