import { readFile, readdir } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { suggest } from '../suggest.js';
import { type ConfigFault, didYouMean, faultAt } from './config-fault.js';
import { type Entry, type EntryClass, type Section, readEntry } from './entry.js';
import { YamlSource } from './yaml-source.js';

/** What a file or folder of the config folder holds. */
interface Kind<T extends object> {
  readonly noun: string;
  readonly type: EntryClass<T>;
}

/** Tells by what is written in a file which class it is of, where a folder holds several. */
export interface TypeByContent<T extends object> {
  readonly of: (written: unknown) => EntryClass<T>;
}

/** What a folder of the config folder holds: one entry in each file. */
interface FolderKind<T extends object> {
  readonly noun: string;
  readonly type: EntryClass<T> | TypeByContent<T>;
  /** The key that the file is called by. */
  readonly idKey: string;
  /** Of the files' names. */
  readonly ending: string;
  readonly required?: boolean;
}

/** The content of a file; `null` when there is no such file. Other failures of the disk are thrown. */
async function textOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isAbsence(error)) return null;
    throw error;
  }
}

/** The names in a folder, sorted; `null` when there is no such folder. */
async function namesIn(path: string): Promise<string[] | null> {
  try {
    return (await readdir(path)).sort();
  } catch (error) {
    if (isAbsence(error)) return null;
    throw error;
  }
}

function isAbsence(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  return code === 'ENOENT' || code === 'ENOTDIR';
}

/**
 * Reads the files of a config folder. What is absent there is taken from the folders it extends: file by file, and
 * folder by folder, never merged. Faults are gathered, not thrown.
 */
export class ConfigReader {
  readonly faults: ConfigFault[] = [];
  private readonly layers: string[];
  private readonly sought = new Set<string>();

  /** `instead` are files of the folder as they would be, by name: they are read in place of what the disk has. */
  constructor(
    private readonly folder: string,
    private readonly instead: ReadonlyMap<string, string> = new Map(),
  ) {
    this.layers = [folder];
  }

  async isFolder(): Promise<boolean> {
    return (await namesIn(this.folder)) !== null;
  }

  /** Adds a folder to fall back on; `false` when there is none. */
  async extend(folder: string): Promise<boolean> {
    this.layers.push(folder);
    return (await namesIn(folder)) !== null;
  }

  reportMissing(file: string, remedy: string): void {
    this.faults.push(faultAt({ file, line: 1 }, 'The file is missing.', remedy));
  }

  /** How faults name a path. */
  named(path: string): string {
    return relative(this.folder, path) || '.';
  }

  /** A file that holds one map; `null` when it is absent or cannot be read. */
  async map<T extends object>(
    path: string,
    type: EntryClass<T> | TypeByContent<T>,
  ): Promise<Entry<T> | null> {
    this.sought.add(basename(path));
    const text = await textOf(path);
    return text === null ? null : this.mapIn(path, text, type);
  }

  /** A file that holds one map and need not be there, from the first folder that has it. */
  async optionalMap<T extends object>(file: string, type: EntryClass<T>): Promise<Entry<T> | null> {
    this.sought.add(file);
    const found = await this.firstLayerWith(file);
    return found && this.mapIn(found.path, found.text, type);
  }

  /** A file that holds a list. */
  async list<T extends object>(
    file: string,
    { noun, type, required = true }: Kind<T> & { readonly required?: boolean },
  ): Promise<Section<T>> {
    this.sought.add(file);
    const found = await this.firstLayerWith(file);
    if (!found) {
      if (required) this.reportMissing(file, 'Add it; an empty list is written [].');
      return { noun, file, entries: [], whole: !required };
    }
    const section = { noun, file: this.named(found.path), entries: [], whole: false };
    const source = this.parsed(found.path, found.text);
    if (!source) return section;
    const items: unknown = source.content() ?? [];
    if (!Array.isArray(items)) {
      const message = 'The file must hold a list at its top.';
      this.faults.push(faultAt(source.placeAt([]), message, `Begin each ${noun} with "- ".`));
      return section;
    }
    const entries = items.map((written: unknown, index) =>
      this.gather(readEntry(type, { source, path: [index], written })),
    );
    return { ...section, entries: entries.filter((entry) => entry !== null), whole: true };
  }

