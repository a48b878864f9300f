import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type Settings, environmentFor, findMonitor, programCommand } from '#pipeline';

const LOOK_EVERY_MS = 100;

/** The monitor as a process of its own, as in real life. */
export class MonitorProcess {
  /** Resolves with the exit code when it has ended. */
  readonly ended: Promise<number>;

  private constructor(
    private readonly child: ChildProcess,
    private readonly settings: Settings,
  ) {
    this.ended = once(child, 'exit').then(() => child.exitCode ?? 1);
  }

  static start(settings: Settings): MonitorProcess {
    const stdio = ['ignore', 'ignore', 'inherit'] as const;
    const { args, environment } = programCommand('monitor');
    return new MonitorProcess(
      spawn(process.execPath, args, {
        env: { ...environment, ...environmentFor(settings) },
        stdio: [...stdio],
      }),
      settings,
    );
  }

  /** Its address once it answers; `null` when it ended instead. */
  async address(): Promise<string | null> {
    while (this.child.exitCode === null && this.child.signalCode === null) {
      const monitor = await findMonitor(this.settings.dataFolder);
      if (monitor && monitor.pid === this.child.pid) return monitor.address;
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
    return null;
  }

  async stop(): Promise<void> {
    this.child.kill('SIGTERM');
    await this.ended;
  }
}
