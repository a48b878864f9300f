import { validateSync } from 'class-validator';
import { built } from '../built.js';
import { type ConfigFault, faultAt } from './config-fault.js';
import { shapeFaults } from './shape-faults.js';
import { type Path, type PlaceOf, type YamlSource } from './yaml-source.js';

/** A class of the catalogue. */
export type EntryClass<T extends object> = new () => T;

/** One thing of the catalogue as a file holds it. */
export interface Entry<T extends object> {
  readonly value: T;
  /** As it is written, before defaults and classes. */
  readonly written: Readonly<Record<string, unknown>>;
  /** Whether the value keeps what its class promises; only then may it be looked into. */
  readonly sound: boolean;
  /** Where one of its values stands. */
  readonly at: PlaceOf;
}

/** All entries of one kind. */
export interface Section<T extends object> {
  /** What one entry is called in a sentence. */
  readonly noun: string;
  /** File or folder that the entries stand in, as faults name it. */
  readonly file: string;
  readonly entries: readonly Entry<T>[];
  /** Whether all was read: only then can something be said to be missing. */
  readonly whole: boolean;
}

/** What was read, and what is wrong with it. */
export interface Reading<T> {
  readonly value: T;
  readonly faults: readonly ConfigFault[];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Makes an instance of a class of what is written at a path, and tells how it falls short of the class. */
export function readEntry<T extends object>(
  type: EntryClass<T>,
  { source, path, written }: { source: YamlSource; path: Path; written: unknown },
): Reading<Entry<T> | null> {
  const at: PlaceOf = (...below) => source.placeAt([...path, ...below]);
  if (!isRecord(written)) {
    const remedy = 'Write `key: value` lines, indented equally far.';
    return { value: null, faults: [faultAt(at(), 'Keys and values are expected here.', remedy)] };
  }
  const value = built(type, written);
  const errors = validateSync(value, { whitelist: true, forbidNonWhitelisted: true });
  const faults = shapeFaults(errors, at);
  return { value: { value, written, sound: faults.length === 0, at }, faults };
}

/** The entries that keep what their class promises. */
export function soundEntries<T extends object>({ entries }: Section<T>): Entry<T>[] {
  return entries.filter((entry) => entry.sound);
}

/** Every id that is written in a section, also of entries with other faults. */
export function writtenIds(section: Section<object>, key = 'id'): string[] {
  return section.entries.flatMap(({ written }) => {
    const id = written[key];
    return typeof id === 'string' || typeof id === 'number' ? [String(id)] : [];
  });
}
