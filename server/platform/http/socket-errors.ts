import type { FastifyRequest } from 'fastify';
import type { WebSocket } from 'ws';

/** What the other side did: a frame that is too large or no text in UTF-8, or a connection that it broke off. */
const THEIRS = /^(?:WS_ERR_|ECONN|EPIPE|ETIMEDOUT)/;

/** Lets go of a socket with an error, which has been told its close code. Only of what is our own fault the log has the stack. */
export function onSocketError(
  error: Error,
  socket: Pick<WebSocket, 'terminate'>,
  { log }: Pick<FastifyRequest, 'log'>,
) {
  const { code = '' } = error as { code?: string };
  if (THEIRS.test(code)) log.info({ code }, 'a page sent what no page sends, or broke off: its socket is closed');
  else log.error({ err: error }, 'a socket failed');
  socket.terminate();
}
