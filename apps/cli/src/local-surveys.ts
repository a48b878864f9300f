import { type MadeInvitations, type SurveyWave } from '#core';
import { type Perspektiv, type Wave, surveyRefusalText, waveRefusalText } from '#pipeline';
import { dayOf, periodOf } from './local-terms.js';
import { Refusal } from './refusal.js';
import { type InvitationsAsked, type SurveyDesk, type WaveAsked, type WaveNamed } from './survey-desk.js';

const BY = 'local-admin';

/** Surveys on the data folder itself, which no monitor holds. */
export class LocalSurveys implements SurveyDesk {
  constructor(private readonly perspektiv: Perspektiv) {}

  waves(): Promise<readonly SurveyWave[]> {
    return this.perspektiv.handingIn.asking.list(Date.now());
  }

  async open(asked: WaveAsked): Promise<SurveyWave> {
    const { asking } = this.perspektiv.handingIn;
    const order = {
      ...asked,
      period: periodOf(asked.period),
      from: dayOf(asked.from, '--from'),
      to: dayOf(asked.to, '--to'),
    };
    const opened = await asking.waves.add(order, { by: BY, nowMs: Date.now() });
    if (!opened.ok) throw new Refusal(waveRefusalText(opened.problem).sv);
    return asking.told(opened.value, Date.now());
  }

  async invite(named: WaveNamed, order: InvitationsAsked): Promise<MadeInvitations> {
    const wave = await this.wave(named);
    const { asking } = this.perspektiv.handingIn;
    const made =
      'addresses' in order
        ? await asking.inviteByMail(wave, order, Date.now())
        : await asking.invite(wave, order, Date.now());
    if (!made.ok) throw new Refusal(surveyRefusalText(made.problem).sv);
    return made.value;
  }

  async close(named: WaveNamed, { restate }: { restate: boolean }): Promise<SurveyWave> {
    const { asking } = this.perspektiv.handingIn;
    await asking.close(await this.wave(named), { by: BY, nowMs: Date.now(), restate });
    return asking.told(await this.wave(named), Date.now());
  }

  private async wave({ survey, period }: WaveNamed): Promise<Wave> {
    const { waves } = this.perspektiv.handingIn.asking;
    const wave = await waves.find(survey, periodOf(period).toString(), Date.now());
    if (wave) return wave;
    throw new Refusal(`Enkäten ${survey} har ingen omgång för ${period}.`);
  }
}
