import { type Json, isJson, listIn } from './finish.js';

/** Units that Grafana knows, of those that our boards use; another is shown as it is written behind the number. */
const UNITS = new Set([
  'none',
  'percent',
  'percentunit',
  'ms',
  'dtdurationms',
  's',
  'dtdurations',
  'bytes',
  'short',
  'string',
  'dateTimeAsIso',
]);
/** What Grafana itself fills in. */
const OWN_VARIABLES = new Set(['timeFilter', '__interval', '__rate_interval', '__range', '__from', '__to']);
const COLUMNS = 24;

/** What is wrong with a board, each as a sentence; nothing when it is as it should be. */
export function lint(board: Json): string[] {
  const panels = listIn(board.panels);
  const variables = isJson(board.templating) ? listIn(board.templating.list) : [];
  const known = new Set([...variables.map(({ name }) => String(name)), ...OWN_VARIABLES]);
  const faults = [
    ...(board.title && board.description && board.uid ? [] : ['has no title, description or uid']),
    ...panels.flatMap(panelFaults),
    ...overlaps(panels),
    ...variablesIn(board)
      .filter((name) => !known.has(name))
      .map((name) => `asks for the variable ${name}, which it does not have`),
    ...variables
      .filter(({ label }) => !label)
      .map(({ name }) => `has a variable ${String(name)} without a label`),
  ];
  if (panels[0]?.type !== 'text') faults.push('does not begin by telling what it is');
  return faults.map((fault) => `${String(board.title)} ${fault}`);
}

function panelFaults(panel: Json): string[] {
  const { title, description, type, targets } = panel;
  const faults: string[] = [];
  if (!title) faults.push('has a panel without a title');
  if (!description) faults.push(`has no description of "${String(title)}"`);
  if (type === 'text') return faults;
  const defaults =
    isJson(panel.fieldConfig) && isJson(panel.fieldConfig.defaults) ? panel.fieldConfig.defaults : {};
  const unit = typeof defaults.unit === 'string' ? defaults.unit : '';
  if (!UNITS.has(unit) && !unit.startsWith('suffix:'))
    faults.push(`gives "${String(title)}" the unknown unit "${unit}"`);
  if (!isJson(defaults.thresholds) || listIn(defaults.thresholds.steps).length === 0) {
    faults.push(`gives "${String(title)}" no thresholds`);
  }
  if (listIn(targets).length === 0) faults.push(`asks nothing for "${String(title)}"`);
  return [...faults, ...listIn(targets).flatMap((target) => queryFaults(String(title), target))];
}

function queryFaults(title: string, { query }: Json): string[] {
  if (typeof query !== 'string') return [];
  const faults: string[] = [];
  if (!query.includes('$timeFilter')) faults.push(`asks for all of time in "${title}"`);
  if (/GROUP BY .*time\(/.test(query) && !query.includes('fill(')) {
    faults.push(`does not say what stands where nothing was measured in "${title}"`);
  }
  return faults;
}

function overlaps(panels: readonly Json[]): string[] {
  const taken = new Map<string, string>();
  const faults: string[] = [];
  for (const { title, gridPos } of panels) {
    if (!isJson(gridPos)) continue;
    const [x, y, w, h] = [gridPos.x, gridPos.y, gridPos.w, gridPos.h].map(Number);
    if ((x ?? 0) + (w ?? 0) > COLUMNS) faults.push(`has "${String(title)}" outside its columns`);
    for (let column = 0; column < (w ?? 0); column++) {
      for (let row = 0; row < (h ?? 0); row++) {
        const place = `${(x ?? 0) + column} ${(y ?? 0) + row}`;
        const other = taken.get(place);
        if (other !== undefined) return [...faults, `lays "${String(title)}" over "${other}"`];
        taken.set(place, String(title));
      }
    }
  }
  return faults;
}

function variablesIn(board: Json): string[] {
  const text = JSON.stringify([board.panels, board.annotations, board.templating, board.links]);
  return [...new Set([...text.matchAll(/\$\{?([a-z_]+[a-zA-Z_]*)/g)].map(([, name = '']) => name))].filter(
    (name) =>
      !name.startsWith('tag_') &&
      name !== '__all' &&
      name !== '__data' &&
      name !== '__value' &&
      name !== '__field',
  );
}
