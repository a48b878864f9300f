import { type Period } from '#core';
import { type System } from '#catalogue';
import { type City, type CityUnit, yearsBeforeEnd } from '../city.js';
import { type Row } from '../row.js';
import { seasonal } from '../season.js';

/** Completed cases a month of an e-service of each weight, at the end of the history. */
const TYPICAL_VOLUME = [0, 420, 3_800, 14_000, 40_000, 90_000];
/** What a district council's own e-service is, against one for the whole city. */
const LOCAL_SHARE = 0.3;

const MANUAL_CHANNELS = { phone: 0.42, visit: 0.22, letter: 0.2, assisted: 0.16 } as const;

/** How many cases an e-service completes in a month, over all channels. */
export function completedIn(city: City, { unit }: CityUnit, system: System, month: Period): number {
  const level = city.draw('volume', system.id).skewed(TYPICAL_VOLUME[Math.round(system.weight)] ?? 420, 0.45);
  const local = unit.kind === 'district-council' ? LOCAL_SHARE : 1;
  const season = seasonal(system.serviceDomain === 'pedagogical' ? 'school' : 'demand', month);
  const grown = level * local * season * 0.96 ** yearsBeforeEnd(city, month);
  return Math.max(6, Math.round(city.draw('demand', system.id, month.toString()).around(grown, 0.06)));
}

function digitalRow(base: Row, completed: number, completing: number): Row {
  const started = Math.ceil(completed / completing);
  return {
    ...base,
    started,
    completed,
    failed: Math.round((started - completed) * 0.3),
    unique_users: Math.ceil(completed * 0.83),
  };
}

/** A system's cases per channel in a month; more goes through web and app as the years pass. */
function systemRows(city: City, of: CityUnit, system: System, month: Period): Row[] {
  const character = city.draw('channels', system.id);
  const draw = city.draw('transactions', system.id, month.toString());
  const years = yearsBeforeEnd(city, month);
  const { quality } = of.profile;
  const digital = Math.min(
    0.97,
    Math.max(0.2, character.around(0.56 + 0.36 * quality, 0.12) - 0.045 * years),
  );
  const completing = Math.min(0.97, character.around(0.69 + 0.21 * quality, 0.07) - 0.025 * years);
  const appShare = character.chance(0.35) ? character.between(0.2, 0.6) : 0;
  const total = completedIn(city, of, system, month);
  const online = Math.round(total * Math.min(0.98, draw.around(digital, 0.02)));
  const app = Math.round(online * appShare);
  const base = { system: system.id, period: month.toString() };
  const rows = [digitalRow({ ...base, channel: 'web' }, online - app, draw.around(completing, 0.015))];
  if (app > 0) rows.push(digitalRow({ ...base, channel: 'app' }, app, draw.around(completing, 0.015)));
  for (const [channel, share] of Object.entries(MANUAL_CHANNELS)) {
    const completed = Math.round((total - online) * share);
    if (completed > 0) rows.push({ ...base, channel, started: completed, completed });
  }
  return rows;
}

/** The cases of every e-service that a unit owns, in a month. */
export function transactionRows(city: City, of: CityUnit, month: Period): Row[] {
  return of.eServices.flatMap((system) => systemRows(city, of, system, month));
}
