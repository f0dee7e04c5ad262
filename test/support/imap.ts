/** A small mailbox on this machine that speaks as much IMAP as is asked of it; no test server on npm is kept up. */
import { createServer, type Socket } from 'node:net';

export type Imap = {
  url: string;
  port: number;
  letters: { uid: number; raw: Buffer; seen: boolean; flagged: boolean }[];
  password: string;
  hasIdle: boolean;
  /** Puts a letter into the mailbox, and tells who waits. */
  deliver(raw: string | Buffer): void;
  /** Ends every connection. */
  drop(): void;
  stop(): Promise<void>;
};

export async function startImap(at = 0): Promise<Imap> {
  const sockets = new Set<Socket>();
  const waiting = new Map<Socket, string>();
  const imap = { letters: [], password: 'secret', hasIdle: true } as unknown as Imap;
  const next = () => Math.max(0, ...imap.letters.map(({ uid }) => uid)) + 1;
  imap.deliver = (raw) => {
    imap.letters.push({ uid: next(), raw: Buffer.from(raw), seen: false, flagged: false });
    for (const socket of waiting.keys()) socket.write(`* ${imap.letters.length} EXISTS\r\n`);
  };
  const fetch = (socket: Socket, uid: number, items: string) => {
    const index = imap.letters.findIndex((one) => one.uid === uid);
    const letter = imap.letters[index];
    if (!letter) return;
    const wants = [`UID ${uid}`];
    if (/RFC822\.SIZE/.test(items)) wants.push(`RFC822.SIZE ${letter.raw.length}`);
    const part = /BODY\.PEEK\[\](?:<(\d+)\.(\d+)>)?/.exec(items);
    if (!part) return void socket.write(`* ${index + 1} FETCH (${wants.join(' ')})\r\n`);
    const [from, count] = [Number(part[1] ?? 0), Number(part[2] ?? letter.raw.length)];
    const bytes = letter.raw.subarray(from, from + count);
    const name = part[1] === undefined ? 'BODY[]' : `BODY[]<${from}>`;
    socket.write(`* ${index + 1} FETCH (${wants.join(' ')} ${name} {${bytes.length}}\r\n`);
    socket.write(bytes);
    socket.write(')\r\n');
  };
  const capabilities = () => `IMAP4rev1${imap.hasIdle ? ' IDLE' : ''}`;
  const answer = (socket: Socket, line: string) => {
    const waits = waiting.get(socket);
    if (waits !== undefined && /^DONE$/i.test(line)) {
      waiting.delete(socket);
      return void socket.write(`${waits} OK done\r\n`);
    }
    const [tag = '', ...rest] = line.split(' ');
    const command = rest.join(' ');
    const ok = (said = 'done') => void socket.write(`${tag} OK ${said}\r\n`);
    if (/^CAPABILITY/i.test(command)) socket.write(`* CAPABILITY ${capabilities()}\r\n`);
    else if (/^LOGIN/i.test(command)) {
      if (!command.includes(imap.password)) return void socket.write(`${tag} NO [AUTHENTICATIONFAILED] no\r\n`);
    } else if (/^LIST/i.test(command)) socket.write('* LIST (\\HasNoChildren) "/" INBOX\r\n');
    else if (/^STATUS/i.test(command)) {
      const unseen = imap.letters.filter(({ seen }) => !seen).length;
      socket.write(`* STATUS INBOX (MESSAGES ${imap.letters.length} UNSEEN ${unseen})\r\n`);
    } else if (/^(SELECT|EXAMINE)/i.test(command)) {
      socket.write(`* FLAGS (\\Seen \\Flagged)\r\n* OK [PERMANENTFLAGS (\\Seen \\Flagged)] ok\r\n`);
      socket.write(`* ${imap.letters.length} EXISTS\r\n* 0 RECENT\r\n* OK [UIDVALIDITY 7] ok\r\n`);
      socket.write(`* OK [UIDNEXT ${next()}] ok\r\n`);
      return ok('[READ-WRITE] done');
    } else if (/^UID SEARCH/i.test(command))
      socket.write(
        `* SEARCH${imap.letters
          .filter(({ seen }) => !seen)
          .map(({ uid }) => ` ${uid}`)
          .join('')}\r\n`,
      );
    else if (/^UID FETCH/i.test(command)) fetch(socket, Number(rest[2]), command);
    else if (/^UID STORE/i.test(command)) {
      const letter = imap.letters.find(({ uid }) => uid === Number(rest[2]));
      if (letter && /\\Seen/i.test(command)) letter.seen = true;
      if (letter && /\\Flagged/i.test(command)) letter.flagged = true;
    } else if (/^IDLE/i.test(command)) {
      waiting.set(socket, tag);
      return void socket.write('+ idling\r\n');
    } else if (/^LOGOUT/i.test(command)) {
      socket.write(`* BYE\r\n`);
      ok();
      return void socket.end();
    }
    ok();
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    let rest = '';
    socket.on('close', () => (sockets.delete(socket), waiting.delete(socket)));
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      const lines = (rest + data.toString('latin1')).split('\r\n');
      rest = lines.pop()!;
      for (const line of lines) answer(socket, line);
    });
    socket.write(`* OK [CAPABILITY ${capabilities()}] ready\r\n`);
  });
  await new Promise<void>((resolve) => server.listen(at, '127.0.0.1', () => resolve()));
  imap.port = (server.address() as { port: number }).port;
  imap.url = `imap://replies:secret@127.0.0.1:${imap.port}/INBOX`;
  imap.drop = () => {
    for (const socket of sockets) socket.destroy();
  };
  imap.stop = async () => {
    imap.drop();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return imap;
}
