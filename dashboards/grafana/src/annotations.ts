import { type AnnotationQuery, AnnotationQueryBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { type Builder } from '@grafana/grafana-foundation-sdk/cog';
import { INFLUXDB, influxTable, where } from './queries.js';

/** What is marked in the diagrams of a board. */
interface AnnotationContent {
  readonly name: string;
  readonly color: string;
  readonly query: string;
  /** Columns of the answer: what is said, what it is about, and when it ended. */
  readonly text: string;
  readonly about?: string;
  readonly end?: string;
}

export function annotation({
  name,
  color,
  query,
  text,
  about,
  end,
}: AnnotationContent): Builder<AnnotationQuery> {
  const target = {
    ...influxTable(query).build(),
    refId: 'Anno',
    textColumn: text,
    ...(end === undefined ? {} : { timeEndColumn: end }),
    ...(about === undefined ? {} : { tagsColumn: about }),
  };
  return new AnnotationQueryBuilder()
    .name(name)
    .datasource(INFLUXDB)
    .enable(true)
    .iconColor(color)
    .target({ build: () => target });
}

/** The frozen periods of a unit, each at its first day, as its points are. */
export const FREEZES = annotation({
  name: 'Fastställda perioder',
  color: 'blue',
  query: `SELECT "period" FROM "perspective" ${where(
    '"subject_kind" = \'unit\'',
    '"subject" = \'$unit\'',
    '"period_type" = \'$period_type\'',
    '"perspective" = \'quality\'',
    '"edition" =~ /^live-/',
  )}`,
  text: 'period',
});

/** Where measures of a perspective are defined anew: what comes after is not what came before. */
export function breaks(perspective: string): Builder<AnnotationQuery> {
  const versions = `SELECT difference("definition_version") AS "versions" FROM "measure" ${where(
    `"perspective" = '${perspective}'`,
    '"subject_kind" = \'unit\'',
    '"subject" = \'$unit\'',
    '"period_type" = \'$period_type\'',
  )} GROUP BY "measure"`;
  return annotation({
    name: 'Ny definition: brott i serien',
    color: 'orange',
    query: `SELECT "versions" FROM (${versions}) ${where('"versions" != 0')} GROUP BY "measure"`,
    text: 'measure',
  });
}
