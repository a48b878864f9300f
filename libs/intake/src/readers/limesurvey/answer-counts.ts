import { type AnswerScale } from '#catalogue';
import { Period } from '#core';
import { type Cell, textOf } from '../../cells/cell.js';
import { monthFirst, parseDate } from '../../cells/date.js';
import { foldName } from '../../cells/words.js';
import { type Fault, fileFault } from '../../problem-codes.js';
import { type ReadingCircumstances, onlyUnit } from '../../reading-circumstances.js';
import { type Table } from '../reader.js';
import { answerReader } from './answers.js';
import { OutsideWave } from './outside-wave.js';
import { type QuestionColumn, type SurveyColumns } from './survey-columns.js';

const ALTERNATIVES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

const SURVEY_COLUMNS = [
  'unit',
  'wave',
  'audience',
  'question',
  'scale_min',
  'scale_max',
  ...ALTERNATIVES.map((place) => `n_${place}`),
  'system',
];

/** How many answered what to one question, in one unit and wave. */
interface Count {
  readonly unit: string;
  readonly wave: string;
  readonly question: string;
  readonly system: string;
  readonly scale: AnswerScale;
  /** Place on the scale → number of answers. */
  readonly places: Map<number, number>;
}

/** Counts answers one by one; nothing else of them is kept. */
export class AnswerCounts {
  private readonly counts = new Map<string, Count>();
  private readonly read: ReturnType<typeof answerReader>;
  private readonly units: ReadonlyMap<string, string>;
  private readonly usualUnit: string | null;
  private readonly waves = new Map<string, string>();
  private readonly notUnderstood = new Map<QuestionColumn, number>();
  private readonly outside: OutsideWave;
  /** The first day that may be in another wave. */
  private dayFirst: Fault | null = null;
  private incomplete = 0;
  private ofNoUnit = 0;
  private ofNoWave = 0;
  /** Answers that were submitted. */
  complete = 0;

  constructor(
    private readonly columns: SurveyColumns,
    private readonly submitted: number,
    private readonly circumstances: ReadingCircumstances,
  ) {
    const { map } = columns;
    this.read = answerReader(map);
    this.outside = new OutsideWave(circumstances.claimedPeriod);
    const units = Object.entries(map.unitQuestion?.units ?? {});
    this.units = new Map(units.map(([answer, unit]) => [foldName(answer), unit]));
    this.usualUnit = map.unit ?? (map.unitQuestion ? null : onlyUnit(circumstances));
  }

  take(cells: readonly Cell[]): void {
    const submitted = textOf(cells[this.submitted] ?? '');
    if (submitted === '') {
      this.incomplete++;
      return;
    }
    this.complete++;
    const unit = this.unitOf(cells);
    const wave = this.waveOf(submitted);
    if (unit === null) this.ofNoUnit++;
    else if (wave === null) this.ofNoWave++;
    else for (const column of this.columns.questions) this.count(column, cells, { unit, wave });
  }

  /** What is to be said of the answers; `header` is how the export names its columns. */
  remarks(header: readonly string[]): Fault[] {
    const { map } = this.columns;
    const counted = (
      code: 'incomplete-answers' | 'answers-of-no-unit' | 'answers-of-no-wave',
      count: number,
    ) => (count > 0 ? [fileFault(code, { count })] : []);
    const notUnderstood = [...this.notUnderstood].map(([{ question, place }, count]) => {
      const { min, max } = question.scale ?? map.scale;
      const details = { count, minimum: min, maximum: max };
      return { ...fileFault('answers-not-understood', details), column: header[place] ?? null };
    });
    return [
      fileFault('read-as-limesurvey', { map: map.id, count: this.complete }),
      ...counted('incomplete-answers', this.incomplete),
      ...counted('answers-of-no-unit', this.ofNoUnit),
      ...counted('answers-of-no-wave', this.ofNoWave),
      ...this.outside.remarks(),
      ...(this.dayFirst ? [{ ...this.dayFirst, column: header[this.submitted] ?? null }] : []),
      ...notUnderstood,
    ];
  }

  /** The rows of the data set `survey`, numbered among themselves: they stand nowhere in the file. */
  table(): Omit<Table, 'notices'> {
    const rows = [...this.counts.values()].map((count, index) => ({
      number: index + 1,
      cells: this.cellsOf(count),
    }));
    return { header: SURVEY_COLUMNS, rows, isAsInFile: false, usualDecimalMark: '.' };
  }

  private cellsOf({ unit, wave, question, system, scale, places }: Count): Cell[] {
    const counts = ALTERNATIVES.map((place): Cell => {
      const isOnScale = place >= scale.min && place <= scale.max;
      return isOnScale || place === 1 ? (places.get(place) ?? 0) : '';
    });
    return [unit, wave, this.columns.map.audience, question, scale.min, scale.max, ...counts, system];
  }

  private unitOf(cells: readonly Cell[]): string | null {
    const { unit } = this.columns;
    if (unit === null) return this.usualUnit;
    return this.units.get(foldName(textOf(cells[unit] ?? ''))) ?? null;
  }

  private waveOf(submitted: string): string | null {
    const { claimedPeriod } = this.circumstances;
    const day = submitted.replace(/[T\s].*$/s, '');
    const date = parseDate(day);
    const isKnown = date !== null && date >= '1990';
    if (claimedPeriod) {
      if (isKnown) this.outside.take(date);
      return claimedPeriod.toString();
    }
    if (!isKnown) return null;
    this.remarkOnOrder(day, date);
    return this.waveOfMonth(date.slice(0, 7));
  }

  /** `09-01-2026` is in January here, and in September where the survey's language is English. */
  private remarkOnOrder(day: string, read: string): void {
    const other = this.dayFirst ? null : monthFirst(day);
    if (other === null || this.waveOfMonth(other.slice(0, 7)) === this.waveOfMonth(read.slice(0, 7))) return;
    this.dayFirst = { ...fileFault('day-before-month', { read, other }), value: day };
  }

  /** Thousands of answers come from a few months, and the calendar is slow. */
  private waveOfMonth(month: string): string {
    const wave =
      this.waves.get(month) ?? Period.at(this.columns.map.wave, Period.of(month).startMs).toString();
    this.waves.set(month, wave);
    return wave;
  }

  private count(
    column: QuestionColumn,
    cells: readonly Cell[],
    { unit, wave }: Pick<Count, 'unit' | 'wave'>,
  ): void {
    const { question: asked, place } = column;
    const answer = this.read(cells[place] ?? '', asked);
    if (answer === 'none') return;
    if (answer === 'not-understood') {
      this.notUnderstood.set(column, (this.notUnderstood.get(column) ?? 0) + 1);
      return;
    }
    const { question, system = '' } = asked;
    const scale = asked.scale ?? this.columns.map.scale;
    const key = [unit, wave, question, system, scale.min, scale.max].join(' ');
    const held: Count = this.counts.get(key) ?? {
      unit,
      wave,
      question,
      system,
      scale,
      places: new Map<number, number>(),
    };
    held.places.set(answer, (held.places.get(answer) ?? 0) + 1);
    this.counts.set(key, held);
  }
}
