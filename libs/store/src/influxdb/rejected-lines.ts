import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';

/** Lines that the server will never take, set aside with the reason that it gave: one JSON object on each line. */
export class RejectedLines {
  private constructor(
    private readonly file: FileHandle,
    private readonly path: string,
    private lines: number,
  ) {}

  private readonly told = new Set<string>();

  /** Opens the file of a folder, with what was set aside before. */
  static async open(folder: string): Promise<RejectedLines> {
    const path = join(folder, 'rejected-lines.ndjson');
    const file = await open(path, 'a+');
    const text = await file.readFile('utf8');
    return new RejectedLines(file, path, text.split('\n').length - 1);
  }

  /** How many were set aside so far. */
  get count(): number {
    return this.lines;
  }

  /** On disk when the promise resolves. */
  async add(line: string, reason: string): Promise<void> {
    await this.file.appendFile(`${JSON.stringify({ at: new Date().toISOString(), reason, line })}\n`);
    await this.file.datasync();
    this.lines += 1;
    this.warn(reason);
  }

  /** Once for each reason, as far as it can be told apart. */
  private warn(reason: string): void {
    const kind = reason.replace(/\d+/g, '…').slice(0, 80);
    if (this.told.has(kind)) return;
    this.told.add(kind);
    process.emitWarning(
      `InfluxDB does not take a line, and never will: ${reason}. It is set aside in ${this.path}. ${remedyFor(reason)}`,
    );
  }

  close(): Promise<void> {
    return this.file.close();
  }
}

function remedyFor(reason: string): string {
  if (/retention|beyond|older than/i.test(reason))
    return 'The bucket keeps what is written to it too short a time: give it a longer retention.';
  if (/field type conflict|type/i.test(reason))
    return 'Something else has written a field of another type: name a bucket that is ours alone.';
  return 'Show it to whoever looks after the server.';
}
