import { type Result, failed, ok } from '#core';
import { Temporal } from 'temporal-polyfill';
import { type Catalogue } from '../catalogue.js';
import { type Dated, type DatedRow, dayAfter, firstDayOf, valueOn } from '../dated.js';
import { type Unit } from '../entries.js';
import { existsOn, ownerOn } from '../history.js';
import { type ChangedLine, ListFile } from './list-file.js';
import { isDay } from '../shapes.js';
import { type HandedOver, type Reorganisation, type Taker, dayOf } from './reorganisation.js';

/** The files of the config folder that a reorganisation may change. */
export const REORGANISED_FILES = [
  'units.yaml',
  'systems.yaml',
  'projects.yaml',
  'deliveries.yaml',
  'maintenance.yaml',
  'access.yaml',
  'targets.yaml',
] as const;

type FileName = (typeof REORGANISED_FILES)[number];

/** A file as it would be written. */
export interface ProposedFile {
  readonly file: string;
  readonly content: string;
  readonly lines: readonly ChangedLine[];
}

/** What a reorganisation is proposed for: the files as they are, and the catalogue that they make. */
export interface ConfigAsWritten {
  readonly catalogue: Catalogue;
  /** By the file's name; one that is absent cannot be changed. */
  readonly texts: ReadonlyMap<string, string>;
}

type Kind = 'unit' | 'system' | 'project';

const NOUNS: Readonly<Record<Kind, string>> = {
  unit: 'Enheten',
  system: 'Systemet',
  project: 'Projektet',
};

const FILE_OF: Readonly<Record<Kind, FileName>> = {
  unit: 'units.yaml',
  system: 'systems.yaml',
  project: 'projects.yaml',
};

/** Where ids of a kind are referred to: file and keys. Other files are told of by the check of what is proposed. */
const REFERRED_IN: Readonly<Record<Kind, readonly (readonly [FileName, readonly string[]])[]>> = {
  unit: [
    ['units.yaml', ['parent', 'mergedInto', 'successors']],
    ['systems.yaml', ['owner']],
    ['projects.yaml', ['unit']],
    ['deliveries.yaml', ['also', 'except']],
  ],
  system: [
    ['systems.yaml', ['dependsOn']],
    ['projects.yaml', ['delivers']],
    ['maintenance.yaml', ['system']],
  ],
  project: [],
};

/** An expected refusal, thrown within this file only. */
class Refused extends Error {}

/**
 * The lines to write for a reorganisation (docs/reorganising.md); the failure says in Swedish why there are none. Whether the
 * whole config holds together with them is for the loader to say.
 */
export function proposeReorganisation(
  config: ConfigAsWritten,
  reorganisation: Reorganisation,
): Result<ProposedFile[]> {
  try {
    return ok(new Proposal(config).of(reorganisation));
  } catch (error) {
    if (error instanceof Refused) return failed(error.message);
    throw error;
  }
}

class Proposal {
  private readonly files = new Map<FileName, ListFile>();

  constructor(private readonly config: ConfigAsWritten) {}

  of(reorganisation: Reorganisation): ProposedFile[] {
    const day = dayOf(reorganisation);
    if (day !== null && !isDay(day))
      throw new Refused(`"${day}" är ingen dag; skriv till exempel 2026-07-01.`);
    this.write(reorganisation);
    return [...this.files].flatMap(([file, list]): ProposedFile[] => {
      const lines = list.changedLines();
      return lines.length === 0 ? [] : [{ file, content: list.changed(), lines }];
    });
  }

  private write(reorganisation: Reorganisation): void {
    switch (reorganisation.kind) {
      case 'merge':
        this.merge(reorganisation);
        break;
      case 'split':
        this.split(reorganisation);
        break;
      case 'move':
        this.move(reorganisation);
        break;
      case 'rename':
        this.rename(reorganisation);
        break;
      case 'close':
        this.close(reorganisation);
    }
  }

  private merge({ units, into, from }: Extract<Reorganisation, { kind: 'merge' }>): void {
    const ending = units.filter((id) => id !== into.id).map((id) => this.unitOn(id, from));
    const [first] = ending;
    if (!first) throw new Refused('Nämn de enheter som slås ihop.');
    const last = ending.at(-1) ?? first;
    this.begin(into, { like: first, below: last.id, from });
    for (const { id } of ending) {
      this.set('unit', id, { to: dayBefore(from), mergedInto: into.id });
      for (const child of this.childrenOn(id, from))
        this.set('unit', child.id, { parent: heldFrom(child.parent ?? id, into.id, from) });
    }
  }

  private split({ unit, into, over, from }: Extract<Reorganisation, { kind: 'split' }>): void {
    const ending = this.unitOn(unit, from);
    if (into.length < 2) throw new Refused('Nämn minst två enheter som den delas i.');
    for (const taker of [...into].reverse()) this.begin(taker, { like: ending, below: unit, from });
    this.set('unit', unit, { to: dayBefore(from), successors: into.map(({ id }) => id) });
    this.handOver(unit, over, from);
  }

  private move({ subject, into, from }: Extract<Reorganisation, { kind: 'move' }>): void {
    const { kind, id } = this.named(subject);
    const { units, systems, projects, portfolios } = this.config.catalogue;
    if (kind === 'project') {
      if (!portfolios.has(into)) throw new Refused(`Portföljen "${into}" finns inte.`);
      const { portfolio } = expected(projects.get(id));
      this.set(kind, id, { portfolio: heldFrom(portfolio, into, from) });
      return;
    }
    this.unitOn(into, from);
    const key = kind === 'unit' ? 'parent' : 'owner';
    const held = kind === 'unit' ? units.get(id)?.parent : systems.get(id)?.owner;
    if (held === undefined) throw new Refused('Staden själv flyttar inte.');
    this.set(kind, id, { [key]: heldFrom(held, into, from) });
  }

