import type { OpenedLink } from '#core';
import { useCallback, useMemo, useRef } from 'react';
import type { DatasetAnswer } from '../../api/answers.js';
import { useAnswer } from '../../api/use-answer.js';
import { formatDay } from '../../format/instant.js';
import { ProblemNotice } from '../../notice/problem-notice.js';
import { getOpenedLink, getSchema } from '../calls.js';
import { useCatalogueNames } from '../catalogue-names.js';
import { FileAndReport } from '../file-and-report.js';
import { useHandIn } from '../file/use-hand-in.js';
import { StandingMark } from '../owed/standing-mark.js';
import { TemplateLinks } from '../owed/template-links.js';
import { ReceiptSection } from '../receipt/receipt-section.js';
import { HANDING_IN, linkHolderWords, linkUntilWords } from '../words.js';

interface Props {
  readonly token: string;
}

/** What the holder of a link sees: what it is for, and the way to hand in just that. */
export function LinkPlace({ token }: Props) {
  const askLink = useCallback((signal: AbortSignal) => getOpenedLink(token, signal), [token]);
  const opened = useAnswer(`link ${token}`, askLink);
  const dataset = opened.value?.link.dataset ?? null;
  const askSchema = useCallback((signal: AbortSignal) => getSchema(dataset, signal), [dataset]);
  const schema = useAnswer(`schema ${dataset ?? ''}`, askSchema);
  const problem = opened.problem ?? (opened.value ? schema.problem : null);
  if (problem) {
    const retry = opened.problem ? opened.retry : schema.retry;
    return <ProblemNotice problem={problem} retry={retry} />;
  }
  if (!opened.value || !schema.value) return <p className="soft">{HANDING_IN.openingLink}</p>;
  return <OneDelivery token={token} opened={opened.value} dataset={schema.value} />;
}

interface OneDeliveryProps extends Props {
  readonly opened: OpenedLink;
  readonly dataset: DatasetAnswer;
}

function OneDelivery({ token, opened, dataset }: OneDeliveryProps) {
  const { link, unitName, delivery } = opened;
  const units = useMemo(() => [{ id: link.unit, name: unitName, kind: '' }], [link.unit, unitName]);
  const datasets = useMemo(() => [dataset], [dataset]);
  const names = useCatalogueNames(units, datasets);
  const caller = useMemo(() => ({ link: token }), [token]);
  const handing = useHandIn(caller, datasets, link);
  const field = useRef<HTMLInputElement>(null);
  const { receipt, known } = handing.handIn;
  return (
    <div className="workplace link-place">
      <section className="panel owed" aria-labelledby="link-heading">
        <h2 id="link-heading">
          {names.dataset(link.dataset)}, {names.periodInText(link.period)}
        </h2>
        <p>
          <strong>{unitName.sv}</strong>
        </p>
        <p>{dataset.help.sv}</p>
        <p className="soft">
          {HANDING_IN.linkIntro} {linkUntilWords(formatDay(link.until))}
        </p>
        {delivery && (
          <p className="link-standing">
            <StandingMark standing={receipt ? 'delivered' : delivery.state} />
            <span>
              {HANDING_IN.dueDate} {formatDay(delivery.dueDate)}
            </span>
          </p>
        )}
        <p>
          {HANDING_IN.template}: <TemplateLinks dataset={dataset.name} name={dataset.titles.sv} />
        </p>
      </section>
      <FileAndReport handing={handing} datasets={datasets} names={names} field={field} settled />
      {receipt && (
        <ReceiptSection
          receipt={receipt}
          known={known}
          me={{ id: `link:${link.id}`, name: linkHolderWords(link.to) }}
          names={names}
          startOver={() => {
            handing.change({ kind: 'next-file' });
            field.current?.focus();
          }}
        />
      )}
    </div>
  );
}
