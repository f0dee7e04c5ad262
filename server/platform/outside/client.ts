/**
 * Getting what lies at an address that somebody named. Connections go to public addresses only: the library checks
 * what a name was looked up to and connects to just that, so that no second lookup can lead elsewhere.
 */
import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from 'request-filtering-agent';

const MAX_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** Why there is nothing: the address is none of the open net, nothing is there, it is too large, took too long, or failed. */
export type Problem = 'refused' | 'not there' | 'too large' | 'too slow' | 'failed';
export type Got = { bytes: Buffer; problem: null } | { bytes: null; problem: Problem };

export const gone = (problem: Problem): Got => ({ bytes: null, problem });

type Options = {
  maxBytes: number;
  /** For all of it, redirects included, milliseconds. */
  timeoutMs: number;
  /** Addresses that are let in all the same: for tests. */
  allowed?: string[];
  lookup?: LookupFunction;
};

type Step = { got: Got } | { next: string };

/** The whole body, or why not; nothing more of it is read then. */
async function bodyOf(response: http.IncomingMessage, maxBytes: number): Promise<Got> {
  if (Number(response.headers['content-length'] ?? 0) > maxBytes) return gone('too large');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) return gone('too large');
    chunks.push(chunk);
  }
  return { bytes: Buffer.concat(chunks), problem: null };
}

/** The answer's head. @throws also where the other side makes something else of the connection, or ends it unsaid */
function answerTo(request: http.ClientRequest, body?: Buffer): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`The other side ${why}.`));
    request
      .once('response', resolve)
      .once('error', reject)
      .once('upgrade', (_response, socket) => (socket.destroy(), fail('changed the protocol')))
      .once('close', () => fail('said nothing'))
      .end(body);
  });
}

function problemOf(error: unknown, signal: AbortSignal): Problem {
  if (signal.aborted) return 'too slow';
  return /is not allowed/.test((error as Error).message) ? 'refused' : 'failed';
}

/** A client that gets bytes from the open net. */
export function makeOutsideClient({ maxBytes, timeoutMs, allowed = [], lookup }: Options) {
  const options = { allowIPAddressList: allowed, ...(lookup && { lookup }) };
  const agents = { 'http:': new RequestFilteringHttpAgent(options), 'https:': new RequestFilteringHttpsAgent(options) };

  async function step(url: URL, signal: AbortSignal): Promise<Step> {
    const { request } = url.protocol === 'https:' ? https : http;
    const agent = agents[url.protocol as keyof typeof agents];
    const headers = { accept: '*/*', 'user-agent': 'Adda' };
    const response = await answerTo(request(url, { agent, signal, headers }));
    try {
      const { statusCode = 0, headers: answered } = response;
      if (REDIRECTS.has(statusCode) && answered.location) return { next: answered.location };
      return { got: statusCode === 200 ? await bodyOf(response, maxBytes) : gone('not there') };
    } finally {
      response.destroy();
    }
  }

  return {
    /**
     * Sends a message to an address, which has nothing to say but a status; it is led nowhere else. It never throws.
     * @returns the status, or why there is none
     */
    async send(address: string, headers: Record<string, string>, body: Buffer): Promise<number | Problem> {
      const signal = AbortSignal.timeout(timeoutMs);
      const url = URL.parse(address);
      if (!url || !(url.protocol in agents) || url.username || url.password) return 'refused';
      const { request } = url.protocol === 'https:' ? https : http;
      const options = { method: 'POST', agent: agents[url.protocol as keyof typeof agents], signal, headers };
      try {
        const response = await answerTo(request(url, options), body);
        response.destroy();
        return response.statusCode ?? 'failed';
      } catch (error) {
        return problemOf(error, signal);
      }
    },

    /** Follows redirects, each checked like the first address. It never throws. */
    async get(address: string): Promise<Got> {
      const signal = AbortSignal.timeout(timeoutMs);
      let url = URL.parse(address);
      for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
        if (!url || !(url.protocol in agents) || url.username || url.password) return gone('refused');
        try {
          const done = await step(url, signal);
          if ('got' in done) return done.got;
          url = URL.parse(done.next, url);
        } catch (error) {
          return gone(problemOf(error, signal));
        }
      }
      return gone('failed');
    },
  };
}

export type OutsideClient = ReturnType<typeof makeOutsideClient>;
