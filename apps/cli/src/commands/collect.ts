import { type Probe, type System, describeFaults, loadCatalogue } from '#catalogue';
import { type Outcome, takeProbe } from '#collect';
import { settingsInUse } from '../find-desk.js';
import { Refusal } from '../refusal.js';

const STATE = { up: '● uppe', degraded: '◐ långsam', down: '○ nere', unmonitored: '? omätt' } as const;

async function systemsToProbe(id: string | undefined): Promise<readonly System[]> {
  const catalogue = await loadCatalogue((await settingsInUse()).settings.configFolder);
  if (!catalogue.ok) throw new Refusal(describeFaults(catalogue.problem));
  const { systems } = catalogue.value;
  if (id === undefined) return [...systems.values()];
  const system = systems.get(id);
  if (!system) throw new Refusal(`Systemet "${id}" finns inte i katalogen.`);
  return [system];
}

function describeOutcome(probe: Probe, { state, reason, timings, statusCode, certDays }: Outcome): string {
  const phases = [
    ['namn', timings.dnsMs],
    ['anslutning', timings.connectMs],
    ['tls', timings.tlsMs],
    ['första byte', timings.ttfbMs],
    ['hela', timings.totalMs],
  ] as const;
  const lines = phases.flatMap(([name, ms]) =>
    ms === undefined ? [] : [`    ${name.padEnd(12)}${ms.toFixed(1).padStart(9)} ms`],
  );
  const facts = [
    ...(reason === undefined ? [] : [`orsak ${reason}`]),
    ...(statusCode === undefined ? [] : [`svarskod ${statusCode}`]),
    ...(certDays === undefined ? [] : [`certifikat ${certDays} dagar kvar`]),
  ];
  const verdict = [STATE[state], ...facts].join(', ');
  return [`  ${probe.id} ${probe.url}`, `    ${verdict}`, ...lines].join('\n');
}

/**
 * Probes each system's targets once, one after the other, and prints the phases. Nothing is stored: only scheduled
 * samples feed availability.
 */
export async function collectOnce(options: { system?: string }): Promise<void> {
  for (const system of await systemsToProbe(options.system)) {
    if (system.probes.length === 0) continue;
    process.stdout.write(`${system.name.sv}\n`);
    for (const probe of system.probes) {
      process.stdout.write(`${describeOutcome(probe, await takeProbe(probe))}\n`);
    }
  }
}
