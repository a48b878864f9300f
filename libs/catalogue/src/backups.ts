import { IsInt, IsString, Matches, Max, Min } from 'class-validator';
import { IsClock } from './shapes.js';

/** Backups that are made by themselves (`backup.yaml`). */
export class Backups {
  /** An absolute path, best on another disk; each backup is a folder in it. */
  @IsString() @Matches(/^\//, { message: 'folder must begin with /' }) readonly folder!: string;
  /** When, by the clocks of the city; one that could not be made then is made as soon as it can. */
  @IsClock() readonly dailyAt: string = '02:15';
  /** The last backup of each of so many days is kept. */
  @IsInt() @Min(1) @Max(3_660) readonly keepDays: number = 14;
  /** Besides, the first of each of so many months. */
  @IsInt() @Min(0) @Max(1_200) readonly keepMonths: number = 12;
}
