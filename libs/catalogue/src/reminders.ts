import { IsArray, IsBoolean, IsNotEmpty, IsOptional, IsString, ArrayNotEmpty } from 'class-validator';
import { NestedEach } from './built.js';
import { IsHttpUrl, IsId, IsMailAddress } from './shapes.js';

/** Somebody who is reminded of what is owed. */
export class ReminderRecipient {
  @IsString() @IsNotEmpty() readonly name!: string;
  @IsMailAddress() readonly mail!: string;
  /** What these units owe, and those below them. */
  @IsArray() @ArrayNotEmpty() @IsId({ each: true }) readonly units!: string[];
  /** Ids of deliveries; absent: all. */
  @IsOptional() @IsArray() @IsId({ each: true }) readonly deliveries?: string[];
  /** Whether the letter brings links with which one delivery each can be handed in without an account. */
  @IsBoolean() readonly links: boolean = false;
}

/** Who is reminded of what is owed (`reminders.yaml`); letters leave by the server of `notifications.yaml`. */
export class Reminders {
  /** Where people reach the pages: `https://perspektiv.example.se`. */
  @IsOptional() @IsHttpUrl() readonly address?: string;
  @IsArray()
  @NestedEach(() => ReminderRecipient)
  readonly recipients: ReminderRecipient[] = [];
  /** The follow-up team, which is told every week what is missing. */
  @IsArray() @IsMailAddress({ each: true }) readonly digest: string[] = [];
}
