import { createSocket } from 'node:dgram';
import { type AwkwardFarm } from './awkward-server.js';

const NO_ERROR = 0;
const SERVER_FAILURE = 2;
const NO_SUCH_NAME = 3;

/** What a name server does with a question. */
export type NameServerBehaviour =
  'answers' | 'fails' | 'knows-no-such-name' | 'is-silent' | 'answers-garbage';

const CODE_OF = { answers: NO_ERROR, fails: SERVER_FAILURE, 'knows-no-such-name': NO_SUCH_NAME };

/** A name server on UDP that answers every question for an address with 192.0.2.7; resolves to its port. */
export async function startNameServer(farm: AwkwardFarm, behaviour: NameServerBehaviour): Promise<number> {
  const server = createSocket('udp4');
  server.on('message', (question, { port, address }) => {
    if (behaviour === 'is-silent') return;
    const answer = behaviour === 'answers-garbage' ? question.subarray(0, 3) : answerTo(question, behaviour);
    server.send(answer, port, address);
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
