import { parseArgs } from 'node:util';
import { messageOf } from '#core';
import { startFarm } from './farm.js';

/** The farm alone, for whoever wants to probe it with a monitor of their own: `--port`, `--seed`. */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4600' },
    seed: { type: 'string', default: '1' },
  },
});
const port = Number(values.port);
try {
  const farm = await startFarm({ seed: Number(values.seed), port, tcpPortBase: port && port + 1 });
  process.stdout.write(
    `Tjänsterna svarar på http://127.0.0.1:${farm.port}/s/<system>/health ` +
      `och tcp://127.0.0.1:${farm.tcpPorts.join(', ')}.\n`,
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void farm.close());
} catch (error) {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exitCode = 1;
}
