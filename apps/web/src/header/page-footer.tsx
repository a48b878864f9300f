import type { Scorecard } from '#core';
import { formatInstant } from '../format/instant.js';
import { EDITION_WORDS, WORDS } from '../words.js';

/** When the figures were computed, and which edition they are. */
export function PageFooter({ scorecard }: { readonly scorecard: Scorecard | null }) {
  return (
    <footer className="page-footer">
      {scorecard && (
        <p>
          {WORDS.computed} {formatInstant(scorecard.computedAt)} · {WORDS.edition}:{' '}
          {EDITION_WORDS[scorecard.edition.replace(/-\d+$/, '')] ?? scorecard.edition}
        </p>
      )}
    </footer>
  );
}
