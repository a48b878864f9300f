import type { HandInLink } from '#core';
import { useCallback, useState } from 'react';
import type { Problem } from '../../api/answers.js';
import { useAnswer } from '../../api/use-answer.js';
import { cityDay, formatDay, formatInstant } from '../../format/instant.js';
import { getLinks, revokeLink } from '../calls.js';
import type { CatalogueNames } from '../catalogue-names.js';
import { MoreButton } from '../more-button.js';
import { useLongList } from '../use-long-list.js';
import { HANDING_IN } from '../words.js';

interface Props {
  readonly token: string | null;
  readonly names: CatalogueNames;
  /** Grows when a link has been made. */
  readonly revision: number;
}

const NONE: readonly never[] = [];

function isOver({ until }: HandInLink): boolean {
  return until < cityDay(Date.now());
}

function standingOf(link: HandInLink): string {
  if (link.revoked) return HANDING_IN.linkRevoked;
  return isOver(link) ? HANDING_IN.linkOver : `${HANDING_IN.linkGood} ${formatDay(link.until)}`;
}

/** The links that were made for my units, and how to end one; not there before the first. */
export function LinksSection({ token, names, revision }: Props) {
  const [revoked, setRevoked] = useState(0);
  const [problem, setProblem] = useState<Problem | null>(null);
  const asked = useCallback((signal: AbortSignal) => getLinks(token, signal), [token]);
  const { value } = useAnswer(`links ${revision} ${revoked}`, asked);
  const { drawn, more, drawMore } = useLongList(value?.items ?? NONE, { first: 5, step: 20 });
  if (drawn.length === 0) return null;

  async function revoke(id: string): Promise<void> {
    const answer = await revokeLink(token, id);
    setProblem(answer.ok ? null : answer.problem);
    setRevoked((count) => count + 1);
  }

  return (
    <section className="panel links" aria-labelledby="links-heading">
      <h2 id="links-heading">{HANDING_IN.links}</h2>
      <div role="alert">
        {problem && (
          <p className="fault">
            <strong>{problem.title}.</strong> {problem.detail}
          </p>
        )}
      </div>
      <ul>
        {drawn.map((link) => (
          <li key={link.id} className="link-line">
            <span>
              <strong>{link.to}</strong>
            </span>
            <span>
              {names.dataset(link.dataset)}, {names.unit(link.unit)}, {names.periodInText(link.period)}
            </span>
            <span className="soft">
              {standingOf(link)}. {HANDING_IN.linkMadeBy} {formatInstant(link.at)}
            </span>
            {!link.revoked && !isOver(link) && (
              <button type="button" className="button quiet small" onClick={() => void revoke(link.id)}>
                {HANDING_IN.revokeLink}
                <span className="hidden"> {link.to}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
      <MoreButton more={more} drawMore={drawMore} />
    </section>
  );
}
