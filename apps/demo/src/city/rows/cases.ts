import { type Period } from '#core';
import { type UnitKind } from '#catalogue';
import { type City, type CityUnit, yearsBeforeEnd } from '../city.js';
import { type Row } from '../row.js';
import { seasonal } from '../season.js';

/** Process, cases a year per FTE, days that a case usually takes. */
type Process = readonly [name: string, perFte: number, days: number];

const USUAL: Readonly<Record<UnitKind, readonly Process[]>> = {
  city: [],
  group: [],
  'district-council': [
    ['Bistånd till äldre', 3.2, 12],
    ['Ekonomiskt bistånd', 2.4, 9],
    ['Synpunkter', 0.9, 6],
  ],
  committee: [
    ['Synpunkter', 0.8, 7],
    ['Begäran om handling', 0.6, 3],
  ],
  company: [
    ['Kundärenden', 24, 4],
    ['Felanmälan', 31, 6],
  ],
};

/** What some units are there for, beside the usual. */
const OWN: Readonly<Record<string, readonly Process[]>> = {
  utbildning: [
    ['Skolplacering', 2.1, 14],
    ['Skolskjuts', 0.4, 21],
  ],
  social: [
    ['Orosanmälan', 3.1, 2],
    ['Serveringstillstånd', 0.5, 45],
  ],
  overformyndare: [['Årsräkning', 62, 160]],
  trafik: [
    ['Parkeringstillstånd', 95, 5],
    ['Schakttillstånd', 21, 18],
  ],
  stadsbyggnad: [
    ['Bygglov', 9, 52],
    ['Nybyggnadskarta', 2.2, 15],
  ],
  miljo: [
    ['Livsmedelskontroll', 26, 20],
    ['Anmälan om värmepump', 3, 24],
  ],
  arbetsmarknad: [['Inskrivning vid jobbtorg', 9, 8]],
  service: [['Leverantörsfaktura', 320, 9]],
  kyrkogard: [['Gravsättning', 21, 16]],
};

/** Closed cases per process of a unit in a month, and how many were in time. */
export function caseRows(city: City, of: CityUnit, month: Period): Row[] {
  const { unit, profile } = of;
  const years = yearsBeforeEnd(city, month);
  return [...USUAL[unit.kind], ...(OWN[unit.id] ?? [])].map(([process, perFte, days]) => {
    const character = city.draw('process', unit.id, process);
    const draw = city.draw('cases', unit.id, process, month.toString());
    const level = (profile.fte * character.around(perFte, 0.15)) / 12;
    const closed = Math.max(2, Math.round(draw.around(level * seasonal('demand', month), 0.07)));
    const inTime = character.around(0.75 + 0.24 * profile.quality, 0.06) - 0.03 * years;
    const within = Math.min(0.99, Math.max(0.25, draw.around(inTime, 0.025)));
    return {
      unit: unit.id,
      process,
      period: month.toString(),
      closed,
      within_target: Math.round(closed * within),
      lead_days_sum: Math.round(closed * draw.around(days * (1.5 - within / 2), 0.05)),
      automated: Math.round(closed * Math.max(0, profile.quality * 0.4 - 0.06 * years)),
    };
  });
}
