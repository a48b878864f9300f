import { type LocalizedText, type Subject } from '#core';
import {
  type Catalogue,
  existsIn,
  ownerIn,
  parentIn,
  predecessorsOf,
  subjectName,
  subtreeIn,
  successorsOf,
  timesOf,
} from '#catalogue';
import { type Month, monthText, monthsOfText } from './months.js';

/** Something that took figures into a unit or out of it from a month on. */
export interface Reorganisation {
  /** `2026-07`: the first month in which it is so. */
  readonly month: string;
  readonly text: LocalizedText;
}

/** A unit on the two sides of a turn of months. */
interface Turn {
  readonly catalogue: Catalogue;
  readonly unit: string;
  readonly before: string;
  readonly after: string;
  /** The units that were within it, and those that are. */
  readonly were: ReadonlySet<string>;
  readonly are: ReadonlySet<string>;
}

function named(catalogue: Catalogue, kind: Subject['kind'], ids: readonly string[]): LocalizedText {
  const names = ids.map((id) => subjectName(catalogue, { kind, id }) ?? { sv: id, en: id });
  return { sv: names.map(({ sv }) => sv).join(', '), en: names.map(({ en }) => en).join(', ') };
}

function existing(catalogue: Catalogue, unitId: string, month: string): Set<string> {
  const within = [...subtreeIn(catalogue, unitId, month)];
  return new Set(
    within.filter((id) => {
      const unit = catalogue.units.get(id);
      return unit !== undefined && existsIn(unit, month);
    }),
  );
}

function turnOf(catalogue: Catalogue, unit: string, month: string): Turn {
  const before = monthText(monthsOfText(month).last - 1);
  const were = existing(catalogue, unit, before);
  return { catalogue, unit, before, after: month, were, are: existing(catalogue, unit, month) };
}

/** Units that are within now and were not: new ones that took over from others outside, or from nobody, and moved ones. */
function arrivals({ catalogue, unit, before, after, were, are }: Turn): LocalizedText[] {
  return [...are].flatMap((id) => {
    const entry = catalogue.units.get(id);
    if (!entry || were.has(id)) return [];
    const name = named(catalogue, 'unit', [id]);
    if (existsIn(entry, before)) return [movedText(catalogue, id, { before, after })];
    const from = predecessorsOf(catalogue, id).map((each) => each.id);
    if (id !== unit && from.length > 0 && from.every((each) => were.has(each))) return [];
    if (from.length === 0)
      return [{ sv: `${name.sv} tillkom ${after}.`, en: `${name.en} began in ${after}.` }];
    const others = named(catalogue, 'unit', from);
    return [
      {
        sv: `${name.sv} tog över efter ${others.sv} ${after}; månaderna dessförinnan är deras.`,
        en: `${name.en} took over from ${others.en} in ${after}; the months before are theirs.`,
      },
    ];
  });
}

/** Units that were within and are no more: ended without a successor that is within, or moved. */
function departures({ catalogue, before, after, were, are }: Turn): LocalizedText[] {
  return [...were].flatMap((id) => {
    const entry = catalogue.units.get(id);
    if (!entry || are.has(id)) return [];
    if (existsIn(entry, after)) return [movedText(catalogue, id, { before, after })];
    const to = successorsOf(entry);
    if (to.length > 0 && to.every((each) => are.has(each))) return [];
    const name = named(catalogue, 'unit', [id]);
    const others = named(catalogue, 'unit', to);
    if (to.length === 0)
      return [{ sv: `${name.sv} upphörde före ${after}.`, en: `${name.en} ended before ${after}.` }];
    return [
      {
        sv: `${name.sv} upphörde före ${after}; ${others.sv} tog över.`,
        en: `${name.en} ended before ${after}; ${others.en} took over.`,
      },
    ];
  });
}

function movedText(
  catalogue: Catalogue,
  id: string,
  { before, after }: Pick<Turn, 'before' | 'after'>,
): LocalizedText {
  const entry = catalogue.units.get(id);
  const parents = entry ? [before, after].flatMap((month) => parentIn(entry, month) ?? []) : [];
  const name = named(catalogue, 'unit', [id]);
  const [from, to] = [
    named(catalogue, 'unit', parents.slice(0, 1)),
    named(catalogue, 'unit', parents.slice(1)),
  ];
  return {
    sv: `${name.sv} flyttade från ${from.sv} till ${to.sv} ${after}; varje månad räknas där enheten då hörde hemma.`,
    en: `${name.en} moved from ${from.en} to ${to.en} in ${after}; each month counts where the unit then belonged.`,
  };
}

/** Units outside that were merged into, or divided among, units that were within already. */
function takenOver({ catalogue, before, after, were, are }: Turn): LocalizedText[] {
  return [...catalogue.units.values()].flatMap((entry) => {
    const ended = existsIn(entry, before) && !existsIn(entry, after);
    if (!ended || were.has(entry.id)) return [];
    const into = successorsOf(entry).filter((id) => are.has(id) && were.has(id));
    if (into.length === 0) return [];
    const [name, others] = [named(catalogue, 'unit', [entry.id]), named(catalogue, 'unit', into)];
    return [
      {
        sv: `${others.sv} tog över efter ${name.sv} ${after}.`,
        en: `${others.en} took over from ${name.en} in ${after}.`,
      },
    ];
  });
}

/** Systems whose owner is within on one side only; of a unit that itself begins or ends, nothing more is told. */
function handedOver({ catalogue, unit, before, after, were, are }: Turn): LocalizedText[] {
  if (!were.has(unit) || !are.has(unit)) return [];
  return [...catalogue.systems.values()].flatMap((system) => {
    const [from, to] = [ownerIn(catalogue, system, before), ownerIn(catalogue, system, after)];
    if (from === to || were.has(from) === are.has(to)) return [];
    const [name, a, b] = [
      named(catalogue, 'system', [system.id]),
      named(catalogue, 'unit', [from]),
      named(catalogue, 'unit', [to]),
    ];
    return [
      {
        sv: `Systemet ${name.sv} gick från ${a.sv} till ${b.sv} ${after}; varje månad räknas hos den som då ägde det.`,
        en: `The system ${name.en} went from ${a.en} to ${b.en} in ${after}; each month counts with who then owned it.`,
      },
    ];
  });
}

/**
 * The reorganisations that took figures into a unit or out of it in the months after one month up to another: before and after
 * them it is not the same that is measured (domain.md, section 2). What happens between units that are all within is none.
 */
export function reorganisationsOf(
  catalogue: Catalogue,
  { unit, bySystem }: { readonly unit: string; readonly bySystem: boolean },
  { after, upTo }: { readonly after: Month; readonly upTo: Month },
): Reorganisation[] {
  const times = timesOf(catalogue, monthText(after), monthText(upTo)).slice(1);
  return times.flatMap((month) => {
    const turn = turnOf(catalogue, unit, month);
    const texts = [
      ...arrivals(turn),
      ...departures(turn),
      ...takenOver(turn),
      ...(bySystem ? handedOver(turn) : []),
    ];
    return texts.map((text) => ({ month, text }));
  });
}
