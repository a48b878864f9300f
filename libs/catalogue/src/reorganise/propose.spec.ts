import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { configTexts } from '../load/config-folders.js';
import { describeFaults } from '../load/config-fault.js';
import { loadCatalogue } from '../load/load-catalogue.js';
import { type ConfigAsWritten, REORGANISED_FILES, proposeReorganisation } from './propose.js';
import { type Reorganisation } from './reorganisation.js';

const FOLDER = resolve(import.meta.dirname, '../../../../test/fixtures/config/small');
const FROM = '2026-07-01';

describe('the lines to write for a reorganisation', () => {
  let config: ConfigAsWritten;
  beforeAll(async () => {
    const catalogue = await loadCatalogue(FOLDER);
    if (!catalogue.ok) throw new Error(describeFaults(catalogue.problem));
    config = { catalogue: catalogue.value, texts: await configTexts(FOLDER, REORGANISED_FILES) };
  });
  const proposed = async (reorganisation: Reorganisation): Promise<Record<string, string>> => {
    const files = proposeReorganisation(config, reorganisation);
    if (!files.ok) throw new Error(files.problem);
    const instead = new Map(files.value.map(({ file, content }) => [file, content]));
    const loaded = await loadCatalogue(FOLDER, undefined, { instead });
    if (!loaded.ok) throw new Error(describeFaults(loaded.problem));
    return Object.fromEntries(
      files.value.map(({ file, lines }) => [
        file,
        lines.map(({ before, after }) => (before === null ? `+${after}` : `-${before}`)).join('\n'),
      ]),
    );
  };
  const refused = (reorganisation: Reorganisation): string | null => {
    const files = proposeReorganisation(config, reorganisation);
    return files.ok ? null : files.problem;
  };

  it('ends the units that are merged, and begins the one that takes over', async () => {
    const into = { id: 'ab', name: 'Nämnd A: B' };
    expect(await proposed({ kind: 'merge', units: ['a', 'b'], into, from: FROM })).toEqual({
      'units.yaml': [
        '-- { id: a, name: Nämnd A, kind: committee, parent: city, inhabitants: 1000 }',
        '+- { id: a, name: Nämnd A, kind: committee, parent: city, inhabitants: 1000, to: 2026-06-30, mergedInto: ab }',
        '-- { id: b, name: Nämnd B, kind: committee, parent: city, inhabitants: 500 }',
        '+- { id: b, name: Nämnd B, kind: committee, parent: city, inhabitants: 500, to: 2026-06-30, mergedInto: ab }',
        '+- { id: ab, name: "Nämnd A: B", kind: committee, parent: city, from: 2026-07-01 }',
      ].join('\n'),
    });
  });

  it('says who goes on with what a divided unit had, and asks when nobody has said', async () => {
    const split = { kind: 'split', unit: 'c', from: FROM, over: {} } as const;
    const into = [
      { id: 'c1', name: 'C ett' },
      { id: 'c2', name: 'C två' },
    ];
    expect(refused({ ...split, into })).toContain('--over tjanst-c=<enhet>');
    const files = await proposed({ ...split, into, over: { 'tjanst-c': 'c2' } });
    expect(files['units.yaml']).toContain('to: 2026-06-30, successors: [ c1, c2 ] }');
    expect(files['systems.yaml']).toBe(
      '-  owner: c\n+  owner: [ { value: c, to: 2026-06-30 }, { value: c2, from: 2026-07-01 } ]',
    );
  });

  it.each([
    [
      'unit:b',
      'a',
      'units.yaml',
      'parent: [ { value: city, to: 2026-06-30 }, { value: a, from: 2026-07-01 } ]',
    ],
    [
      'system:tjanst-a',
      'b',
      'systems.yaml',
      'owner: [ { value: a, to: 2026-06-30 }, { value: b, from: 2026-07-01 } ]',
    ],
    [
      'project:blanketten',
      '2',
      'projects.yaml',
      'portfolio: [ { value: "1", to: 2026-06-30 }, { value: "2", from: 2026-07-01 } ]',
    ],
  ])('moves %s to %s from a day on', async (subject, into, file, line) => {
    expect((await proposed({ kind: 'move', subject, into, from: FROM }))[file]).toContain(line);
  });

  it('renames an id wherever it is written, and keeps what it was', async () => {
    const files = await proposed({ kind: 'rename', subject: 'system:tjanst-a', into: 'tjanst-alfa' });
    expect(files['systems.yaml']).toContain('+  formerly: [ tjanst-a ]');
    expect(files['maintenance.yaml']).toBe('-- system: tjanst-a\n+- system: tjanst-alfa');
  });

  it('closes a system by its last day', async () => {
    const files = await proposed({ kind: 'close', subject: 'system:tjanst-a', over: {}, to: '2026-06-30' });
    expect(files).toEqual({ 'systems.yaml': '+  followedUpTo: 2026-06-30' });
  });

  it.each([
    [{ kind: 'move', subject: 'unit:x', into: 'a', from: FROM }, 'Enheten "x" finns inte'],
    [{ kind: 'move', subject: 'portfolio:1', into: 'a', from: FROM }, 'förstås inte'],
    [{ kind: 'rename', subject: 'unit:a', into: 'b' }, 'finns redan'],
    [{ kind: 'merge', units: ['a', 'b'], into: { id: 'ab' }, from: FROM }, 'skriv vad den ska heta'],
  ] as const)('refuses %j', (reorganisation, words) => {
    expect(refused(reorganisation)).toContain(words);
  });
});
