import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import {
  type BackupReport,
  type ChainReport,
  type CollectorOverview,
  type CollectorRun,
  DATASETS,
  type DeliveryState,
  type EditionDiff,
  type EditionSummary,
  type Explanation,
  type FreezePreview,
  type MaintenancePlanned,
  type Period,
  type RebuildReport,
  type Receipt,
  type ReorganisationPreview,
  type Scorecard,
  type UploadReport,
  messageOf,
} from '#core';
import { type AlertAnswer } from '#alert';
import { type Reorganisation, citySeries, measureNamed, seriesFault } from '#catalogue';
import {
  type CollectorRefusal,
  type ExportRefusal,
  type FreezeRefusal,
  type HandIn,
  type Perspektiv,
  backUp,
  previewReorganisation,
  rebuild,
  verifyAudit,
} from '#pipeline';
import {
  type CollectorRunAsked,
  type Desk,
  type Errand,
  type ExportTold,
  type MaintenanceAsked,
  type OutagesAsked,
  type OutagesTold,
  type RebuildAsked,
  type ReportAsked,
} from './desk.js';
import { localReport } from './local-report.js';
import { periodOf, subjectOf } from './local-terms.js';
import { LocalRemarks } from './local-remarks.js';
import { LocalSurveys } from './local-surveys.js';
import { Refusal } from './refusal.js';

/** Who works on the files themselves may do anything. */
export const BY = 'local-admin';

const REFUSALS: Readonly<Record<FreezeRefusal, string>> = {
  'a-month': 'är en månad; kvartal, tertial och år fastställs.',
  'not-ended': 'är inte slut än.',
  frozen: 'är redan fastställd. Fastställ den på nytt med --restate och --reason, om den ska ändras.',
  'not-frozen': 'är inte fastställd; utelämna --restate.',
  'no-reason': 'fastställs på nytt bara med skäl: --reason.',
  'handing-in': 'kan inte fastställas medan underlag till den tas emot. Försök igen om en stund.',
};

const NOT_RUN: Readonly<Record<CollectorRefusal, (id: string) => string>> = {
  unknown: (id) => `Ingen hämtning heter "${id}". De som finns står i collectors.yaml.`,
  running: (id) => `Hämtningen "${id}" pågår redan.`,
  closing: () => 'Programmet håller på att stängas.',
};

/** Works on the data folder itself, which no monitor holds. */
export class LocalDesk implements Desk {
  readonly name: string;
  readonly surveys: LocalSurveys;
  readonly remarks: LocalRemarks;
  readonly verifyAudit: Desk['verifyAudit'] = () => verifyAudit(this.perspektiv.stage.ledger);

  constructor(private readonly perspektiv: Perspektiv) {
    this.name = `Ingen monitor kör: arbetar direkt på ${perspektiv.settings.dataFolder}.`;
    this.surveys = new LocalSurveys(perspektiv);
    this.remarks = new LocalRemarks(perspektiv);
  }

  async check(errand: Errand): Promise<UploadReport> {
    return this.perspektiv.handingIn.intake.check(await this.handInOf(errand));
  }

  async handIn(errand: Errand): Promise<Receipt | UploadReport> {
    const outcome = await this.perspektiv.handingIn.intake.handIn(await this.handInOf(errand));
    if (outcome.kind === 'overtaken')
      throw new Refusal('Någon annan hann lämna samma uppgifter. Försök igen.');
    return outcome.kind === 'refused' ? outcome.report : outcome.receipt;
  }

  async scorecard(subject: string, period: string): Promise<Scorecard> {
    const card = await this.perspektiv.scoring.score.scorecard(
      subjectOf(subject),
      periodOf(period),
      Date.now(),
    );
    if (!card.ok) throw new Refusal(card.problem);
    return card.value;
  }

  async explanation(measure: string, subject: string, period: string): Promise<Explanation> {
    const { catalogue } = this.perspektiv;
    const { explain } = this.perspektiv.scoring;
    const answer = await explain.explain({
      measure: measureNamed(catalogue, measure)?.id ?? measure,
      subject: subjectOf(subject),
      period: periodOf(period),
      maySeeDeliveriesOf: () => true,
    });
    if (!answer.ok) throw new Refusal(answer.problem);
    return answer.value;
  }

