import { basename } from 'node:path';
import {
  type AuditVerification,
  type BackupReport,
  type ChainReport,
  type CollectorOverview,
  type CollectorRun,
  type ConfigReload,
  type DeliveryState,
  type EditionDiff,
  type EditionSummary,
  type ExportRecord,
  type Explanation,
  type FreezePreview,
  type LocalizedText,
  type MaintenancePlanned,
  type RebuildReport,
  type Receipt,
  type ReorganisationPreview,
  type Scorecard,
  type SurveyWave,
  type UploadReport,
} from '#core';
import { type AlertAnswer } from '#alert';
import { type Reorganisation } from '#catalogue';
import { type MonitorFile } from '#pipeline';
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
  type SystemStateTold,
} from './desk.js';
import { fileOrRefuse } from './local-desk.js';
import { Refusal } from './refusal.js';
import { type RemarkDesk } from './remark-desk.js';
import { RemoteRemarks } from './remote-remarks.js';
import { type SurveyDesk } from './survey-desk.js';

interface Plans {
  readonly items: readonly MaintenancePlanned[];
}

/** Problem details, and every single fault where there are several. */
interface ProblemAnswer {
  readonly title?: string;
  readonly detail?: string;
  readonly problems?: readonly { readonly message: LocalizedText | string }[];
}

interface Base64File {
  readonly name: string;
  readonly base64: string;
}

function wavePath({ survey, period }: { survey: string; period?: string }): string {
  const path = `/api/v1/surveys/${encodeURIComponent(survey)}/waves`;
  return period === undefined ? path : `${path}/${encodeURIComponent(period)}`;
}

/** What an answer says that its file is called; nothing that would lead out of a folder. */
function fileNameIn({ headers }: Response): string | null {
  return /filename="([\w.-]+)"/.exec(headers.get('content-disposition') ?? '')?.[1] ?? null;
}

function jsonOf(content: object): RequestInit {
  return {
    method: 'POST',
    body: JSON.stringify(content),
    headers: { 'content-type': 'application/json' },
  };
}

/** Has the errands done by the monitor that holds the data folder. */
export class RemoteDesk implements Desk {
  readonly name: string;
  readonly surveys: SurveyDesk = {
    waves: async () => (await this.read<{ items: SurveyWave[] }>(await this.call('/api/v1/surveys'))).items,
    open: async ({ survey, ...wave }) => this.read(await this.call(wavePath({ survey }), jsonOf(wave))),
    invite: async (wave, order) => this.read(await this.call(`${wavePath(wave)}/invitations`, jsonOf(order))),
    close: async (wave, { restate }) =>
      this.read(await this.call(`${wavePath(wave)}/close?restate=${restate}`, { method: 'POST' })),
  };

  readonly remarks: RemarkDesk = new RemoteRemarks(async (method, path, body) =>
    this.read(await this.call(`/api/v1/${path}`, body ? { ...jsonOf(body), method } : { method })),
  );

  constructor(private readonly monitor: MonitorFile) {
    this.name = `Går genom monitorn på ${monitor.address}.`;
  }

  async check(errand: Errand): Promise<UploadReport> {
    const answer = await this.upload(errand, { dryRun: 'true' });
    return this.read<UploadReport>(answer);
  }

  async handIn(errand: Errand): Promise<Receipt | UploadReport> {
    const answer = await this.upload(errand, {});
    if (answer.status === 422) return (await answer.json()) as UploadReport;
    return this.read<Receipt>(answer);
  }

  async scorecard(subject: string, period: string): Promise<Scorecard> {
    const [kind = '', id = ''] = subject.split(/:(.*)/s);
    const path = `/api/v1/scorecards/${encodeURIComponent(kind)}/${encodeURIComponent(id)}`;
    return this.read<Scorecard>(await this.call(`${path}?${new URLSearchParams({ period }).toString()}`));
  }

  async explanation(measure: string, subject: string, period: string): Promise<Explanation> {
    const query = new URLSearchParams({ subject, period }).toString();
    const path = `/api/v1/measures/${encodeURIComponent(measure)}/explain?${query}`;
    return this.read<Explanation>(await this.call(path));
  }

