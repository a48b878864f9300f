import type { ArithmeticStep } from '#core';
import { Panel } from '../panel/panel.js';
import { EXPLANATION } from './words.js';

/** The arithmetic line by line, with its rounding. */
export function Arithmetic({ steps }: { readonly steps: readonly ArithmeticStep[] }) {
  return (
    <Panel title={EXPLANATION.arithmetic}>
      <p className="soft">{steps.length > 0 ? EXPLANATION.arithmeticHint : EXPLANATION.nothingToReckon}</p>
      {steps.length > 0 && (
        <ol className="steps">
          {steps.map((step, place) => (
            <li key={`${step.id} ${place}`}>
              <span className="step-about">{step.about.sv}</span>
              <span className="step-text">{step.text.sv}</span>
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
}
