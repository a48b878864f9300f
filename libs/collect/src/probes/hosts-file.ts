import { isIP } from 'node:net';
import { MachineFile } from './machine-file.js';

type Hosts = ReadonlyMap<string, readonly string[]>;

/** Names of the machine's own, which go before those of DNS as with every other program (hosts(5)). */
export class HostsFile {
  private readonly file: MachineFile<Hosts>;

  constructor(path: string) {
    this.file = new MachineFile(path, parsedHosts);
  }

  /** The addresses of a name, in the file's order; none for a name that the file does not have, or without a file. */
  addressesOf(hostname: string): readonly string[] {
    return this.file.content.get(hostname.toLowerCase().replace(/\.$/, '')) ?? [];
  }
}

/** Names → addresses of a text in the form of hosts(5). */
export function parsedHosts(text: string): Hosts {
  const hosts = new Map<string, string[]>();
  for (const line of text.split('\n')) {
    const [address = '', ...names] = line.replace(/#.*/, '').trim().split(/\s+/);
    if (isIP(address) === 0) continue;
    for (const name of names.map((written) => written.toLowerCase())) {
      hosts.set(name, [...(hosts.get(name) ?? []), address]);
    }
  }
  return hosts;
}
