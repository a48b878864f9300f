import { type AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { generate } from 'selfsigned';

/** A mail that came in. */
export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** As it was sent: head and body. */
  readonly content: string;
  /** Who had signed in. */
  readonly user: string | undefined;
}

/** A real SMTP server on the loopback that keeps what it is given; its certificate is signed by nobody. */
export class SmtpInbox {
  readonly received: ReceivedMail[] = [];

  private constructor(private readonly server: SMTPServer) {}

  static async start(options: SMTPServerOptions = {}, port = 0): Promise<SmtpInbox> {
    const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
      keyType: 'ec',
      algorithm: 'sha256',
    });
    const server = new SMTPServer({
      key,
      cert,
      authOptional: true,
      disableReverseLookup: true,
      onAuth: ({ username, password }, _, done) => {
        if (password === 'hemligt') done(null, { user: username });
        else done(new Error('wrong password'));
      },
      onData: (stream, { envelope, user }, done) => {
        const parts: Buffer[] = [];
        stream.on('data', (part: Buffer) => parts.push(part));
        stream.on('end', () => {
          inbox.received.push({
            from: envelope.mailFrom ? envelope.mailFrom.address : '',
            to: envelope.rcptTo.map(({ address }) => address),
            content: Buffer.concat(parts).toString(),
            user: typeof user === 'string' ? user : undefined,
          });
          done();
        });
      },
      ...options,
    });
    const inbox = new SmtpInbox(server);
    server.on('error', () => undefined); // of clients that turn away from our certificate
    await new Promise<void>((resolve) => {
      server.listen(port, '127.0.0.1', resolve);
    });
    return inbox;
  }

  get port(): number {
    return (this.server.server.address() as AddressInfo).port;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(resolve);
    });
  }
}
