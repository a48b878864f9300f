import { type MadeInvitations, type SurveyDoor, type SurveyWave } from '#core';

/** A wave that is to be opened, as the API takes it. */
export interface WaveAsked {
  readonly survey: string;
  readonly period: string;
  readonly from: string;
  readonly to: string;
  readonly door: SurveyDoor;
  readonly places: readonly string[];
}

/** Which wave. */
export interface WaveNamed {
  readonly survey: string;
  readonly period: string;
}

/** Links to be told, or to be sent by mail. */
export type InvitationsAsked =
  | { readonly place: string; readonly count: number }
  | { readonly place: string; readonly addresses: readonly string[] };

/** What the cli does with the surveys that we ask ourselves. */
export interface SurveyDesk {
  /** The newest first. */
  waves(): Promise<readonly SurveyWave[]>;
  open(asked: WaveAsked): Promise<SurveyWave>;
  invite(wave: WaveNamed, order: InvitationsAsked): Promise<MadeInvitations>;
  close(wave: WaveNamed, how: { readonly restate: boolean }): Promise<SurveyWave>;
}