  async freeze(period: string, restate: { readonly reason: string } | undefined): Promise<EditionSummary> {
    const query = new URLSearchParams(restate && { restate: 'true', reason: restate.reason }).toString();
    const path = `/api/v1/periods/${encodeURIComponent(period)}/freeze?${query}`;
    return this.read<EditionSummary>(await this.call(path, { method: 'POST' }));
  }

  async previewFreeze(period: string, restate: boolean): Promise<FreezePreview> {
    const query = new URLSearchParams({ dryRun: 'true', restate: String(restate) }).toString();
    const path = `/api/v1/periods/${encodeURIComponent(period)}/freeze?${query}`;
    return this.read<FreezePreview>(await this.call(path, { method: 'POST' }));
  }

  async exportIls(period: string, { dryRun }: { readonly dryRun: boolean }): Promise<ExportTold> {
    const query = new URLSearchParams({ period, dryRun: String(dryRun) }).toString();
    const answer = await this.call(`/api/v1/exports/ils?${query}`, { method: 'POST' });
    const { contents, ...record } = await this.read<ExportRecord & { contents?: Base64File[] }>(answer);
    if (contents) {
      return {
        record,
        files: contents.map(({ name, base64 }) => ({ name, content: Buffer.from(base64, 'base64') })),
      };
    }
    const names = [...record.files.map(({ name }) => name), 'manifest.json'];
    const files = await Promise.all(
      names.map(async (name) => ({ name, content: await this.exportedFile(record.id, name) })),
    );
    return { record, files };
  }

  async report({ report, subject, period, form, edition }: ReportAsked): ReturnType<Desk['report']> {
    const [kind = '', id = ''] = subject.split(/:(.*)/s).map(encodeURIComponent);
    const query = new URLSearchParams(edition === undefined ? {} : { edition }).toString();
    const path = `/api/v1/reports/${report}/${kind}/${id}/${encodeURIComponent(period)}.${form}?${query}`;
    const answer = await this.call(path);
    if (!answer.ok) return this.read<never>(answer);
    return {
      name: fileNameIn(answer) ?? `${report}.${form}`,
      content: new Uint8Array(await answer.arrayBuffer()),
    };
  }

  async verifyEditions(): Promise<ChainReport> {
    return this.read<ChainReport>(await this.call('/api/v1/periods/verification'));
  }

  async diff(period: string, between: { readonly from: string; readonly to: string }): Promise<EditionDiff> {
    const query = new URLSearchParams(between).toString();
    const path = `/api/v1/periods/${encodeURIComponent(period)}/diff?${query}`;
    return this.read<EditionDiff>(await this.call(path));
  }

  async deliveries(period: string): Promise<readonly DeliveryState[]> {
    const path = `/api/v1/completeness?${new URLSearchParams({ period }).toString()}`;
    return (await this.read<{ items: DeliveryState[] }>(await this.call(path))).items;
  }

  async states(): Promise<readonly SystemStateTold[]> {
    return (await this.read<{ items: SystemStateTold[] }>(await this.call('/api/v1/systems/states'))).items;
  }

  async verifyAudit(): Promise<AuditVerification> {
    return this.read<AuditVerification>(await this.call('/api/v1/audit/verification'));
  }

  async backUp(folder: string): Promise<BackupReport> {
    return this.read<BackupReport>(await this.call('/api/v1/backups', jsonOf({ folder })));
  }

  async previewReorganisation(
    reorganisation: Reorganisation,
    period: string | undefined,
  ): Promise<ReorganisationPreview> {
    const query = new URLSearchParams(period === undefined ? {} : { period }).toString();
    const path = `/api/v1/config/reorganisations/preview?${query}`;
    return this.read<ReorganisationPreview>(await this.call(path, jsonOf(reorganisation)));
  }

  async rebuild({ boards, ...periods }: RebuildAsked): Promise<RebuildReport> {
    const path = `/api/v1/rebuild?${new URLSearchParams({ ...periods, ...(boards ? { boards: 'true' } : {}) }).toString()}`;
    return this.read<RebuildReport>(await this.call(path, { method: 'POST' }));
  }

