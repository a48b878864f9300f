import { createSocket } from 'node:dgram';
import { type AwkwardFarm } from './awkward-server.js';

const AAAA = 28;
const NO_ERROR = 0;
const SERVER_FAILURE = 2;
const NO_SUCH_NAME = 3;

/** What a name server does with a question. */
export type NameServerBehaviour =
  | 'answers'
  | 'fails'
  | 'knows-no-such-name'
  | 'is-silent'
  | 'answers-garbage'
  | 'fails-on-ipv6'
  | 'is-silent-on-ipv6';

const CODE_OF = { answers: NO_ERROR, fails: SERVER_FAILURE, 'knows-no-such-name': NO_SUCH_NAME };

/** A name server on UDP that answers every question for an address with 192.0.2.7; resolves to its port. */
export async function startNameServer(
  farm: Pick<AwkwardFarm, 'atClose'>,
  behaviour: NameServerBehaviour,
): Promise<number> {
  const server = createSocket('udp4');
  server.on('message', (question, { port, address }) => {
    const answer = answerOf(question, behaviour);
    if (answer) server.send(answer, port, address);
  });
  await new Promise<void>((resolve) => server.bind(0, '127.0.0.1', resolve));
  farm.atClose(
    () =>
      new Promise((resolve) =>
        server.close(() => {
          resolve();
        }),
      ),
  );
  return server.address().port;
}

/** `null`: silence. */
function answerOf(question: Buffer, behaviour: NameServerBehaviour): Buffer | null {
  const isOnIpv6 = question.readUInt16BE(question.indexOf(0, 12) + 1) === AAAA;
  switch (behaviour) {
    case 'is-silent':
      return null;
    case 'answers-garbage':
      return question.subarray(0, 3);
    case 'is-silent-on-ipv6':
      return isOnIpv6 ? null : answerTo(question, 'answers');
    case 'fails-on-ipv6':
      return answerTo(question, isOnIpv6 ? 'fails' : 'answers');
    default:
      return answerTo(question, behaviour);
  }
}

/** RFC 1035, section 4: the header, the question again, and one A record that points back to its name. */
function answerTo(question: Buffer, behaviour: keyof typeof CODE_OF): Buffer {
  const code = CODE_OF[behaviour];
  const count = code === NO_ERROR ? 1 : 0;
  const header = Buffer.from([
    question[0] ?? 0,
    question[1] ?? 0,
    0x81,
    0x80 | code,
    0,
    1,
    0,
    count,
    0,
    0,
    0,
    0,
  ]);
  const endOfName = question.indexOf(0, 12);
  const asked = question.subarray(12, endOfName + 5);
  const record = Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 7]);
  return Buffer.concat([header, asked, ...(count > 0 ? [record] : [])]);
}
