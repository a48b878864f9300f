import { useEffect, useReducer, useRef } from 'react';
import type { DatasetAnswer } from '../../api/answers.js';
import type { Caller } from '../../api/ask.js';
import { guessDataset, readHeader } from './guess-dataset.js';
import { type HandIn, type HandInEvent, NOTHING_CHOSEN, nextHandIn } from './hand-in.js';
import { sendFile } from './send-file.js';

/** A file on its way, and what can be done with it. */
export interface HandingIn {
  readonly handIn: HandIn;
  /** Makes another choice: a check under way is given up; nothing can be changed while a file is being stored. */
  readonly change: (event: HandInEvent) => void;
  readonly chooseFile: (file: File) => void;
  /** Checks the file, or stores it; nothing happens before a file and its data set are chosen. */
  readonly send: (dryRun: boolean) => void;
}

/** The one file that is being handed in on the page; of a data set and period that are settled already, where a link says so. */
export function useHandIn(
  caller: Caller,
  datasets: readonly DatasetAnswer[],
  settled: Pick<HandIn, 'dataset' | 'period'> = NOTHING_CHOSEN,
): HandingIn {
  const { dataset: settledDataset, period: settledPeriod } = settled;
  const begin = { ...NOTHING_CHOSEN, dataset: settledDataset, period: settledPeriod };
  const [handIn, tell] = useReducer(nextHandIn, begin);
  const underWay = useRef<AbortController>(null);
  useEffect(() => () => underWay.current?.abort(), []);

  function change(event: HandInEvent) {
    if (handIn.sending?.dryRun === false) return;
    underWay.current?.abort();
    tell(event);
  }

  async function chooseFile(file: File) {
    const header = await readHeader(file);
    change({ kind: 'file-chosen', file, guess: guessDataset(file.name, header, datasets) });
  }

  function send(dryRun: boolean) {
    const { file, dataset, period, sending, report } = handIn;
    if (!file || !dataset || sending) return;
    const asOf = dryRun ? null : (report?.asOf ?? null);
    const controller = new AbortController();
    underWay.current = controller;
    const sent = (share: number) => {
      if (!controller.signal.aborted) tell({ kind: 'sending', dryRun, sent: share });
    };
    sent(0);
    void sendFile({ file, dataset, period, dryRun, asOf, caller }, { sent, signal: controller.signal }).then(
      (outcome) => {
        if (!controller.signal.aborted) tell(outcome);
      },
    );
  }

  return { handIn, change, chooseFile: (file) => void chooseFile(file), send };
}
