import type { ReactNode } from 'react';

interface Props {
  /** What the table is of, for those who listen. */
  readonly caption: string;
  readonly children: ReactNode;
}

/** A table that is scrolled sideways where it is wider than the screen, by the keyboard too. */
export function TableFrame({ caption, children }: Props) {
  return (
    <div className="table-frame" role="region" aria-label={`Tabell: ${caption}`} tabIndex={0}>
      <table>
        <caption className="hidden">{caption}</caption>
        {children}
      </table>
    </div>
  );
}
