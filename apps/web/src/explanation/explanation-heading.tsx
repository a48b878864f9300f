import { writeAddress } from '../address/address.js';
import { PageLink } from '../address/page-link.js';
import { PATHS } from '../address/use-path.js';
import { BoardLink } from '../boards/board-link.js';
import { writeComparisonAddress } from '../comparison/comparison-address.js';
import type { ExplanationAddress } from './explanation-address.js';
import { EXPLANATION } from './words.js';

interface Props {
  readonly name: string | undefined;
  readonly subject: string | undefined;
  readonly period: string;
  readonly address: ExplanationAddress;
}

/** Which number is explained, of whom and when; and the ways back. */
export function ExplanationHeading({ name, subject, period, address }: Props) {
  const comparison = { measure: address.measure, period: address.period, peers: null, base: 'none' } as const;
  return (
    <div className="subject">
      <p className="path">{EXPLANATION.eyebrow}</p>
      <h1>{name ?? '\u00a0'}</h1>
      <p className="subject-period">
        <strong>{subject ?? '\u00a0'}</strong>
        <span>{period}</span>
      </p>
      <p className="ways-on">
        <PageLink href={`${PATHS.scorecard}${writeAddress(address)}`}>{EXPLANATION.back}</PageLink>
        <PageLink href={`${PATHS.comparison}${writeComparisonAddress(comparison)}`}>
          {EXPLANATION.compare}
        </PageLink>
        {address.subject.kind === 'unit' && (
          <BoardLink
            board="perspektiv-forklara"
            chosen={{
              measure: address.measure,
              unit: address.subject.id,
              period_type: address.period.type,
            }}
          />
        )}
      </p>
    </div>
  );
}
