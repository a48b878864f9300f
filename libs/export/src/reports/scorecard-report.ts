import { type MeasureDefinition } from '#catalogue';
import {
  KIND_EXPLANATIONS,
  KIND_WORDS,
  type MeasureScore,
  PERSPECTIVE_STATUS_WORDS,
  PROBE_REASON_WORDS,
  type PerspectiveScore,
  QUALITY_REASON_WORDS,
  STATUS_WORDS,
  type Value,
  acceptedWords,
  completenessPercent,
  formatBriefly,
  formatChange,
  formatScore,
  readTrend,
  seriesMarks,
  targetWords,
} from '#core';
import { type ReportBlock, type ReportDocument, facts, heading, paragraph } from './report-document.js';
import { NONE, clock, decimal, lengthOf, standingOf, withUnit } from './report-text.js';
import { type ScorecardSource, measuresOn, pointsOf } from './scorecard-source.js';

/** The measure beside which outages are told. */
const UPTIME = 'availability';
const MOST_OUTAGES = 20;

/** The scorecard report in Swedish: the five perspectives on one page, then a page for each with its measures. */
export function scorecardReport(source: ScorecardSource): ReportDocument {
  const { card, period, city, frozenAt } = source;
  return {
    title: `Styrkort: ${card.subject.name}, ${period.toString()}`,
    city: city.sv,
    frozenAt,
    blocks: [
      paragraph(`${period.firstDay} till ${period.lastDay}. ${standingOf(source)}`),
      perspectiveTable(source),
      paragraph('100 poäng: alla mål i perspektivet nås. De fem vägs aldrig ihop till ett tal.'),
      measureTable(source),
      missing(source),
      ...card.perspectives.flatMap((perspective) => chapter(source, perspective)),
    ],
  };
}

function nameOf({ perspectives }: ScorecardSource, id: string): string {
  return perspectives.find((each) => each.id === id)?.name.sv ?? id;
}

function completenessText({ completeness }: Pick<MeasureScore, 'completeness'>): string {
  const percent = completenessPercent(completeness);
  return percent === null ? 'inget underlag väntas' : `${percent} %`;
}

function scoreText({ score }: PerspectiveScore): string {
  return score === null ? NONE : formatScore(score);
}

function perspectiveTable(source: ScorecardSource): ReportBlock {
  return {
    kind: 'table',
    caption: 'De fem perspektiven',
    columns: [
      { head: 'Perspektiv' },
      { head: 'Poäng av 100', isNumber: true },
      { head: 'Läge' },
      { head: 'Täckningsgrad', isNumber: true },
    ],
    rows: source.card.perspectives.map((perspective) => [
      nameOf(source, perspective.id),
      scoreText(perspective),
      `${PERSPECTIVE_STATUS_WORDS[perspective.status]}${perspective.preliminary ? ' (preliminär)' : ''}`,
      completenessText(perspective),
    ]),
  };
}

/** A measure with the words and decimals of its definition. */
interface Defined {
  readonly measure: MeasureScore;
  readonly definition: MeasureDefinition;
}

function defined({ definitions }: ScorecardSource, measures: readonly MeasureScore[]): Defined[] {
  return measures.flatMap((measure) => {
    const definition = definitions.find(({ id }) => id === measure.id);
    return definition ? [{ measure, definition }] : [];
  });
}

function valueText(value: Value, { decimals, unitOfMeasure }: MeasureDefinition): string {
  return value.kind === 'number'
    ? withUnit(value.number, decimals, unitOfMeasure.sv)
    : KIND_WORDS[value.kind];
}

function targetText(
  { target }: MeasureScore,
  { decimals, unitOfMeasure, better }: MeasureDefinition,
): string {
  return target === null ? 'inget mål' : targetWords(withUnit(target, decimals, unitOfMeasure.sv), better);
}

