import { CHART_SIZE, type ChartMark, type ChartRole } from '#core';
import { type Markup, markup } from '../markup.js';

/** Black on white, and told apart by line and shape alone. */
const STYLES: Readonly<Record<ChartRole, string>> = {
  grid: 'fill:none;stroke:#bbb;stroke-width:1',
  tick: 'fill:#000;font-size:13px',
  break: 'fill:none;stroke:#000;stroke-width:1;stroke-dasharray:2 4',
  target: 'fill:none;stroke:#000;stroke-width:1.5;stroke-dasharray:7 4',
  line: 'fill:none;stroke:#000;stroke-width:2',
  interval: 'fill:none;stroke:#555;stroke-width:1.5',
  point: 'fill:#000;stroke:#000;stroke-width:1.5',
  comment: 'fill:#000',
};
const RUNNING: Readonly<Partial<Record<ChartRole, string>>> = {
  line: ';stroke-dasharray:3 3',
  point: ';fill:#fff',
};

/** The marks of a chart as SVG in a type face; its alternative text is beside it, for whoever shows it knows how. */
export function chartSvg(
  marks: readonly ChartMark[],
  { family, label }: { readonly family: string; readonly label: string },
): Markup {
  const { width, height } = CHART_SIZE;
  return markup`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}" font-family="${family}">${marks.map(markSvg)}</svg>`;
}

function markSvg({ role, running, drawn }: ChartMark): Markup {
  const style = `${STYLES[role]}${running ? (RUNNING[role] ?? '') : ''}`;
  switch (drawn.shape) {
    case 'path':
      return markup`<path style="${style}" d="${drawn.d}"/>`;
    case 'dot':
      return markup`<circle style="${style}" cx="${drawn.x}" cy="${drawn.y}" r="${drawn.radius}"/>`;
    case 'text':
      return markup`<text style="${style}" x="${drawn.x}" y="${drawn.y}" text-anchor="${drawn.anchor}">${drawn.text}</text>`;
  }
}
