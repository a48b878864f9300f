import { messageOf } from '#core';
import { CommanderError } from 'commander';
import { program } from './program.js';
import { Refusal } from './refusal.js';

try {
  await program().parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : 2; // commander has said why
  } else {
    process.stderr.write(`${messageOf(error).trimEnd()}\n`);
    process.exitCode = error instanceof Refusal ? error.exitCode : 1;
  }
}
