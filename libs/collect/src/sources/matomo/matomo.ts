import { type LocalizedText } from '#core';
import { ownerIn } from '#catalogue';
import { isRecord, jsonIn } from '../json-answer.js';
import { type CollectContext, type Collected, type SourceCollector } from '../source-collector.js';
import { SourceFailure, changedSource } from '../source-failure.js';
import { type MatomoCount, MatomoOptions, type MatomoSite } from './matomo-options.js';

type Context = CollectContext<MatomoOptions>;

/** So many questions travel in one call. */
const BULK = 60;

/** A question of the Reporting API. */
interface Report {
  readonly site: MatomoSite;
  readonly column: 'visits' | 'started' | 'completed';
  readonly count: MatomoCount | null;
}

/** Every question about a site; its visits tell whether anything is measured there at all. */
function reportsOf(site: MatomoSite): Report[] {
  const { started, completed } = site;
  return [
    { site, column: 'visits', count: null },
    ...(started ? [{ site, column: 'started' as const, count: started }] : []),
    { site, column: 'completed', count: completed },
  ];
}

function questionOf({ site, count }: Report, day: string): string {
  const common = { idSite: String(site.site), period: 'month', date: day };
  if (count?.goal !== undefined)
    return new URLSearchParams({ method: 'Goals.get', idGoal: String(count.goal), ...common }).toString();
  if (count?.eventAction !== undefined)
    return new URLSearchParams({ method: 'Events.getAction', filter_limit: '-1', ...common }).toString();
  return new URLSearchParams({ method: 'VisitsSummary.get', ...common }).toString();
}

/** A whole number, which Matomo also writes as a text; an answer without one is of another version than we know. */
function numberIn(answer: Readonly<Record<string, unknown>>, name: string): number {
  const value = answer[name];
  if (/^\d+$/.test(String(value))) return Number(value);
  throw changedSource(
    `Matomo svarar utan talet ${name}. Det svarar med: ${Object.keys(answer).join(', ')}.`,
    `Matomo answers without the number ${name}. It answers with: ${Object.keys(answer).join(', ')}.`,
  );
}

/** What a report says; an empty one is `[]`, whatever it is about. */
function countIn({ count }: Report, answer: unknown): number {
  const isOfVisits = count?.as === 'visits';
  if (count?.eventAction !== undefined) {
    const actions = Array.isArray(answer) ? answer.filter(isRecord) : [];
    const own = actions.filter(({ label }) => label === count.eventAction);
    return own.reduce((sum, action) => sum + numberIn(action, isOfVisits ? 'nb_visits' : 'nb_events'), 0);
  }
  if (Array.isArray(answer) && answer.length === 0) return 0;
  if (!isRecord(answer))
    throw changedSource(
      'Matomo svarar med något annat än en rapport.',
      'Matomo does not answer with a report.',
    );
  if (count?.goal === undefined) return numberIn(answer, 'nb_visits');
  return numberIn(answer, isOfVisits ? 'nb_visits_converted' : 'nb_conversions');
}

/** Why Matomo refuses a question; it says so with HTTP 200. */
function errorIn(answer: unknown): string | null {
  if (!isRecord(answer) || answer.result !== 'error') return null;
  return typeof answer.message === 'string' ? answer.message : '';
}

function refusedAll(message: string): SourceFailure {
  const sv = `Matomo godtar inte frågan: ${message}. Kontrollera nyckeln (token) och vad den får se.`;
  const en = `Matomo does not accept the question: ${message}. Check the token and what it may view.`;
  return new SourceFailure('source-forbids', { sv, en });
}

/** The answers to some questions, in their order. */
async function askBulk(
  { options, ask, secretOf }: Context,
  questions: readonly string[],
): Promise<unknown[]> {
  const body = new URLSearchParams({
    ...{ module: 'API', method: 'API.getBulkRequest', format: 'JSON', token_auth: secretOf(options.token) },
    ...Object.fromEntries(questions.map((question, place) => [`urls[${place}]`, question])),
  });
  const { bytes } = await ask(new URL('index.php', options.address), {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: body.toString(),
  });
  const answers = parsed(bytes);
  const refused = errorIn(answers);
  if (refused !== null) throw refusedAll(refused);
  const list: readonly unknown[] = Array.isArray(answers) ? answers : [];
  if (list.length === questions.length) return [...list];
  const got = list.length;
  throw changedSource(
    `Matomo svarar på ${got} av ${questions.length} frågor.`,
    `Matomo answers ${got} of ${questions.length} questions.`,
  );
}

