import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPerspektiv } from '#pipeline';
import { startMonitor } from '../../apps/monitor/src/start-monitor.js';

/** The sample city's monitor in a process of its own, without history; says its port. */
const opened = await openPerspektiv({
  configFolder: 'config/demo',
  dataFolder: await mkdtemp(join(tmpdir(), 'perspektiv-bench-')),
  host: '127.0.0.1',
  port: 0,
  roles: new Set(['serve', 'schedule']),
  logLevel: 'silent',
  vantage: 'main',
  version: 'bench',
});
if (!opened.ok) throw new Error(opened.problem);
const { address } = await startMonitor(opened.value);
console.log(`port ${new URL(address).port}`);
