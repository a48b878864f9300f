import { Period, type Result, type SurveyDoor, type SurveyState, cityDate, failed, ok } from '#core';
import {
  type Catalogue,
  type Instrument,
  type InstrumentVersion,
  existsIn,
  instrumentOn,
  isFollowedUpIn,
  ownerIn,
  unitsAbove,
} from '#catalogue';
import { type Content, type Entry, type Journal, type Signed } from '../../stage.js';
import { type Scales } from './tally.js';

/** A wave as it was opened, and what has become of it. */
export interface Wave {
  /** `nki/2026-Q3` */
  readonly id: string;
  readonly instrument: Instrument;
  /** What is asked: the version of the first day. */
  readonly version: InstrumentVersion;
  readonly period: string;
  readonly from: string;
  readonly to: string;
  readonly door: SurveyDoor;
  /** Places that it can be answered for: `unit`, or `unit/system`. */
  readonly places: readonly string[];
  readonly closed: {
    readonly answers: number | null;
    readonly invited: number | null;
    readonly receipt: string | null;
  } | null;
  /** Why its counts were not taken in, when they were not the last time. */
  readonly problems: readonly string[];
  /** Somebody has closed it before its last day. */
  readonly isClosing: boolean;
}

type Opening = Pick<Wave, 'id' | 'instrument' | 'period' | 'from' | 'to' | 'door' | 'places'>;

/** What a wave is opened with. */
export interface WaveOrder {
  readonly survey: string;
  readonly period: Period;
  readonly from: string;
  readonly to: string;
  readonly door: SurveyDoor;
  /** Units, or systems; all that can be asked about when none are named. */
  readonly places: readonly string[];
}

/** Why no wave is opened. */
export type WaveRefusal =
  | 'unknown-survey'
  | 'continuous'
  | 'no-version'
  | 'wrong-days'
  | 'wrong-period'
  | 'taken'
  | 'meets-another'
  | { readonly unknownPlace: string };

export function scalesOf({ version }: Pick<Wave, 'version'>): Scales {
  return Object.fromEntries(version.questions.map(({ question, scale }) => [question, scale]));
}

/** The unit or system that a place is named by. */
export function nameOfPlace(place: string): string {
  return place.split('/').at(-1) ?? place;
}

/** The unit that a place is, or that owns it. */
export function unitOfPlace(place: string): string {
  return place.split('/')[0] ?? place;
}

/** The month that a wave's answers belong to. */
export function monthOf({ period }: Pick<Wave, 'period'>): string {
  return Period.of(period).lastMonth.toString();
}

/** All places that a survey can be about in a month, by the unit or system that names them. */
export function placesOf(
  { about }: Instrument,
  catalogue: Catalogue,
  month: string,
): ReadonlyMap<string, string> {
  if (about === 'unit') {
    const there = [...catalogue.units.values()].filter((unit) => existsIn(unit, month));
    return new Map(there.map(({ id }) => [id, id]));
  }
  const services = [...catalogue.systems.values()].filter(
    (system) => system.eService && isFollowedUpIn(system, month),
  );
  return new Map(services.map((system) => [system.id, `${ownerIn(catalogue, system, month)}/${system.id}`]));
}

/** Places above a place in a month, the nearest first: the owner of a system, then the units above. */
export function placesAbove(catalogue: Catalogue, place: string, month: string): string[] {
  const [unit = '', system] = place.split('/');
  return [...(system === undefined ? [] : [unit]), ...unitsAbove(catalogue, unit, month)];
}

/** The wave of a survey that is always open, of one period. */
function continuousWave(
  instrument: Instrument,
  period: Period,
  catalogue: Catalogue,
): Omit<Wave, 'closed' | 'problems' | 'isClosing'> | null {
  const from = period.firstDay;
  const version = instrumentOn(instrument, from) ?? instrumentOn(instrument, period.lastDay);
  if (!version) return null;
  const places = [...placesOf(instrument, catalogue, period.lastMonth.toString()).values()];
  const id = `${instrument.id}/${period.toString()}`;
  return {
    id,
    instrument,
    version,
    period: period.toString(),
    from,
    to: period.lastDay,
    door: 'open',
    places,
  };
}

/** Which waves there are, of what was opened by people and of what is always open. */
export class Waves {
  private readonly events: () => Promise<ReadonlyMap<string, readonly Entry<'survey'>[]>>;

  constructor(
    private readonly catalogue: Catalogue,
    private readonly journal: Journal,
  ) {
    this.events = journal.kept('survey', (entries) => {
      const byWave = new Map<string, Entry<'survey'>[]>();
      for (const entry of entries) {
        const id = `${entry.subject.slice('survey:'.length)}/${entry.period}`;
        byWave.set(id, [...(byWave.get(id) ?? []), entry]);
      }
      return byWave;
    });
  }

  /** Every wave of a survey that is past, open or to come, the newest first. */
  async ofSurvey(survey: string, nowMs: number): Promise<Wave[]> {
    const instrument = this.catalogue.instruments.get(survey);
    if (!instrument) return [];
    const events = await this.events();
    const ids = new Set([...events.keys()].filter((id) => id.startsWith(`${survey}/`)));
    if (instrument.continuous) ids.add(`${survey}/${Period.at(instrument.continuous, nowMs).toString()}`);
    const waves = [...ids].flatMap((id) => this.wave(instrument, id, events.get(id) ?? []) ?? []);
    return waves.sort((a, b) => (a.from < b.from ? 1 : -1));
  }

