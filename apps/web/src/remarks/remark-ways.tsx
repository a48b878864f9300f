import type { MeasureScore, Subject } from '#core';
import { use, useState } from 'react';
import { type CalendarPeriod, periodText } from '../format/period.js';
import { mayClose, useSession } from '../session/use-session.js';
import { AcceptForm } from './accept-form.js';
import { CommentForm } from './comment-form.js';
import { Remarked } from './remarked.js';
import { REMARKS } from './words.js';

interface Props {
  readonly measure: MeasureScore;
  readonly name: string;
  readonly subject: Subject;
  readonly period: CalendarPeriod;
}

/** The ways to say something of a measure, for those who may: a comment, or that a target need not be reached for now. */
export function RemarkWays({ measure, name, subject, period }: Props) {
  const { session } = useSession();
  const again = use(Remarked);
  const [open, setOpen] = useState<'comment' | 'accept' | null>(null);
  const closes = mayClose(session);
  const isOwn = subject.kind === 'unit' && (session?.me.units.includes(subject.id) ?? false);
  if (!closes && !isOwn) return null;
  const topic = { measure: measure.id, subject, period: periodText(period) };
  const ways = [
    ['comment', REMARKS.comment],
    ...(closes && measure.target !== null ? ([['accept', REMARKS.accept]] as const) : []),
  ] as const;

  function said() {
    setOpen(null);
    again();
  }

  return (
    <div className="remark-ways">
      <div className="ways">
        {ways.map(([way, words]) => (
          <button
            key={way}
            type="button"
            className="button quiet small"
            aria-expanded={open === way}
            onClick={() => {
              setOpen(open === way ? null : way);
            }}
          >
            {open === way ? REMARKS.cancel : words}
            <span className="hidden">: {name}</span>
          </button>
        ))}
      </div>
      {open === 'comment' && <CommentForm topic={topic} name={name} said={said} />}
      {open === 'accept' && <AcceptForm topic={topic} name={name} period={period} said={said} />}
    </div>
  );
}
