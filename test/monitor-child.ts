import { writeSync } from 'node:fs';
import { type Settings, openPerspektiv } from '#pipeline';
import { startMonitor } from '../apps/monitor/src/start-monitor.js';

/** A whole monitor in a process of its own, to be killed: `node … monitor-child.ts <config folder> <data folder>`. */
const [configFolder = '', dataFolder = ''] = process.argv.slice(2);
const settings: Settings = {
  configFolder,
  dataFolder,
  host: '127.0.0.1',
  port: 0,
  roles: new Set(['collect', 'serve', 'schedule']),
  logLevel: 'silent',
  vantage: 'main',
  version: 'test',
};
const perspektiv = await openPerspektiv(settings);
if (!perspektiv.ok) throw new Error(perspektiv.problem);
const { address } = await startMonitor(perspektiv.value);
writeSync(1, `answers at ${address}\n`);
