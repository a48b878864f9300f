import { type Catalogue } from '#catalogue';
import { type FloodGate } from './flood-gate.js';
import { type FormToken, type FormTokens } from './form-tokens.js';
import { type OneTimeLinks } from './one-time-links.js';
import { type SealedCounts } from './sealed-counts.js';
import { type Cast, cast, isUsed, placeOfLink } from './tally.js';
import { type Wave, type Waves, monthOf, nameOfPlace, placesOf, scalesOf } from './waves.js';

/** Why a form must be looked at again; a question names itself. */
export type FormFault =
  'no-answers' | 'wrong-place' | 'human' | 'confirm' | 'too-old' | { readonly question: string };

/** A survey as it is put to somebody, with what that person has filled in. */
export interface SurveyForm {
  readonly kind: 'form';
  readonly wave: Wave;
  /** What the link is for, or what the address names; `null` when it is yet to be chosen. */
  readonly place: string | null;
  /** Whether the place is the link's, and cannot be changed. */
  readonly isPlaceGiven: boolean;
  readonly answers: Readonly<Record<string, number>>;
  readonly faults: readonly FormFault[];
  readonly token: string;
  /** To be asked for in words; `null`: none. */
  readonly number: number | null;
}

/** Why nothing is asked, or no more. */
export type NothingAsked = 'unknown-survey' | 'closed' | 'needs-link' | 'unknown-link' | 'used' | 'too-many';

export type Asked = SurveyForm | { readonly kind: NothingAsked };
export type Answered = Asked | { readonly kind: 'thanks' };

/** Who looks at a survey, by which link and for what. */
export interface Visit {
  readonly survey: string;
  readonly link?: string | undefined;
  /** Unit or system that the address names. */
  readonly place?: string | undefined;
  /** Counted, and not kept. */
  readonly address: string;
  readonly nowMs: number;
}

/** What an open survey is answered through: the wave, and the link when there is one. */
interface Entrance {
  readonly wave: Wave;
  readonly link: { readonly number: number; readonly place: string } | null;
}

/** Fields of the form, besides one `q.<question>` for each question. */
export const FORM_FIELDS = { place: 'plats', token: 'form', number: 'tal', trap: 'webbplats' } as const;

/** What a form says, as far as it can be read. */
interface Filled {
  readonly place: string | null;
  readonly answers: Readonly<Record<string, number>>;
  readonly faults: readonly FormFault[];
}

