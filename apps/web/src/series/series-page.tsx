import type { MeasurePoint } from '#core';
import { useEffect, useMemo } from 'react';
import { writeAddress } from '../address/address.js';
import { PageLink } from '../address/page-link.js';
import { PATHS } from '../address/use-path.js';
import { useQuery } from '../address/use-query.js';
import type { List, MeasureAnswer } from '../api/answers.js';
import { getUnits } from '../api/calls.js';
import { useAnswer } from '../api/use-answer.js';
import { useAsked } from '../api/use-asked.js';
import {
  explanationHref,
  readExplanationAddress,
  writeExplanationAddress,
} from '../explanation/explanation-address.js';
import { lastDay, periodName } from '../format/period.js';
import { PageHeader } from '../header/page-header.js';
import { unitRows } from '../header/unit-tree.js';
import { ProblemNotice } from '../notice/problem-notice.js';
import { Choice } from '../panel/choice.js';
import { WORDS } from '../words.js';
import { seriesCall } from './series-address.js';
import { SeriesView } from './series-view.js';
import { SERIES } from './words.js';

const FORM = { read: readExplanationAddress, write: writeExplanationAddress };
const NONE: readonly never[] = [];

/** From the first period that has anything to show; all where none has. */
function sinceFirst(points: readonly MeasurePoint[]): readonly MeasurePoint[] {
  return points.slice(
    Math.max(
      0,
      points.findIndex(({ value }) => value.kind !== 'not-provided'),
    ),
  );
}

/** The page of one measure of one subject over time, up to the chosen period. */
export function SeriesPage() {
  const [address, go] = useQuery(FORM);
  const { measure, period, subject } = address;
  const units = useAnswer('units', getUnits);
  const rows = useMemo(() => unitRows(units.value?.items ?? NONE), [units.value]);
  const measures = useAsked<List<MeasureAnswer>>(`catalogue/measures?at=${lastDay(period)}`);
  const { value, problem, loading, retry } = useAsked<List<MeasurePoint>>(seriesCall(address));
  const definition = measures.value?.items.find(({ id }) => id === measure);
  const name = definition?.name.sv ?? measure;
  const subjectName = rows.find(({ id }) => subject.kind === 'unit' && id === subject.id)?.name ?? subject.id;

  useEffect(() => {
    document.title = `${name}, ${SERIES.eyebrow.toLocaleLowerCase('sv')}, ${subjectName} – ${WORDS.product}`;
  }, [name, subjectName]);

  return (
    <>
      <a className="skip" href="#content">
        {SERIES.skip}
      </a>
      <PageHeader
        path={PATHS.series}
        address={address}
        go={(to) => {
          go({ ...to, measure });
        }}
        rows={rows}
      />
      <main id="content" tabIndex={-1} aria-busy={loading}>
        <p className="hidden" role="status">
          {loading ? SERIES.loading : value && `${WORDS.showing} ${name}, ${periodName(period)}`}
        </p>
        <div className="subject">
          <p className="path">{SERIES.eyebrow}</p>
          <h1>{name}</h1>
          <p className="subject-period">
            <strong>{subjectName}</strong>
            <span>till och med {periodName(period)}</span>
          </p>
          <p className="ways-on">
            <PageLink href={`${PATHS.scorecard}${writeAddress(address)}`}>{SERIES.scorecard}</PageLink>
            <PageLink href={explanationHref(address, measure)}>{SERIES.why}</PageLink>
          </p>
        </div>
        <div className="pickers closing-pickers">
          <Choice
            label={SERIES.measure}
            choices={(measures.value?.items ?? NONE).map(({ id, name: text }) => ({
              value: id,
              name: text.sv,
            }))}
            chosen={measure}
            choose={(chosen) => {
              go({ ...address, measure: chosen });
            }}
          />
        </div>
        {problem && <ProblemNotice problem={problem} retry={retry} />}
        {value && definition && (
          <SeriesView points={sinceFirst(value.items)} definition={definition} address={address} />
        )}
      </main>
    </>
  );
}
