import { describe, expect, it } from '@jest/globals';
import {
  Ils,
  IlsFile,
  IlsUnit,
  Indicator,
  MeasureVersion,
  type MeasureDefinition,
  RatioFormula,
} from '#catalogue';
import { type MeasureScore, Period, type Scorecard, type Value, noValue } from '#core';
import { readXlsx } from 'hucre/xlsx';
import { ilsCells } from './ils-cells.js';
import { ilsExport } from './ils-files.js';
import { type IlsSource } from './ils-source.js';
import { preFlight } from './pre-flight.js';
import { encoded, unencodable } from './text-encoding.js';

const FROZEN_AT = '2026-10-15T09:00:00.000+02:00';

const DEFINITION: MeasureDefinition = Object.assign(new MeasureVersion(), {
  id: 'take-up',
  formerIds: [],
  perspective: 'external-benefit' as const,
  version: 2,
  validFrom: '2020-01-01',
  name: { sv: 'Digital andel', en: 'Digital take-up' },
  description: { sv: 'x', en: 'x' },
  rationale: { sv: 'x', en: 'x' },
  method: 'objective' as const,
  councilGoal: 'KF1' as const,
  responsible: { sv: 'Systemägaren', en: 'The owner' },
  unitOfMeasure: { sv: '%', en: '%' },
  better: 'higher' as const,
  decimals: 1,
  collectingHoursPerYear: 1,
  subjects: ['unit' as const],
  ils: { measure: 'PDF-1' },
  formula: Object.assign(new RatioFormula(), { kind: 'ratio' as const, scale: 100 }),
});

function ratio(numerator: number, denominator: number): Value {
  return {
    kind: 'number',
    number: (numerator * 100) / denominator,
    numerator,
    denominator,
    n: denominator,
    interval: null,
  };
}

function card(id: string, value: Value, more: Partial<MeasureScore> = {}): Scorecard {
  const measure: MeasureScore = {
    id: 'take-up',
    definitionVersion: 2,
    value,
    score: 50,
    status: value.kind === 'number' ? 'near' : value.kind,
    target: 80,
    nearTarget: 70,
    previous: ratio(1, 3),
    sameLastYear: noValue('not-provided'),
    trend: { direction: 'unknown', change: null, changeSinceLastYear: null, reason: null },
    completeness: { actual: 2, expected: 3 },
    quality: null,
    breakInSeries: false,
    ...more,
  };
  const perspective = {
    id: 'external-benefit' as const,
    score: 50,
    status: 'near' as const,
    preliminary: false,
    completeness: { actual: 2, expected: 3 },
    measures: [measure],
  };
  return {
    subject: { kind: 'unit', id, name: `Nämnd ${id.toUpperCase()}` },
    period: '2026-Q3',
    edition: 'original',
    computedAt: FROZEN_AT,
    perspectives: [perspective],
  };
}

function unit(code: string, ...units: string[]): IlsUnit {
  return Object.assign(new IlsUnit(), { code, units });
}

function ils(more: Partial<Ils> = {}): Ils {
  return Object.assign(new Ils(), {
    indicators: [Object.assign(new Indicator(), { measure: 'take-up' })],
    units: [unit('1000', 'city'), unit('2001', 'a'), unit('2002', 'b', 'c')],
    columns: { outcome: 'utfall', target: 'årsmål', previous: 'föregående', status: 'status' },
    statuses: { met: '3', near: '2', 'not-met': '1' },
    ...more,
  });
}

function source(more: Partial<IlsSource> = {}): IlsSource {
  return {
    period: Period.of('2026-Q3'),
    edition: 'original',
    frozenAt: FROZEN_AT,
    definitions: [DEFINITION],
    scorecards: [
      card('city', ratio(810, 1100)),
      card('a', ratio(800, 1000)),
      card('b', ratio(10, 40)),
      card('c', ratio(30, 40)),
    ],
    earlier: [],
    comments: [],
    parents: new Map([
      ['a', 'city'],
      ['b', 'city'],
      ['c', 'city'],
    ]),
    ils: ils(),
    dryRun: false,
    ...more,
  };
}

async function textOf(from: IlsSource, name: RegExp): Promise<string> {
  const { files } = await ilsExport(from, 'ils-test');
  const file = files.find((each) => name.test(each.name));
  return file ? new TextDecoder('utf-8', { ignoreBOM: true }).decode(file.bytes) : '';
}

