import { type Unit } from '#catalogue';
import { type LocalizedText } from '#core';
import { foldName } from '../cells/words.js';
import { type ProblemCode } from '../problem-codes.js';
import { type CellOutcome, type TextReader, faulty, textOutcome } from './cell-outcome.js';
import { type CheckContext } from './check-context.js';

const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

interface Named {
  readonly id: string;
  readonly name: LocalizedText;
}

/** Entries of the catalogue by id or by their exact name in either language, in any case. */
export class Directory<Entry extends Named = Named> {
  private readonly byName = new Map<string, Entry | null>();

  constructor(private readonly entries: ReadonlyMap<string, Entry>) {
    for (const entry of entries.values()) {
      for (const name of new Set([foldName(entry.name.sv), foldName(entry.name.en)])) {
        // A name that two entries share names neither.
        this.byName.set(name, this.byName.has(name) ? null : entry);
      }
    }
  }

  find(text: string): Entry | null {
    const folded = foldName(text);
    return this.entries.get(folded) ?? this.byName.get(folded) ?? null;
  }

  unknown(code: ProblemCode, text: string): CellOutcome {
    return { kind: 'fault', complaint: { code, didYouMean: { word: text, known: this.words() } } };
  }

  *words(): Iterable<string> {
    yield* this.entries.keys();
    for (const { name } of this.entries.values()) yield* [name.sv, name.en];
  }
}

/** Reads a unit that exists, hands in, and is inside the rights of whoever hands in. */
export function unitReader(context: CheckContext): TextReader {
  const units = new Directory(context.catalogue.units);
  return (text) => {
    const unit = units.find(text);
    if (!unit) return units.unknown('unknown-unit', text);
    return objection(unit, context) ?? textOutcome(unit.id);
  };
}

/**
 * Reads a system that exists. In a data set without a unit column its owner is the row's unit, so the owner must be
 * inside the rights of whoever hands in.
 */
export function systemReader(context: CheckContext): TextReader {
  const systems = new Directory(context.catalogue.systems);
  const unitIsOwner = !context.schema.fields.some((field) => field.role === 'unit');
  return (text) => {
    const system = systems.find(text);
    if (!system) return systems.unknown('unknown-system', text);
    const owner = unitIsOwner ? context.catalogue.units.get(system.owner) : undefined;
    return (owner && objection(owner, context)) ?? textOutcome(system.id);
  };
}

/** Reads a project that exists; the data set `projects` may also bring new ones. */
export function projectReader({ catalogue, schema }: CheckContext): TextReader {
  const projects = new Directory(catalogue.projects);
  return (text) => {
    const project = projects.find(text);
    if (project) return textOutcome(project.id);
    if (schema.name !== 'projects') return projects.unknown('unknown-project', text);
    const id = text.toLowerCase();
    if (!ID.test(id)) return faulty('wrong-shape', { example: 'digital-bygglov' });
    const didYouMean = { word: text, known: catalogue.projects.keys() };
    return { kind: 'text', text: id, warning: { code: 'new-project', didYouMean } };
  };
}

function objection(unit: Unit, { mayHandInFor, language }: CheckContext): CellOutcome | null {
  const details = { unit: unit.name[language] };
  if (unit.kind === 'city' || unit.kind === 'group') return faulty('unit-only-gathers', details);
  return mayHandInFor(unit.id) ? null : faulty('unit-not-yours', details);
}
