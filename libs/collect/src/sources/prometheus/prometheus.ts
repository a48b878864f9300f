import { ownerIn } from '#catalogue';
import { type LocalizedText } from '#core';
import { isRecord, jsonIn } from '../json-answer.js';
import { type CollectContext, type Collected, type SourceCollector } from '../source-collector.js';
import { changedSource } from '../source-failure.js';
import { PrometheusOptions, type PrometheusUsage } from './prometheus-options.js';

type Context = CollectContext<PrometheusOptions>;

/** What a query gives for a month. */
type Counted =
  | { readonly kind: 'count'; readonly count: number; readonly answered: number; readonly steps: number }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'refused'; readonly reason: LocalizedText };

/** As the HTTP API writes a matrix (prometheus.io/docs/prometheus/latest/querying/api). */
interface Answer {
  readonly status?: unknown;
  readonly error?: unknown;
  readonly data?: { readonly resultType?: unknown; readonly result?: unknown };
}

/**
 * Usage of systems from a Prometheus: the increases of a month, step by step, added up. A query that finds nothing is missing
 * and not zero, and steps without an answer are told: a counter that was not scraped counts nothing.
 */
export const prometheus: SourceCollector<PrometheusOptions> = {
  id: 'prometheus',
  version: 1,
  options: PrometheusOptions,
  monthByMonth: true,
  mayBeEmpty: false,
  async *collect(context): AsyncGenerator<Collected> {
    for (const usage of context.options.usage) yield* collectedOf(usage, context);
  },
};

async function* collectedOf(usage: PrometheusUsage, context: Context): AsyncGenerator<Collected> {
  const { system, channel } = usage;
  const period = context.from.toString();
  const completed = await countOf(usage.completed, context);
  const started = usage.started === undefined ? null : await countOf(usage.started, context);
  const known = context.catalogue.systems.get(system);
  const unit = known ? ownerIn(context.catalogue, known, period) : null;
  for (const counted of [completed, started]) {
    if (counted?.kind !== 'refused') continue;
    yield { kind: 'refusal', code: 'source-refuses', unit, period, reason: about(system, counted.reason) };
    return;
  }
  if (completed.kind !== 'count') {
    yield { kind: 'warning', code: 'nothing-measured', period, text: about(system, NOTHING) };
    return;
  }
  if (completed.answered < completed.steps) {
    yield { kind: 'warning', code: 'measured-in-part', period, text: about(system, inPart(completed)) };
  }
  const begun = started?.kind === 'count' ? started.count : null;
  yield { kind: 'row', row: { system, period, channel, started: begun, completed: completed.count } };
}

const NOTHING: LocalizedText = {
  sv: 'frågan gav ingenting för månaden: det räknas som att uppgiften saknas, inte som noll.',
  en: 'the query found nothing in the month: that counts as missing, not as zero.',
};

function inPart({ answered, steps }: Extract<Counted, { kind: 'count' }>): LocalizedText {
  return {
    sv: `bara ${answered} av månadens ${steps} steg har mätvärden, så antalet kan vara för lågt.`,
    en: `only ${answered} of the ${steps} steps of the month have values, so the count may be too low.`,
  };
}

function about(system: string, { sv, en }: LocalizedText): LocalizedText {
  return { sv: `${system}: ${sv}`, en: `${system}: ${en}` };
}

/** The whole of a month by one query. */
async function countOf(query: string, { options, from, ask, secretOf }: Context): Promise<Counted> {
  const { address, token, stepSeconds } = options;
  const stepMs = stepSeconds * 1_000;
  const steps = Math.floor((from.endMs - from.startMs) / stepMs);
  const asked = new URLSearchParams({
    query: query.replaceAll('$step', `${stepSeconds}s`),
    start: String((from.startMs + stepMs) / 1_000),
    end: String(from.endMs / 1_000),
    step: String(stepSeconds),
  });
  const { bytes } = await ask(new URL('api/v1/query_range', withSlash(address)), {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...(token ? { authorization: `Bearer ${secretOf(token)}` } : {}),
    },
    body: asked.toString(),
    also: [400, 422],
  });
  return counted(answerIn(bytes), steps);
}

function withSlash(address: string): string {
  return address.endsWith('/') ? address : `${address}/`;
}

function counted({ status, error, data }: Answer, steps: number): Counted {
  if (status === 'error') {
    const told = typeof error === 'string' ? error : '';
    const sv = `Prometheus godtar inte frågan: ${told}.`;
    return { kind: 'refused', reason: { sv, en: `Prometheus does not accept the query: ${told}.` } };
  }
  if (data?.resultType !== 'matrix' || !Array.isArray(data.result)) throw changed();
  const series: readonly unknown[] = data.result;
  const [first] = series;
  if (series.length > 1) {
    const sv = `frågan ger ${series.length} serier; summera dem till en med sum().`;
    const en = `the query gives ${series.length} series; make one of them with sum().`;
    return { kind: 'refused', reason: { sv, en } };
  }
  const values = first === undefined ? [] : valuesOf(first).filter((value) => !Number.isNaN(value));
  if (values.length === 0) return { kind: 'nothing' };
  // Increases are extrapolated to the ends of their step, and so not always whole.
  const count = Math.round(values.reduce((sum, value) => sum + value, 0));
  return { kind: 'count', count, answered: values.length, steps };
}

/** The numbers of a series, which are written as texts. */
function valuesOf(series: unknown): number[] {
  const values = typeof series === 'object' && series !== null && 'values' in series ? series.values : null;
  if (!Array.isArray(values)) throw changed();
  return values.map((pair: unknown) => {
    if (Array.isArray(pair) && typeof pair[1] === 'string') return Number(pair[1]);
    throw changed();
  });
}

function answerIn(bytes: Uint8Array): Answer {
  const answer = jsonIn(bytes);
  if (isRecord(answer)) return answer;
  throw changed();
}

function changed() {
  return changedSource(
    'Svaret är inte det som Prometheus ger på query_range. Kontrollera adressen.',
    'The answer is not what Prometheus gives to query_range. Check the address.',
  );
}
