import { type Command } from 'commander';
import { printCompleteness, printDiff } from './commands/closing.js';
import { endMessage, printMessages, publishMessage, updateMessage } from './commands/messages.js';
import {
  acceptDeviation,
  addComment,
  printComments,
  printDeviations,
  withdrawDeviation,
} from './commands/remarks.js';
import { printStates } from './commands/states.js';

const SUBJECT = ['--subject <slag:id>', 'till exempel unit:city'] as const;
const JSON_OPTION = ['--json', 'svara som API:et'] as const;

/** What closes a period: what is missing, and what differs from what is frozen. */
export function addClosing(perspektiv: Command): void {
  perspektiv
    .command('completeness')
    .description('visar vad som saknas och väntas för en period, och vem som ska lämna det')
    .argument('<period>', '2026-09, 2026-Q3, 2026-T2 eller 2026')
    .option('--all', 'även det som är inlämnat')
    .option(...JSON_OPTION)
    .action(printCompleteness);
  perspektiv
    .command('diff')
    .description('visar vad som skiljer mellan två utgåvor, eller en utgåva och löpande siffror')
    .argument('<period>', '2026-Q3, 2026-T2 eller 2026')
    .option('--from <utgåva>', 'original, restated …', 'original')
    .option('--to <utgåva>', 'original, restated … eller live', 'live')
    .option(...JSON_OPTION)
    .action(printDiff);
}

/** What people say beside the figures. */
export function addRemarks(perspektiv: Command): void {
  const comments = perspektiv.command('comments').description('visar kommentarer, och kommenterar');
  comments
    .command('list', { isDefault: true })
    .description('kommentarer till ett mätetal, till det som bedöms, till en period eller alla')
    .option('--measure <mätetal>', 'till exempel digital-take-up')
    .option(...SUBJECT)
    .option('--period <period>', 'till exempel 2026-Q3')
    .option(...JSON_OPTION)
    .action(printComments);
  comments
    .command('add')
    .description('kommenterar ett mätetal')
    .argument('<mätetal>')
    .argument('<text>')
    .requiredOption('--period <period>', 'till exempel 2026-Q3')
    .option(...SUBJECT, 'unit:city')
    .action(addComment);
  const deviations = perspektiv
    .command('deviations')
    .description('visar godtagna avvikelser, godtar dem och tar dem tillbaka');
  deviations
    .command('list', { isDefault: true })
    .description('alla som godtagits, även de som är över eller återtagna')
    .option('--measure <mätetal>', 'till exempel availability')
    .option(...SUBJECT)
    .option(...JSON_OPTION)
    .action(printDeviations);
  deviations
    .command('accept')
    .description('godtar en avvikelse från ett mål till och med en dag')
    .argument('<mätetal>')
    .option(...SUBJECT, 'unit:city')
    .requiredOption('--from <dag>', 'till exempel 2026-07-01')
    .requiredOption('--until <dag>', 'sista dagen')
    .requiredOption('--reason <skäl>', 'varför den godtas')
    .action(acceptDeviation);
  deviations
    .command('withdraw')
    .description('tar tillbaka en godtagen avvikelse, som om den aldrig gällt eller från en dag')
    .argument('<id>')
    .option('--from <dag>', 'första dagen som den inte längre gäller')
    .action(withdrawDeviation);
}

/** How systems are, and what citizens are told of it. */
export function addStatus(perspektiv: Command): void {
  perspektiv
    .command('status')
    .description('visar vilka system som inte är uppe just nu')
    .option('--all', 'alla system')
    .option(...JSON_OPTION)
    .action(printStates);
  const messages = perspektiv
    .command('messages')
    .description('visar meddelanden till medborgarna, publicerar, uppdaterar och avslutar dem');
  messages
    .command('list', { isDefault: true })
    .description('de som pågår')
    .option('--all', 'även de som är avslutade')
    .option(...JSON_OPTION)
    .action(printMessages);
  messages
    .command('publish')
    .description('publicerar ett meddelande på den publika driftsidan')
    .argument('<rubrik>')
    .argument('[system...]', 'publika system som det gäller')
    .requiredOption('--text <text>', 'vad som händer')
    .option('--title-en <rubrik>', 'rubriken på engelska')
    .option('--text-en <text>', 'texten på engelska')
    .action(publishMessage);
  messages
    .command('update')
    .description('berättar mer; det som sagts står kvar')
    .argument('<id>')
    .argument('<text>')
    .option('--en <text>', 'på engelska')
    .action(updateMessage);
  messages.command('end').description('säger att det är över').argument('<id>').action(endMessage);
}
