import type { RefObject } from 'react';
import type { DatasetAnswer } from '../api/answers.js';
import type { CatalogueNames } from './catalogue-names.js';
import { FileSection } from './file/file-section.js';
import type { HandingIn } from './file/use-hand-in.js';
import { ReportSection } from './report/report-section.js';

interface Props {
  readonly handing: HandingIn;
  readonly datasets: readonly DatasetAnswer[];
  readonly names: CatalogueNames;
  readonly field: RefObject<HTMLInputElement | null>;
  /** Whether data set and period are given already. */
  readonly settled?: boolean;
}

/** A file is chosen and checked, and what it holds is read before it is handed in. */
export function FileAndReport({ handing, datasets, names, field, settled = false }: Props) {
  const { file, report, sending, problem } = handing.handIn;
  return (
    <>
      <FileSection handing={handing} datasets={datasets} field={field} settled={settled} />
      {report && file && (
        <ReportSection
          report={report}
          fileName={file.name}
          names={names}
          sending={sending}
          problem={problem}
          commit={() => {
            handing.send(false);
          }}
          chooseAnother={() => {
            // The report goes with its file: the focus must have somewhere to stay.
            field.current?.focus();
            field.current?.click();
          }}
        />
      )}
    </>
  );
}
