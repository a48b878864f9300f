import { rounded } from '#core';
import { Markup, markup } from '../markup.js';
import {
  type AvailabilitySource,
  type ReportedOutage,
  type ReportedSystem,
  hasChanged,
} from './availability-source.js';
import { unmonitoredHours } from './availability-table.js';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const NONE = '–';

/** Black on white, as it is printed. */
const STYLE = new Markup(`
body{font:16px/1.5 'Segoe UI','Helvetica Neue','Liberation Sans',Arial,sans-serif;color:#000;background:#fff;max-width:62rem;margin:0 auto;padding:1.5rem}
h1{font-size:1.75rem;line-height:1.2;margin:0}h2{font-size:1.25rem;margin:2rem 0 .5rem}p,dl{max-width:44rem}
table{border-collapse:collapse;width:100%;margin:.5rem 0 1rem;font-variant-numeric:tabular-nums}
caption{text-align:left;font-weight:600;padding:.25rem 0}th,td{border-bottom:1px solid #767676;padding:.25rem .5rem .25rem 0;text-align:left;vertical-align:top}
thead th{border-bottom:2px solid #000}.number{text-align:right}
.wide{overflow-x:auto}.big{font-size:1.25rem}
@media print{body{padding:0;max-width:none;font-size:10pt}h2{break-after:avoid}tr{break-inside:avoid}}`);

function decimal(value: number | null, decimals: number): string {
  if (value === null) return NONE;
  return rounded(value, decimals).toFixed(decimals).replace('.', ',').replace('-', '−');
}

function percent(value: number | null, decimals: number): string {
  return value === null ? NONE : `${decimal(value, decimals)} %`;
}

function hoursOf(ms: number): string {
  return `${decimal(ms / HOUR_MS, 1)} h`;
}

/** `2 h 5 min`; what is shorter than a minute in seconds. */
function lengthOf(ms: number): string {
  if (ms < MINUTE_MS) return `${Math.round(ms / 1_000)} s`;
  const minutes = Math.round(ms / MINUTE_MS);
  const hours = Math.floor(minutes / 60);
  return hours === 0 ? `${minutes} min` : `${hours} h ${minutes % 60} min`;
}

/** As the city's clocks showed it. */
function clock(moment: string | null): string {
  return moment === null ? 'pågår' : moment.slice(0, 16).replace('T', ' ');
}

/**
 * The availability report in Swedish: what each system was up of its agreed time, outage by outage, and by which rule. A page of
 * its own that needs nothing else, for reading and for paper. It tells no time at which it was drawn.
 */
export function availabilityReport(source: AvailabilitySource): string {
  const { subject, period, city, systems, decimals } = source;
  const title = `Tillgänglighet: ${subject.name}, ${period.toString()}`;
  return markup`<!DOCTYPE html>
<html lang="sv"><head><meta charset="utf-8"/><meta name="viewport" content="width=device-width, initial-scale=1"/><title>${title} – ${city.sv}</title><style>${STYLE}</style></head>
<body>
<p>${city.sv}</p>
<main>
<h1>${title}</h1>
<p>${period.firstDay} till ${period.lastDay}. ${standing(source)}</p>
<p class="big">Tillgänglighet: <strong>${percent(source.availability, decimals)}</strong>${source.target === null ? null : `, mål ${percent(source.target, decimals)}`}</p>
${systems.length === 0 ? markup`<p>Inga system följs upp här.</p>` : overview(source)}
${systems.map((system) => chapter(system, decimals))}
${rule(source)}
</main>
</body></html>
`.toString();
}

/** How far the figures can be relied on. */
function standing({ frozenAt, isOpen, systems, decimals }: AvailabilitySource): string {
  if (isOpen) return 'Perioden pågår: talen gäller till nu och är inte fastställda.';
  if (frozenAt === null) return 'Perioden är inte fastställd: talen kan ändras.';
  const changed = systems.filter((system) => hasChanged(system, decimals)).map(({ name }) => name.sv);
  const since = changed.length === 0 ? '' : ` Sedan dess har underlaget ändrats för ${changed.join(', ')}.`;
  return `Fastställd ${frozenAt.slice(0, 10)}.${since}`;
}

