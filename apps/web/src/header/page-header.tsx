import { type Address, withUnit } from '../address/address.js';
import { PATHS, type Path } from '../address/use-path.js';
import { PeriodPicker } from './period-picker.js';
import { SiteHeader } from './site-header.js';
import { UnitPicker } from './unit-picker.js';
import type { UnitRow } from './unit-tree.js';

interface Props {
  readonly path?: Path;
  readonly address: Address;
  readonly go: (to: Address) => void;
  readonly rows: readonly UnitRow[];
}

/** The header of pages about one subject in one period, with a picker of each. */
export function PageHeader({ path = PATHS.scorecard, address, go, rows }: Props) {
  const city = rows.find((row) => row.depth === 0);
  const unitId = address.subject.kind === 'unit' ? address.subject.id : null;
  return (
    <SiteHeader path={path} city={city?.name}>
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
            go({ ...address, period, edition: null });
          }}
        />
      </div>
    </SiteHeader>
  );
}
