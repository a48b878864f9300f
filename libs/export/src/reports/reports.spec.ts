import { describe, expect, it } from '@jest/globals';
import { type MeasureDefinition, MeasureVersion, Perspective, RatioFormula } from '#catalogue';
import { type MeasureScore, Period, type Scorecard, type Value, noValue } from '#core';
import fc from 'fast-check';
import { type MeasuredSystem } from './availability-source.js';
import { paperOf } from './paper/paper.js';
import { printable } from './paper/paper-text.js';
import { type ReportBlock } from './report-document.js';
import { reportPage } from './report-page.js';
import { scorecardReport } from './scorecard-report.js';
import { type ScorecardSource, pointsOf } from './scorecard-source.js';

const FROZEN_AT = '2026-10-21T09:00:00.000+02:00';

function numberOf(number: number): Value {
  return { kind: 'number', number, numerator: number, denominator: 100, n: 100, interval: null };
}

function measure(value: Value, more: Partial<MeasureScore> = {}): MeasureScore {
  return {
    id: 'availability',
    definitionVersion: 1,
    value,
    score: value.kind === 'number' ? 80 : null,
    status: value.kind === 'number' ? 'near' : value.kind,
    target: 99.5,
    nearTarget: 99,
    previous: noValue('not-provided'),
    sameLastYear: noValue('not-provided'),
    trend: { direction: 'unknown', reason: 'missing', change: null, changeSinceLastYear: null },
    completeness: { actual: 3, expected: 3 },
    quality: null,
    breakInSeries: false,
    ...more,
  };
}

function cardOf(period: string, ...measures: MeasureScore[]): Scorecard {
  const perspective = { id: 'quality' as const, score: 80, status: 'near' as const, preliminary: false };
  return {
    subject: { kind: 'unit', id: 'a', name: 'Nämnd <A>' },
    period,
    edition: 'original',
    computedAt: FROZEN_AT,
    perspectives: [{ ...perspective, completeness: { actual: 3, expected: 3 }, measures }],
  };
}

const DEFINITION: MeasureDefinition = Object.assign(new MeasureVersion(), {
  id: 'availability',
  formerIds: [],
  perspective: 'quality' as const,
  version: 1,
  validFrom: '2020-01-01',
  name: { sv: 'Tillgänglighet', en: 'Availability' },
  description: { sv: 'x', en: 'x' },
  rationale: { sv: 'x', en: 'x' },
  method: 'objective' as const,
  councilGoal: 'KF1' as const,
  responsible: { sv: 'Driftansvarig', en: 'Operations' },
  unitOfMeasure: { sv: '%', en: '%' },
  better: 'higher' as const,
  decimals: 2,
  collectingHoursPerYear: 1,
  subjects: ['unit' as const],
  formula: Object.assign(new RatioFormula(), { kind: 'ratio' as const, scale: 100 }),
});
const PERSPECTIVE = Object.assign(new Perspective(), {
  id: 'quality' as const,
  name: { sv: 'It-kvalitet', en: 'Quality' },
  question: { sv: 'Fungerar det?', en: 'Does it work?' },
});

function sourceOf(more: Partial<ScorecardSource> = {}): ScorecardSource {
  return {
    city: { sv: 'Staden', en: 'The city' },
    period: Period.of('2026-Q3'),
    isOpen: false,
    edition: 'original',
    frozenAt: FROZEN_AT,
    card: cardOf('2026-Q3', measure(numberOf(99.25))),
    earlier: [],
    perspectives: [PERSPECTIVE],
    definitions: [DEFINITION],
    comments: [],
    deviations: [],
    systems: [],
    ...more,
  };
}

function systemWith(count: number): MeasuredSystem {
  const outages = Array.from({ length: count }, (_, i) => ({
    id: `s.${i}`,
    from: '2026-07-01T08:00:00.000+02:00',
    to: '2026-07-01T09:00:00.000+02:00',
    durationMs: 60_000 * (i + 1),
    reason: 'timeout' as const,
    counted: i > 0,
    annotations: [],
  }));
  const name = { sv: 'System S', en: 'System S' };
  const none = { upMs: 0, degradedMs: 0, downMs: 0, unmonitoredMs: 0 };
  const figures = {
    ...{ agreedMs: 0, availability: null, availabilityWithMaintenance: null, coverage: null },
    ...{ inside: none, maintenance: none },
    ...{ outageCount: count, outageTotalMs: 0, longestOutageMs: 0, meanTimeToRestoreMs: null },
  };
  return { id: 's', name, owner: name, serviceTime: name, figures, outages };
}

function blocksOf(source: ScorecardSource): readonly ReportBlock[] {
  return scorecardReport(source).blocks;
}

