import type { ExplainedDefinition, ExplainedSide } from '#core';
import { formatDay } from '../format/instant.js';
import { Panel } from '../panel/panel.js';
import { EXPLANATION } from './words.js';

/** By which definition the number was computed. */
export function Definition({ definition }: { readonly definition: ExplainedDefinition }) {
  return (
    <Panel title={EXPLANATION.definition}>
      <p>{definition.description.sv}</p>
      <dl className="terms">
        <div>
          <dt>{EXPLANATION.formula}</dt>
          <dd>{definition.formula.sv}</dd>
        </div>
        <Side name={EXPLANATION.numerator} side={definition.numerator} />
        <Side name={EXPLANATION.denominator} side={definition.denominator} />
        <div>
          <dt>{EXPLANATION.version}</dt>
          <dd>
            {definition.version}. {EXPLANATION.inForce} {formatDay(definition.validFrom)}.
          </dd>
        </div>
      </dl>
    </Panel>
  );
}

function Side({ name, side }: { readonly name: string; readonly side: ExplainedSide }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {side.text.sv} <span className="soft">{side.window.sv}</span>
      </dd>
    </div>
  );
}