  async freeze(period: string, restate: { readonly reason: string } | undefined): Promise<EditionSummary> {
    const order = { by: BY, nowMs: Date.now(), restate };
    const frozen = await this.perspektiv.closing.edition.freeze(periodOf(period), order);
    if (!frozen.ok) throw new Refusal(`${period} ${REFUSALS[frozen.problem]}`);
    return frozen.value;
  }

  async previewFreeze(period: string, restate: boolean): Promise<FreezePreview> {
    const order = { restate, nowMs: Date.now() };
    const preview = await this.perspektiv.closing.edition.preview(periodOf(period), order);
    if (!preview.ok) throw new Refusal(`${period} ${REFUSALS[preview.problem]}`);
    return preview.value;
  }

  async exportIls(period: string, { dryRun }: { readonly dryRun: boolean }): Promise<ExportTold> {
    const order = { period: periodOf(period), dryRun, by: BY, nowMs: Date.now() };
    const made = await this.perspektiv.leaving.ils.make(order);
    if (!made.ok) throw new Refusal(refusedExport(made.problem, period));
    return made.value;
  }

  report(asked: ReportAsked): ReturnType<Desk['report']> {
    return localReport(this.perspektiv, asked);
  }

  collectors(): Promise<readonly CollectorOverview[]> {
    return this.perspektiv.collecting.overviews(Date.now());
  }

  async runCollector(id: string, { from, to, ...more }: CollectorRunAsked): Promise<CollectorRun> {
    const range = rangeOf(from, to);
    const run = await this.perspektiv.collecting.runner.run(id, {
      by: BY,
      ...more,
      ...(range ? { range } : {}),
    });
    if (!run.ok) throw new Refusal(NOT_RUN[run.problem](id));
    return run.value;
  }

  verifyEditions(): Promise<ChainReport> {
    return this.perspektiv.closing.edition.verify();
  }

  async diff(
    period: string,
    { from, to }: { readonly from: string; readonly to: string },
  ): Promise<EditionDiff> {
    const { edition } = this.perspektiv.closing;
    const diff = await edition.diff(periodOf(period), { from, to, nowMs: Date.now() });
    if (diff.ok) return diff.value;
    throw new Refusal(`${period} har ingen utgåva ${from}, eller ingen ${to}.`);
  }

  deliveries(period: string): Promise<readonly DeliveryState[]> {
    return this.perspektiv.scoring.score.deliveries(periodOf(period), Date.now());
  }

  states(): Promise<never> {
    return Promise.reject(new Refusal('Hur systemen är nu vet bara en monitor som kör.'));
  }

  async backUp(folder: string): Promise<BackupReport> {
    const made = await backUp(this.perspektiv, { folder, by: BY, nowMs: Date.now() });
    if (!made.ok) throw new Refusal(made.problem.sv);
    return made.value;
  }

  async previewReorganisation(
    reorganisation: Reorganisation,
    period: string | undefined,
  ): Promise<ReorganisationPreview> {
    const asked = {
      reorganisation,
      nowMs: Date.now(),
      ...(period === undefined ? {} : { periods: [periodOf(period)] }),
    };
    const preview = await previewReorganisation(this.perspektiv, asked);
    if (!preview.ok) throw new Refusal(preview.problem);
    return preview.value;
  }

  rebuild({ from, to, boards }: RebuildAsked): Promise<RebuildReport> {
    return rebuild(this.perspektiv, {
      from: from === undefined ? undefined : periodOf(from),
      to: to === undefined ? undefined : periodOf(to),
      boards,
      by: BY,
      nowMs: Date.now(),
    });
  }

  outages({ from, system, ongoing }: OutagesAsked): Promise<OutagesTold> {
    const nowMs = Date.now();
    const window = { startMs: Date.parse(from), endMs: nowMs };
    if (system !== undefined) this.checkSystem(system);
    const which = { ...(system === undefined ? {} : { systems: [system] }), ...(ongoing ? { ongoing } : {}) };
    return this.perspektiv.measuring.outages.list({ ...window, ...which }, nowMs);
  }

