import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MailSettings, Notifications, loadCatalogue } from '#catalogue';
import { Period } from '#core';
import { type Perspektiv, type Wave, openPerspektivOver } from '#pipeline';
import { SmtpInbox } from '../smtp-inbox.js';

const CONFIG = resolve(import.meta.dirname, '../fixtures/config/small');
const DAY_MS = 86_400_000;
const NOW_MS = Date.parse('2026-10-10T09:00:00+02:00');
const ADDRESSES = ['anna@example.se', 'bo@example.se', 'cia@example.se'];

let inbox: SmtpInbox;
let folder: string;
let perspektiv: Perspektiv;
let wave: Wave;

beforeEach(async () => {
  inbox = await SmtpInbox.start();
  folder = await mkdtemp(join(tmpdir(), 'perspektiv-'));
  const catalogue = await loadCatalogue(CONFIG);
  if (!catalogue.ok) throw new Error('the fixture is broken');
  const mail = Object.assign(new MailSettings(), {
    ...{ from: 'Uppföljningen <it@example.se>', host: '127.0.0.1', port: inbox.port, encryption: 'none' },
  });
  const notifications = Object.assign(new Notifications(), catalogue.value.notifications, { mail });
  const opened = await openPerspektivOver(
    { ...catalogue.value, notifications },
    {
      configFolder: CONFIG,
      dataFolder: folder,
      host: '127.0.0.1',
      port: 0,
      roles: new Set(['schedule'] as const),
      logLevel: 'silent',
      vantage: 'main',
      version: 'test',
      publicAddress: 'https://perspektiv.example.se',
    },
  );
  if (!opened.ok) throw new Error(opened.problem);
  perspektiv = opened.value;
  const days = { from: '2026-10-10', to: '2026-10-20' };
  const order = {
    survey: 'it-nytta',
    period: Period.of('2026-Q4'),
    door: 'links',
    places: ['a'],
    ...days,
  } as const;
  const added = await perspektiv.handingIn.asking.waves.add(order, { by: 'followup', nowMs: NOW_MS });
  if (!added.ok) throw new Error(JSON.stringify(added.problem));
  wave = added.value;
});
afterEach(async () => {
  await perspektiv.close();
  await inbox.stop();
  await rm(folder, { recursive: true });
});

function invite(addresses: readonly string[]) {
  return perspektiv.handingIn.asking.inviteByMail(wave, { place: 'a', addresses }, NOW_MS);
}

/** Whom the letters since the last look went to. */
function taken(): string[] {
  return inbox.received.splice(0).map(({ to }) => to.join());
}

/** Answers by the link of a letter. */
async function answerBy(content: string, nowMs: number): Promise<string> {
  const text = content.replaceAll(/=\r\n/g, '');
  const link = /enkat\/it-nytta\/([\w-]{27})/.exec(text)?.[1];
  const visit = { survey: 'it-nytta', link, address: '192.0.2.1', nowMs };
  const { answering } = perspektiv.handingIn.asking;
  const form = await answering.ask(visit);
  if (form.kind !== 'form') return form.kind;
  const fields = new URLSearchParams({ form: form.token, 'q.it-usefulness': '4' });
  return (await answering.answer(visit, fields)).kind;
}

describe('letters of a survey', () => {
  it('bring each address one link, and remind those once who have not answered', async () => {
    const { asking } = perspektiv.handingIn;
    expect(await invite([...ADDRESSES, 'ANNA@example.se'])).toMatchObject({
      ok: true,
      value: { letters: 3, paths: [] },
    });
    expect(await invite([ADDRESSES[0] ?? ''])).toMatchObject({ ok: true, value: { letters: 0 } });
    await asking.tick(NOW_MS);
    const letters = inbox.received.map(({ content }) => content);
    expect(taken().sort()).toEqual(ADDRESSES);
    expect(await answerBy(letters[0] ?? '', NOW_MS)).toBe('thanks');
    expect(await answerBy(letters[0] ?? '', NOW_MS)).toBe('used');
    await asking.tick(NOW_MS + DAY_MS);
    expect(taken()).toEqual([]);
    await asking.tick(NOW_MS + 7 * DAY_MS);
    expect(taken()).toHaveLength(2);
    await asking.tick(NOW_MS + 8 * DAY_MS);
    expect(taken()).toEqual([]);
  });

  it('are sent when the mail server answers again, and refused for what is no address', async () => {
    expect(await invite(['anna'])).toMatchObject({ ok: false, problem: { notAnAddress: 'anna' } });
    await invite(ADDRESSES);
    const { port } = inbox;
    await inbox.stop();
    await expect(perspektiv.handingIn.asking.tick(NOW_MS)).rejects.toThrow('takes no letters now');
    inbox = await SmtpInbox.start({}, port);
    await perspektiv.handingIn.asking.tick(NOW_MS);
    expect(taken().sort()).toEqual(ADDRESSES);
  });

  it('leave no address behind, neither while the wave is open nor afterwards', async () => {
    await invite(ADDRESSES);
    const stored = async (): Promise<string> => JSON.stringify(await perspektiv.stage.ledger.entries({}));
    expect(await stored()).not.toContain('example.se');
    await perspektiv.handingIn.asking.close(wave, { by: 'followup', nowMs: NOW_MS });
    expect(await perspektiv.stage.ledger.entries({ kind: 'survey-counts' })).toMatchObject([
      { content: { sealed: null } },
    ]);
  });
});