  /** The wave of a survey that is about a period. */
  async find(survey: string, period: string, nowMs: number): Promise<Wave | null> {
    return (await this.ofSurvey(survey, nowMs)).find((wave) => wave.period === period) ?? null;
  }

  /** The wave of a survey that takes answers now. */
  async open(survey: string, nowMs: number): Promise<Wave | null> {
    return (await this.ofSurvey(survey, nowMs)).find((wave) => stateOf(wave, nowMs) === 'open') ?? null;
  }

  /** Writes down that the surveys which are always open are so in a new period, so that it is closed after its end. */
  async followContinuous(nowMs: number): Promise<void> {
    const events = await this.events();
    for (const instrument of this.catalogue.instruments.values()) {
      const wave = instrument.continuous && (await this.open(instrument.id, nowMs));
      if (wave && !events.has(wave.id))
        await this.journal.append([this.opening(wave, { by: 'survey', nowMs })]);
    }
  }

  /** Opens a wave; the next revision of the journal has it. */
  async add(order: WaveOrder, signed: Signed): Promise<Result<Wave, WaveRefusal>> {
    const instrument = this.catalogue.instruments.get(order.survey);
    if (!instrument) return failed('unknown-survey');
    const { period, from, to, door } = order;
    const refusal = await this.refusalOf(instrument, order, signed.nowMs);
    if (refusal) return failed(refusal);
    const known = placesOf(instrument, this.catalogue, period.lastMonth.toString());
    const places =
      order.places.length === 0 ? [...known.values()] : order.places.map((name) => known.get(name) ?? name);
    const unknown = places.findIndex((place) => ![...known.values()].includes(place));
    if (unknown >= 0) return failed({ unknownPlace: order.places[unknown] ?? '' });
    const id = `${instrument.id}/${period.toString()}`;
    const entry = this.opening({ id, instrument, period: period.toString(), from, to, door, places }, signed);
    const wave = this.wave(instrument, id, [entry]);
    if (!wave) return failed('no-version');
    await this.journal.append([entry]);
    return ok(wave);
  }

  /** What happened to a wave, as an entry that is yet to be appended. */
  event({ instrument, period }: Wave, content: Content<'survey'>, { by, nowMs }: Signed): Entry<'survey'> {
    return this.journal.entry('survey', {
      period,
      subject: `survey:${instrument.id}`,
      atMs: nowMs,
      by,
      content,
    });
  }

  /** There is one opening of each wave: a second is the same entry, or refused by the ledger. */
  private opening(
    { id, instrument, period, from, to, door, places }: Opening,
    { by, nowMs }: Signed,
  ): Entry<'survey'> {
    const about = { period, subject: `survey:${instrument.id}`, atMs: nowMs, by };
    const content = { action: 'open', from, to, door, places } as const;
    return this.journal.entry('survey', { ...about, id: `survey-wave/${id}`, content });
  }

  private async refusalOf(
    instrument: Instrument,
    { period, from, to }: WaveOrder,
    nowMs: number,
  ): Promise<WaveRefusal | null> {
    if (instrument.continuous) return 'continuous';
    if (from > to || to < cityDate(nowMs)) return 'wrong-days';
    if (!this.catalogue.datasets.get('survey')?.periods.includes(period.type)) return 'wrong-period';
    if (!instrumentOn(instrument, from)) return 'no-version';
    const waves = await this.ofSurvey(instrument.id, nowMs);
    if (waves.some((wave) => wave.period === period.toString())) return 'taken';
    const meets = waves.some((wave) => !wave.closed && wave.from <= to && wave.to >= from);
    return meets ? 'meets-another' : null;
  }

  private wave(instrument: Instrument, id: string, events: readonly Entry<'survey'>[]): Wave | null {
    const period = id.slice(instrument.id.length + 1);
    const contents = events.map(({ content }) => content);
    const closed = contents.find((content) => content.action === 'close') ?? null;
    const last = contents.findLast(({ action }) => action === 'refuse' || action === 'close');
    const problems = last?.action === 'refuse' ? last.problems : [];
    const became = { closed, problems, isClosing: contents.some(({ action }) => action === 'closing') };
    if (Period.of(period).type === instrument.continuous) {
      const wave = continuousWave(instrument, Period.of(period), this.catalogue);
      return wave && { ...wave, ...became };
    }
    const opened = contents.find((content) => content.action === 'open');
    if (!opened) return null;
    const { from, to, door, places } = opened;
    const version = instrumentOn(instrument, from);
    return version && { id, instrument, version, period, from, to, door, places, ...became };
  }
}

/** How a wave is at an instant, as far as its days and what became of it tell. */
export function stateOf({ from, to, closed, problems, isClosing }: Wave, nowMs: number): SurveyState {
  if (closed) return closed.receipt === null ? 'too-few' : 'closed';
  if (problems.length > 0) return 'refused';
  if (isClosing) return 'closing';
  const today = cityDate(nowMs);
  if (today < from) return 'coming';
  return today <= to ? 'open' : 'closing';
}
