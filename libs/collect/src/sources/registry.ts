import { type CollectorKinds } from '#catalogue';
import { httpTable } from './http-table/http-table.js';
import { inbox } from './inbox/inbox.js';
import { limeSurvey } from './limesurvey/limesurvey.js';
import { matomo } from './matomo/matomo.js';
import { prometheus } from './prometheus/prometheus.js';
import { sftpInbox } from './sftp-inbox/sftp-inbox.js';
import { type SourceCollector } from './source-collector.js';
import { sql } from './sql/sql.js';

/** Every kind of source, a line each. */
export const SOURCES: readonly SourceCollector[] = [
  asCollector(httpTable),
  asCollector(inbox),
  asCollector(limeSurvey),
  asCollector(matomo),
  asCollector(prometheus),
  asCollector(sftpInbox),
  asCollector(sql),
];

/** A kind as one of many: its options are checked to be its own before it gets them. */
export function asCollector<O extends object>(source: SourceCollector<O>): SourceCollector {
  return {
    ...source,
    collect: ({ options, ...context }) => {
      if (!(options instanceof source.options))
        throw new TypeError(`The options of ${context.id} were not read as those of ${source.id}`);
      return source.collect({ ...context, options });
    },
  };
}

/** What the options of collectors are checked by. */
export function collectorKinds(sources: readonly SourceCollector[] = SOURCES): CollectorKinds {
  return new Map(sources.map(({ id, options }) => [id, options]));
}
