import { type Address, withUnit } from '../address/address.js';
import { PATHS } from '../address/use-path.js';
import { PeriodPicker } from './period-picker.js';
import { SiteHeader } from './site-header.js';
import { UnitPicker } from './unit-picker.js';
import type { UnitRow } from './unit-tree.js';

interface Props {
  readonly address: Address;
  readonly go: (to: Address) => void;
  readonly rows: readonly UnitRow[];
}

/** The header of the scorecards, with the two pickers. */
export function PageHeader({ address, go, rows }: Props) {
  const city = rows.find((row) => row.depth === 0);
  const unitId = address.subject.kind === 'unit' ? address.subject.id : null;
  return (
    <SiteHeader path={PATHS.scorecard} city={city?.name}>
      <div className="pickers">
        <UnitPicker
          rows={rows}
          selectedId={unitId}
          choose={(id) => {
            go(withUnit(address, id));
          }}
        />
        <PeriodPicker
          period={address.period}
          choose={(period) => {
            go({ ...address, period });
          }}
        />
      </div>
    </SiteHeader>
  );
}
