import { type Explanation, acceptedWords } from '#core';
import { formatDay } from '../format/instant.js';
import { Panel } from '../panel/panel.js';
import { CompletenessText } from '../scorecard/completeness-text.js';
import { MeasureValue } from '../scorecard/measure-value.js';
import { MeasureVerdict } from '../scorecard/measure-verdict.js';
import { EXPLANATION } from './words.js';

/** The number itself, as the scorecard shows it. */
export function Result({ explanation }: { readonly explanation: Explanation }) {
  const { measure, definition, accepted } = explanation;
  return (
    <Panel title={EXPLANATION.result}>
      <MeasureValue
        value={measure.value}
        decimals={definition.decimals}
        unitOfMeasure={definition.unitOfMeasure.sv}
      />
      {measure.value.kind === 'number' && <MeasureVerdict measure={measure} definition={definition} />}
      {accepted && <p className="remark">{acceptedWords(accepted.reason, formatDay(accepted.until))}</p>}
      <CompletenessText completeness={measure.completeness} quality={measure.quality} />
    </Panel>
  );
}
