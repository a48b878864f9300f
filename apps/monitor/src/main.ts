import { parseArgs } from 'node:util';
import { messageOf } from '#core';
import { openPerspektiv, readSettings } from '#pipeline';
import { startMonitor } from './start-monitor.js';

/** Ends the start with its reasons, all of them, on stderr. */
function refuse(reasons: string): never {
  process.stderr.write(`${reasons}\n`);
  process.exit(1);
}

const { values: said } = parseArgs({ options: { role: { type: 'string' } } });
const settings = readSettings({}, said.role === undefined ? {} : { PERSPEKTIV_ROLES: said.role });
if (!settings.ok) refuse(settings.problem.join('\n'));

const perspektiv = await openPerspektiv(settings.value);
if (!perspektiv.ok) refuse(perspektiv.problem);

const monitor = await startMonitor(perspektiv.value).catch((error: unknown) => refuse(messageOf(error)));
process.stdout.write(`Perspektiv svarar på ${monitor.address}\n`);

let isEnding = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // From a terminal it comes twice: to all of its processes, and handed on by the one that started us.
    if (isEnding) return;
    isEnding = true;
    monitor.close().then(
      () => process.exit(0),
      (error: unknown) => refuse(messageOf(error)),
    );
  });
}