describe('ILS rows', () => {
  it('are one line a value with the last day of the period, rounded half away from zero', async () => {
    expect(await textOf(source(), /^ils-2026/)).toBe(
      '\uFEFFDatum;EnhetExternkod;MattExternkod;MattkolumnExternkod;Varde\r\n' +
        '2026-09-30;1000;PDF-1;utfall;73,6\r\n' +
        '2026-09-30;1000;PDF-1;årsmål;80\r\n' +
        '2026-09-30;1000;PDF-1;föregående;33,3\r\n' +
        '2026-09-30;1000;PDF-1;status;2\r\n' +
        '2026-09-30;2001;PDF-1;utfall;80\r\n' +
        '2026-09-30;2001;PDF-1;årsmål;80\r\n' +
        '2026-09-30;2001;PDF-1;föregående;33,3\r\n' +
        '2026-09-30;2001;PDF-1;status;2\r\n' +
        '2026-09-30;2002;PDF-1;utfall;50\r\n' +
        '2026-09-30;2002;PDF-1;årsmål;80\r\n' +
        '2026-09-30;2002;PDF-1;föregående;33,3\r\n' +
        '2026-09-30;2002;PDF-1;status;1\r\n',
    );
  });

  it.each([
    ['rows', '2026-09-30;2002;PDF-1;utfall;50'],
    ['columns', '2026-09-30;2002;PDF-1;50;80;33,3;1'],
    ['manual-names', '2026-09-30\tNämnd B\tDigital andel\tutfall\t50'],
  ] as const)('are laid out as %s', async (layout, line) => {
    const file = Object.assign(new IlsFile(), { layout });
    expect((await textOf(source({ ils: ils({ file }) }), /^ils-2026/)).split('\r\n')).toContain(line);
  });

  it.each([
    ['all', false, ['1000', '2001', '2002']],
    ['all', true, ['2001', '2002']],
    ['leaves', false, ['2001', '2002']],
    ['root', false, ['1000']],
  ] as const)(
    'are for the units of %s (consolidated by the receiver: %s)',
    (levels, consolidatedByReceiver, codes) => {
      const indicators = [
        Object.assign(new Indicator(), { measure: 'take-up', levels, consolidatedByReceiver }),
      ];
      const cells = ilsCells(source({ ils: ils({ indicators }) }));
      expect([...new Set(cells.map(({ unitCode }) => unitCode))]).toEqual(codes);
    },
  );

  it.each([
    [[ratio(10, 40), ratio(30, 40)], 50],
    [[ratio(10, 40), noValue('not-provided')], 25],
    [[ratio(10, 40), noValue('suppressed')], null],
    [[ratio(0, 40), noValue('not-applicable')], 0],
    [[noValue('not-provided'), noValue('not-applicable')], null],
  ])('of units that are one at the receiver add up numerators and denominators: %#', ([b, c], outcome) => {
    const cards = [card('b', b ?? noValue('not-provided')), card('c', c ?? noValue('not-provided'))];
    const cells = ilsCells(source({ scorecards: cards }));
    expect(cells.find(({ column }) => column === 'outcome')?.value).toBe(outcome);
  });

  it('say nothing where there is no number, and list what stood there before', async () => {
    const hidden = card('a', noValue('suppressed'), { previous: noValue('suppressed') });
    const restated = source({
      edition: 'restated-2',
      scorecards: [card('city', ratio(810, 1100)), hidden],
      earlier: [source().scorecards],
    });
    expect(await textOf(restated, /^ils-2026/)).not.toContain('2001;PDF-1;utfall');
    expect(await textOf(restated, /^ils-clear/)).toBe(
      '\uFEFFDatum;EnhetExternkod;MattExternkod;MattkolumnExternkod;Enhet;Mätetal;Åtgärd\r\n' +
        '2026-09-30;2001;PDF-1;utfall;Nämnd A;Digital andel;töms\r\n' +
        '2026-09-30;2001;PDF-1;föregående;Nämnd A;Digital andel;töms\r\n' +
        '2026-09-30;2001;PDF-1;status;Nämnd A;Digital andel;töms\r\n',
    );
    const rows = JSON.parse(await textOf(restated, /^ils-package.*json$/)) as {
      rows: Record<string, unknown>[];
    };
    expect(rows.rows.map((row) => [row.unit, row.edition, row.clears_previous])).toEqual([
      ['city', 'restated', false],
      ['a', 'restated', true],
    ]);
    expect(await textOf(restated, /^ils-diff/)).toContain('2026-Q3;a;take-up;value_kind;number;suppressed');
  });
});

