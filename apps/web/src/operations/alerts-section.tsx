import { formatInstant } from '../format/instant.js';
import { MoreButton } from '../handing-in/more-button.js';
import { useLongList } from '../handing-in/use-long-list.js';
import { Mark } from '../mark/mark.js';
import { type AlertAnswer, acknowledge } from './calls.js';
import { SaidForm } from './said-form.js';
import { ALERT_MARKS, OPERATIONS, acknowledgedWords } from './words.js';

interface Props {
  readonly alerts: readonly AlertAnswer[];
  /** Whether a system is measured, and not down. */
  readonly isUp: (system: string) => boolean;
  readonly token: string | null;
  /** Something was done. */
  readonly again: () => void;
}

/** The alerts that last, those that nobody sees to first, the worst and newest of them before the others. */
export function AlertsSection({ alerts, isUp, token, again }: Props) {
  const open = alerts.filter(({ resolved }) => resolved === null);
  const sorted = [...open].sort(
    (a, b) =>
      Number(a.acknowledged !== null) - Number(b.acknowledged !== null) ||
      a.severity.localeCompare(b.severity) ||
      b.since.localeCompare(a.since),
  );
  const { drawn, more, drawMore } = useLongList(sorted, { first: 8, step: 20 });
  return (
    <section className="panel" aria-labelledby="alerts-heading">
      <h2 id="alerts-heading">{OPERATIONS.alerts}</h2>
      {open.length === 0 && <p className="soft">{OPERATIONS.noAlerts}</p>}
      <ul className="alerts">
        {drawn.map(({ id, kind, system, severity, text, since, acknowledged }) => (
          <li key={id}>
            <p className="alert-text">
              <Mark {...ALERT_MARKS[severity]}>{ALERT_MARKS[severity].text}</Mark> <strong>{text.sv}</strong>
            </p>
            <p className="soft">
              {OPERATIONS.since} {formatInstant(since)}
            </p>
            {kind === 'system-down' && system !== null && isUp(system) && <p>{OPERATIONS.alertEnds}</p>}
            {acknowledged && <p>{acknowledgedWords(acknowledged)}</p>}
            {!acknowledged && (
              <SaidForm
                about={text.sv}
                label={OPERATIONS.acknowledgeNote}
                button={OPERATIONS.acknowledge}
                required={false}
                send={(note) => acknowledge(id, note, token)}
                sent={again}
              />
            )}
          </li>
        ))}
      </ul>
      <MoreButton more={more} drawMore={drawMore} />
    </section>
  );
}