function textOf(source: ScorecardSource): string {
  return reportPage(scorecardReport(source));
}

describe('the scorecard report', () => {
  it('draws a series of what earlier scorecards have, and of what this one is compared with', () => {
    const now = measure(numberOf(99.25), { previous: numberOf(98), sameLastYear: numberOf(97) });
    const source = sourceOf({
      card: cardOf('2026-Q3', now),
      earlier: [cardOf('2026-Q1', measure(numberOf(96))), cardOf('2026-Q2', measure(numberOf(95)))],
    });
    expect(pointsOf(source, now).map(({ period, value }) => [period, value.number])).toEqual([
      ['2025-Q3', 97],
      ['2026-Q1', 96],
      ['2026-Q2', 95], // what was frozen then, not what it is compared with now
      ['2026-Q3', 99.25],
    ]);
    const charts = blocksOf(source).filter(({ kind }) => kind === 'chart');
    expect(charts).toEqual([
      expect.objectContaining({
        alternative:
          'Diagram över Tillgänglighet: 2025-Q3 97,00 %; 2026-Q1 96,00 %; 2026-Q2 95,00 %; 2026-Q3 99,25 %.',
      }),
    ]);
  });

  it('draws nothing of one value, and of none', () => {
    expect(blocksOf(sourceOf()).some(({ kind }) => kind === 'chart')).toBe(false);
    const none = sourceOf({ card: cardOf('2026-Q3', measure(noValue('suppressed'))) });
    expect(blocksOf(none).some(({ kind }) => kind === 'chart')).toBe(false);
    expect(textOf(none)).toContain('Skyddad');
  });

  it('tells what is missing, comments, accepted deviations and the longest outages', () => {
    const about = { measure: 'availability', subject: 'unit:a', at: FROZEN_AT, by: 'x' };
    const text = textOf(
      sourceOf({
        card: cardOf('2026-Q3', measure(numberOf(99.25), { completeness: { actual: 2, expected: 3 } })),
        comments: [{ ...about, id: '1', period: '2026-Q3', text: 'Bytte <nät>' }],
        deviations: [
          { ...about, id: '2', from: '2026-01-01', until: '2026-12-31', reason: 'Flytt', withdrawn: null },
        ],
        systems: [systemWith(25)],
      }),
    );
    expect(text).toContain('Tillgänglighet (66 %)');
    expect(text).toContain('2026-10-21: Bytte &lt;nät&gt;');
    expect(text).toContain('Godtagen avvikelse till och med 2026-12-31: Flytt');
    expect(text).toContain('Avbrott som räknas: 24');
    expect(text).toContain('4 till står i tillgänglighetsrapporten');
  });

  it('says that an edition from before they were kept has no outages', () => {
    expect(textOf(sourceOf({ systems: null }))).toContain('Utgåvan har inga avbrott noterade');
  });
});

describe('a report on paper', () => {
  it('is the same for the same document, and dated by the freeze', () => {
    const paper = paperOf(scorecardReport(sourceOf()));
    expect(paperOf(scorecardReport(sourceOf()))).toEqual(paper);
    expect(paper.createdAt).toBe(Date.parse(FROZEN_AT) / 1000);
    expect(paperOf(scorecardReport(sourceOf({ frozenAt: null, edition: null }))).createdAt).toBeNull();
  });

  it.each([
    ['Åsa Öberg – 12 % ≥ 3 €', 'Åsa Öberg – 12 % ≥ 3 €'],
    ['Ж Ω ½ “x”', 'Ж Ω ½ “x”'],
    ['ﬁl', 'fil'],
    ['a\u0308', 'ä'],
    ['klart 👩‍👩‍👧!', 'klart �!'],
    ['漢字', '��'],
    ['a\u200bb\u00adc', 'abc'],
    ['rad\tett\r\nrad två', 'rad ett rad två'],
    ['\u0000\u202e', '�'],
  ])('prints %j as %j', (text, printed) => {
    expect(printable(text)).toBe(printed);
  });

  it('has a note where something could not be printed', () => {
    const smile = [{ measure: 'availability', subject: 'unit:a', at: FROZEN_AT, by: 'x', id: '1' }];
    const comments = smile.map((each) => ({ ...each, period: '2026-Q3', text: '😀' }));
    expect(paperOf(scorecardReport(sourceOf({ comments }))).report).toContain('typsnitt saknar');
    expect(paperOf(scorecardReport(sourceOf())).report).not.toContain('typsnitt saknar');
  });

  it('prints what it printed as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(printable(printable(text))).toBe(printable(text));
      }),
    );
  });
});
