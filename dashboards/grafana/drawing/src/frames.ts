import {
  type DataFrame,
  FieldColorModeId,
  FieldType,
  applyFieldOverrides,
  createTheme,
  standardFieldConfigEditorRegistry,
  toDataFrame,
} from '@grafana/data';
import { type Panel, type Series } from './board.js';

export const theme = createTheme({ colors: { mode: 'light' } });

/** The settings of a field that every kind of panel knows; Grafana's own program brings them with their editors. */
const STANDARD = [
  'unit',
  'decimals',
  'min',
  'max',
  'displayName',
  'noValue',
  'thresholds',
  'mappings',
  'color',
];

standardFieldConfigEditorRegistry.setInit(() =>
  STANDARD.map((id) => ({
    ...{ id, path: id, name: id, settings: {} },
    process: (value: unknown) => value,
    shouldApply: () => true,
    editor: () => null,
    override: () => null,
  })),
);

/** What a field has when the board says nothing, by the kind of panel. */
const COLORS: Readonly<Record<string, FieldColorModeId>> = { timeseries: FieldColorModeId.PaletteClassic };

/** `$tag_x` and `$col` in an alias, as Grafana's InfluxDB datasource fills them. */
function nameOf(alias: string | undefined, column: string, tags: Readonly<Record<string, string>>): string {
  if (alias === undefined) return [column, ...Object.values(tags)].join(' ');
  return alias.replace(/\$tag_(\w+)/g, (_, tag: string) => tags[tag] ?? '').replace(/\$col/g, column);
}

function timeSeriesFrames(series: Series, alias: string | undefined): DataFrame[] {
  const { columns, values, tags = {} } = series;
  return columns.slice(1).map((column, index) =>
    toDataFrame({
      fields: [
        { name: 'Time', type: FieldType.time, values: values.map(([time]) => time) },
        {
          name: nameOf(alias, column, tags),
          type: FieldType.number,
          values: values.map((row) => row[index + 1]),
        },
      ],
    }),
  );
}

/** What the server answered to a panel's questions, as frames with the panel's units, colours and words. */
export function framesOf(
  { type, targets = [], fieldConfig }: Panel,
  answers: readonly (readonly Series[])[],
): DataFrame[] {
  const data = answers.flatMap((answer, index) =>
    answer.flatMap((series) => timeSeriesFrames(series, targets[index]?.alias)),
  );
  return applyFieldOverrides({
    data,
    fieldConfig: {
      overrides: fieldConfig?.overrides ?? [],
      defaults: { color: { mode: COLORS[type] ?? FieldColorModeId.Thresholds }, ...fieldConfig?.defaults },
    },
    replaceVariables: (text) => text,
    theme,
    timeZone: 'Europe/Stockholm',
  });
}
