import { getBoards } from '../api/calls.js';
import { useAnswer } from '../api/use-answer.js';
import { WORDS } from '../words.js';

interface Props {
  /** The board's uid: `perspektiv-oversikt`. */
  readonly board: string;
  /** What is chosen on it; the boards' variables are named as in `dashboards/grafana/src/boards.ts`. */
  readonly chosen: Readonly<Record<string, string>>;
}

/** The way to a board in the city's Grafana; nothing where there is none. */
export function BoardLink({ board, chosen }: Props) {
  const { value } = useAnswer('boards', getBoards);
  if (!value?.address) return null;
  const query = new URLSearchParams(
    Object.entries(chosen).map(([variable, choice]) => [`var-${variable}`, choice]),
  );
  return <a href={`${value.address}/d/${board}?${query.toString()}`}>{WORDS.board}</a>;
}
