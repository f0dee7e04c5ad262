/** Connections that browsers keep open after an answer, doing nothing. */
import { connect, type Socket } from 'node:net';

const OPENED_TOGETHER = 100;

/** Opens a connection, asks once and keeps it. */
function openOne(url: string): Promise<Socket> {
  const { hostname, port, host } = new URL(url);
  const socket = connect(Number(port), hostname);
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('data', () => resolve(socket));
    socket.write(`GET /healthz HTTP/1.1\r\nHost: ${host}\r\nConnection: keep-alive\r\n\r\n`);
  });
}

/** So many, each answered once. @returns the sockets; the caller ends them */
export async function keepOpen(url: string, count: number): Promise<Socket[]> {
  const sockets: Socket[] = [];
  while (sockets.length < count) {
    const some = Math.min(OPENED_TOGETHER, count - sockets.length);
    sockets.push(...(await Promise.all(Array.from({ length: some }, () => openOne(url)))));
  }
  for (const socket of sockets) socket.on('error', () => undefined);
  return sockets;
}
