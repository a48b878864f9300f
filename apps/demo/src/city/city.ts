import { Period } from '#core';
import { type Catalogue, type System, type Unit } from '#catalogue';
import { Draw } from './draw.js';
import { type Profile, profileOf } from './profile.js';

/** What the sample city is made from: the same catalogue and options give the same city, to the byte. */
export interface CityOptions {
  readonly seed: number;
  /** How many whole months of history. */
  readonly months: number;
  /** The history ends with the last month that was over at this instant. */
  readonly nowMs: number;
}

/** A unit that hands in, with its size, quality and systems. */
export interface CityUnit {
  readonly unit: Unit;
  readonly profile: Profile;
  readonly systems: readonly System[];
  readonly eServices: readonly System[];
}

/** The catalogue's city, with a character for each unit. */
export interface City extends CityOptions {
  readonly catalogue: Catalogue;
  readonly units: readonly CityUnit[];
  /** The months of history, oldest first. */
  readonly history: readonly Period[];
  /** The last of them. */
  readonly lastMonth: Period;
  /** A sequence of lots for the thing that the key names. */
  draw(...key: readonly string[]): Draw;
}

/** Every unit that hands in (the city and groups do not), sized and equipped. */
export function buildCity(catalogue: Catalogue, options: CityOptions): City {
  const draw = (...key: readonly string[]): Draw => new Draw(options.seed, ...key);
  const systems = [...catalogue.systems.values()];
  const units = [...catalogue.units.values()]
    .filter((unit) => unit.kind !== 'city' && unit.kind !== 'group')
    .map((unit) => {
      const owned = systems.filter((system) => system.owner === unit.id);
      return {
        unit,
        profile: profileOf(unit, draw('profile', unit.id)),
        systems: owned,
        eServices: owned.filter((system) => system.eService),
      };
    });
  const lastMonth = Period.at('month', options.nowMs).previous();
  return { ...options, catalogue, units, history: lastMonth.trailingMonths(options.months), lastMonth, draw };
}

/** Years from a month to the history's last one; figures improve slowly as it falls to 0. */
export function yearsBeforeEnd(city: City, month: Period): number {
  return monthsBeforeEnd(city, month) / 12;
}

/** 0 for the last month of history, 1 for the one before. */
export function monthsBeforeEnd({ lastMonth }: City, month: Period): number {
  return (lastMonth.year - month.year) * 12 + lastMonth.index - month.index;
}
