import { PROBE_REASON_WORDS } from '#core';
import {
  type AvailabilitySource,
  type MeasuredSystem,
  type ReportedOutage,
  type ReportedTime,
} from './availability-source.js';
import { unmonitoredHours } from './availability-table.js';
import { type ReportBlock, type ReportDocument, facts, heading, lead, paragraph } from './report-document.js';
import { NONE, clock, hoursOf, lengthOf, percent, standingOf } from './report-text.js';

const HOUR_MS = 3_600_000;

/**
 * The availability report in Swedish: what each system was up of its agreed time, outage by outage, and by which rule.
 */
export function availabilityReport(source: AvailabilitySource): ReportDocument {
  const { subject, period, city, systems, decimals, availability, target, frozenAt } = source;
  return {
    title: `Tillgänglighet: ${subject.name}, ${period.toString()}`,
    city: city.sv,
    frozenAt,
    blocks: [
      paragraph(`${period.firstDay} till ${period.lastDay}. ${standing(source)}`),
      lead(
        'Tillgänglighet: ',
        { strong: percent(availability, decimals) },
        target === null ? '' : `, mål ${percent(target, decimals)}`,
      ),
      systems.length === 0 ? paragraph('Inga system följs upp här.') : overview(source),
      ...systems.flatMap((system) => chapter(system, decimals)),
      ...rule(source),
    ],
  };
}

function standing(source: AvailabilitySource): string {
  const { frozenAt, systemsAreFrozen, systems } = source;
  const isNow = frozenAt !== null && !systemsAreFrozen && systems.length > 0;
  return `${standingOf(source)}${isNow ? ' Utgåvan har inga mätta tider: systemens tal är som de är nu.' : ''}`;
}

function overview({ systems, decimals }: AvailabilitySource): ReportBlock {
  const heads = [
    'Tillgänglighet',
    'Med planerat arbete räknat',
    'Avtalad tid',
    'Uppe',
    'Nere',
    'Inte mätt',
    'Avbrott',
  ];
  return {
    kind: 'table',
    caption: 'Systemen i korthet',
    columns: [{ head: 'System' }, ...heads.map((head) => ({ head, isNumber: true }))],
    rows: systems.map((system) => {
      const { name, figures } = system;
      return [
        name.sv,
        percent(figures.availability, decimals),
        percent(figures.availabilityWithMaintenance, decimals),
        hoursOf(figures.agreedMs),
        hoursOf(figures.inside.upMs + figures.inside.degradedMs),
        hoursOf(figures.inside.downMs),
        hoursOf(unmonitoredHours(system) * HOUR_MS),
        String(figures.outageCount),
      ];
    }),
  };
}

function chapter(system: MeasuredSystem, decimals: number): ReportBlock[] {
  const { name, owner, serviceTime, figures, outages } = system;
  const { maintenance, inside, meanTimeToRestoreMs, coverage } = figures;
  return [
    heading(2, `${name.sv}: ${percent(figures.availability, decimals)}`),
    facts([
      ['Systemägare', owner.sv],
      [
        'Avtalad servicetid',
        `${serviceTime.sv}: ${hoursOf(figures.agreedMs)} i perioden, planerat arbete borträknat`,
      ],
      ['Uppe', `${hoursOf(inside.upMs + inside.degradedMs)}, därav långsam ${hoursOf(inside.degradedMs)}`],
      ['Nere', hoursOf(inside.downMs)],
      ['Inte mätt', hoursOf(unmonitoredHours(system) * HOUR_MS)],
      ['Mätt', coverage === null ? NONE : `${percent(100 * coverage, 1)} av avtalad tid`],
      [
        'Planerat arbete',
        `${hoursOf(total(maintenance))} inom servicetid, varav nere ${hoursOf(maintenance.downMs)}`,
      ],
      ['Med planerat arbete räknat', percent(figures.availabilityWithMaintenance, decimals)],
      [
        'Avbrott som räknas',
        `${figures.outageCount}, tillsammans ${lengthOf(figures.outageTotalMs)}, längsta ${lengthOf(figures.longestOutageMs)}`,
      ],
      ['Tid till återställd, medel', meanTimeToRestoreMs === null ? NONE : lengthOf(meanTimeToRestoreMs)],
    ]),
    outages.length === 0 ? paragraph('Inga avbrott.') : outageTable(outages),
  ];
}

function total({ upMs, degradedMs, downMs, unmonitoredMs }: ReportedTime): number {
  return upMs + degradedMs + downMs + unmonitoredMs;
}

function outageTable(outages: readonly ReportedOutage[]): ReportBlock {
  return {
    kind: 'table',
    caption: 'Avbrott för avbrott',
    columns: [
      { head: 'Från' },
      { head: 'Till' },
      { head: 'Längd', isNumber: true },
      { head: 'Orsak' },
      { head: 'Räknas' },
      { head: 'Anteckningar' },
    ],
    rows: outages.map(({ from, to, durationMs, reason, counted, annotations }) => [
      clock(from),
      clock(to),
      lengthOf(durationMs),
      PROBE_REASON_WORDS[reason],
      counted ? 'ja' : 'nej',
      annotations.map(({ text }) => text).join('; ') || NONE,
    ]),
  };
}

function rule({ subject }: AvailabilitySource): ReportBlock[] {
  const together =
    subject.kind === 'unit'
      ? ' Enhetens tal är systemens tid uppe delad med deras tid uppe och nere, vägd med systemets vikt.'
      : '';
  return [
    heading(2, 'Så är det räknat'),
    paragraph(
      `Tillgänglighet är tiden uppe delad med tiden uppe och nere, inom avtalad servicetid. Långsam räknas som uppe. Arbete som annonserades innan det började räknas inte; det som annonserades senare räknas som nere. Det som ingen mätte är varken uppe eller nere, och redovisas för sig.${together}`,
    ),
    paragraph(
      'Ett avbrott räknas i den period där det började, om det började inom servicetiden och utanför planerat arbete. Dess tid delas mellan perioder efter klockan. Tider är stadens.',
    ),
  ];
}
