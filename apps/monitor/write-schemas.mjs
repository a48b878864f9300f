/**
 * Writes open-api.schemas.json: the schemas of the API's answers, made from the types that the answers have and from
 * their docstrings, so that the description at /api/docs says what the code says. `--check` only compares.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createGenerator } from 'ts-json-schema-generator';

const TARGET = new URL('open-api.schemas.json', import.meta.url);

/** Named types that calls answer with; what they refer to comes along. */
const ANSWERS = {
  'libs/core/src/index.ts': [
    'AcceptedDeviation',
    'AuditRecord',
    'AuditVerification',
    'BackupReport',
    'ChainReport',
    'Comment',
    'Comparison',
    'ConfigReload',
    'DeliveryState',
    'EditionDiff',
    'EditionSummary',
    'ExportDelivery',
    'CollectorOverview',
    'CollectorRun',
    'ExportRecord',
    'Explanation',
    'FreezePreview',
    'FrozenPeriod',
    'HandInLink',
    'MadeInvitations',
    'MadeLink',
    'MaintenancePlanned',
    'MeasurePoint',
    'OpenedLink',
    'OutageAnnotation',
    'OutageDetail',
    'OwedReminder',
    'PortfolioStanding',
    'RebuildReport',
    'Receipt',
    'RemindersSent',
    'ReorganisationPreview',
    'Scorecard',
    'SliceHistoryEntry',
    'StatusMessage',
    'SurveyWave',
    'UploadReport',
  ],
  'libs/catalogue/src/index.ts': [
    'DatasetSchema',
    'MeasureDefinition',
    'Perspective',
    'Portfolio',
    'ProjectThen',
    'SystemThen',
    'UnitThen',
  ],
  'libs/export/src/index.ts': ['StatusReport'],
  'libs/pipeline/src/index.ts': ['Edition'],
  'libs/alert/src/index.ts': ['AlertAnswer'],
  'apps/monitor/src/http/alerts.controller.ts': ['ChannelAnswer', 'FailureAnswer'],
  'apps/monitor/src/http/boards.controller.ts': ['BoardsAnswer'],
  'apps/monitor/src/http/collectors.controller.ts': ['CollectorRunAnswer'],
  'apps/monitor/src/http/exports.controller.ts': ['ExportAnswer', 'ExportDetail'],
  'apps/monitor/src/http/me.controller.ts': ['MeAnswer'],
  'apps/monitor/src/http/maintenance.controller.ts': ['MaintenanceTime'],
  'apps/monitor/src/http/outages.controller.ts': [
    'OutagesAnswer',
    'SystemStateAnswer',
    'TimelineAnswer',
    'VantageStateAnswer',
  ],
  'apps/monitor/src/http/sign-in.controller.ts': ['SignInAnswer'],
  'apps/monitor/src/http/operations.controller.ts': ['AvailabilityAnswer'],
};

function schemasOf([path, types]) {
  const generator = createGenerator({
    path,
    tsconfig: 'tsconfig.json',
    expose: 'export',
    skipTypeCheck: true,
    additionalProperties: true,
  });
  return types.flatMap((type) => Object.entries(generator.createSchema(type).definitions ?? {}));
}

/** OpenAPI keeps schemas under another name, and wants the names of generics free of signs. */
function asComponents(schemas) {
  const plain = (name) => decodeURIComponent(name).replace(/[^A-Za-z0-9_.-]+/g, '_');
  const named = Object.fromEntries(schemas.map(([name, schema]) => [plain(name), schema]));
  const sorted = Object.fromEntries(Object.entries(named).sort(([a], [b]) => (a < b ? -1 : 1)));
  return JSON.parse(JSON.stringify(sorted), (key, value) =>
    key === '$ref' ? `#/components/schemas/${plain(value.replace('#/definitions/', ''))}` : value,
  );
}

const text = `${JSON.stringify(asComponents(Object.entries(ANSWERS).flatMap(schemasOf)), null, 2)}\n`;
if (!process.argv.includes('--check')) writeFileSync(TARGET, text);
else if (readFileSync(TARGET, 'utf8') !== text) {
  process.stderr.write('apps/monitor/open-api.schemas.json is stale: run npm run docs.\n');
  process.exitCode = 1;
}
