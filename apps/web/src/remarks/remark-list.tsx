import { formatInstant } from '../format/instant.js';
import type { Remark } from './ask-remarks.js';

/** What people have said of a measure, with who and when. */
export function RemarkList({ remarks }: { readonly remarks: readonly Remark[] }) {
  return remarks.map(({ id, text, by, at }) => (
    <p key={id} className="remark">
      {text}
      <span className="remark-by">
        {by}, {formatInstant(at)}
      </span>
    </p>
  ));
}
