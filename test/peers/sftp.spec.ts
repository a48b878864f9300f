import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { chmod, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { CarryFailure, HttpsPut, type Parcel, SftpDrop } from '#export';
import { AddressPolicy, OutgoingClient, connectGuarded } from '#outgoing';
import { generate } from 'selfsigned';
import { freePort } from '../free-port.js';
import { CuttingWire } from './cutting-wire.js';
import { describeWith } from './debian-server.js';
import { SSHD, Sshd } from './sshd.js';

const POLICY = new AddressPolicy();
const BYTES = new TextEncoder().encode('\uFEFFDatum;Enhet\r\n'.concat('2026-09-30;Åäö\r\n'.repeat(400)));

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function parcel(name: string, bytes = BYTES): Parcel {
  return { name, mediaType: 'text/csv', bytes };
}

describeWith(SSHD, "Debian's openssh-server, delivered to by SFTP", () => {
  let sshd: Sshd;
  let port: number;
  let inbox: string;
  let privateKey: string;
  let fingerprint: string;

  beforeAll(async () => {
    sshd = await Sshd.start();
    ({ port, inbox, privateKey, fingerprint } = sshd);
  });
  afterAll(() => sshd.stop());

  const drop = (more: Partial<ConstructorParameters<typeof SftpDrop>[0]> = {}): SftpDrop => {
    const address = { host: '127.0.0.1', port, folder: inbox, user: userInfo().username };
    const whole = { ...address, hostKeys: [fingerprint], password: null, privateKey, ...more };
    return new SftpDrop(whole, () => connectGuarded(POLICY, { ...whole, timeoutMs: 10_000 }));
  };
  const failureOf = async (carried: Promise<unknown>): Promise<CarryFailure> => {
    const failure: unknown = await carried.then(
      () => null,
      (error: unknown) => error,
    );
    if (!(failure instanceof CarryFailure)) throw new Error(`No failure of carrying: ${String(failure)}`);
    return failure;
  };

  it('lays a whole file there, reads it back, and does not write it twice', async () => {
    const first = await drop().carry(parcel('ils-å.csv'));
    const place = `sftp://${userInfo().username}@127.0.0.1:${port}${inbox}/ils-å.csv`;
    expect(first).toEqual({ place, bytes: BYTES.length, sha256: sha256(BYTES) });
    expect(await drop().carry(parcel('ils-å.csv'))).toEqual(first);
    expect(sha256(await readFile(join(inbox, 'ils-å.csv')))).toBe(sha256(BYTES));
    expect(await readdir(inbox)).toEqual(['ils-å.csv']);
  });

  it('leaves what somebody else has laid there alone', async () => {
    await writeFile(join(inbox, 'theirs.csv'), 'annat');
    const failure = await failureOf(drop().carry(parcel('theirs.csv')));
    expect(failure.nature).toBe('lasting');
    expect(await readFile(join(inbox, 'theirs.csv'), 'utf8')).toBe('annat');
  });

  it('sends nothing to a server that shows another key', async () => {
    const other = `SHA256:${'A'.repeat(43)}`;
    const failure = await failureOf(drop({ hostKeys: [other] }).carry(parcel('strange.csv')));
    expect(failure.nature).toBe('lasting');
    expect(failure.words.sv).toContain(fingerprint);
    expect(await readdir(inbox)).not.toContain('strange.csv');
  });

  it.each([
    ['a folder that is not there', { folder: '/nowhere/at/all' }],
    ['somebody who is not let in', { user: 'nobody-of-that-name' }],
    ['a key that is none', { privateKey: 'x' }],
  ])('gives up for good: %s', async (_what, more) => {
    expect((await failureOf(drop(more).carry(parcel('lasting.csv')))).nature).toBe('lasting');
  });

  it('tries again later when the server is away', async () => {
    const away = await freePort();
    expect((await failureOf(drop({ port: away }).carry(parcel('away.csv')))).nature).toBe('passing');
  });

  it('tries again later when the disk takes no more, and leaves nothing half behind', async () => {
    const full = await Sshd.start("trap '' XFSZ; ulimit -f 1;");
    const folder = full.inbox;
    await chmod(folder, 0o777);
    expect(
      (
        await failureOf(
          drop({ port: full.port, folder, privateKey: full.privateKey, hostKeys: [full.fingerprint] }).carry(
            parcel('full.csv'),
          ),
        )
      ).nature,
    ).toBe('passing');
    expect(await readdir(folder)).toEqual([]);
    await full.stop();
  });

  it('has one whole file at the end, wherever the connection is cut', async () => {
    const whole = await CuttingWire.to(port, Infinity);
    await drop({ port: whole.port }).carry(parcel('uncut.csv'));
    await whole.stop();
    expect(whole.answers).toBeGreaterThan(8);
    for (let cutAfter = 0; cutAfter < whole.answers; cutAfter++) {
      const name = `cut-${cutAfter}.csv`;
      const wire = await CuttingWire.to(port, cutAfter);
      const carrier = drop({ port: wire.port });
      const carried = await carrier.carry(parcel(name)).catch((error: unknown) => {
        expect((error as CarryFailure).nature).toBe('passing');
        return carrier.carry(parcel(name)); // as the schedule does
      });
      await wire.stop();
      expect([name, carried.bytes, carried.sha256]).toEqual([name, BYTES.length, sha256(BYTES)]);
      expect(sha256(await readFile(join(inbox, name)))).toBe(sha256(BYTES));
      const left = (await readdir(inbox)).filter((each) => each.includes(name));
      expect(left).toEqual([name]);
      await rm(join(inbox, name));
    }
  });
});

describeWith('/usr/bin/openssl', 'an HTTPS receiver whose certificate nobody vouches for', () => {
  it('gets nothing', async () => {
    const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }]);
    let calls = 0;
    const server = createTlsServer({ cert, key }, (_request, response) => {
      calls += 1;
      response.writeHead(201).end();
    });
    await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
    const url = `https://localhost:${(server.address() as AddressInfo).port}/in`;
    const carrier = new HttpsPut({ url, authorization: null }, new OutgoingClient(POLICY));
    const failure: unknown = await carrier.carry(parcel('a.csv')).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(CarryFailure);
    expect(calls).toBe(0);
    await new Promise((settle) => server.close(settle));
  });
});
