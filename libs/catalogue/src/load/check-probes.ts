import { type HeartbeatProbe, type TransactionProbe } from '../probes/probes.js';
import { namesNeededBy } from '../probes/transaction.js';
import { type ConfigContent } from './config-content.js';
import { type ConfigFault, faultAt } from './config-fault.js';
import { soundEntries } from './entry.js';
import { type PlaceOf } from './yaml-source.js';

/** What a step of a transaction needs is found by an earlier one, in one way, and it sends one thing. */
function checkSteps({ steps }: TransactionProbe, at: PlaceOf): ConfigFault[] {
  const found = new Set<string>();
  return steps.flatMap((step, index) => {
    const missing = namesNeededBy(step).filter((name) => !found.has(name));
    const faults = [...new Set(missing)].map((name) =>
      faultAt(
        at('steps', index),
        `No earlier step extracts "${name}".`,
        `Let a step before this one have extract: [{ as: ${name}, … }].`,
      ),
    );
    if (step.body !== undefined && step.form !== undefined) {
      const message = 'The step has both a body and a form.';
      faults.push(faultAt(at('steps', index, 'form'), message, 'Keep one of the two.'));
    }
    step.extract.forEach(({ as, pattern, jsonPath, header }, which) => {
      found.add(as);
      if ([pattern, jsonPath, header].filter((way) => way !== undefined).length === 1) return;
      const message = `"${as}" is to be found in one way.`;
      const remedy = 'Write one of pattern, jsonPath and header.';
      faults.push(faultAt(at('steps', index, 'extract', which), message, remedy));
    });
    return faults;
  });
}

/** A job's calls are expected in one way. */
function checkCalls({ callEverySeconds, cron }: HeartbeatProbe, at: PlaceOf): ConfigFault[] {
  if ((callEverySeconds === undefined) !== (cron === undefined)) return [];
  const message =
    cron === undefined ? 'Nothing says when the job calls.' : 'Two keys say when the job calls.';
  return [faultAt(at(cron === undefined ? 'id' : 'cron'), message, 'Write either callEverySeconds or cron.')];
}

/** What probes promise beyond the shape of their values. */
export function checkProbes({ systems }: ConfigContent): ConfigFault[] {
  return soundEntries(systems).flatMap(({ value, at }) =>
    value.probes.flatMap((probe, index) => {
      const place: PlaceOf = (...below) => at('probes', index, ...below);
      if (probe.kind === 'heartbeat') return checkCalls(probe, place);
      return probe.kind === 'transaction' ? checkSteps(probe, place) : [];
    }),
  );
}
