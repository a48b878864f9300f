import { type Address, CITY_ID, withUnit } from '../address/address.js';
import { AddressLink } from '../address/address-link.js';
import { WORDS } from '../words.js';
import { PeriodPicker } from './period-picker.js';
import { UnitPicker } from './unit-picker.js';
import type { UnitRow } from './unit-tree.js';

interface Props {
  readonly address: Address;
  readonly go: (to: Address) => void;
  readonly rows: readonly UnitRow[];
}

/** The name of the product and of the city, and the two pickers. */
export function PageHeader({ address, go, rows }: Props) {
  const city = rows.find((row) => row.depth === 0);
  const unitId = address.subject.kind === 'unit' ? address.subject.id : null;
  return (
    <header className="page-header">
      <div className="page-header-inner">
        <div className="brand">
          <img src="/perspektiv.svg" alt="" width="36" height="36" />
          <div>
            <AddressLink to={withUnit(address, CITY_ID)} go={go} className="brand-name">
              {WORDS.product}
            </AddressLink>
            <p className="brand-city">{city?.name ?? WORDS.purpose}</p>
          </div>
        </div>
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
      </div>
    </header>
  );
}
