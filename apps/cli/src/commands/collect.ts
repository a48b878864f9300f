import { type System, describeFaults, loadCatalogue } from '#catalogue';
import { type TraceStep, takeProbe } from '#collect';
import { AddressPolicy } from '#outgoing';
import { secretReader } from '#pipeline';
import { settingsInUse } from '../find-desk.js';
import { describeOutcome } from '../print-outcome.js';
import { Refusal } from '../refusal.js';

interface Round {
  readonly systems: readonly System[];
  readonly addresses: AddressPolicy;
}

async function roundOf(id: string | undefined): Promise<Round> {
  const catalogue = await loadCatalogue((await settingsInUse()).settings.configFolder);
  if (!catalogue.ok) throw new Refusal(describeFaults(catalogue.problem));
  const { systems, rules } = catalogue.value;
  const addresses = new AddressPolicy(rules.reachableNetworks);
  if (id === undefined) return { systems: [...systems.values()], addresses };
  const system = systems.get(id);
  if (!system) throw new Refusal(`Systemet "${id}" finns inte i katalogen.`);
  return { systems: [system], addresses };
}

/**
 * Probes each system's targets once, one after the other, and prints the way there and the phases. Nothing is stored: only scheduled
 * samples feed availability.
 */
export async function collectOnce(options: { system?: string }): Promise<void> {
  const secretOf = secretReader();
  const { systems, addresses } = await roundOf(options.system);
  for (const system of systems) {
    if (system.probes.length === 0) continue;
    process.stdout.write(`${system.name.sv}\n`);
    for (const probe of system.probes) {
      const steps: TraceStep[] = [];
      const outcome = await takeProbe(probe, { secretOf, addresses, trace: (step) => steps.push(step) });
      process.stdout.write(`${describeOutcome(probe, outcome, steps)}\n`);
    }
  }
}
