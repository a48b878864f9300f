import {
  type LocalizedText,
  type MadeInvitations,
  type Result,
  type SurveyInterview,
  type SurveyQuestionAsked,
  type SurveyWave,
  cityDate,
  failed,
  inTurn,
  messageOf,
  ok,
} from '#core';
import { type InstrumentQuestion } from '#catalogue';
import { type Signed, type Stage } from '../../stage.js';
import { type IntakeCycle } from '../intake-cycle.js';
import { type LinkSecret } from '../link-secret.js';
import { Answering, placeName } from './answering.js';
import { FloodGate } from './flood-gate.js';
import { FormTokens } from './form-tokens.js';
import { checkGroup } from './interviews.js';
import { OneTimeLinks } from './one-time-links.js';
import { rowsOfTally } from './rows-of-tally.js';
import { SealedCounts } from './sealed-counts.js';
import { type LettersRefusal, SurveyLetters } from './survey-letters.js';
import { type Tally, castGroup, invitedBy } from './tally.js';
import {
  type Wave,
  Waves,
  nameOfPlace,
  monthOf,
  placesAbove,
  placesOf,
  scalesOf,
  stateOf,
  unitOfPlace,
} from './waves.js';

/** Links of one wave, at most: their numbers are kept as bits in what each answer writes. */
const MOST_LINKS = 100_000;
/** While a wave is open, answers are told of in steps of so many. */
const STEP = 5;

/** Why something that was asked for a wave is not done. */
export type SurveyRefusal =
  | 'not-open'
  | 'not-by-links'
  | 'too-many-links'
  | 'unknown-place'
  | 'closed'
  | LettersRefusal
  | { readonly fault: LocalizedText };

/** Surveys that we ask ourselves: waves, their answers, and the slice that a wave becomes. */
export class Asking {
  readonly waves: Waves;
  readonly answering: Answering;
  private readonly counts: SealedCounts;
  private readonly links: OneTimeLinks;
  private readonly letters: SurveyLetters;
  private readonly closingTurn = inTurn();

  constructor(
    private readonly stage: Pick<
      Stage,
      'catalogue' | 'journal' | 'ledger' | 'membership' | 'mailer' | 'settings'
    >,
    private readonly intake: IntakeCycle,
    secret: LinkSecret,
  ) {
    const { catalogue, journal } = stage;
    this.waves = new Waves(catalogue, journal);
    this.counts = new SealedCounts({ ...stage, isShared: stage.membership !== null }, secret);
    this.links = new OneTimeLinks(secret);
    this.letters = new SurveyLetters(stage, this.counts, this.links);
    const gate = new FloodGate(catalogue.rules.limits.surveyAnswersPerHour);
    const { waves, counts, links } = this;
    this.answering = new Answering(catalogue, { waves, counts, links, forms: new FormTokens(secret), gate });
  }

  /** Every wave of every survey, or of one; the newest first. */
  async list(nowMs: number, survey?: string): Promise<SurveyWave[]> {
    const asked = survey === undefined ? [...this.stage.catalogue.instruments.keys()] : [survey];
    const waves = (await Promise.all(asked.map((id) => this.waves.ofSurvey(id, nowMs)))).flat();
    return Promise.all(waves.map((wave) => this.told(wave, nowMs)));
  }

  /** A wave as it may be told of. */
  async told(wave: Wave, nowMs: number): Promise<SurveyWave> {
    const tally = wave.closed ? null : await this.counts.read(wave.id);
    const isByLinks = wave.door === 'links';
    const invited = tally ? (isByLinks ? invitedOf(tally) : null) : (wave.closed?.invited ?? null);
    const answers = tally ? roundedDown(answeredOf(tally)) : (wave.closed?.answers ?? null);
    return {
      survey: wave.instrument.id,
      title: inBoth(wave.version.title),
      questions: wave.version.questions.map(questionTold),
      period: wave.period,
      from: wave.from,
      to: wave.to,
      door: wave.door,
      state: stateOf(wave, nowMs),
      places: wave.places.map((place) => ({
        id: nameOfPlace(place),
        unit: unitOfPlace(place),
        name: placeName(this.stage.catalogue, place),
      })),
      invited,
      answers,
      responseRate: answers === null || !invited ? null : answers / invited,
      receipt: wave.closed?.receipt ?? null,
      problems: wave.problems,
    };
  }