function parsed(bytes: Uint8Array): unknown {
  const answer = jsonIn(bytes);
  if (answer !== undefined) return answer;
  throw changedSource(
    'Matomo svarar med något som inte är hel JSON.',
    'Matomo answers with something that is not whole JSON.',
  );
}

/** Usage of a system by a channel, as a row of the data set. */
interface Usage {
  readonly system: string;
  readonly period: string;
  readonly channel: string;
  readonly started: number | null;
  readonly completed: number;
}

type SiteUsage =
  | Exclude<Collected, { kind: 'row' | 'file' | 'nothing-new' }>
  | { readonly kind: 'row'; readonly row: Usage };

/** What comes of the answers about one site. */
function collectedOf(
  site: MatomoSite,
  answers: readonly (readonly [Report, unknown])[],
  { from, catalogue }: Context,
): SiteUsage {
  const period = from.toString();
  const refused = answers.map(([, answer]) => errorIn(answer)).find((message) => message !== null);
  if (refused !== undefined) {
    const system = catalogue.systems.get(site.system);
    const unit = system ? ownerIn(catalogue, system, period) : null;
    const reason: LocalizedText = {
      sv: `Webbplats ${site.site} (${site.system}): ${refused}`,
      en: `Site ${site.site} (${site.system}): ${refused}`,
    };
    return { kind: 'refusal', code: 'source-refuses', unit, period, reason };
  }
  const counts = new Map(answers.map(([report, answer]) => [report.column, countIn(report, answer)]));
  if (counts.get('visits') === 0) {
    const text: LocalizedText = {
      sv: `Webbplats ${site.site} (${site.system}) hade inga besök alls: det räknas som att uppgiften saknas, inte som noll.`,
      en: `Site ${site.site} (${site.system}) had no visits at all: that counts as missing, not as zero.`,
    };
    return { kind: 'warning', code: 'nothing-measured', period, text };
  }
  const { system, channel } = site;
  const row = {
    ...{ system, period, channel },
    started: counts.get('started') ?? null,
    completed: counts.get('completed') ?? 0,
  };
  return { kind: 'row', row };
}

/**
 * Usage from Matomo's Reporting API (developer.matomo.org/api-reference/reporting-api): goals, events and visits of sites as
 * started and completed transactions of systems.
 */
export const matomo: SourceCollector<MatomoOptions> = {
  id: 'matomo',
  version: 1,
  options: MatomoOptions,
  monthByMonth: true,
  mayBeEmpty: false,
  async *collect(context): AsyncGenerator<Collected> {
    const reports = context.options.sites.flatMap(reportsOf);
    const answered: (readonly [Report, unknown])[] = [];
    for (let first = 0; first < reports.length; first += BULK) {
      const some = reports.slice(first, first + BULK);
      const questions = some.map((report) => questionOf(report, context.from.firstDay));
      const answers = await askBulk(context, questions);
      answered.push(...some.map((report, place) => [report, answers[place]] as const));
    }
    const rows = new Map<string, Usage>();
    for (const site of context.options.sites) {
      const own = answered.filter(([report]) => report.site === site);
      const collected = collectedOf(site, own, context);
      if (collected.kind === 'row') add(rows, collected.row);
      else yield collected;
    }
    for (const row of rows.values()) yield { kind: 'row', row: { ...row } };
  },
};

/** Sites that are one system's, by one channel, are one row. */
function add(rows: Map<string, Usage>, row: Usage): void {
  const key = `${row.system} ${row.channel}`;
  const before = rows.get(key);
  const together = (a: number | null, b: number | null): number | null =>
    a === null || b === null ? null : a + b;
  if (!before) rows.set(key, row);
  else {
    const [started, completed] = [together(before.started, row.started), before.completed + row.completed];
    rows.set(key, { ...row, started, completed });
  }
}