/** A number whose unit stands beside it elsewhere: only a short one follows again. */
function brief(number: number | null, { decimals, unitOfMeasure }: MeasureDefinition): string {
  return number === null ? NONE : formatBriefly(number, decimals, unitOfMeasure.sv);
}

function measureTable(source: ScorecardSource): ReportBlock {
  const read = (value: Value, definition: MeasureDefinition): string =>
    value.kind === 'number' ? brief(value.number, definition) : KIND_WORDS[value.kind];
  return {
    kind: 'table',
    caption: 'Mätetalen i korthet',
    columns: [
      { head: 'Mätetal' },
      { head: 'Utfall', isNumber: true },
      { head: 'Mål', isNumber: true },
      { head: 'Läge' },
      { head: 'Förra perioden', isNumber: true },
      { head: 'Täckningsgrad', isNumber: true },
    ],
    rows: defined(source, measuresOn(source.card)).map(({ measure, definition }) => [
      `${definition.name.sv}, ${definition.unitOfMeasure.sv}`,
      read(measure.value, definition),
      brief(measure.target, definition),
      STATUS_WORDS[measure.status],
      read(measure.previous, definition),
      completenessText(measure),
    ]),
  };
}

/** What has not come in, or not wholly. */
function missing(source: ScorecardSource): ReportBlock {
  const lacking = defined(source, measuresOn(source.card)).flatMap(({ measure, definition }) => {
    const { completeness, value } = measure;
    const name = definition.name.sv;
    if (value.kind === 'not-provided') return [`${name} (saknas)`];
    return completeness.actual < completeness.expected ? [`${name} (${completenessText(measure)})`] : [];
  });
  if (lacking.length === 0) return paragraph('Inget underlag saknas.');
  return paragraph({ strong: 'Underlag saknas för: ' }, `${lacking.join('; ')}.`);
}

function chapter(source: ScorecardSource, perspective: PerspectiveScore): ReportBlock[] {
  const { id, measures } = perspective;
  const question = source.perspectives.find((each) => each.id === id)?.question.sv ?? '';
  const score = perspective.score === null ? 'inga poäng' : `${scoreText(perspective)} av 100 poäng`;
  return [
    heading(2, nameOf(source, id), true),
    paragraph(`${question} ${PERSPECTIVE_STATUS_WORDS[perspective.status]}, ${score}.`),
    ...defined(source, measures).flatMap((each) => section(source, each)),
    ...(measures.some((measure) => measure.id === UPTIME) ? outages(source) : []),
  ];
}

function section(source: ScorecardSource, { measure, definition }: Defined): ReportBlock[] {
  const { value } = measure;
  const { decimals, unitOfMeasure } = definition;
  const previousPeriod = source.period.previous().toString();
  const trend = readTrend(measure.trend, { decimals, unitOfMeasure: unitOfMeasure.sv, previousPeriod });
  const sinceLastYear = measure.trend.changeSinceLastYear;
  const change = sinceLastYear === null ? '' : ` (${formatChange(sinceLastYear, decimals, '')})`;
  return [
    heading(3, `${definition.name.sv}: ${valueText(value, definition)}`),
    ...(value.kind === 'number' ? [] : [paragraph(KIND_EXPLANATIONS[value.kind])]),
    facts([
      ['Mål', `${targetText(measure, definition)}: ${STATUS_WORDS[measure.status].toLowerCase()}`],
      ['Utveckling', trend.text],
      [`Förra perioden, ${previousPeriod}`, valueText(measure.previous, definition)],
      ['Samma period förra året', `${valueText(measure.sameLastYear, definition)}${change}`],
      ...(value.kind === 'number' && value.interval
        ? [
            [
              '95 % konfidensintervall',
              `${decimal(value.interval.low, decimals)} till ${decimal(value.interval.high, decimals)}`,
            ] as const,
          ]
        : []),
      ['Täckningsgrad', completenessText(measure)],
      ['Datakvalitet', qualityText(measure)],
    ]),
    ...(measure.breakInSeries
      ? [paragraph('Ny definition sedan förra perioden: jämför med varsamhet.')]
      : []),
    ...chart(source, { measure, definition }),
    ...remarks(source, measure.id),
  ];
}

