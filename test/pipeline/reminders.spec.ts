import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MailSettings, Notifications, ReminderRecipient, Reminders, loadCatalogue } from '#catalogue';
import { Period } from '#core';
import { type Perspektiv, type Settings, openPerspektivOver } from '#pipeline';
import { SmtpInbox } from '../smtp-inbox.js';

const CONFIG = resolve(import.meta.dirname, '../fixtures/config/small');
/** A Wednesday, the day after September's costs were due. */
const DAY_AFTER_MS = Date.parse('2026-10-21T09:00:00+02:00');
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The body as its reader sees it: quoted-printable undone. */
function textOf({ content }: { readonly content: string }): string {
  const [, body = ''] = content.split(/\r\n\r\n(.*)/s);
  const bytes = body
    .replaceAll(/=\r\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}

describe('reminders', () => {
  let inbox: SmtpInbox;
  let folder: string;
  let perspektiv: Perspektiv;

  async function begin(more: { readonly links?: boolean; readonly digest?: string[] } = {}): Promise<void> {
    const catalogue = await loadCatalogue(CONFIG);
    if (!catalogue.ok) throw new Error('the fixture is broken');
    const recipient = Object.assign(new ReminderRecipient(), {
      name: 'Anna Å',
      mail: 'anna@example.se',
      units: ['a'],
      deliveries: ['cost', 'transactions'],
      links: more.links ?? false,
    });
    const reminders = Object.assign(new Reminders(), {
      address: 'https://perspektiv.example.se/',
      recipients: [recipient],
      digest: more.digest ?? [],
    });
    const mail = Object.assign(new MailSettings(), {
      from: 'Uppföljningen <it@example.se>',
      host: '127.0.0.1',
      port: inbox.port,
      encryption: 'none',
    });
    const notifications = Object.assign(new Notifications(), catalogue.value.notifications, { mail });
    const settings: Settings = {
      configFolder: CONFIG,
      dataFolder: folder,
      host: '127.0.0.1',
      port: 0,
      roles: new Set(['schedule']),
      logLevel: 'silent',
      vantage: 'main',
      version: 'test',
    };
    const opened = await openPerspektivOver({ ...catalogue.value, reminders, notifications }, settings);
    if (!opened.ok) throw new Error(opened.problem);
    perspektiv = opened.value;
  }

  async function handIn(text: string, receivedAtMs: number): Promise<void> {
    const cost = perspektiv.catalogue.datasets.get('cost');
    if (!cost) throw new Error('no such data set');
    const outcome = await perspektiv.handingIn.intake.handIn({
      dataset: cost,
      fileName: 'kostnader.csv',
      bytes: Buffer.from(text),
      by: 'test',
      source: 'manual',
      mayHandInFor: () => true,
      language: 'sv',
      receivedAtMs,
    });
    expect(outcome.kind).toBe('stored');
  }

  beforeEach(async () => {
    inbox = await SmtpInbox.start();
    folder = await mkdtemp(join(tmpdir(), 'perspektiv-'));
  });
  afterEach(async () => {
    await perspektiv.close();
    await inbox.stop();
    await rm(folder, { recursive: true });
  });

  it('are one letter with all that is to be told, and never come twice', async () => {
    await begin();
    expect(await perspektiv.handingIn.reminders.run(DAY_AFTER_MS)).toEqual({ sent: 1, failed: 0 });
    const [letter] = inbox.received;
    expect(letter?.to).toEqual(['anna@example.se']);
    const text = letter ? textOf(letter) : '';
    expect(text).toContain('Hej Anna Å!');
    expect(text).toContain('– It-kostnader, september 2026, Nämnd A');
    expect(text).toContain('– Ärenden i e-tjänster, september 2026, Nämnd A');
    expect(text).toContain('Senast 20 oktober 2026 (för 1 dag sedan)');
    expect(text).toContain('https://perspektiv.example.se/lamna');

    expect(await perspektiv.handingIn.reminders.run(DAY_AFTER_MS + HOUR_MS)).toEqual({ sent: 0, failed: 0 });
    await perspektiv.close();
    await begin();
    expect(await perspektiv.handingIn.reminders.run(DAY_AFTER_MS + 2 * HOUR_MS)).toEqual({
      sent: 0,
      failed: 0,
    });
    expect(await perspektiv.handingIn.reminders.run(DAY_AFTER_MS + 7 * DAY_MS)).toEqual({
      sent: 1,
      failed: 0,
    });
    expect(inbox.received).toHaveLength(2);
  });

  it('leave out what has come, and end with the last of it', async () => {
    await begin();
    const header = 'Enhet;Period;Belopp;Slag;Anskaffningsområde';
    await handIn(`${header}\r\na;2026-09;100;actual;software`, DAY_AFTER_MS - DAY_MS);
    await perspektiv.handingIn.reminders.run(DAY_AFTER_MS);
    const [letter] = inbox.received;
    expect(letter && textOf(letter)).not.toContain('It-kostnader');
    expect(letter && textOf(letter)).toContain('Ärenden i e-tjänster');
  });

  it('leave on working days and hours only', async () => {
    await begin();
    for (const at of [
      '2026-10-21T06:59:00+02:00',
      '2026-10-21T17:00:00+02:00',
      '2026-10-24T10:00:00+02:00',
    ]) {
      expect(await perspektiv.handingIn.reminders.run(Date.parse(at))).toEqual({ sent: 0, failed: 0 });
    }
    expect(await perspektiv.handingIn.reminders.run(Date.parse('2026-10-26T08:00:00+01:00'))).toMatchObject({
      sent: 1,
    });
  });

  it('bring links that hand in just what they tell of', async () => {
    await begin({ links: true });
    await perspektiv.handingIn.reminders.run(DAY_AFTER_MS);
    const [letter] = inbox.received;
    const tokens = [...(letter ? textOf(letter) : '').matchAll(/\/lamna#lank=(\S+)/g)].map(
      ([, token]) => token,
    );
    expect(tokens).toHaveLength(2);
    const opened = await perspektiv.handingIn.links.open(tokens[0] ?? '', DAY_AFTER_MS);
    expect(opened).toMatchObject({ ok: true, value: { unit: 'a', period: '2026-09', to: 'Anna Å' } });
  });

  it('are tried again when the server is busy, three times, and then let go', async () => {
    await inbox.stop();
    inbox = await SmtpInbox.start({
      onRcptTo: (_, __, done) => {
        done(Object.assign(new Error('try later'), { responseCode: 451 }));
      },
    });
    await begin();
    for (const hour of [0, 1, 2]) {
      const outcome = await perspektiv.handingIn.reminders.run(DAY_AFTER_MS + hour * HOUR_MS);
      expect(outcome).toEqual({ sent: 0, failed: 1 });
    }
    expect(await perspektiv.handingIn.reminders.run(DAY_AFTER_MS + 3 * HOUR_MS)).toEqual({
      sent: 0,
      failed: 0,
    });
  });

  it('are not tried again when they are refused for good', async () => {
    await inbox.stop();
    inbox = await SmtpInbox.start({
      onRcptTo: (_, __, done) => {
        done(Object.assign(new Error('no such box'), { responseCode: 550 }));
      },
    });
    await begin();
    expect(await perspektiv.handingIn.reminders.run(DAY_AFTER_MS)).toEqual({ sent: 0, failed: 1 });
    expect(await perspektiv.handingIn.reminders.run(DAY_AFTER_MS + HOUR_MS)).toEqual({ sent: 0, failed: 0 });
  });

  it('leave at once when somebody asks for them, once a day, and say who was asked and when', async () => {
    await begin();
    const { asked } = perspektiv.handingIn.reminders;
    const quarter = Period.of('2026-Q3');
    const evening = DAY_AFTER_MS + 12 * HOUR_MS;
    const before = await asked.owed(quarter, { unit: 'a', nowMs: evening });
    expect(before.find(({ delivery }) => delivery === 'cost')).toMatchObject({
      recipients: ['Anna Å'],
      remindedAt: null,
    });
    expect(await asked.remind(quarter, { nowMs: evening })).toMatchObject({
      ok: true,
      value: { sent: 1, failed: 0, already: 0, unaddressed: expect.arrayContaining(['b']) },
    });
    const [letter] = inbox.received;
    expect(letter && textOf(letter)).toContain('– It-kostnader, juli 2026, Nämnd A');
    const after = await asked.owed(quarter, { unit: 'a', nowMs: evening });
    expect(after.find(({ delivery }) => delivery === 'cost')?.remindedAt).toBe(
      '2026-10-21T21:00:00.000+02:00',
    );
    expect(await asked.remind(quarter, { nowMs: evening + HOUR_MS })).toMatchObject({
      value: { sent: 0, already: 1 },
    });
    expect(inbox.received).toHaveLength(1);
  });

  it('tell the follow-up team once a week what is missing', async () => {
    await begin({ digest: ['uppfoljning@example.se'] });
    await perspektiv.handingIn.reminders.run(DAY_AFTER_MS);
    await perspektiv.handingIn.reminders.run(DAY_AFTER_MS + DAY_MS);
    const digests = inbox.received.filter(({ to }) => to.includes('uppfoljning@example.se'));
    expect(digests).toHaveLength(1);
    const text = digests[0] ? textOf(digests[0]) : '';
    expect(text).toMatch(/Nämnd A: \d+/);
    expect(text).toContain('  It-kostnader, september 2026 (senast 20 oktober 2026)');
    await perspektiv.handingIn.reminders.run(DAY_AFTER_MS + 6 * DAY_MS);
    expect(inbox.received.filter(({ to }) => to.includes('uppfoljning@example.se'))).toHaveLength(2);
  });
});
