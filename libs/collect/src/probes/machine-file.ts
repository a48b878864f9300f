import { readFileSync, statSync } from 'node:fs';

/** How often the file is looked at, at most. */
const LOOK_AGAIN_MS = 1_000;

/** A small file of the machine's that is read again when it has changed, such as `/etc/hosts`. */
export class MachineFile<T> {
  private current: T;
  private version = '';
  private lookedMs = -Infinity;

  /** `parsed` is also asked for what a file that is not there means: an empty text. */
  constructor(
    private readonly path: string,
    private readonly parsed: (text: string) => T,
  ) {
    this.current = parsed('');
  }

  get content(): T {
    if (performance.now() - this.lookedMs >= LOOK_AGAIN_MS) this.look();
    return this.current;
  }

  private look(): void {
    this.lookedMs = performance.now();
    try {
      const { mtimeMs, size } = statSync(this.path);
      const version = `${mtimeMs} ${size}`;
      if (version !== this.version) this.current = this.parsed(readFileSync(this.path, 'utf8'));
      this.version = version;
    } catch {
      this.current = this.parsed('');
      this.version = '';
    }
  }
}
