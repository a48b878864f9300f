import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { probeAddress } from '#catalogue';
import { Farm } from '../awkward/farm.js';
import { AWKWARD_SERVERS } from '../awkward/table.js';
import { freePort } from '../free-port.js';
import { DebianServer, describeWith } from './debian-server.js';

const PROGRAM = '/usr/bin/prometheus-blackbox-exporter';
const servers = Object.values(AWKWARD_SERVERS)
  .flat()
  .filter(({ blackboxSucceeds }) => blackboxSucceeds !== undefined);

/** A module of its own for each server, and what it is asked with. */
interface Question {
  readonly module: string;
  readonly target: string;
}

describeWith(PROGRAM, "Debian's blackbox_exporter, on the same awkward servers", () => {
  let farm: Farm;
  let exporter: DebianServer;
  let address: string;
  const questions = new Map<string, Question>();

  beforeAll(async () => {
    farm = await Farm.open();
    address = `127.0.0.1:${await freePort()}`;
    exporter = await DebianServer.start(PROGRAM, async (folder) => {
      const ca = join(folder, 'authority.pem');
      await writeFile(ca, farm.authority.cert);
      const modules: Record<string, unknown> = {};
      for (const [index, { name, start }] of servers.entries()) {
        const { probe, blackbox } = await start(farm);
        if ('because' in blackbox) continue;
        const {
          prober,
          settings = {},
          target = probeAddress(probe).replace(/^(?:tcp|tls):\/\//, ''),
        } = blackbox;
        const tls = prober === 'dns' ? {} : { tls_config: { ca_file: ca, ...tlsOf(settings) } };
        modules[`m${index}`] = {
          prober,
          timeout: `${probe.timeoutMs / 1000}s`,
          [prober]: { ...settings, ...tls },
        };
        questions.set(name, { module: `m${index}`, target });
      }
      const config = join(folder, 'blackbox.yml');
      await writeFile(config, JSON.stringify({ modules }));
      return [`--config.file=${config}`, `--web.listen-address=${address}`];
    });
    await exporter.answering(async () => (await fetch(`http://${address}/-/healthy`)).ok || null);
  });
  afterAll(async () => {
    await exporter.stop();
    await farm.close();
  });

  it.each(servers)('$name', async ({ name, blackboxSucceeds }) => {
    const { module, target } = questions.get(name) ?? { module: '', target: '' };
    const query = new URLSearchParams({ module, target }).toString();
    const metrics = await (await fetch(`http://${address}/probe?${query}`)).text();
    expect(/^probe_success (\d)$/m.exec(metrics)?.[1]).toBe(blackboxSucceeds ? '1' : '0');
  });
});

function tlsOf({ tls_config: own }: Readonly<Record<string, unknown>>): object {
  return typeof own === 'object' && own !== null ? own : {};
}
