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
  readonly formerly: readonly string[];
}

/** Entries of the catalogue by id, former id or by their exact name in either language, in any case. */
export class Directory<Entry extends Named = Named> {
  private readonly byFormerId = new Map<string, Entry>();
  private readonly byName = new Map<string, Entry | null>();

  constructor(private readonly entries: ReadonlyMap<string, Entry>) {
    for (const entry of entries.values()) {
      for (const id of entry.formerly) this.byFormerId.set(id, entry);
      for (const name of new Set([foldName(entry.name.sv), foldName(entry.name.en)])) {
        // A name that two entries share names neither.
        this.byName.set(name, this.byName.has(name) ? null : entry);
      }
    }
  }

  find(text: string): Entry | null {
    const folded = foldName(text);
    return this.entries.get(folded) ?? this.byFormerId.get(folded) ?? this.byName.get(folded) ?? null;
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

/** Reads a system that exists; whether its rows may be handed in is asked when their month is known. */
export function systemReader(context: CheckContext): TextReader {
  const systems = new Directory(context.catalogue.systems);
  return (text) => {
    const system = systems.find(text);
    return system ? textOutcome(system.id) : systems.unknown('unknown-system', text);
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
