import { hkdfSync, randomBytes } from 'node:crypto';
import { access, link, readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PerspektivError, codeOf } from '#core';
import { type Stage } from '../stage.js';

const SECRET_BYTES = 32;

/** The secret that links are signed with and counts of surveys are sealed with. */
export class LinkSecret {
  private secret: Promise<Buffer> | undefined;

  constructor(private readonly settings: Pick<Stage['settings'], 'dataFolder' | 'linkSecretFile'>) {}

  /** As it is. Throws `links/secret` when it is too short. */
  bytes(): Promise<Buffer> {
    this.secret ??= readSecret(this.settings);
    return this.secret;
  }

  /** A key for one use only, from which neither the secret nor any other key can be had. */
  async keyFor(use: string): Promise<Buffer> {
    return Buffer.from(hkdfSync('sha256', await this.bytes(), '', `perspektiv ${use}`, SECRET_BYTES));
  }
}

/** Makes the file whole, or leaves the one that is there: a process that is killed meanwhile leaves no half of one. */
async function makeSecret(path: string): Promise<void> {
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, randomBytes(SECRET_BYTES).toString('base64url'), { mode: 0o600, flush: true });
  try {
    await link(draft, path);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  } finally {
    await unlink(draft);
  }
}

/** The secret of the file that the environment names, or of one in the data folder, which is made when it is missing. */
async function readSecret({
  dataFolder,
  linkSecretFile,
}: Pick<Stage['settings'], 'dataFolder' | 'linkSecretFile'>): Promise<Buffer> {
  const path = linkSecretFile ?? join(dataFolder, 'link-secret');
  if (linkSecretFile === undefined) await access(path).catch(() => makeSecret(path));
  const secret = (await readFile(path, 'utf8')).trim();
  if (secret.length >= SECRET_BYTES) return Buffer.from(secret);
  throw new PerspektivError('links/secret', `${path} must hold at least ${SECRET_BYTES} characters`);
}