  /** Makes one-time links to a wave, for one of its places. They are told this once. */
  async invite(
    wave: Wave,
    { place: name, count }: { readonly place: string; readonly count: number },
    nowMs: number,
  ): Promise<Result<MadeInvitations, SurveyRefusal>> {
    const place = this.invitedPlace(wave, name, nowMs);
    if (!place.ok) return place;
    const added: number[] = [];
    await this.counts.change(wave.id, {
      change: (tally) => {
        added.length = 0;
        if (tally.closed || invitedBy(tally) + count > MOST_LINKS) return false;
        added.push(invitedBy(tally));
        tally.links.push({ place: place.value, count });
        return true;
      },
    });
    const [first] = added;
    if (first === undefined) return failed('too-many-links');
    const tokens = await this.links.tokens(wave.id, { first, count });
    return ok({
      place: name,
      letters: 0,
      paths: tokens.map((token) => `/enkat/${wave.instrument.id}/${token}`),
    });
  }

  /** Has one-time links sent by mail, one to each address; they are told to nobody else. */
  async inviteByMail(
    wave: Wave,
    { place: name, addresses }: { readonly place: string; readonly addresses: readonly string[] },
    nowMs: number,
  ): Promise<Result<MadeInvitations, SurveyRefusal>> {
    const place = this.invitedPlace(wave, name, nowMs);
    if (!place.ok) return place;
    const added = await this.letters.add(wave, { place: place.value, addresses });
    return added.ok ? ok({ place: name, letters: added.value, paths: [] }) : failed(added.problem);
  }

  /** Adds what a group answered to the counts, at once; only where and when it was goes into the journal. */
  async interview(wave: Wave, group: SurveyInterview, signed: Signed): Promise<Result<null, SurveyRefusal>> {
    if (stateOf(wave, signed.nowMs) !== 'open') return failed('not-open');
    const place = this.placeIn(wave, group.place);
    if (place === null) return failed('unknown-place');
    const scales = scalesOf(wave);
    const fault = checkGroup(group, { scales, from: wave.from, today: cityDate(signed.nowMs) });
    if (fault !== null) return failed({ fault });
    const { date, venue } = group;
    const event = this.waves.event(wave, { action: 'interview', place: group.place, date, venue }, signed);
    const outcome = { isCounted: false };
    await this.counts.change(wave.id, {
      change: (tally) => (outcome.isCounted = castGroup(tally, { ...group, place }, scales) === 'counted'),
      event,
    });
    return outcome.isCounted ? ok(null) : failed('closed');
  }

  /** Takes no more answers to a wave, and hands its counts in. */
  async close(wave: Wave, signed: Signed & { readonly restate?: boolean }): Promise<void> {
    if (wave.closed) return;
    const event = this.waves.event(wave, { action: 'closing' }, signed);
    await this.counts.change(wave.id, {
      change: (tally) => {
        if (tally.closed) return false;
        tally.closed = true;
        tally.letters = [];
        return true;
      },
      event,
    });
    await this.closingTurn(() => this.handInCounts(wave, signed));
  }

  /** Hands in what has closed, sends letters, and follows what is always open. One wave that fails leaves the others alone. */
  async tick(nowMs: number): Promise<void> {
    await this.waves.followContinuous(nowMs);
    const failures: string[] = [];
    for (const survey of this.stage.catalogue.instruments.keys()) {
      for (const wave of await this.waves.ofSurvey(survey, nowMs)) {
        await this.follow(wave, nowMs).catch((error: unknown) => {
          failures.push(`${wave.id}: ${messageOf(error)}`);
        });
      }
    }
    if (failures.length > 0) throw new Error(`Waves could not be followed: ${failures.join('; ')}`);
  }

