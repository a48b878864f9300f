import { afterAll, describe, expect, it } from '@jest/globals';
import { type PerspectiveId } from '#core';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { type Catalogue } from '../catalogue.js';
import { measuresInForce } from '../measures-in-force.js';
import { publicGroups } from '../public-services.js';
import { UploadRules } from '../rules.js';
import { type ConfigFault, describeFaults } from './config-fault.js';
import { loadCatalogue } from './load-catalogue.js';

const BASE = resolve('config');
const BROKEN = resolve('test/fixtures/config/broken');

/** What is wrong with the json files, and with files that are not there, which hold no comments. */
const FAULTS_WITHOUT_COMMENT = [
  'datasets/cost.schema.json:6 The total is not a numeric field: "kind"',
  'datasets/cost.schema.json:7 The primary key names a field that is not there: "periode"',
  'datasets/cost.schema.json:10 The heading "enhet" is already that of the field "unit"',
  'datasets/cost.schema.json:11 The field "amount" is to be added up, but is of type "string"',
  'datasets/transactions.schema.json:16 The minimum of "completed" is above its maximum',
  'perspectives.yaml:1 The file is missing',
];

async function faultsOf(folder: string): Promise<ConfigFault[]> {
  const loaded = await loadCatalogue(folder);
  return loaded.ok ? [] : loaded.problem;
}

async function catalogueOf(folder: string): Promise<Catalogue> {
  const loaded = await loadCatalogue(folder);
  if (!loaded.ok) throw new Error(describeFaults(loaded.problem));
  return loaded.value;
}

const temporary: string[] = [];

/** A folder that extends the base folder and holds some files of its own. */
async function folderWith(files: Readonly<Record<string, string>>, extended = BASE): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'perspektiv-config-'));
  temporary.push(folder);
  const settings = `name: Teststaden\nextends: ${JSON.stringify(extended)}\n`;
  for (const [name, text] of Object.entries({ 'perspektiv.yaml': settings, ...files })) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return folder;
}

afterAll(() => Promise.all(temporary.map((folder) => rm(folder, { recursive: true }))));

/** The faults that the comments of a folder's YAML files announce: `file:line message`. */
async function announcedIn(folder: string): Promise<string[]> {
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.yaml'));
  const perFile = await Promise.all(
    files.map(async (file) => {
      const lines = (await readFile(join(folder, file), 'utf8')).split('\n');
      return lines.flatMap((line, index) =>
        (line.split('# fault: ')[1]?.split(' | ') ?? []).map((message) => `${file}:${index + 1} ${message}`),
      );
    }),
  );
  return perFile.flat();
}

