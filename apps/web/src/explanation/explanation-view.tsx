import type { Explanation } from '#core';
import { useAnswer } from '../api/use-answer.js';
import { getDatasets } from '../handing-in/calls.js';
import type { UnitRow } from '../header/unit-tree.js';
import { Panel } from '../panel/panel.js';
import { Arithmetic } from './arithmetic.js';
import { Definition } from './definition.js';
import { Deliveries } from './deliveries.js';
import type { ExplanationAddress } from './explanation-address.js';
import { Files } from './files.js';
import { OwnFacts } from './own-facts.js';
import { Parts } from './parts.js';
import { ProbedSystems } from './probed-systems.js';
import { Result } from './result.js';
import { EXPLANATION } from './words.js';

interface Props {
  readonly explanation: Explanation;
  readonly address: ExplanationAddress;
  readonly rows: readonly UnitRow[];
  /** Another one is on its way. */
  readonly updating: boolean;
}

function askDatasets(signal: AbortSignal) {
  return getDatasets(null, signal);
}

/** The whole derivation: result, definition, arithmetic, parts, what is missing, and where the facts came from. */
export function ExplanationView({ explanation, address, rows, updating }: Props) {
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  const nameOf = (unit: string) => names.get(unit) ?? unit;
  const datasets = useAnswer('datasets', askDatasets);
  const titleOf = (id: string) => datasets.value?.items.find(({ name }) => name === id)?.titles.sv ?? id;
  const { excluded, withheld } = explanation;
  return (
    <div className={updating ? 'explanation scorecard updating' : 'explanation scorecard'}>
      <div className="explanation-top">
        <Result explanation={explanation} />
        <Definition definition={explanation.definition} />
      </div>
      <Arithmetic steps={explanation.steps} />
      <Parts explanation={explanation} address={address} />
      {explanation.facts.length > 0 && <OwnFacts facts={explanation.facts} />}
      {excluded.length > 0 && (
        <Panel title={EXPLANATION.excluded}>
          <ul className="reasons">
            {excluded.map(({ text }) => (
              <li key={text.sv}>{text.sv}</li>
            ))}
          </ul>
        </Panel>
      )}
      {withheld.length > 0 && (
        <Panel title={EXPLANATION.withheld}>
          <ul className="reasons">
            {withheld.map(({ text }) => (
              <li key={text.sv}>{text.sv}</li>
            ))}
          </ul>
        </Panel>
      )}
      {explanation.systems.length > 0 && <ProbedSystems systems={explanation.systems} />}
      {explanation.deliveries.length > 0 && (
        <Deliveries deliveries={explanation.deliveries} nameOf={nameOf} titleOf={titleOf} />
      )}
      {explanation.slices.length > 0 && <Files explanation={explanation} nameOf={nameOf} titleOf={titleOf} />}
    </div>
  );
}
