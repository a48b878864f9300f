import { showMoreWords } from './words.js';

interface Props {
  readonly more: number;
  readonly drawMore: () => void;
}

/** Draws more of a long list; not there at its end. */
export function MoreButton({ more, drawMore }: Props) {
  if (more === 0) return null;
  return (
    <button type="button" className="button quiet" onClick={drawMore}>
      {showMoreWords(more)}
    </button>
  );
}