  async annotateOutage(id: string, text: string): Promise<void> {
    const annotation = await this.perspektiv.measuring.outages.annotate(id, text, {
      by: BY,
      nowMs: Date.now(),
    });
    if (!annotation) throw new Refusal(`Inget avbrott har id ${id}.`);
  }

  maintenancePlans(): Promise<readonly MaintenancePlanned[]> {
    return this.perspektiv.measuring.maintenance.all();
  }

  planMaintenance({ systems, from, to, repeats, note }: MaintenanceAsked): Promise<MaintenancePlanned[]> {
    const first = { startMs: Date.parse(from), endMs: Date.parse(to) };
    if (!(first.startMs < first.endMs))
      throw new Refusal('Skriv --from och --to som 2026-10-18T01:00+02:00, början före slutet.', 2);
    for (const system of systems) this.checkSystem(system);
    const nowMs = Date.now();
    const series = citySeries({ note, announcedMs: nowMs, first, repeats });
    const fault = seriesFault(series);
    if (fault) throw new Refusal(`Arbetet går inte att planera: ${fault.sv}.`, 2);
    return this.perspektiv.measuring.maintenanceDesk.add(
      { systems, series: [series], origin: 'people' },
      { by: BY, nowMs },
    );
  }

  async withdrawMaintenance(id: string): Promise<MaintenancePlanned> {
    const nowMs = Date.now();
    const plan = await this.perspektiv.measuring.maintenanceDesk.withdraw(
      id,
      { from: nowMs },
      { by: BY, nowMs },
    );
    if (plan) return plan;
    throw new Refusal(`Inget arbete som går att ta tillbaka har id ${id}. Konfigurationens ändras där.`);
  }

  alerts(): Promise<readonly AlertAnswer[]> {
    return Promise.reject(new Refusal('Larm finns bara medan en monitor kör.'));
  }

  acknowledge(): Promise<AlertAnswer> {
    return Promise.reject(new Refusal('Larm kvitteras bara medan en monitor kör.'));
  }

  close(): Promise<void> {
    return this.perspektiv.close();
  }

  private checkSystem(id: string): void {
    if (!this.perspektiv.catalogue.systems.has(id))
      throw new Refusal(`Systemet "${id}" finns inte i katalogen.`);
  }

  private async handInOf(errand: Errand): Promise<HandIn> {
    const id = DATASETS.find((known) => known === errand.dataset);
    const dataset = id && this.perspektiv.catalogue.datasets.get(id);
    if (!dataset)
      throw new Refusal(`"${errand.dataset}" är ingen datamängd; välj bland ${DATASETS.join(', ')}.`, 2);
    const claimedPeriod = errand.period === undefined ? undefined : periodOf(errand.period);
    return {
      dataset,
      claimedPeriod,
      fileName: basename(errand.path),
      bytes: await fileOrRefuse(errand.path),
      by: BY,
      restate: errand.restate,
      source: 'manual',
      mayHandInFor: () => true,
      language: 'sv',
      receivedAtMs: Date.now(),
    };
  }
}

function refusedExport(problem: ExportRefusal, period: string): string {
  switch (problem.reason) {
    case 'no-ils':
      return 'Filen ils.yaml saknas i konfigurationen: där står vad som ska till ILS.';
    case 'a-month':
      return `${period} är en månad; kvartal, tertial och år exporteras.`;
    case 'not-frozen':
      return `${period} är inte fastställd. Fastställ den först, eller gör en provkörning med --dry-run.`;
    case 'no-edition':
      return `${period} har ingen sådan utgåva.`;
    case 'pre-flight':
      return problem.faults.map(({ message }) => message.sv).join('\n');
  }
}

/** The bytes of a file that somebody named. */
export async function fileOrRefuse(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new Refusal(`Filen går inte att läsa: ${messageOf(error)}`);
  }
}

/** The months from the first to the last that two periods cover. */
function rangeOf(from: string | undefined, to: string | undefined): { from: Period; to: Period } | null {
  const [first, last] = [from ?? to, to ?? from];
  if (first === undefined || last === undefined) return null;
  const months = { from: periodOf(first).months()[0] ?? periodOf(first), to: periodOf(last).lastMonth };
  if (months.from.toString() <= months.to.toString()) return months;
  throw new Refusal('Perioden börjar efter att den slutar: byt plats på --from och --to.', 2);
}
