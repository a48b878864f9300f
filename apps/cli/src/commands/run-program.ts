import { spawn } from 'node:child_process';
import { environmentOver, programCommand } from '#pipeline';
import { Refusal } from '../refusal.js';

/** Runs one of our long-running programs in the foreground, until it ends or is told to. */
export async function runProgram(app: 'monitor' | 'demo', args: readonly string[] = []): Promise<void> {
  const command = programCommand(app);
  const child = spawn(process.execPath, [...command.args, ...args], {
    stdio: 'inherit',
    env: environmentOver(command.environment),
  });
  const forward = (signal: NodeJS.Signals): void => void child.kill(signal);
  process.on('SIGINT', forward).on('SIGTERM', forward).on('SIGHUP', forward);
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (exitCode, signal) => {
      resolve(exitCode ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1));
    });
  });
  if (code !== 0) throw new Refusal(`${app} slutade med kod ${code}.`);
}
