import type { AuditRecord } from '#core';
import { formatInstant } from '../format/instant.js';
import { Mark, SHAPES } from '../mark/mark.js';
import { TableFrame } from '../panel/table-frame.js';
import { LOG, OUTCOME_WORDS, actionWords } from './words.js';

const LOOKS = {
  done: { shape: SHAPES.disc, tone: 'good' },
  refused: { shape: SHAPES.octagon, tone: 'near' },
  failed: { shape: SHAPES.octagon, tone: 'bad' },
} as const;

function whoText(by: string): string {
  return by === 'anyone' ? LOG.anyone : by;
}

function aboutText(about: AuditRecord['about']): string {
  return Object.values(about).join(' · ');
}

/** A row as people search it, in small letters. */
export function rowText({ by, action, about, outcome, from }: AuditRecord): string {
  const words = [whoText(by), actionWords(action), aboutText(about), OUTCOME_WORDS[outcome], from];
  return words.join(' ').toLocaleLowerCase('sv');
}

/** Who did what, when, from where, and how it went. */
export function LogTable({ records }: { readonly records: readonly AuditRecord[] }) {
  return (
    <TableFrame caption={LOG.title}>
      <thead>
        <tr>
          <th scope="col">{LOG.at}</th>
          <th scope="col">{LOG.by}</th>
          <th scope="col">{LOG.what}</th>
          <th scope="col">{LOG.about}</th>
          <th scope="col">{LOG.outcome}</th>
          <th scope="col">{LOG.from}</th>
        </tr>
      </thead>
      <tbody>
        {records.map(({ id, at, by, action, about, outcome, code, from }) => (
          <tr key={id}>
            <th scope="row">{formatInstant(at)}</th>
            <td>{whoText(by)}</td>
            <td>{actionWords(action)}</td>
            <td className="log-about">{aboutText(about)}</td>
            <td>
              <Mark {...LOOKS[outcome]}>{OUTCOME_WORDS[outcome]}</Mark>
              {code !== null && <span className="row-detail">{code}</span>}
            </td>
            <td>{from}</td>
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}
