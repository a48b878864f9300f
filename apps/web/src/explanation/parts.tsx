import {
  type ExplainedPart,
  type Explanation,
  type Ratio,
  formatCount,
  formatNumber,
  KIND_WORDS,
} from '#core';
import { PageLink } from '../address/page-link.js';
import { Panel } from '../panel/panel.js';
import { TableFrame } from '../panel/table-frame.js';
import { type ExplanationAddress, explanationHref } from './explanation-address.js';
import { EXPLANATION } from './words.js';

interface Props {
  readonly explanation: Explanation;
  readonly address: ExplanationAddress;
}

/** What adds up to the subject's sums; each unit leads on to its own explanation. */
export function Parts({ explanation, address }: Props) {
  const { parts, remainder, definition } = explanation;
  if (parts.length === 0 && !remainder) return null;
  return (
    <Panel title={EXPLANATION.parts}>
      <p className="soft">{EXPLANATION.partsHint}</p>
      <TableFrame caption={EXPLANATION.parts}>
        <thead>
          <tr>
            <th scope="col">{EXPLANATION.part}</th>
            <th scope="col" className="number">
              {EXPLANATION.ownValue}
            </th>
            <th scope="col" className="number">
              {EXPLANATION.numerator}
            </th>
            <th scope="col" className="number">
              {EXPLANATION.denominator}
            </th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <tr key={`${part.of} ${part.id}`}>
              <th scope="row">
                <PartName part={part} address={address} />
              </th>
              <td className="number">{ownValue(part, definition.decimals)}</td>
              <Sums sums={part.sums} withheld={part.kind === 'suppressed'} />
            </tr>
          ))}
          {remainder && (
            <tr>
              <th scope="row">{EXPLANATION.remainder(remainder.parts)}</th>
              <td className="number">{EXPLANATION.nothing}</td>
              <Sums sums={remainder.sums} withheld />
            </tr>
          )}
        </tbody>
      </TableFrame>
    </Panel>
  );
}

function PartName({ part, address }: { readonly part: ExplainedPart; readonly address: ExplanationAddress }) {
  if (part.of === 'own') return `${part.name.sv}, ${EXPLANATION.own}`;
  const kind = part.of === 'unit' ? 'unit' : 'system';
  return (
    <PageLink href={explanationHref({ ...address, subject: { kind, id: part.id } }, address.measure)}>
      {part.name.sv}
    </PageLink>
  );
}

function ownValue({ kind, number }: ExplainedPart, decimals: number): string {
  if (kind !== 'number') return KIND_WORDS[kind];
  return number === null ? EXPLANATION.notShown : formatNumber(number, decimals);
}

function Sums({ sums, withheld }: { readonly sums: Ratio | null; readonly withheld: boolean }) {
  const none = withheld ? EXPLANATION.notShown : EXPLANATION.nothing;
  return (
    <>
      <td className="number">{sums ? formatCount(sums.numerator) : none}</td>
      <td className="number">{sums ? formatCount(sums.denominator) : none}</td>
    </>
  );
}