describe('loadCatalogue on a broken folder', () => {
  it('tells every fault of every file at its line, and nothing else', async () => {
    const told = (await faultsOf(BROKEN)).map(({ file, line, message }) => `${file}:${line} ${message}`);
    const announced = [...(await announcedIn(BROKEN)), ...FAULTS_WITHOUT_COMMENT];
    expect(announced.filter((fault) => !told.some((t) => t.startsWith(fault)))).toEqual([]);
    expect(told.filter((t) => !announced.some((fault) => t.startsWith(fault)))).toEqual([]);
    expect(told).toHaveLength(announced.length);
  });

  it('says in sentences what is wrong and what to do', async () => {
    for (const { message, remedy, column } of await faultsOf(BROKEN)) {
      expect(message).toMatch(/^["A-Z].*\.$/);
      expect(remedy).toMatch(/^[A-Z].*(?:[.?…]|sha256sum)$/);
      expect(column ?? 1).toBeGreaterThan(0);
    }
  });

  it('repeats nothing that may be a secret', async () => {
    expect(describeFaults(await faultsOf(BROKEN))).not.toContain('hemligt');
  });

  it('describes them for a terminal, with what was probably meant', async () => {
    const described = describeFaults(await faultsOf(BROKEN)).split('\n');
    expect(described).toEqual(
      expect.arrayContaining([
        'units.yaml:7  "kind" cannot be "comittee". — Did you mean "committee"?',
        'units.yaml:13  There is no unit "cty". — Did you mean "city"?',
        'perspectivs.yaml:1  Nothing reads a file of this name. — Did you mean "perspectives.yaml"?',
        'perspektiv.yaml:6  The key "rules.preliminaryBelov" is not known here. — Did you mean "preliminaryBelow"?',
        'units.yaml:22  "kind" is missing. — Add the key "kind"; it is one of: city, group, district-council, committee, company.',
        'measures/take-up.yaml:17  The levels are out of order for a measure where higher is better. — Let scoreFloor < nearTarget <= target.',
      ]),
    );
  });
});

describe('the headings of the status page', () => {
  const system = (id: string): string =>
    `- { id: ${id}, name: Tjänst, owner: exempelnamnden, representative: Eva, category: basic, serviceDomain: social, serviceTime: kontorstid, public: true }\n`;
  const group = (...ids: string[]): string =>
    `- id: alla\n  name: Allt\n  alternative: Ring.\n  services: [${ids.map((id) => `{ system: ${id} }`).join(', ')}]\n`;

  it('hold every public system, or there are none', async () => {
    const systems = system('en') + system('tva');
    expect(await faultsOf(await folderWith({ 'systems.yaml': systems }))).toEqual([]);
    const whole = { 'systems.yaml': systems, 'status.yaml': group('en', 'tva') };
    expect(await faultsOf(await folderWith(whole))).toEqual([]);
    expect(describeFaults(await faultsOf(await folderWith({ ...whole, 'status.yaml': group('en') })))).toBe(
      'systems.yaml:2  The system "tva" is public, but no group of the status page lists it. — Add it to a group in status.yaml, or let it not be public.',
    );
  });

  it('give each service the alternative of its group, unless it has its own', async () => {
    const own = '{ system: tva, alternative: { sv: Besök., en: Visit. } }';
    const folder = await folderWith({
      'systems.yaml': system('en') + system('tva'),
      'status.yaml': group('en').replace(']', `, ${own}]`),
    });
    const [first] = publicGroups(await catalogueOf(folder));
    expect(first?.heading?.name.sv).toBe('Allt');
    expect(first?.services.map(({ alternative }) => alternative?.en)).toEqual(['Ring.', 'Visit.']);
  });

  it('may be left out: then the services stand without', async () => {
    const [all, ...rest] = publicGroups(
      await catalogueOf(await folderWith({ 'systems.yaml': system('en') })),
    );
    expect(all).toMatchObject({ heading: null, services: [{ system: { id: 'en' }, alternative: null }] });
    expect(rest).toEqual([]);
  });
});

describe('loadCatalogue on files that cannot be read', () => {
  it.each([
    ['an open bracket', '- { id: city, kind: city\n- id: b\n', 2],
    ['a tab for indent', '- id: city\n\tkind: city\n', 2],
    ['a key twice', '- id: city\n  kind: city\n  kind: group\n', 3],
  ])('tells %s, and does not call the units missing that the file may hold', async (_, text, line) => {
    const faults = await faultsOf(await folderWith({ 'units.yaml': text }));
    expect(new Set(faults.map(({ file }) => file))).toEqual(new Set(['units.yaml']));
    expect(faults.map((fault) => fault.line)).toContain(line);
  });

  it('tells that a list is expected', async () => {
    const faults = await faultsOf(await folderWith({ 'deliveries.yaml': 'id: cost\n' }));
    expect(describeFaults(faults)).toBe(
      'deliveries.yaml:1  The file must hold a list at its top. — Begin each delivery with "- ".',
    );
  });

  it('tells a former id that is another measure’s, and a target for one that never was', async () => {
    const measure = await readFile(join(BASE, 'measures/availability.yaml'), 'utf8');
    const folder = await folderWith({
      'measures/availability.yaml': measure.replace('order: 1', 'order: 1\nformerIds: [uptime, speed]'),
      'measures/speed.yaml': measure.replace('id: availability', 'id: speed'),
      'targets.yaml': ['uptime', 'uptimes']
        .map(
          (id) => `- { measure: ${id}, validFrom: 2026-01-01, target: 99, nearTarget: 98, scoreFloor: 90 }\n`,
        )
        .join(''),
    });
    expect((await faultsOf(folder)).map(({ message }) => message)).toEqual([
      'The measure "speed" is already at measures/speed.yaml:1.',
      'There is no measure "uptimes".',
    ]);
  });

  it('tells a proportion that is none', async () => {
    const measure = await readFile(join(BASE, 'measures/availability.yaml'), 'utf8');
    const folder = await folderWith({
      'measures/availability.yaml': measure.replace('scale: 100', 'scale: 100\n      proportion: true'),
      'targets.yaml': '[]',
    });
    expect((await faultsOf(folder)).map(({ message }) => message)).toEqual([
      'Both sides of a proportion count the same things, each of them once.',
    ]);
  });

  it('tells a measure that weighs answers', async () => {
    const measure = await readFile(join(BASE, 'measures/perceived-usefulness.yaml'), 'utf8');
    const side = '{ from: survey, add: { n_5: 1 } }';
    const ratio = `kind: ratio\n      numerator: ${side}\n      denominator: ${side}\n      weightBySystem: true\n`;
    const folder = await folderWith({
      'measures/perceived-usefulness.yaml': measure.replace(/kind: answer-mean[^]*$/, ratio),
      'targets.yaml': '[]',
    });
    expect((await faultsOf(folder)).map(({ message }) => message)).toEqual([
      'Answers are neither weighed nor averaged over months: small groups could be told from that.',
    ]);
  });

  it('tells the line in a data set schema', async () => {
    const text = await readFile(join(BASE, 'datasets/cost.schema.json'), 'utf8');
    const line = text.split('\n').findIndex((l) => l.includes('"type": "number"')) + 1;
    const broken = text.replace('"type": "number"', '"type": "numbr"');
    const faults = await faultsOf(await folderWith({ 'datasets/cost.schema.json': broken }));
    expect(faults).toContainEqual({
      file: 'datasets/cost.schema.json',
      line,
      column: 7,
      message: '"fields[2].type" cannot be "numbr".',
      remedy: 'Did you mean "number"?',
    });
  });

  it('tells which perspectives are missing', async () => {
    const text = await readFile(join(BASE, 'perspectives.yaml'), 'utf8');
    const faults = await faultsOf(
      await folderWith({ 'perspectives.yaml': text.split('- id: quality')[0] ?? '' }),
    );
    expect(faults.map(({ message }) => message)).toEqual(['The perspective "quality" is missing.']);
  });

  it('tells rules for signing in that cannot be followed', async () => {
    const rules = [
      "{ claim: groups, value: a, pattern: 'b', roles: [followup] }",
      "{ claim: groups, pattern: 'ENHET-(.+)', roles: ['unit:$2'] }",
      '{ claim: groups, value: a, roles: [unit:ingen] }',
    ];
    const folder = await folderWith({
      'sign-in.yaml': [
        'issuer: https://id.example.se/realms/staden',
        'clientId: perspektiv',
        'audience: perspektiv',
        'button: Logga in',
        'roles:',
        ...rules.map((rule) => `  - ${rule}`),
      ].join('\n'),
    });
    expect((await faultsOf(folder)).map(({ line, message }) => `${line} ${message}`)).toEqual([
      '3 "audience" is that of the tokens by which the pages sign people in.',
      '6 The rule must have either a "value" or a "pattern".',
      '7 "unit:$2" takes "$2", which the rule does not have.',
      '8 There is no unit "ingen".',
    ]);
  });

  it('tells that there is no folder, once', async () => {
    expect(await faultsOf(join(BASE, 'nowhere'))).toHaveLength(1);
  });

  it('tells that a folder without settings lacks them', async () => {
    const folder = await folderWith({});
    await rm(join(folder, 'perspektiv.yaml'));
    expect((await faultsOf(folder)).map(({ file }) => file)).toContain('perspektiv.yaml');
  });

  it('tells that folders extend each other in a circle', async () => {
    const first = await folderWith({});
    const second = await folderWith({}, first);
    await writeFile(join(first, 'perspektiv.yaml'), `name: Ett\nextends: ${JSON.stringify(second)}\n`);
    const faults = await faultsOf(second);
    expect(faults.map(({ message }) => message)).toContain('The folder extends itself.');
  });
});

describe('the base folder', () => {
  it('is clean, and has the fifteen measures of domain.md in its order', async () => {
    const byPerspective: Record<PerspectiveId, string[]> = {
      'external-benefit': ['digital-take-up', 'completion-rate', 'citizen-satisfaction'],
      'internal-benefit': ['perceived-usefulness', 'cases-within-target', 'benefit-realisation'],
      maturity: ['licence-utilisation', 'digital-skills', 'maturity-level'],
      cost: ['it-cost-per-employee', 'it-cost-share', 'cost-per-transaction'],
      quality: ['availability', 'outages-per-system', 'response-apdex'],
    };
    const catalogue = await catalogueOf(BASE);
    const measures = measuresInForce(catalogue, '2026-09-30');
    expect(measures.map(({ id }) => id)).toEqual(Object.values(byPerspective).flat());
    for (const { id, perspective } of measures) expect(byPerspective[perspective]).toContain(id);
    expect(catalogue.perspectives.map(({ id }) => id)).toEqual(Object.keys(byPerspective));
    expect(catalogue.datasets.size).toBe(9);
  });

  it('reads ledgers and surveys by its maps, and a city may do without', async () => {
    const base = await catalogueOf(BASE);
    expect([...base.accountMaps.keys()]).toEqual(['kommun-bas']);
    expect([...base.surveyMaps.keys()]).toEqual(['it-medarbetare', 'nki-e-tjanst']);
    expect([...base.instruments.keys()]).toEqual(['digital-kompetens', 'it-nytta', 'nki', 'tumme']);
    expect(base.surveyMaps.get('nki-e-tjanst')?.questions[0]).toMatchObject({
      code: 'NKI1',
      reversed: false,
    });
    const folder = await folderWith({ 'accounts/none.txt': '', 'surveys/none.txt': '' });
    const without = await catalogueOf(folder);
    expect([without.accountMaps.size, without.surveyMaps.size, without.instruments.size]).toEqual([0, 0, 0]);
  });

  it('gives classes with their defaults, and one text for both languages', async () => {
    const catalogue = await catalogueOf(
      await folderWith({ 'units.yaml': '- { id: city, name: Staden, kind: city }\n', 'systems.yaml': '' }),
    );
    expect(catalogue.units.get('city')?.name).toEqual({ sv: 'Staden', en: 'Staden' });
    expect(catalogue.rules).toEqual({
      suppressBelow: 5,
      preliminaryBelow: 0.8,
      keepSamplesMonths: 13,
      keepAudit: { changesMonths: 120, attemptsMonths: 24, signInsMonths: 12 },
      quorumAbove: 0.5,
      anonymousRead: true,
      reachableNetworks: [],
      uploads: new UploadRules(),
      limits: {
        callsPerMinute: 1_800,
        costlyReadsPerMinute: 300,
        uploadsPerMinute: 120,
        signInsPerMinute: 60,
        surveyAnswersPerHour: 200,
      },
    });
    expect(catalogue.portfolios.has('3')).toBe(true);
  });

  it('lends what a folder that extends it lacks, a whole file or folder at a time', async () => {
    const measure = await readFile(join(BASE, 'measures/availability.yaml'), 'utf8');
    const catalogue = await catalogueOf(
      await folderWith({ 'measures/availability.yaml': measure, 'targets.yaml': '[]' }),
    );
    expect(catalogue.name.sv).toBe('Teststaden');
    expect([...catalogue.measures.keys()]).toEqual(['availability']);
    expect(catalogue.serviceTimes.has('kontorstid')).toBe(true);
    expect(catalogue.targets).toEqual([]);
  });
});

describe('dates in the catalogue', () => {
  const UNITS = `
- { id: city, name: Staden, kind: city }
- { id: g1, name: G1, kind: group, parent: city }
- { id: g2, name: G2, kind: group, parent: city }
`;
  const system = (rest: string): string =>
    `- { id: s, name: S, representative: x, category: basic, serviceDomain: social, serviceTime: dygnet-runt, ${rest} }\n`;
  const A = '- { id: a, name: A, kind: committee, parent: city }\n';

  async function told(units: string, systems = '[]\n'): Promise<string[]> {
    const files = { 'units.yaml': `${UNITS}${units}`, 'systems.yaml': systems };
    return (await faultsOf(await folderWith(files))).map(({ file, message }) => `${file} ${message}`);
  }

  it.each<[string, string, string?]>([
    [
      'parents one after the other',
      '- { id: a, name: A, kind: committee, parent: [{ value: g1, to: 2026-10-31 }, { value: g2, from: 2026-11-01 }] }',
    ],
    [
      'parents of which only one day is said',
      '- { id: a, name: A, kind: committee, parent: [{ parent: g1 }, { parent: g2, from: 2026-11-01 }] }',
    ],
    [
      'a merger',
      '- { id: a, name: A, kind: committee, parent: g1, to: 2026-06-30, mergedInto: b }\n- { id: b, name: B, kind: committee, parent: g1, from: 2026-07-01 }',
      system('owner: a'),
    ],
    [
      'a split',
      '- { id: a, name: A, kind: committee, parent: g1, to: 2026-06-30, successors: [b, c] }\n- { id: b, name: B, kind: committee, parent: g1, from: 2026-07-01 }\n- { id: c, name: C, kind: committee, parent: g2 }',
      system('owner: [{ value: a, to: 2026-06-30 }, { value: b }]'),
    ],
    [
      'inhabitants by year, and a former id',
      '- { id: a, name: A, kind: committee, parent: g1, inhabitants: { 2025: 10, 2026: 11 }, formerly: [b] }',
      system('owner: [{ value: a }], formerly: [t]'),
    ],
  ])('may say %s', async (...[, units, systems]) => {
    expect(await told(`${units}\n`, systems)).toEqual([]);
  });

  it.each<[string, string, string, string?]>([
    [
      'overlaps',
      'overlap from 2026-10-01 to 2026-10-31',
      '- { id: a, name: A, kind: committee, parent: [{ value: g1, to: 2026-10-31 }, { value: g2, from: 2026-10-01 }] }',
    ],
    [
      'gaps',
      'There is a gap between',
      '- { id: a, name: A, kind: committee, parent: [{ value: g1, to: 2026-10-31 }, { value: g2, from: 2026-12-01 }] }',
    ],
    [
      'an open end',
      'Nothing is said of the time after 2026-10-31',
      '- { id: a, name: A, kind: committee, parent: [{ value: g1, to: 2026-10-31 }] }',
    ],
    [
      'rows without days',
      'It is not said when "g2" takes over',
      '- { id: a, name: A, kind: committee, parent: [{ value: g1 }, { value: g2 }] }',
    ],
    [
      'days that there are not',
      '"parent" must be an id, or rows',
      '- { id: a, name: A, kind: committee, parent: [{ value: g1, to: 2026-02-30 }, { value: g2 }] }',
    ],
    [
      'parents that there are not',
      'There is no unit "g3"',
      '- { id: a, name: A, kind: committee, parent: [{ value: g1, to: 2026-10-31 }, { value: g3 }] }',
    ],
    [
      'circles at a date',
      'is below itself from 2026-11-01 on',
      '- { id: a, name: A, kind: committee, parent: [{ value: g1 }, { value: b, from: 2026-11-01 }] }\n- { id: b, name: B, kind: committee, parent: [{ value: a }, { value: a, from: 2026-10-01 }] }',
    ],
    [
      'a successor that begins later',
      'later than the day after "a" ends',
      '- { id: a, name: A, kind: committee, parent: g1, to: 2026-06-30, mergedInto: b }\n- { id: b, name: B, kind: committee, parent: g1, from: 2026-08-01 }',
    ],
    [
      'a successor that has ended',
      'has ended before it could take over',
      '- { id: a, name: A, kind: committee, parent: g1, to: 2026-06-30, mergedInto: b }\n- { id: b, name: B, kind: committee, parent: g1, to: 2026-05-31 }',
    ],
    [
      'a successor of what does not end',
      'has successors, and does not end',
      '- { id: a, name: A, kind: committee, parent: g1, successors: [b] }\n- { id: b, name: B, kind: committee, parent: g1 }',
    ],
    [
      'a succession in a circle',
      'succeeds itself',
      '- { id: a, name: A, kind: committee, parent: g1, to: 2026-06-30, mergedInto: b }\n- { id: b, name: B, kind: committee, parent: g1, to: 2026-06-30, mergedInto: a }',
    ],
    [
      'an end before the beginning',
      'It ends before it begins',
      '- { id: a, name: A, kind: committee, parent: g1, from: 2026-06-30, to: 2026-06-29 }',
    ],
    [
      'a parent that has ended',
      '"a" is below "p" on 2026-07-01',
      '- { id: p, name: P, kind: group, parent: city, to: 2026-06-30 }\n- { id: a, name: A, kind: committee, parent: p }',
    ],
    [
      'a former id that is taken',
      'The unit "a" is already at',
      `${A}- { id: b, name: B, kind: committee, parent: city, formerly: [a] }`,
    ],
    [
      'an owner that has ended',
      'belongs to "a" on 2026-07-01',
      '- { id: a, name: A, kind: committee, parent: g1, to: 2026-06-30 }',
      system('owner: a'),
    ],
    [
      'owners in a gap',
      'There is a gap between',
      `${A}- { id: b, name: B, kind: committee, parent: city }`,
      system('owner: [{ value: a, to: 2026-06-30 }, { value: b, from: 2026-08-01 }]'),
    ],
  ])('may not hold %s', async (...[, message, units, systems]) => {
    const faults = await told(`${units}\n`, systems);
    expect(faults).toEqual([expect.stringContaining(message)]);
  });
});
