import type { Receipt } from '#core';
import { useCallback, useState } from 'react';
import type { Problem } from '../../api/answers.js';
import { useAnswer } from '../../api/use-answer.js';
import { getReceipts } from '../calls.js';

/** The receipts so far, and how to get those before them. */
export interface Receipts {
  readonly items: readonly Receipt[] | null;
  readonly problem: Problem | null;
  readonly retry: () => void;
  /** `null` at the end, and while a page is on its way. */
  readonly showMore: (() => void) | null;
}

interface Earlier {
  /** The first page that these follow. */
  readonly after: object | null;
  readonly items: readonly Receipt[];
  readonly next: string | null;
  readonly problem: Problem | null;
}

const NOTHING_EARLIER: Earlier = { after: null, items: [], next: null, problem: null };

/** The receipts of the caller's units, newest first, page by page; asked for anew when `revision` grows. */
export function useReceipts(token: string | null, revision: number): Receipts {
  const asked = useCallback((signal: AbortSignal) => getReceipts(token, null, signal), [token]);
  const first = useAnswer(`receipts ${revision}`, asked);
  const [held, setHeld] = useState<Earlier>(NOTHING_EARLIER);
  const [fetching, setFetching] = useState(false);
  const page = first.value;
  const earlier = held.after === page ? held : { ...NOTHING_EARLIER, next: page?.next ?? null };

  async function showMore(): Promise<void> {
    setFetching(true);
    const answer = await getReceipts(token, earlier.next, new AbortController().signal);
    setHeld(
      answer.ok
        ? {
            after: page,
            items: [...earlier.items, ...answer.value.items],
            next: answer.value.next,
            problem: null,
          }
        : { ...earlier, after: page, problem: answer.problem },
    );
    setFetching(false);
  }

  return {
    items: page ? [...page.items, ...earlier.items] : null,
    problem: first.problem ?? earlier.problem,
    retry: first.retry,
    showMore: earlier.next === null || fetching ? null : () => void showMore(),
  };
}