function overview({ systems, decimals }: AvailabilitySource): Markup {
  const heads = [
    'Tillgänglighet',
    'Med planerat arbete räknat',
    'Avtalad tid',
    'Uppe',
    'Nere',
    'Inte mätt',
    'Avbrott',
  ];
  return markup`<div class="wide"><table>
<caption>Systemen i korthet</caption>
<thead><tr><th scope="col">System</th>${heads.map((head) => markup`<th scope="col" class="number">${head}</th>`)}</tr></thead>
<tbody>${systems.map((system) => {
    const { name, figures } = system;
    const cells = [
      percent(figures.availability, decimals),
      percent(figures.availabilityWithMaintenance, decimals),
      hoursOf(figures.agreedMs),
      hoursOf(figures.inside.upMs + figures.inside.degradedMs),
      hoursOf(figures.inside.downMs),
      hoursOf(unmonitoredHours(system) * HOUR_MS),
      String(figures.outageCount),
    ];
    return markup`<tr><th scope="row">${name.sv}</th>${cells.map((cell) => markup`<td class="number">${cell}</td>`)}</tr>
`;
  })}</tbody></table></div>`;
}

function chapter(
  { id, name, owner, serviceTime, figures, outages, frozen }: ReportedSystem,
  decimals: number,
): Markup {
  const { maintenance, meanTimeToRestoreMs, coverage } = figures;
  const inWork = maintenance.upMs + maintenance.degradedMs + maintenance.downMs + maintenance.unmonitoredMs;
  const lines: [string, string][] = [
    ['Systemägare', owner.sv],
    [
      'Avtalad servicetid',
      `${serviceTime.sv}: ${hoursOf(figures.agreedMs)} i perioden, planerat arbete borträknat`,
    ],
    ['Planerat arbete', `${hoursOf(inWork)} inom servicetid, varav nere ${hoursOf(maintenance.downMs)}`],
    ['Mätt', coverage === null ? NONE : `${percent(100 * coverage, 1)} av avtalad tid`],
    ['Långsam men uppe', hoursOf(figures.inside.degradedMs)],
    [
      'Avbrott som räknas',
      `${figures.outageCount}, tillsammans ${lengthOf(figures.outageTotalMs)}, längsta ${lengthOf(figures.longestOutageMs)}`,
    ],
    ['Tid till återställd, medel', meanTimeToRestoreMs === null ? NONE : lengthOf(meanTimeToRestoreMs)],
    ...(frozen === undefined ? [] : [['Enligt utgåvan', percent(frozen, decimals)] as [string, string]]),
  ];
  return markup`<section aria-labelledby="${id}">
<h2 id="${id}">${name.sv}: ${percent(figures.availability, decimals)}</h2>
<table><caption>Underlag</caption><tbody>${lines.map(([head, text]) => markup`<tr><th scope="row">${head}</th><td>${text}</td></tr>`)}</tbody></table>
${outages.length === 0 ? markup`<p>Inga avbrott.</p>` : outageTable(outages)}
</section>
`;
}

function outageTable(outages: readonly ReportedOutage[]): Markup {
  return markup`<div class="wide"><table><caption>Avbrott för avbrott</caption>
<thead><tr><th scope="col">Från</th><th scope="col">Till</th><th scope="col" class="number">Längd</th><th scope="col">Orsak</th><th scope="col">Räknas</th><th scope="col">Anteckningar</th></tr></thead>
<tbody>${outages.map(
    ({
      from,
      to,
      durationMs,
      reason,
      counted,
      annotations,
    }) => markup`<tr><td>${clock(from)}</td><td>${clock(to)}</td><td class="number">${lengthOf(durationMs)}</td><td>${reason}</td><td>${counted ? 'ja' : 'nej'}</td><td>${annotations.map(({ text }) => text).join('; ') || NONE}</td></tr>
`,
  )}</tbody></table></div>`;
}

function rule({ subject }: AvailabilitySource): Markup {
  const together =
    subject.kind === 'unit'
      ? ' Enhetens tal är systemens tid uppe delad med deras tid uppe och nere, vägd med systemets vikt.'
      : '';
  return markup`<section aria-labelledby="rule">
<h2 id="rule">Så är det räknat</h2>
<p>Tillgänglighet är tiden uppe delad med tiden uppe och nere, inom avtalad servicetid. Långsam räknas som uppe. Arbete som annonserades innan det började räknas inte; det som annonserades senare räknas som nere. Det som ingen mätte är varken uppe eller nere, och redovisas för sig.${together}</p>
<p>Ett avbrott räknas i den period där det började, om det började inom servicetiden och utanför planerat arbete. Dess tid delas mellan perioder efter klockan. Tider är stadens.</p>
</section>`;
}
