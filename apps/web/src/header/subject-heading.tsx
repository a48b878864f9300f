import { type Address, withUnit } from '../address/address.js';
import { AddressLink } from '../address/address-link.js';
import { BoardLink } from '../boards/board-link.js';
import { cityMonth, isOver, periodHeading, periodMonths, periodText } from '../format/period.js';
import { SUBJECT_WORDS, WORDS } from '../words.js';
import { ReportLinks } from './report-links.js';
import type { UnitRow } from './unit-tree.js';

interface Props {
  readonly address: Address;
  readonly go: (to: Address) => void;
  readonly rows: readonly UnitRow[];
  readonly name: string | undefined;
}

/** Whose scorecard this is, where that stands in the organisation, and for which period. */
export function SubjectHeading({ address, go, rows, name }: Props) {
  const { subject, period } = address;
  const row = subject.kind === 'unit' ? rows.find((r) => r.id === subject.id) : undefined;
  const months = periodMonths(period);
  const heading = periodHeading(period);
  return (
    <div className="subject">
      {row && row.above.length > 0 ? (
        <nav aria-label={WORDS.path}>
          <ol className="path">
            {row.above.map((unit) => (
              <li key={unit.id}>
                <AddressLink to={withUnit(address, unit.id)} go={go}>
                  {unit.name}
                </AddressLink>
              </li>
            ))}
          </ol>
        </nav>
      ) : (
        <p className="path">{subject.kind === 'unit' ? WORDS.purpose : SUBJECT_WORDS[subject.kind]}</p>
      )}
      <h1>{name ?? '\u00a0'}</h1>
      <p className="subject-period">
        <strong>{heading}</strong>
        {period.type !== 'month' && <span>{months}</span>}
        {!isOver(period, cityMonth(Date.now())) && <span className="running">{WORDS.running}</span>}
      </p>
      <p className="ways-on">
        {subject.kind === 'unit' && (
          <BoardLink board="perspektiv-oversikt" chosen={{ unit: subject.id, period_type: period.type }} />
        )}
        <ReportLinks
          report="scorecard"
          title={WORDS.scorecardReport}
          subject={subject}
          period={periodText(period)}
        />
        {(subject.kind === 'unit' || subject.kind === 'system') && (
          <ReportLinks
            report="availability"
            title={WORDS.availabilityReport}
            subject={subject}
            period={periodText(period)}
          />
        )}
      </p>
    </div>
  );
}