  /** A folder with one map in each file; a file is called what its `idKey` says. */
  async folderOf<T extends object>(
    name: string,
    { noun, type, idKey, ending, required = true }: FolderKind<T>,
  ): Promise<Section<T>> {
    const found = await this.firstLayerWithFolder(name);
    if (!found && !required) return { noun, file: name, entries: [], whole: true };
    if (!found) {
      const message = 'The folder is missing.';
      this.faults.push(faultAt({ file: name, line: 1 }, message, `Add it, with one file for each ${noun}.`));
      return { noun, file: name, entries: [], whole: false };
    }
    const files = found.names.filter((file) => file.endsWith(ending));
    const entries = await Promise.all(
      files.map(async (file) => {
        const entry = await this.map(join(found.path, file), type);
        if (entry) this.checkFileName(entry, { id: basename(file, ending), idKey });
        return entry;
      }),
    );
    const readable = entries.filter((entry) => entry !== null);
    return { noun, file: this.named(found.path), entries: readable, whole: readable.length === files.length };
  }

  /** The files of a folder as they are, by their names without the ending; none when there is no such folder. */
  async filesIn(name: string, ending: string): Promise<{ id: string; file: string; bytes: Uint8Array }[]> {
    const found = await this.firstLayerWithFolder(name);
    const files = found?.names.filter((file) => file.endsWith(ending)) ?? [];
    return Promise.all(
      files.map(async (file) => {
        const path = join(found?.path ?? name, file);
        return { id: basename(file, ending), file: this.named(path), bytes: await readFile(path) };
      }),
    );
  }

  /** Reports files that nothing has read because they are nearly, but not quite, called what was looked for. */
  async reportMisnamedFiles(): Promise<void> {
    for (const name of (await namesIn(this.folder)) ?? []) {
      if (this.sought.has(name) || !/\.ya?ml$/.test(name)) continue;
      const near = suggest(name, this.sought);
      if (near === null) continue;
      const message = 'Nothing reads a file of this name.';
      this.faults.push(faultAt({ file: name, line: 1 }, message, didYouMean(near, [])));
    }
  }

  private mapIn<T extends object>(
    path: string,
    text: string,
    type: EntryClass<T> | TypeByContent<T>,
  ): Entry<T> | null {
    const source = this.parsed(path, text);
    if (!source) return null;
    const written = source.content() ?? {};
    return this.gather(readEntry('of' in type ? type.of(written) : type, { source, path: [], written }));
  }

  private checkFileName(entry: Entry<object>, { id, idKey }: { id: string; idKey: string }): void {
    const written = entry.written[idKey];
    if (typeof written !== 'string' || written === id) return;
    const message = `"${idKey}" is "${written}" in the file of "${id}".`;
    this.faults.push(faultAt(entry.at(idKey), message, 'Let the file be called what it holds.'));
  }

  private parsed(path: string, text: string): YamlSource | null {
    const source = new YamlSource(this.named(path), text);
    this.faults.push(...source.faults);
    return source.faults.length === 0 ? source : null;
  }

  private gather<T>({ value, faults }: { value: T; faults: readonly ConfigFault[] }): T {
    this.faults.push(...faults);
    return value;
  }

  private async firstLayerWith(file: string): Promise<{ path: string; text: string } | null> {
    const instead = this.instead.get(file);
    if (instead !== undefined) return { path: join(this.folder, file), text: instead };
    for (const layer of this.layers) {
      const path = join(layer, file);
      const text = await textOf(path);
      if (text !== null) return { path, text };
    }
    return null;
  }

  private async firstLayerWithFolder(name: string): Promise<{ path: string; names: string[] } | null> {
    for (const layer of this.layers) {
      const path = join(layer, name);
      const names = await namesIn(path);
      if (names) return { path, names };
    }
    return null;
  }
}
