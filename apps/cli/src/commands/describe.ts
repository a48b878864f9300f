import {
  type Catalogue,
  type DatasetField,
  type DatasetSchema,
  type MeasureDefinition,
  describeFaults,
  loadCatalogue,
  measuresInForce,
} from '#catalogue';
import { cityDate } from '#core';
import { settingsInUse } from '../find-desk.js';
import { MEASURE_RULES } from '../measure-rules.js';
import { Refusal } from '../refusal.js';

/** A cell of a Markdown table. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

function describeField({ name, titles, help, constraints, categories, example }: DatasetField): string {
  const called = new Map(categories?.map((category) => [category.value, ` (${category.titles.sv})`]));
  const values = constraints.enum
    ? ` Ett av: ${constraints.enum.map((value) => `\`${value}\`${called.get(value) ?? ''}`).join(', ')}.`
    : '';
  const required = constraints.required ? 'ja' : '';
  return `| \`${name}\` | ${titles.sv} | ${required} | ${cell(help.sv)}${values} | ${cell(example)} |\n`;
}

function describeDataset({ name, titles, help, fields }: DatasetSchema): string {
  const head = `## ${titles.sv} (\`${name}\`)\n\n${help.sv}\n\n`;
  const table = '| kolumn | rubrik | krävs | vad | exempel |\n| --- | --- | --- | --- | --- |\n';
  return `${head}${table}${fields.map(describeField).join('')}\n`;
}

function describeMeasure({ id, name, description, rationale, ...measure }: MeasureDefinition): string {
  const better = measure.better === 'higher' ? 'högre är bättre' : 'lägre är bättre';
  const method = measure.method === 'objective' ? 'objektiv' : 'subjektiv';
  const target = measure.target
    ? `mål ${measure.target.target}, nära från ${measure.target.nearTarget}, noll poäng vid ${measure.target.scoreFloor}`
    : 'inget mål';
  return (
    `### ${name.sv} (\`${id}\`)\n\n${description.sv} ${rationale.sv}\n\n` +
    `Version ${measure.version} från ${measure.validFrom}. ${measure.unitOfMeasure.sv}, ${better}; ${target}. ` +
    `Metod: ${method}. Inriktningsmål ${measure.councilGoal}. Ansvar: ${measure.responsible.sv}. ` +
    `Insamlingen kostar ${measure.collectingHoursPerYear} timmar om året.\n\n`
  );
}

function describeMeasures(catalogue: Catalogue): string {
  const definitions = measuresInForce(catalogue, cityDate(Date.now()));
  return catalogue.perspectives
    .map(({ id, name, question }) => {
      const measures = definitions.filter(({ perspective }) => perspective === id).map(describeMeasure);
      return `## ${name.sv}\n\n${question.sv}\n\n${measures.join('')}`;
    })
    .join('');
}

const CHAPTERS = {
  datasets: (catalogue: Catalogue) =>
    `# Datamängder\n\n${[...catalogue.datasets.values()].map(describeDataset).join('')}`,
  measures: (catalogue: Catalogue) => `# Mätetal\n\n${describeMeasures(catalogue)}${MEASURE_RULES}`,
} as const;

/** Prints a handbook chapter about what the config folder says, as Markdown. */
export async function describe(chapter: string): Promise<void> {
  const write = Object.entries(CHAPTERS).find(([name]) => name === chapter)?.[1];
  if (!write)
    throw new Refusal(`"${chapter}" finns inte; välj bland ${Object.keys(CHAPTERS).join(', ')}.`, 2);
  const catalogue = await loadCatalogue((await settingsInUse()).settings.configFolder);
  if (!catalogue.ok) throw new Refusal(describeFaults(catalogue.problem));
  process.stdout.write(`${write(catalogue.value).trimEnd()}\n`);
}
