import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ReorganisationPreview } from '#core';
import { type HandedOver, type Reorganisation, type Taker } from '#catalogue';
import { type Command } from 'commander';
import { atDesk } from '../find-desk.js';
import { describePreview } from '../print-reorganisation.js';
import { Refusal } from '../refusal.js';

interface Options {
  readonly into: string;
  readonly from: string;
  readonly to: string;
  readonly over?: readonly string[];
  readonly period?: string;
  readonly write?: boolean;
  readonly json?: boolean;
}

/** `ab=AB-nämnden`, or the id of a unit that exists. */
function takerOf(text: string): Taker {
  const [id = '', name] = text.split(/=(.*)/s);
  return name === undefined || name === '' ? { id } : { id, name };
}

/** `tjanst-a=u1 tjanst-b=u2` */
function handedOver(pairs: readonly string[] = []): HandedOver {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [id = '', unit = ''] = pair.split(/=(.*)/s);
      if (unit === '') throw new Refusal(`"${pair}" förstås inte; skriv --over id=enhet.`, 2);
      return [id, unit];
    }),
  );
}

/** All files or, when one cannot be written, none that was begun: each takes its place when all are there. */
async function writeFiles({ folder, files }: ReorganisationPreview): Promise<void> {
  for (const { file, content } of files) await writeFile(join(folder, `${file}.new`), content);
  for (const { file } of files) await rename(join(folder, `${file}.new`), join(folder, file));
}

async function reorganise(reorganisation: Reorganisation, options: Options): Promise<void> {
  const preview = await atDesk((desk) => desk.previewReorganisation(reorganisation, options.period));
  if (options.write) await writeFiles(preview);
  process.stdout.write(
    options.json
      ? `${JSON.stringify(preview, null, 2)}\n`
      : describePreview(preview, { isWritten: options.write === true }),
  );
}

function withCommonOptions(command: Command): Command {
  return command
    .option('--period <period>', 'visa värdena för den här perioden; annars kvartalen omkring dagen')
    .option('--write', 'skriv raderna i konfigurationens filer')
    .option('--json', 'svara som API:et');
}

const FIRST_DAY = ['--from <dag>', 'första dagen för det nya, till exempel 2027-01-01'] as const;
const OVER = ['--over <id=enhet...>', 'vem som tar över ett system eller en enhet under den'] as const;

/** `perspektiv reorganise`: the lines to write, and what they do to figures, before anything is written. */
export function addReorganise(perspektiv: Command): void {
  const all = perspektiv
    .command('reorganise')
    .description('föreslår vad som ska skrivas när staden organiserar om, och visar vad det gör med värdena');
  withCommonOptions(all.command('merge').description('slår ihop enheter'))
    .argument('<enhet...>')
    .requiredOption('--into <id=namn>', 'den som tar över; bara id om den redan finns')
    .requiredOption(...FIRST_DAY)
    .action((units: string[], options: Options) =>
      reorganise({ kind: 'merge', units, into: takerOf(options.into), from: options.from }, options),
    );
  withCommonOptions(all.command('split').description('delar en enhet'))
    .argument('<enhet>')
    .requiredOption('--into <id=namn...>', 'de som tar över')
    .requiredOption(...FIRST_DAY)
    .option(...OVER)
    .action((unit: string, { into, ...options }: Omit<Options, 'into'> & { into: readonly string[] }) => {
      const over = handedOver(options.over);
      const takers = into.map(takerOf);
      return reorganise(
        { kind: 'split', unit, into: takers, over, from: options.from },
        { ...options, into: '' },
      );
    });
  withCommonOptions(all.command('move').description('flyttar en enhet, ett system eller ett projekt'))
    .argument('<slag:id>', 'unit:, system: eller project: och id')
    .requiredOption('--into <id>', 'enheten den hamnar under, systemets nya ägare, eller portföljen')
    .requiredOption(...FIRST_DAY)
    .action((subject: string, options: Options) =>
      reorganise({ kind: 'move', subject, into: options.into, from: options.from }, options),
    );
  withCommonOptions(all.command('rename').description('ger något ett annat id'))
    .argument('<slag:id>')
    .requiredOption('--into <id>', 'det nya id:t')
    .action((subject: string, options: Options) =>
      reorganise({ kind: 'rename', subject, into: options.into }, options),
    );
  withCommonOptions(all.command('close').description('avslutar en enhet, ett system eller ett projekt'))
    .argument('<slag:id>')
    .requiredOption('--to <dag>', 'sista dagen, till exempel 2026-12-31')
    .option(...OVER)
    .action((subject: string, options: Options) =>
      reorganise({ kind: 'close', subject, over: handedOver(options.over), to: options.to }, options),
    );
}
