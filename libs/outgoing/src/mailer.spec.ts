import { afterEach, describe, expect, it } from '@jest/globals';
import { type SMTPServerOptions } from 'smtp-server';
import { SmtpInbox } from '../../../test/smtp-inbox.js';
import { AddressPolicy } from './address-policy.js';
import { type Letter, type MailServer, Mailer } from './mailer.js';

const LETTER: Letter = {
  id: 'reminder/skola/2026-09',
  to: ['a@example.se', 'Åsa Öberg <b@example.se>'],
  subject: 'Påminnelse: underlag för september',
  text: 'Hej!\n\nUnderlaget för september saknas ännu.\n',
};

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function serve(options: SMTPServerOptions = {}): Promise<SmtpInbox> {
  const inbox = await SmtpInbox.start(options);
  closing.push(() => inbox.stop());
  return inbox;
}

function mailerTo(port: number, { password = null, networks = [], ...settings }: MailerOptions = {}): Mailer {
  const mailer = new Mailer({
    settings: {
      from: 'Driften <drift@example.se>',
      host: '127.0.0.1',
      port,
      encryption: 'none',
      ...settings,
    },
    password,
    reachable: new AddressPolicy(networks),
  });
  closing.push(() => {
    mailer.close();
    return Promise.resolve();
  });
  return mailer;
}

interface MailerOptions extends Partial<MailServer> {
  readonly password?: string | null;
  readonly networks?: readonly string[];
}

describe('Mailer, to a real SMTP server', () => {
  it('delivers a letter in Swedish, from the city and to all', async () => {
    const { port, received } = await serve();
    expect(await mailerTo(port).send(LETTER)).toEqual({ ok: true, value: null });
    const [mail] = received;
    expect(mail).toMatchObject({ from: 'drift@example.se', to: ['a@example.se', 'b@example.se'] });
    expect(mail?.content).toContain('Subject: =?UTF-8?Q?P=C3=A5minnelse=3A_underlag_f=C3=B6r_sep?=');
    expect(mail?.content).toMatch(/Auto-Submitted: auto-generated/i);
    expect(mail?.content).toMatch(/Underlaget f(?:ö|=C3=B6)r september saknas/);
  });

  it('calls the same letter the same when it is sent again, and no other', async () => {
    const { port, received } = await serve();
    await mailerTo(port).send(LETTER);
    await mailerTo(port).send(LETTER);
    await mailerTo(port).send({ ...LETTER, id: 'reminder/skola/2026-10' });
    const ids = received.map(({ content }) => /^Message-ID: (.*)$/im.exec(content)?.[1]);
    expect(ids[0]).toMatch(/^<[0-9a-f]{40}@example\.se>$/);
    expect(ids[1]).toBe(ids[0]);
    expect(ids[2]).not.toBe(ids[0]);
  });

  it('answers the letters that it goes on from', async () => {
    const { port, received } = await serve();
    await mailerTo(port).send(LETTER);
    await mailerTo(port).send({ ...LETTER, id: 'next', thread: [LETTER.id, 'another'] });
    const [first = '', next = ''] = received.map(({ content }) => content.replace(/\r?\n\s+/g, ' '));
    const id = /^Message-ID: (<\S+>)/im.exec(first)?.[1] ?? 'none';
    expect(first).not.toMatch(/^(?:In-Reply-To|References):/im);
    expect(next).toContain(`In-Reply-To: ${id}\r\n`);
    expect(next).toMatch(new RegExp(`^References: ${id} <[0-9a-f]{40}@example\\.se>\r$`, 'm'));
  });

  it('signs in, and tells when the password is wrong', async () => {
    const { port, received } = await serve({ allowInsecureAuth: true });
    expect(await mailerTo(port, { user: 'perspektiv', password: 'hemligt' }).send(LETTER)).toMatchObject({
      ok: true,
    });
    expect(received[0]?.user).toBe('perspektiv');
    const refused = await mailerTo(port, { user: 'perspektiv', password: 'fel' }).send(LETTER);
    expect(refused).toMatchObject({ ok: false, problem: { isFinal: true } });
    expect(JSON.stringify(refused)).not.toContain('"fel"');
  });

  it('does not fall back to plain text when the server cannot encrypt, or cannot be trusted', async () => {
    const plain = await serve({ hideSTARTTLS: true });
    const selfSigned = await serve();
    for (const { port } of [plain, selfSigned])
      expect(await mailerTo(port, { encryption: 'starttls' }).send(LETTER)).toMatchObject({ ok: false });
    expect([...plain.received, ...selfSigned.received]).toEqual([]);
  });

  it('tells a recipient that is refused for good from a server that is busy', async () => {
    const refusing = await serve({
      onRcptTo: (_, __, done) => {
        done(Object.assign(new Error('no such box'), { responseCode: 550 }));
      },
    });
    const busy = await serve({
      onRcptTo: (_, __, done) => {
        done(Object.assign(new Error('try later'), { responseCode: 451 }));
      },
    });
    expect(await mailerTo(refusing.port).send(LETTER)).toMatchObject({ problem: { isFinal: true } });
    expect(await mailerTo(busy.port).send(LETTER)).toMatchObject({ problem: { isFinal: false } });
  });

  it('goes only where the city lets it', async () => {
    const { port, received } = await serve();
    const refused = await mailerTo(port, { networks: ['10.0.0.0/8'] }).send(LETTER);
    expect(refused).toMatchObject({ ok: false, problem: { isFinal: false } });
    expect(received).toEqual([]);
  });
});
