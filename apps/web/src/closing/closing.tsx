import type { CatalogueNames } from '../handing-in/catalogue-names.js';
import type { Session } from '../session/use-session.js';
import type { Closable } from './closable.js';
import { ChainSection } from './chain-section.js';
import { CityDiff } from './city-diff.js';
import { CorrectSection } from './correct-section.js';
import { FreezeSection } from './freeze-section.js';
import { IlsSection } from './ils/ils-section.js';
import { MatrixSection } from './matrix/matrix-section.js';
import { MissingSection } from './missing-section.js';

interface Props {
  readonly closable: Closable;
  readonly session: Session;
  readonly names: CatalogueNames;
  /** Grows when something was done. */
  readonly turn: number;
  readonly again: () => void;
}

/** What the follow-up team does with a period, in the order in which it is done. */
export function Closing({ closable, session, names, turn, again }: Props) {
  const { period, isOver, editions } = closable;
  const isFrozen = editions.length > 0;
  return (
    <>
      <MissingSection period={period} names={names} turn={turn} again={again} />
      <MatrixSection period={period} names={names} turn={turn} />
      {isOver && <FreezeSection closable={closable} turn={turn} frozen={again} />}
      {isFrozen && <CityDiff key={editions.length} closable={closable} names={names} turn={turn} />}
      {isFrozen && <CorrectSection session={session} names={names} corrected={again} />}
      <IlsSection closable={closable} turn={turn} again={again} />
      {isFrozen && <ChainSection />}
    </>
  );
}
