import { type IlsUnit } from '#catalogue';
import { type LocalizedText } from '#core';
import { ilsCells } from './ils-cells.js';
import { ilsPeriodType, indicatorsInForce, unitsSent } from './ils-scope.js';
import { type IlsSource } from './ils-source.js';
import { unencodable } from './text-encoding.js';

/** Why an export to the steering system is stopped. */
export const PRE_FLIGHT_CODES = ['unmapped', 'ambiguous', 'duplicate', 'unencodable', 'empty'] as const;
export type PreFlightCode = (typeof PRE_FLIGHT_CODES)[number];

/** A fault that stops an export before anything leaves; all are told at once. */
export interface PreFlightFault {
  readonly code: PreFlightCode;
  readonly about: 'unit' | 'measure' | 'column' | 'periodicity' | 'status' | 'text' | 'export';
  /** Ids of ours, or codes of the receiver, that are concerned. */
  readonly ids: readonly string[];
  readonly message: LocalizedText;
}

type Fault = (
  code: PreFlightCode,
  about: PreFlightFault['about'],
  ids: readonly string[],
  words: LocalizedText,
) => PreFlightFault;

const fault: Fault = (code, about, ids, message) => ({ code, about, ids, message });

/** Every fault that the config leaves for a period: codes that are missing, ambiguous or used twice. */
export function preFlight(source: IlsSource): PreFlightFault[] {
  const found = [
    ...unmappedUnits(source),
    ...ambiguousUnits(source.ils.units),
    ...measureFaults(source),
    ...columnFaults(source),
    ...periodicityFaults(source),
    ...statusFaults(source),
    ...encodingFaults(source),
  ];
  return found.length > 0 ? found : emptyFault(source);
}

function unmappedUnits(source: IlsSource): PreFlightFault[] {
  const mapped = new Set(source.ils.units.flatMap(({ units }) => units));
  const sent = new Set(
    indicatorsInForce(source).flatMap(({ indicator }) =>
      unitsSent(source, indicator).map(({ subject }) => subject.id),
    ),
  );
  return [...sent]
    .filter((id) => !mapped.has(id))
    .map((id) =>
      fault('unmapped', 'unit', [id], {
        sv: `Enheten "${id}" har ingen kod i ILS. Lägg in den under units i ils.yaml, eller under leftOut.`,
        en: `The unit "${id}" has no code in ILS. Add it under units in ils.yaml, or under leftOut.`,
      }),
    );
}

function ambiguousUnits(units: readonly IlsUnit[]): PreFlightFault[] {
  const ours = units.flatMap(({ code, units: ids }) => ids.map((id) => [id, code] as const));
  return [
    ...repeated(ours.map(([id]) => id)).map((id) => {
      const codes = ours.filter(([each]) => each === id).map(([, code]) => code);
      return fault('ambiguous', 'unit', [id, ...codes], {
        sv: `Enheten "${id}" har flera koder i ILS: ${codes.join(', ')}. Behåll en.`,
        en: `The unit "${id}" has several codes in ILS: ${codes.join(', ')}. Keep one.`,
      });
    }),
    ...repeated(units.map(({ code }) => code)).map((code) => {
      const ids = ours.filter(([, each]) => each === code).map(([id]) => id);
      return fault('duplicate', 'unit', [code, ...ids], {
        sv: `Koden "${code}" står för flera poster: ${ids.join(', ')}. Är de en enhet i ILS, skriv dem i en post.`,
        en: `The code "${code}" stands for several entries: ${ids.join(', ')}. If ILS has them as one, write one entry.`,
      });
    }),
  ];
}

function measureFaults(source: IlsSource): PreFlightFault[] {
  const inForce = indicatorsInForce(source);
  const ids = inForce.map(({ definition }) => definition.id);
  const codes = inForce.flatMap(({ code }) => code ?? []);
  return [
    ...inForce
      .filter(({ code }) => code === null)
      .map(({ definition: { id } }) =>
        fault('unmapped', 'measure', [id], {
          sv: `Mätetalet "${id}" har ingen kod i ILS. Skriv den under ils i mätetalets fil, eller som code i ils.yaml.`,
          en: `The measure "${id}" has no code in ILS. Write it under ils in its file, or as code in ils.yaml.`,
        }),
      ),
    ...repeated(ids).map((id) =>
      fault('ambiguous', 'measure', [id], {
        sv: `Mätetalet "${id}" står flera gånger bland indikatorerna. Behåll en.`,
        en: `The measure "${id}" is among the indicators several times. Keep one.`,
      }),
    ),
    ...repeated(codes)
      .map((code) => ({
        code,
        ids: inForce.filter((each) => each.code === code).map((e) => e.definition.id),
      }))
      .filter((each) => new Set(each.ids).size > 1)
      .map((each) =>
        fault('duplicate', 'measure', [each.code, ...each.ids], {
          sv: `Koden "${each.code}" står för flera mätetal: ${each.ids.join(', ')}.`,
          en: `The code "${each.code}" stands for several measures: ${each.ids.join(', ')}.`,
        }),
      ),
  ];
}

