import { type Builder } from '@grafana/grafana-foundation-sdk/cog';
import {
  CustomVariableBuilder,
  DashboardBuilder,
  DashboardLinkBuilder,
  DashboardLinkType,
  type Panel,
  QueryVariableBuilder,
  TextBoxVariableBuilder,
  type VariableModel,
  VariableHide,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { INFLUXDB } from './queries.js';

/** What a board is made of. */
export interface BoardContent {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly from: string;
  readonly refresh: string;
  readonly variables: readonly Builder<VariableModel>[];
  readonly panels: readonly Builder<Panel>[];
  /** The page of Perspektiv that tells more, and what it is called. */
  readonly page: { readonly title: string; readonly path: string };
}

/** A board in the house's way: Swedish, in the city's time, with ways to the other boards and to the pages. */
export function board(content: BoardContent): DashboardBuilder {
  const { uid, title, description, from, refresh, variables, panels, page } = content;
  const builder = new DashboardBuilder(title)
    .uid(uid)
    .description(description)
    .tags(['perspektiv'])
    .timezone('Europe/Stockholm')
    .time({ from, to: 'now' })
    .refresh(refresh)
    .readonly();
  for (const variable of [...variables, address()]) builder.withVariable(variable);
  builder.link(
    new DashboardLinkBuilder('Fler tavlor')
      .type(DashboardLinkType.Dashboards)
      .tags(['perspektiv'])
      .asDropdown(true)
      .includeVars(true)
      .keepTime(true),
  );
  builder.link(
    new DashboardLinkBuilder(page.title)
      .type(DashboardLinkType.Link)
      .url('${perspektiv}' + page.path)
      .tooltip('Samma uppgifter i Perspektiv, med förklaring')
      .targetBlank(true),
  );
  for (const panel of panels) builder.withPanel(panel);
  return builder;
}

/** Where the pages are; changed once, where the boards are put up. */
function address(): Builder<VariableModel> {
  return new TextBoxVariableBuilder('perspektiv')
    .label('Perspektivs adress')
    .defaultValue('http://127.0.0.1:3000')
    .hide(VariableHide.HideVariable);
}

/** Texts to choose among, found in the data. */
export function choice(
  name: string,
  label: string,
  query: string,
  more: { multi?: boolean; first?: string } = {},
): Builder<VariableModel> {
  const builder = new QueryVariableBuilder(name)
    .label(label)
    .datasource(INFLUXDB)
    .query(query)
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalAsc)
    .multi(more.multi ?? false)
    .includeAll(more.multi ?? false);
  if (more.first !== undefined) builder.current({ text: more.first, value: more.first });
  if (more.multi) builder.current({ text: ['All'], value: ['$__all'] });
  return builder;
}

export const UNIT = choice(
  'unit',
  'Enhet',
  `SHOW TAG VALUES FROM "perspective" WITH KEY = "subject" WHERE "subject_kind" = 'unit'`,
  { first: 'city' },
);

export const PORTFOLIO = choice(
  'portfolio',
  'Portfölj',
  `SHOW TAG VALUES FROM "measure" WITH KEY = "subject" WHERE "subject_kind" = 'portfolio'`,
  { first: '1' },
);

export const MEASURE = choice('measure', 'Mätetal', 'SHOW TAG VALUES FROM "measure" WITH KEY = "measure"', {
  first: 'digital-take-up',
});

/** Answers to surveys are told by the scorecards only, which leave out what few have said. */
export const DATASET = choice(
  'dataset',
  'Datamängd',
  `SHOW TAG VALUES FROM "observation" WITH KEY = "dataset" WHERE "dataset" != 'survey'`,
  { first: 'transactions' },
);

export const PERIOD_TYPE: Builder<VariableModel> = new CustomVariableBuilder('period_type')
  .label('Period')
  .values('Månad : month,Kvartal : quarter,Tertial : tertial,År : year')
  .current({ text: 'Kvartal', value: 'quarter' });