  async reload(): Promise<ConfigReload> {
    return this.read<ConfigReload>(await this.call('/api/v1/config/reload', { method: 'POST' }));
  }

  async collectors(): Promise<readonly CollectorOverview[]> {
    return (await this.read<{ items: CollectorOverview[] }>(await this.call('/api/v1/collectors'))).items;
  }

  async runCollector(
    id: string,
    { from, to, dryRun, full, accept }: CollectorRunAsked,
  ): Promise<CollectorRun> {
    const query = new URLSearchParams({
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      ...(dryRun ? { dryRun: 'true' } : {}),
      ...(full ? { full: 'true' } : {}),
      ...(accept ? { accept: 'true' } : {}),
      wait: 'true',
    }).toString();
    const path = `/api/v1/collectors/${encodeURIComponent(id)}/runs?${query}`;
    const { run } = await this.read<{ run: CollectorRun }>(await this.call(path, { method: 'POST' }));
    return run;
  }

  async outages({ from, system, ongoing }: OutagesAsked): Promise<OutagesTold> {
    const query = new URLSearchParams({
      ...{ from, limit: '500' },
      ...(system === undefined ? {} : { system }),
      ...(ongoing ? { ongoing: 'true' } : {}),
    });
    return this.read<OutagesTold>(await this.call(`/api/v1/outages?${query.toString()}`));
  }

  async annotateOutage(id: string, text: string): Promise<void> {
    await this.read(
      await this.call(`/api/v1/outages/${encodeURIComponent(id)}/annotations`, jsonOf({ text })),
    );
  }

  async maintenancePlans(): Promise<readonly MaintenancePlanned[]> {
    return (await this.read<Plans>(await this.call('/api/v1/maintenance/plans'))).items;
  }

  async planMaintenance(order: MaintenanceAsked): Promise<readonly MaintenancePlanned[]> {
    return (await this.read<Plans>(await this.call('/api/v1/maintenance', jsonOf(order)))).items;
  }

  async withdrawMaintenance(id: string): Promise<MaintenancePlanned> {
    const path = `/api/v1/maintenance/${encodeURIComponent(id)}`;
    return this.read<MaintenancePlanned>(await this.call(path, { method: 'DELETE' }));
  }

  async alerts(): Promise<readonly AlertAnswer[]> {
    return (await this.read<{ items: AlertAnswer[] }>(await this.call('/api/v1/alerts'))).items;
  }

  async acknowledge(id: string, note?: string): Promise<AlertAnswer> {
    const path = `/api/v1/alerts/${encodeURIComponent(id)}/acknowledge`;
    return this.read<AlertAnswer>(await this.call(path, jsonOf(note === undefined ? {} : { note })));
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private async exportedFile(id: string, name: string): Promise<Uint8Array> {
    const path = `/api/v1/exports/${encodeURIComponent(id)}/files/${encodeURIComponent(name)}`;
    const answer = await this.call(path);
    if (!answer.ok) return this.read<never>(answer);
    return new Uint8Array(await answer.arrayBuffer());
  }

  private async upload(errand: Errand, more: Record<string, string>): Promise<Response> {
    const query = new URLSearchParams({ dataset: errand.dataset, ...more });
    if (errand.period !== undefined) query.set('period', errand.period);
    if (errand.restate) query.set('restate', 'true');
    const body = new FormData();
    body.set('file', new Blob([await fileOrRefuse(errand.path)]), basename(errand.path));
    return this.call(`/api/v1/uploads?${query.toString()}`, { method: 'POST', body });
  }

  private call(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${this.monitor.token}`);
    headers.set('accept-language', 'sv');
    return fetch(`${this.monitor.address}${path}`, { ...init, headers });
  }

  private async read<T>(answer: Response): Promise<T> {
    const body: unknown = await answer.json();
    if (answer.ok) return body as T;
    const { title, detail, problems = [] } = body as ProblemAnswer;
    const reasons = problems.flatMap(({ message }) => (typeof message === 'object' ? [message.sv] : []));
    throw new Refusal([[title, detail].filter(Boolean).join(': '), ...reasons].join('\n'));
  }
}
