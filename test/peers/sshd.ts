import { execFileSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { freePort } from '../free-port.js';
import { DebianServer } from './debian-server.js';

export const SSHD = '/usr/sbin/sshd';

/** Debian's openssh-server with keys and a folder of its own, to be reached by SFTP as whoever runs the test. */
export class Sshd {
  private constructor(
    readonly port: number,
    private readonly server: DebianServer,
    /** Of who may come. */
    readonly privateKey: string,
    /** Of the server's own key, as `ssh-keygen -l` tells it. */
    readonly fingerprint: string,
  ) {}

  /** `limits` are commands of the shell that it is started by. */
  static async start(limits = ''): Promise<Sshd> {
    await mkdir('/run/sshd', { recursive: true });
    const port = await freePort();
    const server = await DebianServer.start('/bin/sh', async (folder) => {
      for (const name of ['host', 'client']) {
        execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(folder, name)]);
      }
      await mkdir(join(folder, 'in'));
      await writeFile(join(folder, 'sshd_config'), configOf(folder, port));
      return ['-c', `${limits} exec ${SSHD} -D -e -f ${join(folder, 'sshd_config')}`];
    });
    await server.answering(() => greeting(port));
    const key = await readFile(join(server.folder, 'client'), 'utf8');
    const told = execFileSync('ssh-keygen', ['-l', '-f', join(server.folder, 'host.pub')], {
      encoding: 'utf8',
    });
    return new Sshd(port, server, key, /SHA256:\S+/.exec(told)?.[0] ?? '');
  }

  /** A folder that may be written to. */
  get inbox(): string {
    return join(this.server.folder, 'in');
  }

  /** Where the private key lies. */
  get keyFile(): string {
    return join(this.server.folder, 'client');
  }

  stop(): Promise<void> {
    return this.server.stop();
  }
}

function configOf(folder: string, port: number): string {
  const lines = [
    `Port ${port}`,
    'ListenAddress 127.0.0.1',
    `HostKey ${join(folder, 'host')}`,
    `AuthorizedKeysFile ${join(folder, 'client.pub')}`,
    'StrictModes no',
    'UsePAM no',
    'PermitRootLogin yes',
    'PidFile none',
    'Subsystem sftp internal-sftp',
  ];
  return `${lines.join('\n')}\n`;
}

function greeting(port: number): Promise<true> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
      .once('error', reject)
      .once('data', () => {
        socket.destroy();
        resolve(true);
      });
  });
}
