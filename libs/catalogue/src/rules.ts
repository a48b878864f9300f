import { PERSPECTIVES, type PerspectiveId } from '#core';
import { Type } from 'class-transformer';
import {
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { InBothLanguages, IsNetwork, type Text } from './shapes.js';

/** A perspective's name and question, for people. */
export class Perspective {
  @IsIn(PERSPECTIVES) readonly id!: PerspectiveId;
  @InBothLanguages() readonly name!: Text;
  @InBothLanguages() readonly question!: Text;
}

/** Limits and shares that hold for the whole follow-up (`perspektiv.yaml`). */
export class Rules {
  /** Fewer respondents than this are never shown; at least 5 (domain.md, section 8). */
  @IsInt() @Min(5) readonly suppressBelow: number = 5;
  /** A perspective whose completeness is lower is preliminary; 0–1. */
  @IsNumber() @Min(0) @Max(1) readonly preliminaryBelow: number = 0.8;
  /** Raw samples are kept this many months. */
  @IsInt() @Min(1) readonly keepSamplesMonths: number = 13;
  /**
   * The share of the vantage points that measured, of which more must say down before a target is; 0.5 is a majority
   * (domain.md, section 6).
   */
  @IsNumber() @Min(0) @Max(0.99) readonly quorumAbove: number = 0.5;
  /** Whether scorecards and the catalogue may be read without a token. */
  @IsBoolean() readonly anonymousRead: boolean = true;
  /** Networks that this process may connect to; none: all but those that it never may (`libs/outgoing`). */
  @IsArray() @IsNetwork({ each: true }) readonly reachableNetworks: string[] = [];
}

/** The first file of a config folder, `perspektiv.yaml`. */
export class CitySettings {
  /** Of the city that is followed up. */
  @InBothLanguages() readonly name!: Text;
  /** Folder, relative to this one, that the files which are absent here are taken from. */
  @IsOptional() @IsString() readonly extends?: string;
  @ValidateNested() @Type(() => Rules) readonly rules: Rules = new Rules();
}