/** Puts surveys to people, and takes their answers: each counted once, and acknowledged when it is on disk. */
export class Answering {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly parts: {
      readonly waves: Waves;
      readonly counts: SealedCounts;
      readonly links: OneTimeLinks;
      readonly forms: FormTokens;
      readonly gate: FloodGate;
    },
  ) {}

  /** The form of a survey, or why there is none. */
  async ask(visit: Visit): Promise<Asked> {
    const entrance = await this.enter(visit);
    if ('kind' in entrance) return entrance;
    const { wave } = entrance;
    const named =
      visit.place === undefined
        ? undefined
        : placesOf(wave.instrument, this.catalogue, monthOf(wave)).get(visit.place);
    const [only, ...others] = wave.places;
    const usual = others.length === 0 ? (only ?? null) : null;
    const place = named !== undefined && wave.places.includes(named) ? named : usual;
    const asksNumber = entrance.link === null && this.parts.gate.of(visit.address, visit.nowMs) !== 'open';
    return this.form(entrance, { place, answers: {}, faults: [] }, { ...visit, asksNumber });
  }

  /** Takes a form in. Throws what the ledger throws: then nothing was acknowledged. */
  async answer(visit: Visit, fields: URLSearchParams): Promise<Answered> {
    const entrance = await this.enter(visit);
    if ('kind' in entrance) return entrance;
    const { wave, link } = entrance;
    const { gate } = this.parts;
    const gated = link ? 'open' : gate.of(visit.address, visit.nowMs);
    if (gated === 'closed') return { kind: 'too-many' };
    if (!link) gate.count(visit.address, visit.nowMs);
    const filled = this.read(entrance, fields);
    // A field that people do not see was filled in, as browsers do at times: the person is asked, not sent away.
    const isDoubted = gated === 'asks' || (!link && (fields.get(FORM_FIELDS.trap) ?? '') !== '');
    const { token, doubts } = await this.expectPerson(wave, fields, { isDoubted, nowMs: visit.nowMs });
    const faults = [...filled.faults, ...doubts];
    const { place } = filled;
    if (faults.length > 0 || !token || place === null) {
      const asksNumber = isDoubted || typeof token?.number === 'number';
      return this.form(entrance, { ...filled, faults }, { ...visit, asksNumber });
    }
    const outcome = await this.cast({ ...entrance, place, answers: filled.answers, token }, visit.nowMs);
    if (outcome === 'used' || outcome === 'closed') return { kind: outcome };
    return { kind: 'thanks' };
  }

  /** The form's own token, and why it is not taken as a person's own and only one. */
  private async expectPerson(
    wave: Wave,
    fields: URLSearchParams,
    { isDoubted, nowMs }: { readonly isDoubted: boolean; readonly nowMs: number },
  ): Promise<{ readonly token: FormToken | null; readonly doubts: readonly FormFault[] }> {
    const written = fields.get(FORM_FIELDS.token);
    const token = written === null ? null : await this.parts.forms.read(wave.id, written, nowMs);
    const number = fields.get(FORM_FIELDS.number);
    const doubt = doubtOf(token, { isSent: written !== null, isDoubted, number });
    return { token, doubts: doubt === null ? [] : [doubt] };
  }

  private async cast(
    {
      wave,
      link,
      place,
      answers,
      token,
    }: Entrance & { place: string; answers: Filled['answers']; token: FormToken },
    nowMs: number,
  ): Promise<Cast> {
    const ballot = { place, answers, form: token, link: link?.number };
    const circumstances = { scales: scalesOf(wave), hour: Math.floor(nowMs / 3_600_000) };
    let outcome: Cast = 'closed';
    await this.parts.counts.change(wave.id, {
      change: (tally) => {
        outcome = cast(tally, ballot, circumstances);
        return outcome === 'counted';
      },
    });
    return outcome;
  }

  private async enter({ survey, link, nowMs }: Visit): Promise<Entrance | { kind: NothingAsked }> {
    if (!this.catalogue.instruments.has(survey)) return { kind: 'unknown-survey' };
    const wave = await this.parts.waves.open(survey, nowMs);
    if (!wave) return { kind: 'closed' };
    if (link === undefined) return wave.door === 'open' ? { wave, link: null } : { kind: 'needs-link' };
    const number = await this.parts.links.numberOf(wave.id, link);
    const tally = number === null ? null : await this.parts.counts.read(wave.id);
    const place = number === null || tally === null ? null : placeOfLink(tally, number);
    if (number === null || tally === null || place === null) return { kind: 'unknown-link' };
    return { wave, link: { number, place } };
  }

  private read({ wave, link }: Entrance, fields: URLSearchParams): Filled {
    const { answers, faults } = answersIn(wave, fields);
    const named =
      link?.place ??
      placesOf(wave.instrument, this.catalogue, monthOf(wave)).get(fields.get(FORM_FIELDS.place) ?? '');
    const [only, ...others] = wave.places;
    const place = others.length === 0 && fields.get(FORM_FIELDS.place) === null ? only : named;
    if (place !== undefined && wave.places.includes(place)) return { place, answers, faults };
    return { place: null, answers, faults: ['wrong-place', ...faults] };
  }

  private async form(
    { wave, link }: Entrance,
    { place, answers, faults }: Filled,
    { nowMs, asksNumber }: { nowMs: number; asksNumber: boolean },
  ): Promise<Asked> {
    if (link) {
      const tally = await this.parts.counts.read(wave.id);
      if (tally && isUsed(tally, link.number)) return { kind: 'used' };
    }
    const { token, number } = await this.parts.forms.draw(wave.id, { nowMs, asksNumber });
    const isPlaceGiven = link !== null || wave.places.length === 1;
    return { kind: 'form', wave, place: link?.place ?? place, isPlaceGiven, answers, faults, token, number };
  }
}

/** The alternatives that were chosen, and what is wrong with them. */
function answersIn(
  { version }: Wave,
  fields: URLSearchParams,
): { readonly answers: Record<string, number>; readonly faults: FormFault[] } {
  const faults: FormFault[] = [];
  const answers: Record<string, number> = {};
  for (const { question, scale } of version.questions) {
    const text = fields.get(`q.${question}`) ?? '';
    if (text === '') continue;
    const alternative = /^\d{1,2}$/.test(text) ? Number(text) : NaN;
    if (alternative >= scale.min && alternative <= scale.max) answers[question] = alternative;
    else faults.push({ question });
  }
  if (faults.length === 0 && Object.keys(answers).length === 0) faults.push('no-answers');
  return { answers, faults };
}

/** Why a form is not taken as a person's own and only one; `null` when it is. */
function doubtOf(
  token: FormToken | null,
  { isSent, isDoubted, number }: { isSent: boolean; isDoubted: boolean; number: string | null },
): FormFault | null {
  // A form on another site has none: what it says is shown, and sent by the person's own hand.
  if (!token) return isSent ? 'too-old' : 'confirm';
  if (token.number !== null)
    return /^\d+$/.test(number?.trim() ?? '') && Number(number) === token.number ? null : 'human';
  return isDoubted ? 'human' : null;
}

/** What a place is called: a unit, or a system. */
export function placeName(
  { units, systems }: Catalogue,
  place: string,
): { readonly sv: string; readonly en: string } {
  const id = nameOfPlace(place);
  const named = place.includes('/') ? systems.get(id) : units.get(id);
  return named?.name ?? { sv: id, en: id };
}