function qualityText({ quality }: MeasureScore): string {
  if (!quality) return NONE;
  const reasons = quality.reasons.map((reason) => QUALITY_REASON_WORDS[reason]).join(', ');
  return reasons === '' ? quality.grade : `${quality.grade} (${reasons})`;
}

/** One value is no series. */
function chart(source: ScorecardSource, { measure, definition }: Defined): ReportBlock[] {
  const points = pointsOf(source, measure);
  const numbers = points.filter(({ value }) => value.kind === 'number');
  const isLast = (index: number): boolean => index === points.length - 1;
  const marks = seriesMarks(points, {
    decimals: definition.decimals,
    isOver: (index) => !(source.isOpen && isLast(index)),
    isCommented: (index) => isLast(index) && source.comments.some((each) => each.measure === measure.id),
  });
  if (!marks || numbers.length < 2) return [];
  const values = points.map(({ period, value }) => `${period} ${valueText(value, definition)}`);
  const legend = [
    ...(marks.some(({ role }) => role === 'target') ? ['streckad linje är målet'] : []),
    ...(marks.some(({ role }) => role === 'interval') ? ['lodrät linje är felmarginalen'] : []),
    ...(marks.some(({ role }) => role === 'break') ? ['prickad linje är en ny definition'] : []),
    ...(marks.some(({ running }) => running) ? ['ofylld punkt är perioden som pågår'] : []),
  ];
  const name = `${definition.name.sv}, ${definition.unitOfMeasure.sv}`;
  return [
    {
      kind: 'chart',
      caption: legend.length === 0 ? name : `${name}: ${legend.join(', ')}`,
      alternative: `Diagram över ${definition.name.sv}: ${values.join('; ')}.`,
      marks,
    },
  ];
}

/** What people have said of a measure, and which deviation from its target is accepted. */
function remarks({ comments, deviations }: ScorecardSource, measure: string): ReportBlock[] {
  return [
    ...deviations
      .filter((each) => each.measure === measure)
      .map(({ reason, until }) => paragraph(acceptedWords(reason, until))),
    ...comments
      .filter((each) => each.measure === measure)
      .map(({ text, at }) => paragraph({ strong: 'Kommentar ' }, `${at.slice(0, 10)}: ${text}`)),
  ];
}

/** The outages that count, the longest first. */
function outages({ systems }: ScorecardSource): ReportBlock[] {
  if (!systems) return [paragraph('Utgåvan har inga avbrott noterade: se tillgänglighetsrapporten.')];
  const all = systems
    .flatMap(({ name, outages: each }) => each.map((outage) => ({ name: name.sv, ...outage })))
    .filter(({ counted }) => counted)
    .sort((a, b) => b.durationMs - a.durationMs || (a.id < b.id ? -1 : 1));
  if (all.length === 0) return [paragraph('Inga avbrott räknas i perioden.')];
  const more = all.length - MOST_OUTAGES;
  return [
    {
      kind: 'table',
      caption: `Avbrott som räknas: ${all.length}`,
      columns: [
        { head: 'System' },
        { head: 'Från' },
        { head: 'Till' },
        { head: 'Längd', isNumber: true },
        { head: 'Orsak' },
      ],
      rows: all
        .slice(0, MOST_OUTAGES)
        .map(({ name, from, to, durationMs, reason }) => [
          name,
          clock(from),
          clock(to),
          lengthOf(durationMs),
          PROBE_REASON_WORDS[reason],
        ]),
    },
    ...(more > 0
      ? [paragraph(`De ${MOST_OUTAGES} längsta visas; ${more} till står i tillgänglighetsrapporten.`)]
      : []),
  ];
}
