import { type Builder, type Dataquery } from '@grafana/grafana-foundation-sdk/cog';

/** The data sources, as provisioning names them. */
export const INFLUXDB = { type: 'influxdb', uid: 'perspektiv-influxdb' } as const;
export const PROMETHEUS = { type: 'prometheus', uid: 'perspektiv-prometheus' } as const;

/** A query as its panel holds it. */
interface Query extends Dataquery {
  readonly refId: string;
  readonly datasource: { readonly type: string; readonly uid: string };
}

/** The kit has no builder for InfluxDB; nor need it, for a query in InfluxQL is a text. */
function query(
  content: Omit<Query, '_implementsDataqueryVariant' | 'refId'> & Record<string, unknown>,
): Builder<Dataquery> {
  return { build: () => ({ refId: '', ...content }) as unknown as Dataquery };
}

/** A question in InfluxQL; `alias` names its series, with `$tag_…` for what it is grouped by. */
export function influxQl(
  text: string,
  alias = '',
  resultFormat: 'time_series' | 'table' = 'time_series',
): Builder<Dataquery> {
  return query({ datasource: INFLUXDB, query: text, rawQuery: true, resultFormat, alias });
}

/** A question whose answer is a table. */
export function influxTable(text: string): Builder<Dataquery> {
  return influxQl(text, '', 'table');
}

/** A question in PromQL. */
export function promQl(text: string, legend = ''): Builder<Dataquery> {
  return query({ datasource: PROMETHEUS, expr: text, legendFormat: legend, range: true });
}

/** Everything that holds, in InfluxQL. */
export function where(...conditions: readonly string[]): string {
  return `WHERE ${[...conditions, '$timeFilter'].join(' AND ')}`;
}
