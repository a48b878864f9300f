import { type Builder, type Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import {
  type DynamicConfigValue,
  type Panel,
  type Threshold,
  FieldColorBuilder,
  FieldColorModeId,
  ThresholdsConfigBuilder,
  ThresholdsMode,
} from '@grafana/grafana-foundation-sdk/dashboard';
import {
  LegendDisplayMode,
  LegendPlacement,
  VisibilityMode,
  VizLegendOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import { PanelBuilder as StatBuilder } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as TableBuilder } from '@grafana/grafana-foundation-sdk/table';
import { PanelBuilder as TextBuilder } from '@grafana/grafana-foundation-sdk/text';
import { PanelBuilder as TimeSeriesBuilder } from '@grafana/grafana-foundation-sdk/timeseries';
import { INFLUXDB } from './queries.js';

/** Shows series, or columns, under other names than those that the data have. */
export function renamed(
  names: Readonly<Record<string, string>>,
): Readonly<Record<string, readonly DynamicConfigValue[]>> {
  return Object.fromEntries(
    Object.entries(names).map(([name, shown]) => [name, [{ id: 'displayName', value: shown }]]),
  );
}

/** What every panel that shows data tells. */
export interface PanelContent {
  readonly title: string;
  /** What is shown, where it comes from and what it does not say. */
  readonly description: string;
  /** In Grafana's own words: `percent`, `ms`, `dtdurationms` … */
  readonly unit: string;
  readonly queries: readonly Builder<Dataquery>[];
  readonly datasource?: { readonly type: string; readonly uid: string };
  /** Of the board's 24 columns. */
  readonly span: number;
  readonly height?: number;
  readonly decimals?: number;
  /** The lowest and the highest that can be. */
  readonly range?: readonly [number, number];
  readonly thresholds?: readonly Threshold[];
  /** There may rightly be nothing to show, and then this is said. */
  readonly whenEmpty?: string;
  /** Column → how it is shown. */
  readonly columns?: Readonly<Record<string, readonly DynamicConfigValue[]>>;
}

/** Of a score 0–100, where 100 is that all targets are reached; every description that uses them says so. */
export const SCORE_THRESHOLDS: readonly Threshold[] = [
  { value: null, color: 'red' },
  { value: 50, color: 'yellow' },
  { value: 80, color: 'green' },
];

export const NO_THRESHOLDS: readonly Threshold[] = [{ value: null, color: 'text' }];

/** Above which of two values something deserves a look, and a hurry. */
export function alarming(look: number, hurry: number): Threshold[] {
  return [
    { value: null, color: 'green' },
    { value: look, color: 'yellow' },
    { value: hurry, color: 'red' },
  ];
}

type DataPanelBuilder = StatBuilder | TableBuilder | TimeSeriesBuilder;

function filled<B extends DataPanelBuilder>(builder: B, content: PanelContent): B {
  const { title, description, unit, queries, span, height = 8, decimals, whenEmpty, columns = {} } = content;
  const thresholds = new ThresholdsConfigBuilder()
    .mode(ThresholdsMode.Absolute)
    .steps([...(content.thresholds ?? NO_THRESHOLDS)]);
  builder
    .title(title)
    .description(description)
    .datasource(content.datasource ?? INFLUXDB)
    .unit(unit)
    .span(span)
    .height(height)
    .thresholds(thresholds)
    .noValue(whenEmpty ?? 'Inga värden');
  for (const query of queries) builder.withTarget(query);
  for (const [column, properties] of Object.entries(columns)) builder.overrideByName(column, [...properties]);
  if (decimals !== undefined) builder.decimals(decimals);
  if (content.range) builder.min(content.range[0]).max(content.range[1]);
  return builder;
}

/** One number that stands for now. */
export function stat(content: PanelContent): Builder<Panel> {
  const coloured = new FieldColorBuilder().mode(FieldColorModeId.Thresholds);
  return filled(new StatBuilder(), { height: 4, ...content }).colorScheme(coloured);
}

export function table(content: PanelContent): Builder<Panel> {
  return filled(new TableBuilder(), content);
}

/** Points are joined also where some are missing between them, but only these; several series are told apart by a legend. */
export function timeSeries(content: PanelContent): Builder<Panel> {
  const legend = new VizLegendOptionsBuilder()
    .displayMode(LegendDisplayMode.List)
    .placement(LegendPlacement.Bottom)
    .showLegend(true);
  return filled(new TimeSeriesBuilder(), content).showPoints(VisibilityMode.Always).legend(legend);
}

/** What the board is, where its data comes from, how fresh it is and who answers. */
export function introduction(text: string): Builder<Panel> {
  return new TextBuilder()
    .title('Om tavlan')
    .description('Vad tavlan visar, varifrån uppgifterna kommer och hur färska de är.')
    .content(text)
    .span(24)
    .height(4);
}
