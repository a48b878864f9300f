/** What runs in a thread of its own (press.ts): prints one paper after the other. */
import { parentPort } from 'node:worker_threads';
import { messageOf } from '#core';
import { type Paper } from '#export';
import { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler';
import { type Printed } from './press.js';

/** Nothing is read from files: papers bring all they need, and the type face is the compiler's own. */
const compiler = NodeCompiler.create({ workspace: '/', fontArgs: [] });

parentPort?.on('message', (paper: Paper) => {
  parentPort?.postMessage(printed(paper));
});

function printed({ template, report, createdAt }: Paper): Printed {
  try {
    const pdf = compiler.pdf(
      { mainFileContent: template, inputs: { report } },
      { pdfStandard: PdfStandard.UA_1, ...(createdAt === null ? {} : { creationTimestamp: createdAt }) },
    );
    return { pdf: new Uint8Array(pdf) };
  } catch (error) {
    return { failure: messageOf(error) };
  } finally {
    compiler.evictCache(1); // of papers before, nothing is needed
  }
}
