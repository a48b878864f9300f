import { type SecretReference, type Wording } from '#catalogue';
import { type Period, messageOf, parseJsonPath, valueAt } from '#core';
import { type PullAnswer } from '#outgoing';
import { type CollectContext, type Collected, type SourceCollector } from '../source-collector.js';
import { changedSource } from '../source-failure.js';
import { HttpTableOptions, type TableFormat } from './http-table-options.js';
import { jsonStatRows } from './json-stat.js';
import { mappedRows } from './mapped-rows.js';

type Context = CollectContext<HttpTableOptions>;

/** A source that has more pages than this goes in circles. */
const MOST_PAGES = 10_000;
const CONTENT_TYPES: Readonly<Record<TableFormat, string>> = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json',
  'json-stat': 'application/json',
};

function monthsBetween(from: Period, to: Period): Period[] {
  const months = [from];
  for (let month = from; !month.equals(to); months.push(month)) month = month.next();
  return months;
}

/** What is asked: once, or once for each month. */
function questionsOf({ options: { url, body }, from, to }: Context): { address: string; body?: string }[] {
  const isByMonth = url.includes('{month}') || (body ?? '').includes('{month}');
  return (isByMonth ? monthsBetween(from, to) : [to]).map((month) => {
    const filled = (text: string): string =>
      text
        .replaceAll('{month}', month.toString())
        .replaceAll('{from}', from.toString())
        .replaceAll('{to}', to.toString());
    return { address: filled(url), ...(body === undefined ? {} : { body: filled(body) }) };
  });
}

function headersOf({ options: { headers, basic, body, format }, secretOf }: Context): Record<string, string> {
  const text = (wording: Wording): string => (typeof wording === 'string' ? wording : secretOf(wording));
  const password = (reference: SecretReference): string => secretOf(reference);
  return {
    accept: `${CONTENT_TYPES[format]}, */*;q=0.5`,
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(basic
      ? {
          authorization: `Basic ${Buffer.from(`${basic.user}:${password(basic.password)}`).toString('base64')}`,
        }
      : {}),
    ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), text(value)])),
  };
}

/** Asks only for what is new since a good run saw it, by ETag and Last-Modified. */
function conditionsOf(address: string, { memory }: Context): Record<string, string> {
  const [etag, modified] = [memory.get(`etag ${address}`), memory.get(`modified ${address}`)];
  return {
    ...(etag === undefined ? {} : { 'if-none-match': etag }),
    ...(modified === undefined ? {} : { 'if-modified-since': modified }),
  };
}

function remember(address: string, { headers }: PullAnswer, { memory }: Context): void {
  const [etag, modified] = [headers.get('etag'), headers.get('last-modified')];
  if (etag !== undefined) memory.set(`etag ${address}`, etag);
  if (modified !== undefined) memory.set(`modified ${address}`, modified);
}

function documentOf({ bytes, url }: PullAnswer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch (thrown) {
    throw changedSource(
      `${url.host} svarar med något som inte är hel JSON: ${messageOf(thrown)}.`,
      `${url.host} answers with something that is not whole JSON: ${messageOf(thrown)}.`,
    );
  }
}

function at(document: unknown, path: string | undefined): unknown {
  return path === undefined ? undefined : valueAt(document, parseJsonPath(path) ?? []);
}

/** The next page's address, on the same origin as the first: another one never sees our key. */
function nextOf(document: unknown, answer: PullAnswer, { options }: Context): string | null {
  const [, linked] = /<([^>]+)>\s*;[^,]*rel="?next"?/i.exec(answer.headers.get('link') ?? '') ?? [];
  const named = at(document, options.next) ?? linked;
  if (typeof named !== 'string' || named === '') return null;
  const next = new URL(named, answer.url);
  if (next.origin === answer.url.origin) return next.href;
  throw changedSource(
    `Nästa sida ska enligt svaret hämtas från ${next.origin}, inte från ${answer.url.origin}; dit går vi inte.`,
    `The next page is said to be at ${next.origin}, not at ${answer.url.origin}; we do not go there.`,
  );
}

function rowsIn(document: unknown, { options }: Context): object[] {
  if (options.format === 'json-stat') return jsonStatRows(document);
  const rows = at(document, options.rows);
  if (Array.isArray(rows) && rows.every((row): row is object => typeof row === 'object' && row !== null))
    return rows;
  throw changedSource(
    `Svaret har ingen lista av rader på ${options.rows}.`,
    `The answer has no list of rows at ${options.rows}.`,
  );
}

function checkTotal(document: unknown, count: number, { options }: Context): void {
  const total = at(document, options.total);
  if (options.total === undefined || Number(total) === count) return;
  throw changedSource(
    `Källan säger sig ha ${String(total)} rader men gav ${count}: sidor fattas eller kom två gånger.`,
    `The source says that it has ${String(total)} rows, but gave ${count}: pages are missing or came twice.`,
  );
}

/** All pages of an answer in JSON. */
async function* pages(
  first: PullAnswer,
  context: Context,
  ask: (address: string) => Promise<PullAnswer>,
): AsyncGenerator<object[]> {
  const seen = new Set<string>([first.url.href]);
  let answer = first;
  let count = 0;
  for (;;) {
    const document = documentOf(answer);
    const rows = rowsIn(document, context);
    count += rows.length;
    yield rows;
    const next = nextOf(document, answer, context);
    if (next === null) {
      checkTotal(document, count, context);
      return;
    }
    if (seen.has(next) || seen.size >= MOST_PAGES) {
      throw changedSource(`Källans sidor går i ring: ${next}.`, `The source's pages go in circles: ${next}.`);
    }
    seen.add(next);
    answer = await ask(next);
  }
}

/**
 * A table at an address. CSV and XLSX are handed in as they come, as when somebody uploads them; JSON and JSON-stat become
 * rows, in the columns that the options say.
 */
export const httpTable: SourceCollector<HttpTableOptions> = {
  id: 'http-table',
  version: 1,
  options: HttpTableOptions,
  monthByMonth: false,
  mayBeEmpty: false,
  async *collect(context: Context): AsyncGenerator<Collected> {
    const { options, id, ask } = context;
    const headers = headersOf(context);
    for (const { address, body } of questionsOf(context)) {
      const question = { method: options.method, ...(body === undefined ? {} : { body }) };
      const conditions = conditionsOf(address, context);
      const answer = await ask(address, { ...question, headers: { ...headers, ...conditions }, also: [304] });
      if (answer.status === 304) {
        yield { kind: 'nothing-new' };
        continue;
      }
      if (options.format === 'csv' || options.format === 'xlsx') {
        const contentType = CONTENT_TYPES[options.format];
        const name = `${id}.${options.format}`;
        yield { kind: 'file', name, contentType, bytes: answer.bytes, isDeliberate: false };
      } else {
        for await (const rows of pages(answer, context, (next) => ask(next, { headers })))
          for (const row of mappedRows(rows, options)) yield { kind: 'row', row };
      }
      remember(address, answer, context);
    }
  },
};
