import { formatCount } from '#core';
import { useState } from 'react';
import { useAction } from '../../api/use-action.js';
import { useAsked } from '../../api/use-asked.js';
import { formatInstant } from '../../format/instant.js';
import { Fault } from '../../notice/fault.js';
import { ProblemNotice } from '../../notice/problem-notice.js';
import { type ExportDetail, deliver } from '../calls.js';
import { CLOSING } from '../words.js';
import { DeliveryView } from './delivery-view.js';
import { saveFile } from '../../api/save-file.js';

interface Props {
  readonly id: string;
  readonly turn: number;
}

/** One export: its files, where it was delivered and what came of that, and the ways to deliver it. */
export function ExportView({ id, turn }: Props) {
  const [own, setOwn] = useState(0);
  const { value, problem, retry } = useAsked<ExportDetail>(`exports/${encodeURIComponent(id)}`, turn + own);
  const saving = useAction((name: string) =>
    saveFile(`exports/${encodeURIComponent(id)}/files/${encodeURIComponent(name)}`, name),
  );
  const sending = useAction(async ({ to, resend }: { to: string; resend: boolean }) => {
    const answer = await deliver(id, to, resend);
    setOwn((count) => count + 1);
    return answer;
  });
  if (problem) return <ProblemNotice problem={problem} retry={retry} />;
  if (!value) return <p className="soft">{CLOSING.loading}</p>;
  const { deliveries, destinations, edition, madeAt, by, values } = value;
  const files = [...value.files.map(({ name }) => name), 'manifest.json'];
  return (
    <article className="export" aria-label={`${CLOSING.export} ${edition}`}>
      <p>
        <strong>{edition}</strong>, {formatInstant(madeAt)}, {by}: {formatCount(values)} värden
      </p>
      <ul className="ways" aria-label={CLOSING.files}>
        {files.map((name) => (
          <li key={name}>
            <button type="button" className="button quiet small" onClick={() => void saving.run(name)}>
              {name}
            </button>
          </li>
        ))}
      </ul>
      {deliveries.map((delivery) => (
        <DeliveryView
          key={delivery.destination}
          delivery={delivery}
          judged={() => {
            setOwn((count) => count + 1);
          }}
        />
      ))}
      {destinations.length === 0 && <p className="soft">{CLOSING.noDestination}</p>}
      <div className="ways">
        {destinations.map((to) => {
          const resend = deliveries.some(({ destination }) => destination === to);
          return (
            <button
              key={to}
              type="button"
              className={resend ? 'button quiet small' : 'button small'}
              aria-disabled={sending.busy}
              onClick={() => void sending.run({ to, resend })}
            >
              {resend ? CLOSING.resend : CLOSING.deliver} {to}
            </button>
          );
        })}
      </div>
      <Fault problem={sending.problem ?? saving.problem} />
    </article>
  );
}