function columnFaults({ ils }: IlsSource): PreFlightFault[] {
  const codes = Object.values(ils.columns);
  const missing = ils.columns.outcome === undefined;
  return [
    ...(missing
      ? [
          fault('unmapped', 'column', ['outcome'], {
            sv: 'Kolumnen för utfall har ingen kod. Skriv den som outcome under columns i ils.yaml.',
            en: 'The column of the outcome has no code. Write it as outcome under columns in ils.yaml.',
          }),
        ]
      : []),
    ...repeated(codes).map((code) =>
      fault('duplicate', 'column', [code], {
        sv: `Koden "${code}" står för flera kolumner.`,
        en: `The code "${code}" stands for several columns.`,
      }),
    ),
  ];
}

function periodicityFaults({ period, ils }: IlsSource): PreFlightFault[] {
  const type = ilsPeriodType(period);
  const codes = Object.values(ils.periodicities);
  const missing = type !== null && ils.periodicities[type] === undefined ? [type] : [];
  return [
    ...missing.map((id) =>
      fault('unmapped', 'periodicity', [id], {
        sv: `Periodiciteten ${id} har ingen kod. Skriv den under periodicities i ils.yaml.`,
        en: `The periodicity ${id} has no code. Write it under periodicities in ils.yaml.`,
      }),
    ),
    ...repeated(codes).map((code) =>
      fault('duplicate', 'periodicity', [code], {
        sv: `Koden "${code}" står för flera periodiciteter.`,
        en: `The code "${code}" stands for several periodicities.`,
      }),
    ),
  ];
}

/** Statuses that occur and have no code, when statuses are sent at all. Several may lawfully share one. */
function statusFaults(source: IlsSource): PreFlightFault[] {
  if (source.ils.columns.status === undefined) return [];
  const codes: Readonly<Record<string, string | undefined>> = source.ils.statuses;
  const measures = new Set(indicatorsInForce(source).map(({ definition }) => definition.id));
  const occurring = source.scorecards
    .flatMap(({ perspectives }) => perspectives.flatMap((perspective) => perspective.measures))
    .filter(({ id, value }) => measures.has(id) && value.kind === 'number')
    .map(({ status }) => status);
  return [...new Set(occurring)]
    .filter((status) => codes[status] === undefined)
    .map((status) =>
      fault('unmapped', 'status', [status], {
        sv: `Statusen "${status}" har ingen kod. Skriv den under statuses i ils.yaml.`,
        en: `The status "${status}" has no code. Write it under statuses in ils.yaml.`,
      }),
    );
}

function encodingFaults(source: IlsSource): PreFlightFault[] {
  const { encoding, layout } = source.ils.file;
  const texts = ilsCells(source).flatMap((cell) =>
    layout === 'manual-names'
      ? [cell.unitName, cell.measureName, cell.columnCode]
      : [cell.unitCode, cell.measureCode, cell.columnCode],
  );
  return [...new Set(texts)].flatMap((text) => {
    const signs = unencodable(text, encoding);
    if (signs.length === 0) return [];
    return [
      fault('unencodable', 'text', [text], {
        sv: `"${text}" har tecken som ${encoding} saknar: ${signs.join(' ')}. Välj en annan encoding i ils.yaml.`,
        en: `"${text}" has signs that ${encoding} lacks: ${signs.join(' ')}. Choose another encoding in ils.yaml.`,
      }),
    ];
  });
}

/** Nothing would be sent: that is never what somebody meant. */
function emptyFault(source: IlsSource): PreFlightFault[] {
  if (ilsCells(source).length > 0) return [];
  const period = source.period.toString();
  return [
    fault('empty', 'export', [period], {
      sv: `Inga indikatorer är valda för ${period}. Skriv dem under indicators i ils.yaml.`,
      en: `No indicators are chosen for ${period}. Write them under indicators in ils.yaml.`,
    }),
  ];
}

/** What comes more than once, each once. */
function repeated(texts: readonly string[]): string[] {
  return [...new Set(texts.filter((text, i) => texts.indexOf(text) < i))];
}
