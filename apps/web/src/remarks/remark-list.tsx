import { use, useState } from 'react';
import { useAction } from '../api/use-action.js';
import { cityDay, formatInstant } from '../format/instant.js';
import { Fault } from '../notice/fault.js';
import { type Session, mayClose, useSession } from '../session/use-session.js';
import type { Remark } from './ask-remarks.js';
import { withdrawComment, withdrawDeviation } from './calls.js';
import { Remarked } from './remarked.js';
import { REMARKS } from './words.js';

interface Props {
  readonly remarks: readonly Remark[];
  /** Not of editions: they keep what was said. */
  readonly mayWithdraw: boolean;
}

/** What people have said of a measure, with who and when. */
export function RemarkList({ remarks, mayWithdraw }: Props) {
  const { session } = useSession();
  return remarks.map((remark) => (
    <div key={remark.id} className="remark">
      <p>{remark.text}</p>
      <p className="remark-by">
        {remark.by}, {formatInstant(remark.at)}
      </p>
      {mayWithdraw && remark.acceptedFrom !== null && mayClose(session) && (
        <WithdrawWays id={remark.id} text={remark.text} />
      )}
      {mayWithdraw && remark.acceptedFrom === null && mayTakeBack(session, remark) && (
        <TakeBack id={remark.id} text={remark.text} />
      )}
    </div>
  ));
}

/** A comment may be taken back by who wrote it, and by the follow-up team. */
function mayTakeBack(session: Session | null, { by }: Remark): boolean {
  return mayClose(session) || session?.me.id === by;
}

/** Takes a comment back that was a mistake. */
function TakeBack({ id, text }: { readonly id: string; readonly text: string }) {
  const again = use(Remarked);
  const taking = useAction(async (comment: string) => {
    const answer = await withdrawComment(comment);
    if (answer.ok) again();
    return answer;
  });
  return (
    <div className="ways">
      <button
        type="button"
        className="button quiet small"
        aria-disabled={taking.busy}
        onClick={() => void taking.run(id)}
      >
        {REMARKS.withdraw}
        <span className="hidden">: {text}</span>
      </button>
      <Fault problem={taking.problem} />
    </div>
  );
}

/** Takes an accepted deviation back: altogether, or from today. */
function WithdrawWays({ id, text }: { readonly id: string; readonly text: string }) {
  const again = use(Remarked);
  const [open, setOpen] = useState(false);
  const withdrawing = useAction(async (day: string | null) => {
    const answer = await withdrawDeviation(id, day);
    if (answer.ok) again();
    return answer;
  });
  const ways = [
    [REMARKS.asNeverHeld, null],
    [REMARKS.fromToday, cityDay(Date.now())],
  ] as const;
  return (
    <div className="ways">
      <button
        type="button"
        className="button quiet small"
        aria-expanded={open}
        onClick={() => {
          setOpen(!open);
        }}
      >
        {open ? REMARKS.cancel : REMARKS.withdraw}
        <span className="hidden">: {text}</span>
      </button>
      {open &&
        ways.map(([words, day]) => (
          <button
            key={words}
            type="button"
            className="button quiet small"
            aria-disabled={withdrawing.busy}
            onClick={() => void withdrawing.run(day)}
          >
            {words}
          </button>
        ))}
      <Fault problem={withdrawing.problem} />
    </div>
  );
}
