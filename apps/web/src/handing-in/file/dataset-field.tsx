import type { DatasetId } from '#core';
import { useId } from 'react';
import type { DatasetAnswer } from '../../api/answers.js';
import { TemplateLinks } from '../owed/template-links.js';
import { HANDING_IN } from '../words.js';

interface Props {
  readonly datasets: readonly DatasetAnswer[];
  readonly chosen: DatasetId | null;
  readonly guessed: boolean;
  readonly missing: boolean;
  readonly choose: (dataset: DatasetId | null) => void;
}

/** Which data set a file holds, with what that is and its template. */
export function DatasetField({ datasets, chosen, guessed, missing, choose }: Props) {
  const id = useId();
  const dataset = datasets.find(({ name }) => name === chosen);
  return (
    <div className="field">
      <label htmlFor={id}>{HANDING_IN.dataset}</label>
      <select
        id={id}
        value={chosen ?? ''}
        aria-describedby={`${id}-hint`}
        aria-invalid={missing}
        onChange={(event) => {
          choose(datasets.find(({ name }) => name === event.target.value)?.name ?? null);
        }}
      >
        <option value="">{HANDING_IN.chooseDataset}</option>
        {datasets.map(({ name, titles }) => (
          <option key={name} value={name}>
            {titles.sv}
          </option>
        ))}
      </select>
      <div id={`${id}-hint`} className="field-hint">
        {missing && <p className="fault">{HANDING_IN.datasetMissing}</p>}
        {guessed && <p>{HANDING_IN.guessed}</p>}
        {dataset && (
          <p>
            {dataset.help.sv} {HANDING_IN.template}:{' '}
            <TemplateLinks dataset={dataset.name} name={dataset.titles.sv} />
          </p>
        )}
      </div>
    </div>
  );
}
