import {
  type ExplainedDelivery,
  type ExplainedPart,
  type ExplainedSide,
  type ExplainedSystem,
  type ExplainedUpload,
  type Explanation,
  type Ratio,
  type Value,
} from '#core';
import { rowsInWords } from './print-report.js';
import { STATUS } from './status.js';
import { type Branch, branch, drawTree } from './tree.js';

const KIND = {
  number: '',
  'not-applicable': 'ej aktuellt',
  'not-provided': 'saknas',
  suppressed: 'skyddad',
} as const;

const TREND_REASON = {
  missing: 'värde saknas',
  open: 'perioden är inte slut',
  incomplete: 'för lite är lämnat',
  break: 'mätetalet är omdefinierat',
  'within-interval': 'inom felmarginalen',
} as const;

const TREND = { better: 'bättre', worse: 'sämre', steady: 'stabilt', unknown: 'ingen jämförelse' } as const;

function number(amount: number | null, most = 2): string {
  return amount === null ? '–' : amount.toLocaleString('sv-SE', { maximumFractionDigits: most });
}

function ratio({ numerator, denominator, n }: Ratio): string {
  return `${number(numerator)} / ${number(denominator)}, n ${number(n)}`;
}

function side(name: string, { source, text, window, months }: ExplainedSide): Branch {
  const [first, last] = [months.at(0) ?? '', months.at(-1) ?? ''];
  const over = first === last ? first : `${first}–${last}`;
  return { text: `${name}: ${text.sv}, ur ${source}; ${window.sv} (${over})` };
}

function part({ of, id, name, kind, number: own, sums }: ExplainedPart): Branch {
  const whose = of === 'own' ? `${name.sv}, eget` : `${name.sv} (${id})`;
  const told = kind === 'number' ? number(own) : KIND[kind];
  return { text: `${whose}: ${told}${sums ? ` = ${ratio(sums)}` : ''}` };
}

function parts({ parts: all, remainder }: Explanation): Branch[] {
  const rest = remainder
    ? [
        {
          text: `${remainder.parts} delar tillsammans: ${remainder.sums ? ratio(remainder.sums) : 'visas inte'}`,
        },
      ]
    : [];
  return branch('Delar', [...all.map(part), ...rest]);
}

function facts({ facts: all }: Explanation): Branch[] {
  return branch(
    'Uppgifter',
    all.map(({ side: of, unit, period, system, sum, count }) => {
      const where = [period, unit, system].filter((word) => word !== null).join(', ');
      return `${of === 'numerator' ? 'täljare' : 'nämnare'} ${where}: ${number(sum)} (${number(count)} st)`;
    }),
  );
}

function changeTold({ change, reason }: Explanation['measure']['trend']): string {
  const told = [change === null ? '' : number(change), reason ? TREND_REASON[reason] : ''].filter(Boolean);
  return told.length === 0 ? '' : ` (${told.join(', ')})`;
}

function comparison({ measure }: Explanation): Branch[] {
  const told = ({ kind, number: of }: Value): string => (kind === 'number' ? number(of) : KIND[kind]);
  const { trend } = measure;
  return branch('Jämförelse', [
    `föregående period: ${told(measure.previous)}`,
    `samma period i fjol: ${told(measure.sameLastYear)}`,
    `riktning: ${TREND[trend.direction]}${changeTold(trend)}`,
    ...(measure.breakInSeries ? ['mätetalet är omdefinierat sedan föregående period'] : []),
  ]);
}

function delivery({ unit, delivery: rule, delivered, missing, notApplicable }: ExplainedDelivery): Branch {
  const told = [
    delivered.length > 0 ? `lämnat ${delivered.join(', ')}` : '',
    missing.length > 0 ? `SAKNAS ${missing.join(', ')}` : '',
    notApplicable.length > 0 ? `ej aktuellt ${notApplicable.join(', ')}` : '',
  ];
  return { text: `${unit}, ${rule}: ${told.filter(Boolean).join('; ')}` };
}

function completeness({ measure, deliveries }: Explanation): Branch[] {
  const { actual, expected } = measure.completeness;
  const share = expected === 0 ? 'ingenting väntas' : `${number((100 * actual) / expected)} %`;
  return [{ text: `Täckning: ${share}`, under: deliveries.map(delivery) }];
}

function upload({ slices }: Explanation, { id, sha256, receivedAt, fileName, by }: ExplainedUpload): Branch {
  const own = slices.filter((slice) => slice.upload === id);
  return {
    text: `${fileName ?? 'fil'}, ${by ?? 'avsändare visas inte'}, ${receivedAt}, SHA-256 ${sha256}`,
    under: own.map(({ dataset, unit, period, source, version, rows }) => ({
      text: `${dataset} ${unit} ${period}: utgåva ${version}, ${rowsInWords(rows)} (${source})`,
    })),
  };
}

function system(measured: ExplainedSystem): Branch {
  const { id, name, weight, upHours, degradedHours, downHours, unmonitoredHours, maintenanceHours } =
    measured;
  const hours = [
    `uppe ${number(upHours)} h`,
    `försämrad ${number(degradedHours)} h`,
    `nere ${number(downHours)} h`,
    `ej mätt ${number(unmonitoredHours)} h`,
    `underhåll ${number(maintenanceHours)} h`,
  ];
  return {
    text: `${name.sv} (${id}), vikt ${number(weight)}: ${hours.join(', ')}`,
    under: measured.outages.map(({ from, to, reason, counted }) => ({
      text: `avbrott ${from} – ${to ?? 'pågår'}, ${reason}${counted ? '' : ' (räknas inte)'}`,
    })),
  };
}

function heading({ definition, subject, period, measure, shown }: Explanation): string {
  const { value, status, target, score } = measure;
  const told =
    value.kind === 'number' ? `${number(shown, 6)} ${definition.unitOfMeasure.sv}` : KIND[value.kind];
  const judged = [
    STATUS[status],
    target === null ? '' : `mål ${number(target)}`,
    score === null ? '' : `poäng ${number(score)}`,
  ];
  return `${definition.name.sv}, ${subject.name.sv}, ${period}: ${told}  ${judged.filter(Boolean).join(', ')}`;
}

/** An explanation as a tree for a terminal, from the value down to the files. */
export function describeExplanation(explanation: Explanation): string {
  const { definition, steps, excluded, withheld, accepted, uploads, systems } = explanation;
  const { version, validFrom, formula, numerator, denominator } = definition;
  return drawTree({
    text: heading(explanation),
    under: [
      ...branch(`Definition ${definition.id}, version ${version}, gäller från ${validFrom}`, [
        formula.sv,
        side('täljare', numerator),
        side('nämnare', denominator),
      ]),
      ...parts(explanation),
      ...facts(explanation),
      ...branch(
        'Uträkning',
        steps.map(({ about, text }) => `${text.sv}   ${about.sv}`),
      ),
      ...branch(
        'Godtagen avvikelse',
        accepted ? [`${accepted.from}–${accepted.until}, ${accepted.by}: ${accepted.reason}`] : [],
      ),
      ...comparison(explanation),
      ...completeness(explanation),
      ...branch(
        'Räknas inte',
        excluded.map(({ text }) => text.sv),
      ),
      ...branch(
        'Skyddat',
        withheld.map(({ text, units }) => [text.sv, units.join(', ')].filter(Boolean).join(' ')),
      ),
      ...branch(
        'Leveranser',
        uploads.map((one) => upload(explanation, one)),
      ),
      ...branch('Mätningar', systems.map(system)),
    ],
  });
}
