/**
 * Starts the sample city for the trip through a browser, unless PERSPEKTIV_URL names one that runs already:
 * a year of it, without the farm, on a data folder and a port of its own.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export default async function startCity() {
  if (process.env.PERSPEKTIV_URL) return;
  const folder = await mkdtemp(join(tmpdir(), 'perspektiv-e2e-'));
  const city = spawn(process.execPath, ['apps/cli/perspektiv.js', 'demo', '--no-farm', '--months', '15'], {
    env: {
      ...process.env,
      PERSPEKTIV_DATA: folder,
      PERSPEKTIV_PORT: '0',
      PERSPEKTIV_ROLES: 'serve,schedule',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said = [];
  for await (const line of createInterface({ input: city.stdout })) {
    said.push(line);
    const address = /https?:\/\/[^\s/]+/.exec(line)?.[0];
    if (address) {
      process.env.PERSPEKTIV_URL = address;
      break;
    }
  }
  if (!process.env.PERSPEKTIV_URL) throw new Error(`The sample city did not start:\n${said.join('\n')}`);
  globalThis.stopCity = async () => {
    const ended = new Promise((resolve) => city.once('exit', resolve));
    city.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
}
