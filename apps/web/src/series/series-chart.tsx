import { CHART_SIZE, type ChartMark, type ChartOptions, type MeasurePoint, seriesMarks } from '#core';
import { SERIES } from './words.js';

interface Props extends ChartOptions {
  readonly points: readonly MeasurePoint[];
  /** The chart in words. */
  readonly label: string;
}

/** A measure over time; what is drawn, and where, is the same in reports. */
export function SeriesChart({ points, label, ...options }: Props) {
  const marks = seriesMarks(points, options);
  if (!marks) return <p>{SERIES.noNumbers}</p>;
  const { width, height } = CHART_SIZE;
  return (
    <svg className="series" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {marks.map((mark, index) => (
        <Mark key={index} mark={mark} />
      ))}
    </svg>
  );
}

function Mark({ mark: { role, running, drawn } }: { readonly mark: ChartMark }) {
  const name = `series-${role}${running ? ' running' : ''}`;
  switch (drawn.shape) {
    case 'path':
      return <path className={name} d={drawn.d} />;
    case 'dot':
      return <circle className={name} cx={drawn.x} cy={drawn.y} r={drawn.radius} />;
    case 'text':
      return (
        <text className={name} x={drawn.x} y={drawn.y} textAnchor={drawn.anchor}>
          {drawn.text}
        </text>
      );
  }
}
