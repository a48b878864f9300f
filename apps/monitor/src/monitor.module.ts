import { Perspektiv } from '#pipeline';
import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { ScheduleModule } from '@nestjs/schedule';
import { AlertsController } from './http/alerts.controller.js';
import { CollectorSchedule } from './collector-schedule.js';
import { ConfigWatch } from './config-watch.js';
import { Callers } from './callers.js';
import { AuditController } from './http/audit.controller.js';
import { BackupsController } from './http/backups.controller.js';
import { BoardsController } from './http/boards.controller.js';
import { CatalogueController } from './http/catalogue.controller.js';
import { CollectorsController } from './http/collectors.controller.js';
import { ConfigController } from './http/config.controller.js';
import { ComparisonController } from './http/comparison.controller.js';
import { DatasetsController } from './http/datasets.controller.js';
import { EditionsController } from './http/editions.controller.js';
import { ExplainController } from './http/explain.controller.js';
import { ExportsController } from './http/exports.controller.js';
import { GuideController } from './http/guide.controller.js';
import { HealthController } from './http/health.controller.js';
import { LinksController, OpenedLinkController } from './http/links.controller.js';
import { MaintenanceController } from './http/maintenance.controller.js';
import { HeartbeatsController } from './http/heartbeats.controller.js';
import { MeController } from './http/me.controller.js';
import { MetricsController } from './http/metrics.controller.js';
import { NotApplicableController } from './http/not-applicable.controller.js';
import { OperationsController } from './http/operations.controller.js';
import { OpenDataController } from './http/open-data.controller.js';
import { OutagesController } from './http/outages.controller.js';
import { PortfoliosController } from './http/portfolios.controller.js';
import { RebuildController } from './http/rebuild.controller.js';
import { ReportsController } from './http/reports.controller.js';
import { RemarksController } from './http/remarks.controller.js';
import { RemindersController } from './http/reminders.controller.js';
import { RevertsController } from './http/reverts.controller.js';
import { ScorecardsController } from './http/scorecards.controller.js';
import { SurveyPagesController } from './http/survey-pages.controller.js';
import { SurveysController } from './http/surveys.controller.js';
import { StatusController } from './http/status.controller.js';
import { StatusMessagesController } from './http/status-messages.controller.js';
import { SignInController } from './http/sign-in.controller.js';
import { UploadsController } from './http/uploads.controller.js';
import { Leaving } from './doors/leaving.js';
import { LocalAdmin } from './local-admin.js';
import { Metrics } from './metrics.js';
import { ProblemFilter } from './problem.filter.js';
import { Schedule } from './schedule.js';
import { IdProvider } from './sign-in/id-provider.js';
import { Sessions } from './sign-in/sessions.js';

const SERVED = [
  BoardsController,
  MeController,
  SignInController,
  AuditController,
  CatalogueController,
  ScorecardsController,
  ComparisonController,
  ExplainController,
  PortfoliosController,
  EditionsController,
  ExportsController,
  RemarksController,
  RemindersController,
  RebuildController,
  BackupsController,
  UploadsController,
  RevertsController,
  NotApplicableController,
  LinksController,
  OpenedLinkController,
  DatasetsController,
  GuideController,
  OperationsController,
  OutagesController,
  MaintenanceController,
  StatusController,
  SurveyPagesController,
  SurveysController,
  OpenDataController,
  ReportsController,
  StatusMessagesController,
  HeartbeatsController,
  AlertsController,
  CollectorsController,
];

/** The doors that a process' roles ask for. */
export function controllersOf({ settings }: Pick<Perspektiv, 'settings'>): readonly Type<object>[] {
  return [
    HealthController,
    MetricsController,
    ConfigController,
    ...(settings.roles.has('serve') ? SERVED : []),
  ];
}

/** The one module: an opened Perspektiv, and the doors to it that this process' roles ask for. */
@Module({})
export class MonitorModule {
  static of(perspektiv: Perspektiv): DynamicModule {
    return {
      module: MonitorModule,
      imports: [ScheduleModule.forRoot()],
      controllers: [...controllersOf(perspektiv)],
      providers: [
        { provide: Perspektiv, useValue: perspektiv },
        LocalAdmin,
        Sessions,
        IdProvider,
        Callers,
        Leaving,
        Metrics,
        Schedule,
        CollectorSchedule,
        ConfigWatch,
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
    };
  }
}
