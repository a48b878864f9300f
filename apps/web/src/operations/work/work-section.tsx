import { useState } from 'react';
import { formatDay, formatInstant } from '../../format/instant.js';
import { MoreButton } from '../../handing-in/more-button.js';
import { useLongList } from '../../handing-in/use-long-list.js';
import { Panel } from '../../panel/panel.js';
import { SaidForm } from '../said-form.js';
import { withdrawWork } from './calls.js';
import { type PlannedWork, daysOf } from './planned-work.js';
import { WorkCalendar } from './work-calendar.js';
import { WORK, moreTimesWords } from './words.js';

interface Props {
  readonly work: readonly PlannedWork[];
  readonly nameOf: (id: string) => string;
  /** For those who may change it: as whom, and what is to happen then. */
  readonly change: {
    readonly token: string | null;
    readonly again: () => void;
    readonly begin: (work: PlannedWork) => void;
  } | null;
}

/** The work that goes on or is to come: a calendar of the coming weeks, and each plan. */
export function WorkSection({ work, nameOf, change }: Props) {
  const [day, setDay] = useState<string | null>(null);
  const shown = day === null ? work : work.filter(({ times }) => times.flatMap(daysOf).includes(day));
  const { drawn, more, drawMore } = useLongList(shown, { first: 6, step: 20 });
  return (
    <Panel title={WORK.title}>
      {work.length === 0 && <p className="soft">{WORK.none}</p>}
      {work.length > 0 && <WorkCalendar work={work} chosen={day} choose={setDay} />}
      {day !== null && (
        <p className="ways" role="status">
          <strong>{formatDay(day)}</strong>
          {shown.length === 0 && <span>{WORK.noneOn}</span>}
          <button
            type="button"
            className="button quiet small"
            onClick={() => {
              setDay(null);
            }}
          >
            {WORK.allDays}
          </button>
        </p>
      )}
      <ul className="work">
        {drawn.map((each) => (
          <WorkItem key={each.plan} work={each} nameOf={nameOf} change={change} />
        ))}
      </ul>
      <MoreButton more={more} drawMore={drawMore} />
    </Panel>
  );
}

interface ItemProps extends Pick<Props, 'nameOf' | 'change'> {
  readonly work: PlannedWork;
}

/** One plan: what, when and on what; the ways to change it and to take it back. */
function WorkItem({ work, nameOf, change }: ItemProps) {
  const { note, systems, times, isOurs } = work;
  const [{ from, to }] = times;
  const about = `${note}, ${formatInstant(from)}`;
  return (
    <li>
      <strong>{systems.map(nameOf).join(', ')}</strong>
      <span>{note}</span>
      <span className="soft">
        {formatInstant(from)} – {formatInstant(to)}
        {times.length > 1 && `, ${moreTimesWords(times.length - 1)}`}
      </span>
      {times.some(({ inTime }) => !inTime) && <span className="soft">{WORK.lateAnnounced}</span>}
      {change && !isOurs && <span className="soft">{WORK.elsewhere}</span>}
      {change && isOurs && <WorkWays work={work} about={about} change={change} />}
    </li>
  );
}

interface WaysProps {
  readonly work: PlannedWork;
  readonly about: string;
  readonly change: NonNullable<Props['change']>;
}

function WorkWays({ work, about, change }: WaysProps) {
  const [withdrawing, setWithdrawing] = useState(false);
  return (
    <>
      <span className="ways">
        <button
          type="button"
          className="button quiet small"
          onClick={() => {
            change.begin(work);
          }}
        >
          {WORK.change}
          <span className="hidden">: {about}</span>
        </button>
        <button
          type="button"
          className="button quiet small"
          aria-expanded={withdrawing}
          onClick={() => {
            setWithdrawing(!withdrawing);
          }}
        >
          {withdrawing ? WORK.cancel : WORK.withdraw}
          <span className="hidden">: {about}</span>
        </button>
      </span>
      {withdrawing && (
        <SaidForm
          about={about}
          label={WORK.why}
          button={WORK.withdraw}
          required={false}
          send={(reason) => withdrawWork(work.plan, reason, change.token)}
          sent={change.again}
        />
      )}
    </>
  );
}