  private async follow(wave: Wave, nowMs: number): Promise<void> {
    const state = stateOf(wave, nowMs);
    if (state === 'closing' || state === 'refused') await this.close(wave, { by: 'survey', nowMs });
    else if (state === 'open' && wave.door === 'links') await this.letters.send(wave, nowMs);
  }

  /** Where links can be made for now. */
  private invitedPlace(wave: Wave, name: string, nowMs: number): Result<string, SurveyRefusal> {
    if (wave.door !== 'links') return failed('not-by-links');
    if (!['open', 'coming'].includes(stateOf(wave, nowMs))) return failed('not-open');
    const place = this.placeIn(wave, name);
    return place === null ? failed('unknown-place') : ok(place);
  }

  private placeIn(wave: Wave, name: string): string | null {
    const place = placesOf(wave.instrument, this.stage.catalogue, monthOf(wave)).get(name);
    return place !== undefined && wave.places.includes(place) ? place : null;
  }

  /** By the same door as files; the same counts are the same bytes, so that doing it again after a crash changes nothing. */
  private async handInCounts(
    wave: Wave,
    { by, nowMs, restate }: Signed & { restate?: boolean },
  ): Promise<void> {
    const { catalogue } = this.stage;
    const tally = await this.counts.read(wave.id);
    const dataset = catalogue.datasets.get('survey');
    if (!tally || !dataset) return;
    const { instrument, period } = wave;
    const rows = rowsOfTally(tally, {
      wave: period,
      audience: instrument.audience,
      scales: scalesOf(wave),
      suppressBelow: catalogue.rules.suppressBelow,
      above: (place) => placesAbove(catalogue, place, monthOf(wave)),
      isInvited: wave.door === 'links',
    });
    const total = answeredOf(tally);
    const answers = total < catalogue.rules.suppressBelow ? null : total;
    const invited = wave.door === 'links' ? invitedOf(tally) : null;
    const close = (receipt: string | null): Promise<void> =>
      this.counts.letGo(
        wave.id,
        this.waves.event(wave, { action: 'close', answers, invited, receipt }, { by, nowMs }),
      );
    if (answers === null || rows.length === 0) return close(null);
    const outcome = await this.intake.handIn({
      dataset,
      fileName: `enkat-${instrument.id}-${period}.json`,
      contentType: 'application/json',
      bytes: Buffer.from(JSON.stringify({ rows })),
      by,
      source: `survey-${instrument.id}`,
      mayHandInFor: () => true,
      language: 'sv',
      receivedAtMs: nowMs,
      restate,
    });
    // Overtaken: somebody handed in the same slices; the next turn looks again.
    if (outcome.kind === 'overtaken') return;
    if (outcome.kind !== 'refused') return close(outcome.receipt.id);
    const errors = outcome.report.problems.filter(({ severity }) => severity === 'error');
    const problems = [...new Set(errors.map(({ message }) => message))];
    if (problems.join('\n') === wave.problems.join('\n')) return;
    await this.stage.journal.append([this.waves.event(wave, { action: 'refuse', problems }, { by, nowMs })]);
  }
}

function inBoth({ sv, en }: LocalizedText): LocalizedText {
  return { sv, en };
}

function questionTold({ question, text, scale, labels }: InstrumentQuestion): SurveyQuestionAsked {
  const told = Object.entries(labels).map(([place, label]) => [place, inBoth(label)] as const);
  return { question, text: inBoth(text), min: scale.min, max: scale.max, labels: Object.fromEntries(told) };
}

function sum(numbers: Readonly<Record<string, number>>): number {
  return Object.values(numbers).reduce((total, each) => total + each, 0);
}

function answeredOf({ answered }: Tally): number {
  return sum(answered);
}

function invitedOf(tally: Tally): number {
  return invitedBy(tally) + sum(tally.present);
}

function roundedDown(answers: number): number | null {
  return answers < STEP ? null : answers - (answers % STEP);
}
