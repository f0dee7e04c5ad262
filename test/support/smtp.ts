/** A real mail server on this machine that takes letters, refuses them as it is told, or is slow. */
import { SMTPServer } from 'smtp-server';

type Step = 'rcpt' | 'data';
/** What it does at a step: the line that it refuses with, 'silent' for an answer that never comes, null to go on. */
export type Answer = (step: Step, recipient: string) => string | null;

export type Smtp = {
  url: string;
  /** Whole letters that it took, the oldest first. */
  taken: { to: string; raw: string }[];
  /** Every letter that was sent to its end, taken or not. */
  offered: { to: string; raw: string }[];
  connections: number;
  /** How it answers from now on. */
  answer: Answer;
  stop(): Promise<void>;
};

const refusal = (line: string) => Object.assign(new Error(line.slice(4)), { responseCode: Number(line.slice(0, 3)) });

/** Lines that were broken for the way (quoted-printable). */
const unwrapped = (raw: string) => raw.replace(/(?<!\?)=\r\n/g, '').replaceAll('=3D', '=');

export async function startSmtp(): Promise<Smtp> {
  const smtp: Smtp = {
    url: '',
    taken: [],
    offered: [],
    connections: 0,
    answer: () => null,
    stop: async () => undefined,
  };
  /** Goes on, refuses, or never calls back. */
  const at = (step: Step, recipient: string, done: (error?: Error | null) => void) => {
    const said = smtp.answer(step, recipient);
    if (said === 'silent') return;
    done(said === null ? null : refusal(said));
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    closeTimeout: 100,
    onConnect(_session, done) {
      smtp.connections++;
      done();
    },
    onRcptTo: ({ address }, _session, done) => at('rcpt', address, done),
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const to = session.envelope.rcptTo[0]?.address ?? '';
        const letter = { to, raw: unwrapped(Buffer.concat(parts).toString('utf8')) };
        smtp.offered.push(letter);
        at('data', to, (error) => {
          if (!error) smtp.taken.push(letter);
          done(error);
        });
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.server.address() as { port: number };
  smtp.url = `smtp://127.0.0.1:${port}`;
  smtp.stop = () => new Promise((resolve) => server.close(() => resolve()));
  return smtp;
}
