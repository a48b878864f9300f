import { type Unit, type UnitKind, inhabitantsIn } from '#catalogue';
import { type Draw } from './draw.js';

/** How big a unit is and how well it does: levels at the end of the history, that months vary around. */
export interface Profile {
  /** Full-time equivalents (årsarbetare). */
  readonly fte: number;
  /** Operating cost per FTE and year, SEK. */
  readonly operatingSekPerFte: number;
  /** IT cost per FTE and year, SEK. */
  readonly itSekPerFte: number;
  /** How far the unit has come, 0–1: drives digital share, satisfaction, maturity and use of licences. */
  readonly quality: number;
}

type Size = readonly [fte: number, operatingSekPerFte: number, itSekPerFte: number];

/** The units whose size is known. District councils follow their inhabitants instead, the rest their kind. */
const SIZES: Readonly<Record<string, Size>> = {
  kommunstyrelsen: [760, 2_100_000, 118_000],
  utbildning: [16_400, 1_320_000, 31_000],
  social: [2_650, 1_650_000, 49_000],
  aldre: [640, 1_900_000, 58_000],
  arbetsmarknad: [880, 1_300_000, 39_000],
  overformyndare: [95, 1_050_000, 52_000],
  kultur: [930, 1_250_000, 46_000],
  idrott: [640, 1_550_000, 38_000],
  trafik: [420, 4_600_000, 72_000],
  stadsbyggnad: [690, 1_150_000, 66_000],
  exploatering: [360, 3_900_000, 48_000],
  fastighet: [240, 5_200_000, 51_000],
  miljo: [310, 1_050_000, 57_000],
  kyrkogard: [210, 1_350_000, 36_000],
  service: [1_900, 1_150_000, 89_000],
  'stadshus-ab': [38, 3_500_000, 64_000],
  malarhem: [390, 7_200_000, 71_000],
  strandhem: [330, 6_900_000, 63_000],
  centrumhem: [340, 7_100_000, 77_000],
  'trygga-hem': [70, 9_500_000, 58_000],
  bostadsformedlingen: [105, 1_600_000, 118_000],
  skolfastigheter: [260, 8_800_000, 55_000],
  'vatten-avfall': [640, 4_900_000, 68_000],
  hamnar: [165, 5_400_000, 74_000],
  parkering: [125, 7_600_000, 104_000],
  fiber: [110, 7_900_000, 122_000],
  arena: [85, 4_100_000, 69_000],
  stadsteatern: [330, 1_450_000, 41_000],
  naringsliv: [70, 2_700_000, 66_000],
  forsakring: [14, 9_000_000, 82_000],
};

const USUAL: Readonly<Record<UnitKind, Size>> = {
  city: [0, 0, 0],
  group: [0, 0, 0],
  'district-council': [1_050, 1_380_000, 38_500],
  committee: [600, 1_500_000, 48_000],
  company: [180, 5_000_000, 70_000],
};

const FTE_PER_INHABITANT = 0.0165;

/** The size and quality of a unit; lots decide what is not known. */
export function profileOf(unit: Unit, draw: Draw): Profile {
  const [usualFte, operatingSekPerFte, itSekPerFte] = SIZES[unit.id] ?? USUAL[unit.kind];
  const inhabitants = inhabitantsIn(unit.inhabitants, 9999);
  const fte = inhabitants === undefined ? usualFte : inhabitants * FTE_PER_INHABITANT;
  return {
    fte: Math.round(draw.around(fte, 0.02)),
    operatingSekPerFte: draw.around(operatingSekPerFte, 0.03),
    itSekPerFte: draw.around(itSekPerFte, 0.08),
    quality: Math.min(0.95, Math.max(0.1, draw.around(0.55, 0.35))),
  };
}
