import { Temporal } from 'temporal-polyfill';
import { type Result, cityDate, failed, ok } from '#core';
import { type Stage } from '../../stage.js';
import { type OneTimeLinks } from './one-time-links.js';
import { type SealedCounts } from './sealed-counts.js';
import { type SurveyLetter, type Tally, invitedBy, isUsed } from './tally.js';
import { type Wave } from './waves.js';

/** Addresses of one wave, at most: they lie sealed beside its counts, and are written again with each answer. */
const MOST_LETTERS = 5_000;
/** Letters of one turn, so that the other tasks get theirs. */
const AT_ONCE = 100;
/** Who has not answered is reminded once, so many days before the last. */
const REMIND_DAYS = 3;
const ADDRESS = /^[^<>@\s,;"]{1,64}@[^<>@\s,;"]{1,190}$/;

/** Why nobody is written to. */
export type LettersRefusal = 'no-mail' | 'too-many-links' | { readonly notAnAddress: string };

/** What is to be written to somebody now. */
type Kind = 'invited' | 'reminded';

/**
 * Letters with one-time links. Addresses lie sealed with the counts until the wave has closed, and then nowhere. Whose link is
 * used is known, so that only the others are reminded; what was answered by it stands apart, and cannot be joined to it.
 */
export class SurveyLetters {
  constructor(
    private readonly stage: Pick<Stage, 'catalogue' | 'mailer' | 'settings'>,
    private readonly counts: SealedCounts,
    private readonly links: OneTimeLinks,
  ) {}

  /** Makes a link for each address that has none in the wave, to be sent at the next turn; answers how many. */
  async add(
    wave: Wave,
    { place, addresses }: { readonly place: string; readonly addresses: readonly string[] },
  ): Promise<Result<number, LettersRefusal>> {
    if (!this.stage.mailer || this.stage.settings.publicAddress === undefined) return failed('no-mail');
    const wrong = addresses.find((address) => !ADDRESS.test(address));
    if (wrong !== undefined) return failed({ notAnAddress: wrong });
    const added: { count: number | null } = { count: null };
    await this.counts.change(wave.id, {
      change: (tally) => {
        const known = new Set(tally.letters.map(({ to }) => to.toLowerCase()));
        const fresh = [...new Set(addresses.map((address) => address.toLowerCase()))].filter(
          (to) => !known.has(to),
        );
        if (tally.closed || tally.letters.length + fresh.length > MOST_LETTERS) return false;
        added.count = fresh.length;
        const first = invitedBy(tally);
        tally.letters.push(
          ...fresh.map((to, i) => ({ number: first + i, to, invited: false, reminded: false })),
        );
        if (fresh.length > 0) tally.links.push({ place, count: fresh.length });
        return fresh.length > 0;
      },
    });
    return added.count === null ? failed('too-many-links') : ok(added.count);
  }

  /** Sends what is due of a wave that is open. Throws when letters were not taken; the next turn goes on with the rest. */
  async send(wave: Wave, nowMs: number): Promise<void> {
    const { mailer } = this.stage;
    const tally = mailer && (await this.counts.read(wave.id));
    if (!mailer || !tally || tally.closed) return;
    let refused = 0;
    for (const { letter, kind } of dueLetters(tally, wave, nowMs).slice(0, AT_ONCE)) {
      const [token = ''] = await this.links.tokens(wave.id, { first: letter.number, count: 1 });
      const id = `survey/${wave.id}/${kind}/${letter.number}`;
      const sent = await mailer.send({ id, to: [letter.to], ...this.textOf(wave, { token, kind }) });
      if (!sent.ok && !sent.problem.isFinal) throw new Error('The mail server takes no letters now');
      // A letter that will never be taken is not tried again.
      if (!sent.ok) refused++;
      await this.mark(wave, letter.number, kind);
    }
    if (refused > 0) throw new Error(`The mail server refused ${refused} letters for good`);
  }

  /** After it has left: a crash in between sends it again, and mail programs know it by its id. */
  private mark(wave: Wave, number: number, kind: Kind): Promise<void> {
    return this.counts.change(wave.id, {
      change: (tally) => {
        const letter = tally.letters.find((each) => each.number === number);
        if (!letter) return false;
        letter[kind] = true;
        return true;
      },
    });
  }

  private textOf(
    wave: Wave,
    { token, kind }: { token: string; kind: Kind },
  ): { subject: string; text: string } {
    const { catalogue, settings } = this.stage;
    const { instrument, version, to } = wave;
    const { title, lead } = version;
    const address = `${(settings.publicAddress ?? '').replace(/\/$/, '')}/enkat/${instrument.id}/${token}`;
    const again = kind === 'reminded';
    const parts = [
      ...(again ? ['Du har inte svarat än, och vi vill gärna ha ditt svar med.'] : []),
      lead.sv,
      address,
      `Svara senast ${to}. Länken är din och kan användas en gång. Svaret är anonymt: vi ser att länken är använd, men aldrig vad som svarats genom den.`,
      `— In English: ${lead.en} Follow the address above, until ${to}. Your answer is anonymous.`,
      `Det här brevet är skickat av ${catalogue.name.sv} och går inte att svara på.`,
    ];
    return { subject: again ? `Påminnelse: ${title.sv}` : title.sv, text: `${parts.join('\n\n')}\n` };
  }
}

/** Invitations that have not left; and near the end, reminders to those whose link is not used. */
function dueLetters(
  tally: Tally,
  { from, to }: Pick<Wave, 'from' | 'to'>,
  nowMs: number,
): { letter: SurveyLetter; kind: Kind }[] {
  const remindFrom = Temporal.PlainDate.from(to).subtract({ days: REMIND_DAYS }).toString();
  const today = cityDate(nowMs);
  const isNearEnd = today >= remindFrom && today > from;
  return tally.letters.flatMap((letter): { letter: SurveyLetter; kind: Kind }[] => {
    if (isUsed(tally, letter.number)) return [];
    if (!letter.invited) return [{ letter, kind: 'invited' }];
    return isNearEnd && !letter.reminded ? [{ letter, kind: 'reminded' }] : [];
  });
}