  private rename({ subject, into }: Extract<Reorganisation, { kind: 'rename' }>): void {
    const { kind, id } = this.named(subject);
    const { units, systems, projects } = this.config.catalogue;
    const entry = expected({ unit: units, system: systems, project: projects }[kind].get(id));
    if ({ unit: units, system: systems, project: projects }[kind].has(into))
      throw new Refused(`${NOUNS[kind]} "${into}" finns redan; välj ett id som ingen har.`);
    this.set(kind, id, { id: into, formerly: [...entry.formerly, id] });
    for (const [file, keys] of REFERRED_IN[kind]) this.list(file)?.replaceUnder(keys, id, into);
    this.list('targets.yaml')?.replaceUnder(['subject'], `${kind}:${id}`, `${kind}:${into}`);
    if (kind === 'unit') this.list('access.yaml')?.replaceUnder(['roles'], `unit:${id}`, `unit:${into}`);
  }

  private close({ subject, over, to }: Extract<Reorganisation, { kind: 'close' }>): void {
    const { kind, id } = this.named(subject);
    this.set(kind, id, { [{ unit: 'to', system: 'followedUpTo', project: 'end' }[kind]]: to });
    if (kind === 'unit') this.handOver(id, over, dayAfter(to));
  }

  /** Gives what a unit that ends owns and has below it to those who go on with it. */
  private handOver(unit: string, over: HandedOver, from: string): void {
    const { catalogue } = this.config;
    const owned = [...catalogue.systems.values()].filter(
      (system) => (system.followedUpTo ?? from) >= from && ownerOn(catalogue, system, from) === unit,
    );
    const children = this.childrenOn(unit, from);
    const left = [...owned, ...children].filter(({ id }) => over[id] === undefined).map(({ id }) => id);
    if (left.length > 0)
      throw new Refused(
        `Säg vem som tar över det som "${unit}" har: ${left.map((id) => `--over ${id}=<enhet>`).join(' ')}.`,
      );
    for (const { id, owner } of owned)
      this.set('system', id, { owner: heldFrom(owner, over[id] ?? unit, from) });
    for (const { id, parent } of children)
      this.set('unit', id, { parent: heldFrom(parent ?? unit, over[id] ?? unit, from) });
  }

  /** Writes a unit that begins; one that exists already goes on. */
  private begin(
    { id, name }: Taker,
    { like, below, from }: { readonly like: Unit; readonly below: string; readonly from: string },
  ): void {
    if (this.config.catalogue.units.has(id)) {
      this.unitOn(id, from);
      return;
    }
    if (name === undefined)
      throw new Refused(`Enheten "${id}" finns inte; skriv vad den ska heta: --into "${id}=Namnet".`);
    const parent = like.parent === undefined ? {} : { parent: valueOn(like.parent, from) };
    this.list('units.yaml')?.add(below, { id, name, kind: like.kind, ...parent, from });
  }

  private childrenOn(unit: string, day: string): Unit[] {
    return [...this.config.catalogue.units.values()].filter(
      (child) => child.parent !== undefined && existsOn(child, day) && valueOn(child.parent, day) === unit,
    );
  }

  private unitOn(id: string, day: string): Unit {
    const unit = this.config.catalogue.units.get(id);
    if (!unit) throw new Refused(`Enheten "${id}" finns inte i units.yaml.`);
    if (!existsOn(unit, dayBefore(day)) && !existsOn(unit, day))
      throw new Refused(`Enheten "${id}" finns inte den ${day}; den har redan slutat eller har inte börjat.`);
    return unit;
  }

  private named(subject: string): { readonly kind: Kind; readonly id: string } {
    const [written = '', id = ''] = subject.split(/:(.*)/s);
    const kind = (['unit', 'system', 'project'] as const).find((each) => each === written);
    if (!kind)
      throw new Refused(`"${subject}" förstås inte; skriv unit:<id>, system:<id> eller project:<id>.`);
    const { units, systems, projects } = this.config.catalogue;
    if ({ unit: units, system: systems, project: projects }[kind].has(id)) return { kind, id };
    throw new Refused(`${NOUNS[kind]} "${id}" finns inte i ${FILE_OF[kind]}.`);
  }

  private set(kind: Kind, id: string, values: Readonly<Record<string, unknown>>): void {
    for (const [key, value] of Object.entries(values)) this.list(FILE_OF[kind])?.set(id, key, value);
  }

  private list(file: FileName): ListFile | undefined {
    const text = this.config.texts.get(file);
    const list = this.files.get(file) ?? (text === undefined ? undefined : new ListFile(text));
    if (list) this.files.set(file, list);
    return list;
  }
}

function expected<T>(value: T | undefined): T {
  if (value === undefined) throw new RangeError('What was found in the catalogue is gone');
  return value;
}

function dayBefore(day: string): string {
  return Temporal.PlainDate.from(day).subtract({ days: 1 }).toString();
}

/** The rows of a value that becomes another on a day; what was to come later is replaced. */
function heldFrom(dated: Dated, value: string, from: string): DatedRow[] | string {
  const rows: readonly DatedRow[] = typeof dated === 'string' ? [{ value: dated }] : dated;
  const kept = rows.filter((_, index) => (firstDayOf(rows, index) ?? '') < from);
  const last = kept.at(-1);
  if (!last) return value;
  return [...kept.slice(0, -1), { ...last, to: dayBefore(from) }, { value, from }];
}
