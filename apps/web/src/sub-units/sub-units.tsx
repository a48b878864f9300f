import { type Address, withUnit } from '../address/address.js';
import { AddressLink } from '../address/address-link.js';
import type { UnitAnswer } from '../api/answers.js';
import { childrenOf } from '../header/unit-tree.js';
import type { ShownScorecard } from '../scorecard/use-scorecard.js';
import { WORDS } from '../words.js';
import { SubUnitScore } from './sub-unit-score.js';
import { useSubUnitScorecards } from './use-sub-unit-scorecards.js';

interface Props {
  readonly address: Address;
  readonly go: (to: Address) => void;
  readonly units: readonly UnitAnswer[];
  readonly perspectives: ShownScorecard['perspectives'];
}

/** The units that the shown one gathers, side by side on the five perspectives. */
export function SubUnits({ address, go, units, perspectives }: Props) {
  const below = address.subject.kind === 'unit' ? childrenOf(units, address.subject.id) : [];
  const ids = below.map((unit) => unit.id);
  const scorecards = useSubUnitScorecards(ids, address);
  if (below.length === 0) return null;
  return (
    <div className="sub-units">
      <h2 id="sub-units-heading">{WORDS.subUnits}</h2>
      <p className="soft">{WORDS.subUnitsQuestion}</p>
      <div className="sub-units-frame" role="region" aria-labelledby="sub-units-heading" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{WORDS.subUnit}</th>
              {[...perspectives.values()].map((perspective) => (
                <th key={perspective.id} scope="col">
                  <span>{perspective.name.sv}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {below.map((unit) => (
              <tr key={unit.id}>
                <th scope="row">
                  <AddressLink to={withUnit(address, unit.id)} go={go}>
                    {unit.name.sv}
                  </AddressLink>
                </th>
                {[...perspectives.values()].map((perspective) => (
                  <td key={perspective.id}>
                    <SubUnitScore answer={scorecards.get(unit.id)} perspective={perspective.id} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
