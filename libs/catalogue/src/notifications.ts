import { ALERT_KINDS, ALERT_SEVERITIES, type AlertKind, type AlertSeverity } from '#core';
import {
  ArrayNotEmpty,
  IsArray,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsPositive,
  IsString,
  Max,
  Min,
} from 'class-validator';
import { Nested, NestedEach } from './built.js';
import { IsSecretReference } from './probes/probe-shapes.js';
import { type SecretReference } from './secrets.js';
import { IsHttpUrl, IsId, IsMailAddress } from './shapes.js';

/** How mail leaves: the city's SMTP server. */
export class MailSettings {
  /** Sender, `drift@example.se` or `Driften <drift@example.se>`. */
  @IsMailAddress() readonly from!: string;
  @IsString() @IsNotEmpty() readonly host!: string;
  @IsInt() @Min(1) @Max(65_535) readonly port: number = 587;
  /** `starttls`: plain, then encrypted or not at all; `tls`: encrypted from the start; `none`: within one machine only. */
  @IsIn(['starttls', 'tls', 'none']) readonly encryption: 'starttls' | 'tls' | 'none' = 'starttls';
  @IsOptional() @IsString() @IsNotEmpty() readonly user?: string;
  @IsOptional() @IsSecretReference() readonly password?: SecretReference;
}

export const CHANNEL_KINDS = ['mail', 'webhook', 'alertmanager'] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

/** Where notices can be sent. */
export class Channel {
  @IsId() readonly id!: string;
  @IsIn(CHANNEL_KINDS) readonly kind!: ChannelKind;
  /** Of `mail`. */
  @IsOptional() @IsArray() @ArrayNotEmpty() @IsMailAddress({ each: true }) readonly to?: string[];
  /** Of `webhook`: where to; of `alertmanager`: its address, before `/api/v2`. */
  @IsOptional() @IsHttpUrl() readonly url?: string;
  /** Of `webhook`: what its messages are signed with. */
  @IsOptional() @IsSecretReference() readonly secret?: SecretReference;
}

/** Which alerts go where; what is left out matches all. Every route that matches is taken. */
export class Route {
  @IsOptional() @IsArray() @IsIn(ALERT_SEVERITIES, { each: true }) readonly severities?: AlertSeverity[];
  @IsOptional() @IsArray() @IsIn(ALERT_KINDS, { each: true }) readonly kinds?: AlertKind[];
  @IsOptional() @IsArray() @IsId({ each: true }) readonly systems?: string[];
  /** Alerts on systems of these units, and of units below them. */
  @IsOptional() @IsArray() @IsId({ each: true }) readonly units?: string[];
  @IsArray() @ArrayNotEmpty() @IsId({ each: true }) readonly channels!: string[];
  /** Who else is told of an alert that nobody has acknowledged by then. */
  @IsOptional() @IsInt() @IsPositive() readonly escalateAfterMinutes?: number;
  @IsArray() @IsId({ each: true }) readonly escalateTo: string[] = [];
  /** How often an alert is told again while nobody acknowledges it; 0: never. Default: as `rules` say of critical ones. */
  @IsOptional() @IsInt() @Min(0) readonly repeatMinutes?: number;
}

/** When something is worth an alert, and for how long it must have passed. */
export class AlertRules {
  /** An alert is over when what it tells of has been over for so long: no flapping. */
  @IsInt() @Min(0) @Max(3_600) readonly resolveAfterSeconds: number = 120;
  @IsInt() @IsPositive() readonly certificateSoonDays: number = 21;
  @IsInt() @IsPositive() readonly certificateNearDays: number = 7;
  /** A system whose required probes tell nothing for so long is silent. */
  @IsInt() @Min(60) readonly silentAfterSeconds: number = 900;
  /** A channel that was just told something is told the rest together, so much later. */
  @IsInt() @Min(0) @Max(3_600) readonly groupSeconds: number = 30;
  /** Roll-ups that are so old show that the follow-up itself has stopped. */
  @IsInt() @Min(120) readonly lateAfterSeconds: number = 300;
  /** How often a critical alert is told again while nobody acknowledges it; 0: never. */
  @IsInt() @Min(0) readonly repeatMinutes: number = 240;
  /** A channel that turns messages away (401, 403, 404, 410, SMTP 5xx) is tried for this long; then others are told. */
  @IsInt() @Min(1) @Max(4_320) readonly refusedForMinutes: number = 60;
  /** What depends on something waits at most this long for a fresh verdict of it before it alerts. */
  @IsInt() @Min(0) @Max(600) readonly dependencyWaitSeconds: number = 60;
}

/** A dead man's switch: somebody else is called regularly, and raises the alarm when we fall silent. */
export class Heartbeat {
  @IsHttpUrl() readonly url!: string;
  @IsInt() @Min(10) @Max(3_600) readonly everySeconds: number = 60;
}

/** Whom to tell what, and how (`notifications.yaml`). */
export class Notifications {
  @IsOptional() @Nested(() => MailSettings) readonly mail?: MailSettings;
  @IsArray() @NestedEach(() => Channel) readonly channels: Channel[] = [];
  @IsArray() @NestedEach(() => Route) readonly routes: Route[] = [];
  @Nested(() => AlertRules) readonly rules: AlertRules = new AlertRules();
  @IsOptional() @Nested(() => Heartbeat) readonly heartbeat?: Heartbeat;
}
