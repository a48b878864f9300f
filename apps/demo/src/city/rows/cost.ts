import { type Period } from '#core';
import { type Project, type System } from '#catalogue';
import { type City, type CityUnit, yearsBeforeEnd } from '../city.js';
import { type Row } from '../row.js';
import { seasonal } from '../season.js';
import { fteIn } from './base-figures.js';
import { AREAS, type Area } from './cost-areas.js';
import { completedIn } from './transactions.js';

/** E-services never take more than this of a unit's IT cost, and its other systems together this much. */
const E_SERVICES_AT_MOST = 0.45;
const OTHER_SYSTEMS = 0.28;
const MONTHS_OF_FORECAST = [4, 8];

/** Months of a project, both ends included. */
function monthsOf({ start, end }: Project): number {
  const year = (day: string): number => Number(day.slice(0, 4));
  const month = (day: string): number => Number(day.slice(5, 7));
  return (year(end) - year(start)) * 12 + month(end) - month(start) + 1;
}

/** A unit's IT cost in a month but for its projects: it falls by a percent a year. */
function generalSek(city: City, of: CityUnit, month: Period): number {
  const yearlySek = fteIn(city, of, month) * of.profile.itSekPerFte * 1.012 ** yearsBeforeEnd(city, month);
  return yearlySek / 12;
}

/** What each of a unit's systems costs in a month: e-services by volume, the others by weight. */
function systemsSek(city: City, of: CityUnit, month: Period): Map<System, number> {
  const totalSek = generalSek(city, of, month);
  const costs = new Map<System, number>();
  for (const system of of.eServices) {
    const volume = completedIn(city, of, system, month);
    // The fixed part weighs most where cases are few.
    costs.set(system, volume * city.draw('price', system.id).around(900 / volume ** 0.35, 0.2));
  }
  const wantedSek = [...costs.values()].reduce((sum, sek) => sum + sek, 0);
  const scale = Math.min(1, (totalSek * E_SERVICES_AT_MOST) / Math.max(1, wantedSek));
  for (const [system, sek] of costs) costs.set(system, sek * scale);
  const others = of.systems.filter((system) => !system.eService);
  const weights = others.reduce((sum, system) => sum + system.weight, 0);
  for (const system of others) costs.set(system, (totalSek * OTHER_SYSTEMS * system.weight) / weights);
  return costs;
}

/** Two invoices: running the system, and its software or the work on it. */
function systemRows(base: Row, system: System, sek: number): Row[] {
  const run = { ...base, system: system.id, activity: 'run' };
  const built = system.category !== 'basic';
  return [
    {
      ...run,
      amount: Math.round(sek * 0.62),
      procurement_area: 'operations',
      supplier: built ? 'Tallgren Drift AB' : 'Norrsken Datahall AB',
      origin: 'external',
      account: '6540',
      description: `Drift av ${system.name.sv}`,
    },
    {
      ...run,
      amount: Math.round(sek * 0.38),
      procurement_area: built ? 'consultants' : 'software',
      activity: built ? 'improve' : 'run',
      supplier: built ? 'Ekollon Systemutveckling AB' : 'Pärlan Programvara AB',
      origin: 'external',
      account: built ? '6550' : '5420',
      description: built ? `Förvaltning av ${system.name.sv}` : `Licens för ${system.name.sv}`,
    },
  ];
}

function projectRows(city: City, of: CityUnit, month: Period, base: Row): Row[] {
  const running = [...city.catalogue.projects.values()].filter(
    ({ unit, start, end }) => unit === of.unit.id && start <= month.lastDay && end >= month.firstDay,
  );
  return running.map((project) => {
    const overrun = city.draw('overrun', project.id).between(0.85, 1.15);
    const draw = city.draw('project', project.id, month.toString());
    return {
      ...base,
      amount: Math.round(draw.around((project.budgetSek * overrun) / monthsOf(project), 0.12)),
      procurement_area: 'consultants',
      activity: 'develop',
      project: project.id,
      supplier: draw.pick(['Bryggan Konsult AB', 'Rönn & Ruta AB']),
      origin: 'external',
      account: '6550',
      description: `Projektet ${project.name.sv}`,
    };
  });
}

function areaRow(base: Row, area: Area, amount: number): Row {
  return {
    ...base,
    amount: Math.round(amount),
    procurement_area: area.id,
    activity: area.activity,
    account: area.account,
    description: area.description,
  };
}

function actualRows(city: City, of: CityUnit, month: Period): Row[] {
  const draw = city.draw('cost', of.unit.id, month.toString());
  const base = {
    unit: of.unit.id,
    period: month.toString(),
    kind: 'actual',
    cost_centre: costCentre(city, of),
  };
  const season = seasonal('spending', month);
  const systems = systemsSek(city, of, month);
  const systemsTotalSek = [...systems.values()].reduce((sum, sek) => sum + sek, 0);
  const restSek = generalSek(city, of, month) * season - systemsTotalSek;
  const rows = [...systems].flatMap(([system, sek]) => systemRows(base, system, draw.around(sek, 0.05)));
  for (const area of AREAS) {
    const supplier = draw.pick(area.suppliers);
    rows.push({
      ...areaRow(base, area, draw.around(restSek * area.share, 0.08)),
      supplier,
      origin: supplier === 'Servicenämnden' ? 'internal' : 'external',
    });
  }
  rows.push(...projectRows(city, of, month, base));
  if (draw.chance(0.06)) {
    rows.push({
      ...base,
      amount: -Math.round(restSek * 0.02),
      procurement_area: 'software',
      activity: 'run',
      supplier: 'Lindblom Licens AB',
      origin: 'external',
      account: '5420',
      description: 'Kredit för återlämnade licenser',
    });
  }
  return rows;
}

/** Budget every month, and a forecast when the tertial ends, both by area and without season. */
function plannedRows(city: City, of: CityUnit, month: Period): Row[] {
  const base = { unit: of.unit.id, period: month.toString(), cost_centre: costCentre(city, of) };
  const sek = generalSek(city, of, month);
  const kinds = MONTHS_OF_FORECAST.includes(month.index) ? ['budget', 'forecast'] : ['budget'];
  return kinds.flatMap((kind) => {
    const level = sek * city.draw(kind, of.unit.id, String(month.year)).between(0.94, 1.03);
    return AREAS.map((area) => areaRow({ ...base, kind }, area, level * area.share));
  });
}

function costCentre(city: City, { unit }: CityUnit): string {
  return String(city.draw('cost-centre', unit.id).whole(1100, 8900));
}

/** IT cost of a unit in a month: actual, budget and sometimes forecast, by area, system and project. */
export function costRows(city: City, of: CityUnit, month: Period): Row[] {
  return [...actualRows(city, of, month), ...plannedRows(city, of, month)];
}
