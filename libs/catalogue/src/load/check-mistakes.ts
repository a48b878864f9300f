import { stat } from 'node:fs/promises';
import { type Probe, type ProbeBase } from '../probes/probes.js';
import { isSecretReference } from '../secrets.js';
import { suggest } from '../suggest.js';
import { type ConfigContent } from './config-content.js';
import { type ConfigFault, didYouMean, faultAt } from './config-fault.js';
import { type Entry, type Section, soundEntries } from './entry.js';
import { type PlaceOf } from './yaml-source.js';

/**
 * What is well formed, and yet surely not meant. It is told by check-config, and keeps a changed config from being taken
 * into use; a monitor that has lived with it for years starts all the same.
 */
interface Mistakable {
  readonly probe: Probe;
  /** As it is written, before defaults. */
  readonly written: Readonly<Record<string, unknown>>;
  readonly at: PlaceOf;
}

const BODY_KEYS = ['expectText', 'refuseText', 'expectPattern', 'expectJson'] as const;

function probesOf<T extends { readonly probes: readonly ProbeBase[] }>(section: Section<T>): Mistakable[] {
  return soundEntries(section).flatMap(({ value, written, at }: Entry<T>) => {
    const all: unknown = written.probes;
    return value.probes.map((probe, index) => {
      const own: unknown = Array.isArray(all) ? all[index] : {};
      const asWritten = typeof own === 'object' && own !== null ? { ...own } : {};
      const atProbe: PlaceOf = (...below) => at('probes', index, ...below);
      return { probe: probe as Probe, written: asWritten, at: atProbe };
    });
  });
}

/** A body is expected of something that is asked for none. */
function headWithBody({ probe, at }: Mistakable): ConfigFault[] {
  const asks =
    probe.kind === 'http'
      ? [{ ask: probe, place: at }]
      : probe.kind === 'transaction'
        ? probe.steps.map((ask, index) => ({
            ask,
            place: (...below: (string | number)[]) => at('steps', index, ...below),
          }))
        : [];
  return asks.flatMap(({ ask, place }) => {
    if (ask.method !== 'HEAD') return [];
    const expected = BODY_KEYS.filter((key) => ask[key] !== undefined && ask[key].length > 0);
    return expected.map((key) =>
      faultAt(place(key), `An answer to HEAD has no body for ${key}.`, 'Write method: GET.'),
    );
  });
}

function wrongTimes({ probe, written, at }: Mistakable): ConfigFault[] {
  const { intervalSeconds, timeoutMs, degradedAboveMs } = probe;
  const faults: ConfigFault[] = [];
  if (written.timeoutMs !== undefined && timeoutMs > intervalSeconds * 1_000) {
    const message = `The probe is waited for longer (${timeoutMs} ms) than until its next turn (${intervalSeconds} s).`;
    faults.push(
      faultAt(at('timeoutMs'), message, 'Write a timeoutMs within intervalSeconds, or longer intervals.'),
    );
  }
  if (degradedAboveMs !== undefined && degradedAboveMs >= timeoutMs) {
    const message = `Nothing can be slower than degradedAboveMs (${degradedAboveMs} ms): after timeoutMs (${timeoutMs} ms) it is down.`;
    faults.push(faultAt(at('degradedAboveMs'), message, 'Write a degradedAboveMs below timeoutMs.'));
  }
  return faults;
}

/** Unless it is expected to lead to an encrypted address. */
function tlsWithoutTls({ probe, written, at }: Mistakable): ConfigFault[] {
  const isPlain = probe.kind === 'http' && probe.url.startsWith('http:') && probe.tls !== undefined;
  if (!isPlain || Number(written.followRedirects) > 0) return [];
  const remedy = 'Write https in the url, or take tls away; followRedirects, if it leads to https.';
  return [faultAt(at('tls'), 'The address is not encrypted: tls says nothing of it.', remedy)];
}

function unknownVantages({ probe, at }: Mistakable, known: readonly string[]): ConfigFault[] {
  return (probe.from ?? []).flatMap((vantage, index) => {
    if (known.includes(vantage)) return [];
    const message = `No vantage point is called "${vantage}": nobody would take the probe.`;
    const near = suggest(vantage, known);
    const remedy =
      near === null
        ? `Known are ${known.join(', ')}: those of canaries.yaml and PERSPEKTIV_VANTAGE. Add its canaries to canaries.yaml, or name another.`
        : didYouMean(near, known);
    return [faultAt(at('from', index), message, remedy)];
  });
}

/** The files of secrets, at whatever depth of what is written, with the path there. */
function filesIn(
  value: unknown,
  path: readonly string[] = [],
): { readonly file: string; readonly path: readonly string[] }[] {
  if (isSecretReference(value)) return value.fromFile === undefined ? [] : [{ file: value.fromFile, path }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, below]) => filesIn(below, [...path, key]));
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

async function missingFiles(content: ConfigContent): Promise<ConfigFault[]> {
  const entries: readonly (Entry<object> | null)[] = [
    ...content.systems.entries,
    ...content.canaries.entries,
    ...content.deliveries.entries,
    ...content.collectors.entries,
    content.notifications,
    content.ils,
    content.signIn,
  ];
  const faults: ConfigFault[] = [];
  for (const entry of entries) {
    for (const { file, path } of entry ? filesIn(entry.written) : []) {
      if (await isFile(file)) continue;
      const remedy = 'Put the secret there, readable for the program, or correct the path.';
      faults.push(faultAt(entry?.at(...path) ?? { file, line: 1 }, `There is no file "${file}".`, remedy));
    }
  }
  return faults;
}

/** Where the program that is checked for would probe from. */
export async function checkMistakes(content: ConfigContent, vantage: string): Promise<ConfigFault[]> {
  const ofCanaries = soundEntries(content.canaries).flatMap(({ value }) => value.vantage ?? []);
  const known = [...new Set([vantage, ...ofCanaries])].sort();
  const probes = [...probesOf(content.systems), ...probesOf(content.canaries)];
  const faults = probes.flatMap((each) => [
    ...headWithBody(each),
    ...wrongTimes(each),
    ...tlsWithoutTls(each),
    ...unknownVantages(each, known),
  ]);
  return [...faults, ...(await missingFiles(content))];
}
