import { cityDay, formatDay } from '../../format/instant.js';
import { type PlannedWork, daysOf, weeksFrom } from './planned-work.js';
import { WEEKDAYS, WORK, worksWord } from './words.js';

interface Props {
  readonly work: readonly PlannedWork[];
  /** ISO date; `null` when all days are. */
  readonly chosen: string | null;
  readonly choose: (day: string | null) => void;
}

const WEEKS = 6;

/** The coming weeks, a day each; a day with work leads to it. */
export function WorkCalendar({ work, chosen, choose }: Props) {
  const today = cityDay(Date.now());
  const counts = new Map<string, number>();
  for (const { times } of work) {
    for (const day of new Set(times.flatMap(daysOf))) counts.set(day, (counts.get(day) ?? 0) + 1);
  }
  return (
    <table className="work-calendar">
      <caption className="hidden">{WORK.calendar}</caption>
      <thead>
        <tr>
          {WEEKDAYS.map((day) => (
            <th key={day} scope="col">
              {day}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksFrom(today, WEEKS).map((week) => (
          <tr key={week[0]}>
            {week.map((day) => (
              <td key={day} className={day === today ? 'today' : undefined}>
                <Day
                  day={day}
                  count={counts.get(day) ?? 0}
                  chosen={day === chosen}
                  toggle={() => {
                    choose(day === chosen ? null : day);
                  }}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface DayProps {
  readonly day: string;
  readonly count: number;
  readonly chosen: boolean;
  readonly toggle: () => void;
}

function Day({ day, count, chosen, toggle }: DayProps) {
  const number = Number(day.slice(8));
  const text = number === 1 ? formatDay(day).replace(/ \d{4}$/, '') : String(number);
  if (count === 0) return <span className="day">{text}</span>;
  return (
    <button type="button" className="day" aria-pressed={chosen} onClick={toggle}>
      <span>
        {text}
        <span className="hidden">{formatDay(day).slice(text.length)}: </span>
      </span>
      <span className="day-count">
        {count}
        <span className="hidden"> {worksWord(count)}</span>
      </span>
    </button>
  );
}
