import { readFileSync, readdirSync } from 'node:fs';

const FOLDER = new URL('../../../dashboards/grafana/boards/', import.meta.url);

/** Of a board, what asks something. */
export interface Board {
  readonly uid: string;
  readonly title: string;
  readonly time: { readonly from: string };
  readonly panels: readonly Panel[];
  readonly templating: { readonly list: readonly Variable[] };
  readonly annotations?: { readonly list?: readonly { readonly name: string; readonly target?: Target }[] };
}

export interface Panel {
  readonly id: number;
  readonly title: string;
  readonly type: string;
  readonly targets?: readonly Target[];
  readonly fieldConfig?: { readonly defaults: { readonly noValue?: string } };
}

export interface Target {
  readonly refId: string;
  readonly datasource: { readonly uid: string };
  readonly query?: string;
  readonly expr?: string;
}

export interface Variable {
  readonly name: string;
  readonly type: string;
  readonly query: string;
  readonly multi?: boolean;
  readonly current?: { readonly value: string | readonly string[] };
}

/** The boards as they are put up. */
export const BOARDS: readonly Board[] = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as Board);

/** Whether a panel says by itself what it means when there is nothing to show. */
export function mayBeEmpty({ fieldConfig }: Panel): boolean {
  return fieldConfig?.defaults.noValue !== 'Inga värden';
}

/** What stands for a variable, as Grafana would put it. */
export type Filling = ReadonlyMap<string, readonly string[]>;

/** Puts in what Grafana would: values of variables, the span of time, and the width of a point. */
export function filledIn(query: string, filling: Filling, span: { startMs: number; endMs: number }): string {
  return query
    .replaceAll('$timeFilter', `time >= ${span.startMs}ms and time <= ${span.endMs}ms`)
    .replaceAll('$__interval', '10m')
    .replaceAll('$__rate_interval', '1m')
    .replace(/\$\{(\w+):regex\}/g, (_, name: string) => regexOf(filling.get(name) ?? []))
    .replace(/\$(?!tag_)\{?(\w+)\}?/g, (whole, name: string) => filling.get(name)?.[0] ?? whole);
}

function regexOf(values: readonly string[]): string {
  const escaped = values.map((value) => value.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
  return escaped.length === 1 ? (escaped[0] ?? '') : `(${escaped.join('|')})`;
}

const UNIT_MS: Readonly<Record<string, number>> = { h: 3_600_000, d: 86_400_000, y: 366 * 86_400_000 };

/** The span of time that a board opens with. */
export function spanOf({ time }: Board, nowMs: number): { startMs: number; endMs: number } {
  const [, count = '', unit = ''] = /^now-(\d+)([hdy])$/.exec(time.from) ?? [];
  return { startMs: nowMs - Number(count) * (UNIT_MS[unit] ?? Number.NaN), endMs: nowMs };
}
