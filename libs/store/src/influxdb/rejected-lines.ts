import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';

/** Lines that the server will never take, set aside with the reason that it gave: one JSON object on each line. */
export class RejectedLines {
  private constructor(
    private readonly file: FileHandle,
    private lines: number,
  ) {}

  /** Opens the file of a folder, with what was set aside before. */
  static async open(folder: string): Promise<RejectedLines> {
    const file = await open(join(folder, 'rejected-lines.ndjson'), 'a+');
    const text = await file.readFile('utf8');
    return new RejectedLines(file, text.split('\n').length - 1);
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
  }

  close(): Promise<void> {
    return this.file.close();
  }
}
