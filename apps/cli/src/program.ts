import { REPORT_FORMS } from '#pipeline';
import { Command, Option } from 'commander';
import { acknowledgeAlert, printAlerts } from './commands/alerts.js';
import { verifyAuditLog } from './commands/audit.js';
import { backup } from './commands/backup.js';
import { checkConfig } from './commands/check-config.js';
import { collect } from './commands/collect.js';
import { describe } from './commands/describe.js';
import { printExplanation } from './commands/explain.js';
import { exportIls } from './commands/export.js';
import { freeze } from './commands/freeze.js';
import { importFile } from './commands/import.js';
import { planMaintenance, printMaintenance, withdrawMaintenance } from './commands/maintenance.js';
import { migrate } from './commands/migrate.js';
import { annotateOutage, printOutages } from './commands/outages.js';
import { rebuild } from './commands/rebuild.js';
import { reload } from './commands/reload.js';
import { addReorganise } from './commands/reorganise.js';
import { type ReportOptions, writeReport } from './commands/report.js';
import { restoreBackup } from './commands/restore.js';
import { runProgram } from './commands/run-program.js';
import { printScorecard } from './commands/score.js';
import { closeSurvey, inviteToSurvey, openSurvey, printSurveys } from './commands/surveys.js';
import { addClosing, addRemarks, addStatus } from './follow-up-commands.js';

/** What is wrong now, and who sees to it. */
function addAlerts(perspektiv: Command): void {
  const alerts = perspektiv.command('alerts').description('visar larm, och kvitterar dem');
  alerts
    .command('list', { isDefault: true })
    .description('larm som pågår, och de som varit det senaste dygnet')
    .option('--json', 'svara som API:et')
    .action(printAlerts);
  alerts
    .command('ack')
    .description('kvitterar ett larm: ingen annan väcks för det')
    .argument('<id>', 'larmets id')
    .option('--note <text>', 'vad som görs')
    .action(acknowledgeAlert);
}

/** What we ask ourselves, and of whom. */
function addSurveys(perspektiv: Command): void {
  const surveys = perspektiv.command('surveys').description('visar enkäternas omgångar, och öppnar dem');
  surveys
    .command('list', { isDefault: true })
    .description('alla omgångar, hur många som svarat och svarsfrekvensen')
    .option('--json', 'svara som API:et')
    .action(printSurveys);
  surveys
    .command('open')
    .description('öppnar en enkät från en dag till en annan')
    .argument('<enkät>', 'till exempel nki')
    .argument('<period>', 'perioden som svaren räknas till')
    .requiredOption('--from <dag>', 'till exempel 2026-12-01')
    .requiredOption('--to <dag>', 'sista dagen')
    .option('--links', 'bara med engångslänkar')
    .option('--places <id...>', 'enheter eller e-tjänster; annars alla')
    .action(openSurvey);
  surveys
    .command('invite')
    .description('gör engångslänkar: visar dem den här enda gången, eller skickar dem med brev')
    .argument('<enkät>')
    .argument('<period>')
    .argument('<id>', 'enhet eller e-tjänst')
    .option('--count <antal>', 'så många länkar, att skicka själv')
    .option('--mail <fil>', 'en adress per rad: var och en får ett brev, och en påminnelse')
    .action(inviteToSurvey);
  surveys
    .command('close')
    .description('stänger en omgång och lämnar in antalen')
    .argument('<enkät>')
    .argument('<period>')
    .option('--restate', 'även om perioden är fastställd')
    .action(closeSurvey);
}

/** What operations do: outages, and work that is planned. */
function addOperations(perspektiv: Command): void {
  const outages = perspektiv.command('outages').description('visar avbrott, och antecknar om dem');
  outages
    .command('list', { isDefault: true })
    .description('de senaste avbrotten och vad de blir tillsammans')
    .option('--system <id>', 'bara detta system')
    .option('--days <antal>', 'så många dagar bakåt', '30')
    .option('--ongoing', 'bara de som pågår')
    .option('--json', 'svara som API:et')
    .action(printOutages);
  outages
    .command('annotate')
    .description('antecknar om ett avbrott: orsak, åtgärd')
    .argument('<id>')
    .argument('<text>')
    .action(annotateOutage);

  const maintenance = perspektiv.command('maintenance').description('visar och planerar underhåll');
  maintenance
    .command('list', { isDefault: true })
    .description('allt som är planerat, även det som är över')
    .option('--json', 'svara som API:et')
    .action(printMaintenance);
  maintenance
    .command('plan')
    .description('planerar arbete; det är annonserat från och med nu')
    .argument('<system...>')
    .requiredOption('--from <tidpunkt>', 'till exempel 2026-10-18T01:00+02:00')
    .requiredOption('--to <tidpunkt>')
    .requiredOption('--note <text>', 'vad som görs')
    .option('--repeats <regel>', 'weekly, eller till exempel FREQ=MONTHLY;BYDAY=2TU')
    .action(planMaintenance);
  maintenance
    .command('withdraw')
    .description('tar tillbaka ett planerat arbete från och med nu')
    .argument('<id>')
    .action(withdrawMaintenance);
}

