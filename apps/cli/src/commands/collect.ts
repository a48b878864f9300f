import { type CollectorRun } from '#core';
import { type Probe, type SecretReference, type System, describeFaults, loadCatalogue } from '#catalogue';
import { type TraceStep, takeProbe } from '#collect';
import { AddressPolicy } from '#outgoing';
import { secretReader } from '#pipeline';
import { type CollectorRunAsked } from '../desk.js';
import { atDesk, settingsInUse } from '../find-desk.js';
import { describeCollectors, describeRun } from '../print-collectors.js';
import { describeOutcome } from '../print-outcome.js';
import { Refusal } from '../refusal.js';

/** Exit code: the question was answered, and the answer is that something is not up. */
const NOT_UP = 3;

/** Jobs that call in and probes taken elsewhere are not for one round by hand to judge. */
function isTakenHere({ kind }: Probe): boolean {
  return kind !== 'heartbeat' && kind !== 'pushed';
}

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
 * samples feed availability. The exit code is 3 when a target is down or could not be measured.
 */
async function collectOnce(options: { system?: string }): Promise<void> {
  const secrets = secretReader();
  const secretOf = (reference: SecretReference): string | null => secrets.of(reference);
  const { systems, addresses } = await roundOf(options.system);
  for (const system of systems) {
    if (system.probes.length === 0) continue;
    process.stdout.write(`${system.name.sv}\n`);
    for (const probe of system.probes) {
      const steps: TraceStep[] = [];
      const outcome = await takeProbe(probe, { secretOf, addresses, trace: (step) => steps.push(step) });
      process.stdout.write(`${describeOutcome(probe, outcome, steps)}\n`);
      if (outcome.state === 'down' || (outcome.state === 'unmonitored' && isTakenHere(probe))) {
        process.exitCode = NOT_UP;
      }
    }
  }
}

interface CollectOptions extends CollectorRunAsked {
  readonly once?: boolean;
  readonly system?: string;
  readonly json?: boolean;
}

/** Measures once; or runs a collector of `collectors.yaml`; or lists them all. Exit code 1: the run was not flawless. */
export async function collect(id: string | undefined, options: CollectOptions): Promise<void> {
  const { once = false, system, json = false, ...asked } = options;
  if (once) {
    if (id !== undefined) throw new Refusal('Skriv antingen en källa eller --once.', 2);
    await collectOnce(system === undefined ? {} : { system });
    return;
  }
  if (id === undefined) {
    const all = await atDesk((desk) => desk.collectors());
    process.stdout.write(json ? `${JSON.stringify(all, null, 2)}\n` : describeCollectors(all));
    return;
  }
  const run = await atDesk((desk) => desk.runCollector(id, asked));
  process.stdout.write(json ? `${JSON.stringify(run, null, 2)}\n` : describeRun(run));
  if (!WELL.includes(run.outcome)) process.exitCode = 1;
}

/** Outcomes that leave nothing to be done. */
const WELL: readonly CollectorRun['outcome'][] = ['succeeded', 'empty'];
