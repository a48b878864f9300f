import { type LocalizedText } from '#core';
import { type Details, type Fault, type ProblemCode, fileFault } from '../../problem-codes.js';

/**
 * Thrown inside the reading of a workbook, where a stream must be stopped half-way, and caught where the reading began:
 * it carries what is told to whoever handed the file in.
 */
export class UnreadableWorkbook extends Error {
  readonly fault: Fault;

  constructor(code: ProblemCode, details: Details = {}) {
    super(code);
    this.name = 'UnreadableWorkbook';
    this.fault = fileFault(code, details);
  }
}

/** What is wrong with a damaged workbook, for those who look into it. */
const DAMAGES = {
  'cut-off': {
    sv: 'arkivet är avklippt eller dess förteckning förstörd',
    en: 'the archive is cut off or its directory broken',
  },
  checksum: {
    sv: 'en del stämmer inte med sin kontrollsumma',
    en: 'a part does not agree with its checksum',
  },
  packing: { sv: 'en del går inte att packa upp', en: 'a part cannot be unpacked' },
  'not-xml': { sv: 'en del är inte välformad XML', en: 'a part is not well-formed XML' },
  parts: { sv: 'en del saknas eller finns två gånger', en: 'a part is missing or there twice' },
  places: {
    sv: 'rader eller celler har platser som inte finns',
    en: 'rows or cells have places that do not exist',
  },
  size: {
    sv: 'den har fler eller större delar än en arbetsbok kan ha',
    en: 'it has more or larger parts than a workbook can have',
  },
} as const satisfies Readonly<Record<string, LocalizedText>>;

/** What a workbook can be damaged by. */
export type Damage = keyof typeof DAMAGES;

/** The file is not as its format says. */
export function damaged(damage: Damage): UnreadableWorkbook {
  return new UnreadableWorkbook('workbook-damaged', { damage: DAMAGES[damage] });
}