/** The whole city, put away and brought back. */
function addBackups(perspektiv: Command): void {
  perspektiv
    .command('backup')
    .description('säkerhetskopierar hela staden till en ny mapp, också medan monitorn kör')
    .argument('<mapp>', 'mappen som kopiorna ligger i; varje kopia blir en mapp i den')
    .option('--json', 'svara som API:et')
    .action(backup);
  perspektiv
    .command('restore')
    .description('återställer staden ur en säkerhetskopia, sedan den visats vara hel')
    .argument('<mapp>', 'en kopia, eller mappen som kopiorna ligger i: då den senaste')
    .option('--try', 'pröva bara: återställ någon annanstans, jämför och ta bort; monitorn får köra')
    .option('--json', 'svara med siffror')
    .action(restoreBackup);
}

/** Reports for reading and for paper. */
function addReports(perspektiv: Command): void {
  const report = perspektiv.command('report').description('skriver en rapport som fil');
  const kinds = [
    ['scorecard', 'styrkortet med diagram, avbrott, kommentarer och det som saknas'],
    ['availability', 'tillgängligheten, avbrott för avbrott, för en enhet eller ett system'],
  ] as const;
  for (const [kind, description] of kinds) {
    report
      .command(kind)
      .description(description)
      .argument('<period>', '2026-09, 2026-Q3, 2026-T2 eller 2026')
      .option('--subject <slag:id>', 'vad rapporten gäller', 'unit:city')
      .addOption(new Option('--form <form>', 'filens form').choices(REPORT_FORMS).default('pdf'))
      .option('--edition <utgåva>', 'original, restated … eller live; annars den senaste')
      .option('--to <mapp>', 'skriv filen dit', '.')
      .action((period: string, options: ReportOptions) => writeReport(kind, period, options));
  }
}

