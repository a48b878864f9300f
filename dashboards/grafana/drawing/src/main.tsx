import {
  type DataFrame,
  type DisplayValue,
  ThemeContext,
  VizOrientation,
  dateTime,
  getDisplayProcessor,
  reduceField,
} from '@grafana/data';
import {
  BarGauge,
  BigValue,
  BigValueColorMode,
  BigValueGraphMode,
  LegendDisplayMode,
  PanelChrome,
  TimeSeries,
} from '@grafana/ui';
import { createRoot } from 'react-dom/client';
import { type Drawing, type Panel } from './board.js';
import { framesOf, theme } from './frames.js';

/** Pixels of one of a board's 24 columns, and of one row. */
const COLUMN = 50;
const ROW = 38;
const GAP = 8;
const DRAWN = ['stat', 'bargauge', 'timeseries'];

interface Inside {
  readonly panel: Panel;
  readonly frames: DataFrame[];
  readonly width: number;
  readonly height: number;
}

function lastOf(frame: DataFrame): DisplayValue {
  const [, field] = frame.fields;
  if (!field) return { text: 'inget svar', numeric: NaN };
  const { lastNotNull } = reduceField({ field, reducers: ['lastNotNull'] });
  return (field.display ?? getDisplayProcessor({ field, theme }))(lastNotNull);
}

function Stat({ frames, width, height }: Inside) {
  const [first] = frames;
  if (!first) return null;
  const look = { colorMode: BigValueColorMode.Value, graphMode: BigValueGraphMode.None };
  return <BigValue theme={theme} value={lastOf(first)} width={width} height={height} {...look} />;
}

function Bars({ frames, width, height }: Inside) {
  return frames.map((frame, index) => (
    <BarGauge
      key={index}
      theme={theme}
      value={lastOf(frame)}
      field={frame.fields[1]?.config ?? {}}
      width={width}
      height={height / frames.length}
      orientation={VizOrientation.Horizontal}
    />
  ));
}

function Lines({ frames, width, height }: Inside) {
  const times = frames.flatMap((frame) => (frame.fields[0]?.values ?? []) as number[]);
  const [from, to] = [dateTime(Math.min(...times)), dateTime(Math.max(...times))];
  return (
    <TimeSeries
      frames={frames}
      width={width}
      height={height}
      timeRange={{ from, to, raw: { from, to } }}
      timeZone="Europe/Stockholm"
      structureRev={1}
      legend={{ calcs: [], displayMode: LegendDisplayMode.List, placement: 'bottom', showLegend: true }}
    />
  );
}

function Content(inside: Inside) {
  const { panel, frames } = inside;
  if (frames.length === 0) return <p>{String(panel.fieldConfig?.defaults.noValue ?? '')}</p>;
  if (panel.type === 'stat') return <Stat {...inside} />;
  return panel.type === 'bargauge' ? <Bars {...inside} /> : <Lines {...inside} />;
}

function Board({ board, answers }: Drawing) {
  const drawn = board.panels.filter(({ type }) => DRAWN.includes(type));
  const bottom = Math.max(...drawn.map(({ gridPos: { y, h } }) => y + h));
  return (
    <main style={{ position: 'relative', height: bottom * ROW, width: 24 * COLUMN }}>
      {drawn.map((panel) => {
        const { x, y, w, h } = panel.gridPos;
        const frames = framesOf(panel, answers[panel.id] ?? []);
        return (
          <div key={panel.id} style={{ position: 'absolute', left: x * COLUMN, top: y * ROW }}>
            <PanelChrome title={panel.title} width={w * COLUMN - GAP} height={h * ROW - GAP}>
              {(width, height) => <Content panel={panel} frames={frames} width={width} height={height} />}
            </PanelChrome>
          </div>
        );
      })}
    </main>
  );
}

const drawing = (await (await fetch('/drawing.json')).json()) as Drawing;
const place = document.createElement('div');
document.body.append(place);
createRoot(place).render(
  <ThemeContext.Provider value={theme}>
    <Board {...drawing} />
  </ThemeContext.Provider>,
);
document.body.dataset.drawn = 'yes';
