import { ArrayNotEmpty, IsArray, IsEmail, IsIn, IsOptional, Matches } from 'class-validator';
import { Nested } from './built.js';
import {
  InBothLanguages,
  IsHttpUrl,
  IsId,
  NumberAsText,
  PerhapsInBothLanguages,
  type Text,
} from './shapes.js';

/** Kinds of publisher (ADMS) that a Swedish public body can be. */
export const PUBLISHER_TYPES = [
  'LocalAuthority',
  'RegionalAuthority',
  'NationalAuthority',
  'Company',
] as const;

/** Licences that open data of public bodies is given under in Sweden. */
export const OPEN_LICENCES = {
  'cc-by': 'http://creativecommons.org/licenses/by/4.0/',
  cc0: 'http://creativecommons.org/publicdomain/zero/1.0/',
} as const;

/** Who publishes. */
export class Publisher {
  @InBothLanguages() readonly name!: Text;
  /** Ten digits; from it follows the publisher's address on the national data portal. */
  @NumberAsText()
  @Matches(/^\d{10}$/, { message: 'organisationNumber must be ten digits, without a hyphen' })
  readonly organisationNumber!: string;
  @IsIn(PUBLISHER_TYPES) readonly type: (typeof PUBLISHER_TYPES)[number] = 'LocalAuthority';
  @IsOptional() @IsHttpUrl() readonly homepage?: string;
}

/** Who answers questions about the data: a function, not a person. */
export class ContactPoint {
  @InBothLanguages() readonly name!: Text;
  @IsEmail() readonly mail!: string;
}

/** What everybody may have of the frozen figures (`open-data.yaml`). */
export class OpenData {
  @Nested(() => Publisher) readonly publisher!: Publisher;
  @Nested(() => ContactPoint) readonly contact!: ContactPoint;
  @IsIn(Object.keys(OPEN_LICENCES)) readonly licence: keyof typeof OPEN_LICENCES = 'cc-by';
  /** Ids of the public measures; absent: all. */
  @IsOptional() @IsArray() @ArrayNotEmpty() @IsId({ each: true }) readonly measures?: string[];
  /** Of the catalogue; absent: made of the city's name. */
  @IsOptional() @PerhapsInBothLanguages() readonly title?: Text;
  @IsOptional() @PerhapsInBothLanguages() readonly description?: Text;
  /** Which place the figures are about. */
  @IsHttpUrl() readonly place: string = 'http://sws.geonames.org/2673730/';
}
