import { readFileSync, statSync } from 'node:fs';
import { isIP } from 'node:net';

/** How often the file is looked at, at most. */
const LOOK_AGAIN_MS = 1_000;

type Hosts = ReadonlyMap<string, readonly string[]>;

/** Names of the machine's own, which go before those of DNS as with every other program (hosts(5)). */
export class HostsFile {
  private hosts: Hosts = new Map();
  private version = '';
  private lookedMs = -Infinity;

  constructor(private readonly path: string) {}

  /** The addresses of a name, in the file's order; none for a name that the file does not have, or without a file. */
  addressesOf(hostname: string): readonly string[] {
    this.lookAgain();
    return this.hosts.get(hostname.toLowerCase().replace(/\.$/, '')) ?? [];
  }

  private lookAgain(): void {
    if (performance.now() - this.lookedMs < LOOK_AGAIN_MS) return;
    this.lookedMs = performance.now();
    try {
      const { mtimeMs, size } = statSync(this.path);
      const version = `${mtimeMs} ${size}`;
      if (version !== this.version) this.hosts = parsedHosts(readFileSync(this.path, 'utf8'));
      this.version = version;
    } catch {
      this.hosts = new Map();
      this.version = '';
    }
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