describe('the ILS package', () => {
  it('has the columns of the contract, and every number as the scorecard has it', async () => {
    const [header, city] = (await textOf(source(), /^ils-package.*rfc4180\.csv$/)).split('\r\n');
    expect(header).toBe(
      'export_id,edition,period_type,period,unit,unit_name,council_goal,perspective,measure,measure_name,' +
        'definition_version,unit_of_measure,direction,value_kind,outcome,target,previous,status,score,numerator,' +
        'denominator,n,completeness,clears_previous,comment,responsible,frozen_at',
    );
    expect(city).toBe(
      'ils-test,original,quarter,2026-Q3,city,Nämnd CITY,KF1,external-benefit,take-up,Digital andel,2,%,higher,number,' +
        `${810 / 11},80,${100 / 3},near,50,810,1100,1100,${2 / 3},false,,Systemägaren,${FROZEN_AT}`,
    );
  });

  it('holds comments unless they are to go nowhere', async () => {
    const comment = {
      ...{ id: '1', measure: 'take-up', subject: 'unit:a', period: '2026-Q3' },
      ...{ text: '=HYPERLINK("x")', at: FROZEN_AT, by: 'x' },
    };
    const told = await textOf(source({ comments: [comment] }), /^ils-package.*Q3-original\.csv$/);
    expect(told).toContain(`"'=HYPERLINK(""x"")"`);
    const silent = source({ comments: [comment], ils: ils({ comments: 'none' }) });
    expect(await textOf(silent, /^ils-package.*Q3-original\.csv$/)).not.toContain('HYPERLINK');
  });

  it('is the same bytes whenever it is made', async () => {
    const [once, again] = [await ilsExport(source(), 'x'), await ilsExport(source(), 'x')];
    expect(again.files).toEqual(once.files);
  });
});

describe('a dry run', () => {
  it('says so in every file that it makes, of an open period besides that nothing is frozen', async () => {
    const { files } = await ilsExport(source({ dryRun: true, frozenAt: null, edition: 'live' }), 'x');
    for (const { name, bytes } of files) {
      const sheets = name.endsWith('.xlsx') ? (await readXlsx(bytes)).sheets : [];
      const text = sheets.length > 0 ? JSON.stringify(sheets.map(({ rows }) => rows[0])) : '';
      expect(text + new TextDecoder().decode(bytes)).toContain('PROVKÖRNING');
      expect(name).toContain('provkorning');
    }
    expect(files.map(({ name }) => name)).toHaveLength(5);
  });
});

describe('the pre-flight', () => {
  it('has nothing to say when every code is there', () => {
    expect(preFlight(source())).toEqual([]);
  });

  it('tells all faults at once', () => {
    const faulty = ils({
      units: [unit('1', 'city'), unit('1', 'a'), unit('2', 'a')],
      columns: { outcome: 'x', target: 'x', status: 's' },
      statuses: {},
      periodicities: {},
    });
    const uncoded = Object.assign(new MeasureVersion(), DEFINITION, { ils: undefined });
    const told = preFlight(source({ ils: faulty, definitions: [uncoded] }));
    expect(told.map(({ code, about, ids }) => `${code} ${about} ${ids.join(' ')}`)).toEqual([
      'unmapped unit b',
      'unmapped unit c',
      'ambiguous unit a 1 2',
      'duplicate unit 1 city a',
      'unmapped measure take-up',
      'duplicate column x',
      'unmapped periodicity quarter',
      'unmapped status near',
    ]);
    for (const { message } of told) expect([message.sv, message.en]).not.toContain('');
  });

  it('refuses an encoding that lacks a sign, and an export of nothing', () => {
    const file = Object.assign(new IlsFile(), { encoding: 'windows-1252' as const });
    const strange = ils({ file, units: [unit('1000', 'city'), unit('Ω', 'a'), unit('3', 'b', 'c')] });
    expect(preFlight(source({ ils: strange }))).toMatchObject([{ code: 'unencodable', ids: ['Ω'] }]);
    expect(preFlight(source({ ils: ils({ indicators: [] }) }))).toMatchObject([{ code: 'empty' }]);
  });
});

describe('the encodings of the file', () => {
  it.each([
    ['utf-8', 'c3a5e282ac'],
    ['utf-8-bom', 'efbbbfc3a5e282ac'],
    ['utf-16le', 'fffee500ac20'],
    ['windows-1252', 'e580'],
  ] as const)('%s', (encoding, hex) => {
    expect(Buffer.from(encoded('å€', encoding)).toString('hex')).toBe(hex);
    expect(unencodable('å€', encoding)).toEqual([]);
  });
});