/** The pipeline by hand: one command per step (formats.md, section 4). */
export function program(): Command {
  const perspektiv = new Command('perspektiv')
    .description('Följer upp stadens it ur fem perspektiv.')
    .exitOverride()
    .configureHelp({ sortSubcommands: false });

  perspektiv
    .command('start')
    .description('kör monitorn: mäter, tar emot, räknar och visar')
    .option(
      '--role <roller>',
      'bara collect, serve eller schedule, eller några av dem; annars PERSPEKTIV_ROLES',
    )
    .action(({ role }: { role?: string }) =>
      runProgram('monitor', role === undefined ? [] : ['--role', role]),
    );

  perspektiv
    .command('demo')
    .description('kör en hel exempelstad med historik, mätningar och sidor')
    .option('--no-farm', 'utan de lokala tjänster som mätningarna når')
    .option('--months <antal>', 'så många månaders historik', '24')
    .option('--seed <tal>', 'annat frö ger en annan stad', '1')
    .action((options: { farm: boolean; months: string; seed: string }) =>
      runProgram('demo', [
        ...(options.farm ? [] : ['--no-farm']),
        ...['--months', options.months, '--seed', options.seed],
      ]),
    );

  perspektiv
    .command('check-config')
    .description('granskar konfigurationen och nämner varje fel med fil, rad och åtgärd')
    .argument('[mapp]', 'annars PERSPEKTIV_CONFIG')
    .action((folder?: string) => checkConfig(folder));

  perspektiv
    .command('reload')
    .description('låter monitorn som kör ta konfigurationen i bruk som den är nu, efter samma granskning')
    .option('--json', 'svara som API:et')
    .action(reload);

  addReorganise(perspektiv);

  perspektiv
    .command('describe')
    .description('skriver handboken om datamängder eller mätetal ur konfigurationen')
    .argument('<kapitel>', 'datasets eller measures')
    .action(describe);

  perspektiv
    .command('import')
    .description('lämnar in en fil')
    .argument('<datamängd>', 'till exempel cost eller transactions')
    .argument('<fil>')
    .option('--dry-run', 'granska bara, spara ingenting')
    .option('--period <period>', 'rader utanför perioden är fel')
    .option('--restate', 'ändra även det som är fastställt')
    .option('--json', 'svara som API:et')
    .action(importFile);

  perspektiv
    .command('score')
    .description('visar ett styrkort')
    .argument('<period>', '2026-09, 2026-Q3, 2026-T2 eller 2026')
    .option('--subject <slag:id>', 'vad som bedöms', 'unit:city')
    .option('--json', 'svara som API:et')
    .action(printScorecard);

  perspektiv
    .command('explain')
    .description('visar varför ett tal är vad det är: definition, delar, uträkning, leveranser')
    .argument('<mätetal>', 'till exempel digital-take-up')
    .requiredOption('--period <period>', '2026-09, 2026-Q3, 2026-T2 eller 2026')
    .option('--subject <slag:id>', 'vad som bedöms', 'unit:city')
    .option('--json', 'svara som API:et')
    .action(printExplanation);

  perspektiv
    .command('freeze')
    .description('fastställer ett kvartal, ett tertial eller ett år som är slut')
    .argument('[period]', '2026-Q3, 2026-T2 eller 2026')
    .option('--restate', 'fastställ på nytt; den första utgåvan finns kvar')
    .option('--reason <skäl>', 'varför den fastställs på nytt')
    .option('--dry-run', 'visa bara vad som skulle fastställas, spara ingenting')
    .option('--yes', 'fråga inte, även om underlaget inte är komplett')
    .option('--verify', 'räkna om alla utgåvors kontrollsummor och följ kedjan')
    .option('--json', 'svara som API:et')
    .action(freeze);

  addClosing(perspektiv);
  addRemarks(perspektiv);

  perspektiv
    .command('audit')
    .description('granskar loggen över ändringar')
    .command('verify')
    .description('räkna om varje posts kontrollsumma och följ kedjorna')
    .option('--json', 'svara som API:et')
    .action(verifyAuditLog);

  perspektiv
    .command('export')
    .description('lämnar ut det som är fastställt')
    .command('ils')
    .description('skapar filerna till styrsystemet ILS, efter en kontroll som nämner alla fel på en gång')
    .argument('<period>', '2026-Q3, 2026-T2 eller 2026')
    .option('--dry-run', 'spara ingenting; perioden behöver inte vara fastställd')
    .option('--to <mapp>', 'skriv filerna dit')
    .option('--json', 'svara som API:et')
    .action(exportIls);

  addReports(perspektiv);

  perspektiv
    .command('rebuild')
    .description('räknar om allt härlett: ur det som lämnats in, och ur mätpunkter så långt de räcker')
    .option('--from <period>', 'första period som avses')
    .option('--to <period>', 'sista period som avses')
    .option('--boards', 'bara det som tavlorna i Grafana visar')
    .option('--json', 'svara som API:et')
    .action(rebuild);

  addBackups(perspektiv);

  perspektiv
    .command('migrate')
    .description('flyttar en inbäddad stad till andra lagringsmotorer, och visar att alla värden är desamma')
    .requiredOption('--to <fil>', 'inställningarna att flytta till, en PERSPEKTIV_…=värde per rad')
    .option('--json', 'svara med siffror')
    .action(migrate);

  addOperations(perspektiv);
  addAlerts(perspektiv);
  addStatus(perspektiv);
  addSurveys(perspektiv);

  perspektiv
    .command('collect')
    .description(
      'hämtar från en källa i collectors.yaml; utan källa: visar alla hämtningar. Med --once: mäter en gång och visar varje steg, sparar ingenting och slutar med 3 när något är nere',
    )
    .argument('[källa]', 'hämtningens id')
    .option('--once', 'mät en gång')
    .option('--system <id>', 'med --once: bara detta system')
    .option('--from <period>', 'fyll i från och med denna period')
    .option('--to <period>', 'fyll i till och med denna period')
    .option('--full', 'läs allt på nytt, oavsett vad som setts förut')
    .option('--accept', 'ta emot det som hålls tillbaka för att källan svarar mindre än förut')
    .option('--dry-run', 'hämta och granska bara, spara ingenting')
    .option('--json', 'svara som API:et')
    .action(collect);

  return perspektiv;
}
