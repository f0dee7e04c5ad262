/**
 * Getting what lies at an address that somebody named. Connections go to public addresses only: the library checks
 * what a name was looked up to and connects to just that, so that no second lookup can lead elsewhere. Nothing is sent
 * along: no cookie, no name, no page that somebody came from.
 */
import http from 'node:http';
import https from 'node:https';
import dns from 'node:dns';
import { BlockList, isIPv6, type LookupFunction } from 'node:net';
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from 'request-filtering-agent';
import { ownOrigin } from '../site/origin.ts';
import { unpacked } from './unpack.ts';

const MAX_REDIRECTS = 3;
/** Where sites are; elsewhere other programs listen, which an odd request could make do something. */
const USUAL_PORTS = [80, 443];
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** What the library takes for addresses of the open net, and is none: old and local ways to write those of a house. */
const CLOSED = new BlockList();
for (const [net, bits] of [
  ['::', 96],
  ['fec0::', 10],
  ['64:ff9b:1::', 48],
] as const)
  CLOSED.addSubnet(net, bits, 'ipv6');
const isClosed = (address: string) => isIPv6(address) && CLOSED.check(address, 'ipv6');

/** Why there is nothing: the address is none of the open net, nothing is there, it is too large, took too long, or failed. */
export type Problem = 'refused' | 'not there' | 'too large' | 'too slow' | 'failed';
/** @property url where it lay in the end @property type what it is said to be, with its letters' encoding */
export type Got = { bytes: Buffer; problem: null; url?: string; type?: string } | { bytes: null; problem: Problem };

export const gone = (problem: Problem): Got => ({ bytes: null, problem });

type Options = {
  maxBytes: number;
  /** For all of it, redirects included, milliseconds. */
  timeoutMs: number;
  /** Whether of what is larger the beginning is enough. */
  isCut?: boolean;
  /** What is asked for, as in the header of that name. */
  accept?: string;
  /** Addresses and ports that are let in all the same: for tests. */
  allowed?: string[];
  ports?: readonly number[];
  lookup?: LookupFunction;
};

type Step = { got: Got } | { next: string };

/** The body, unpacked, or why not; nothing more of it is read then. */
async function bodyOf(response: http.IncomingMessage, maxBytes: number, isCut: boolean): Promise<Got> {
  if (!isCut && Number(response.headers['content-length'] ?? 0) > maxBytes) return gone('too large');
  const body = unpacked(response);
  if (!body) return gone('failed');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes && !isCut) return gone('too large');
    chunks.push(chunk);
    if (size > maxBytes) break;
  }
  return { bytes: Buffer.concat(chunks).subarray(0, maxBytes), problem: null };
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

/** Who asks, and for whom: sites that would rather not be asked can tell us apart. */
const userAgent = () => `Adda (+${ownOrigin() ?? 'https://adda.invalid'})`;

/** A lookup that finds nothing where any of what it found is closed. */
const openOnly =
  (lookup: LookupFunction, allowed: readonly string[]): LookupFunction =>
  (name, options, done) =>
    lookup(name, options, (error, found, family) => {
      const all = typeof found === 'string' ? [found] : (found ?? []).map(({ address }) => address);
      const closed = error ? undefined : all.find((one) => isClosed(one) && !allowed.includes(one));
      if (closed === undefined) done(error, found, family);
      else done(new Error(`${closed} is not allowed`), '', 0);
    });

/** A client that gets bytes from the open net. */
export function makeOutsideClient(of: Options) {
  const { maxBytes, timeoutMs, isCut = false, accept = '*/*', allowed = [], ports = USUAL_PORTS, lookup } = of;
  const options = { allowIPAddressList: allowed, lookup: openOnly(lookup ?? (dns.lookup as LookupFunction), allowed) };
  const agents = { 'http:': new RequestFilteringHttpAgent(options), 'https:': new RequestFilteringHttpsAgent(options) };

  /** Whether an address is one that is asked at all, before its name is looked up. */
  function mayAsk(url: URL | null): url is URL {
    if (!url || !(url.protocol in agents) || url.username || url.password) return false;
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (isClosed(host) && !allowed.includes(host)) return false;
    return ports.includes(Number(url.port || (url.protocol === 'https:' ? 443 : 80)));
  }

  async function step(url: URL, signal: AbortSignal): Promise<Step> {
    const { request } = url.protocol === 'https:' ? https : http;
    const agent = agents[url.protocol as keyof typeof agents];
    const headers = { accept, 'accept-encoding': 'gzip, deflate, br', 'user-agent': userAgent() };
    const response = await answerTo(request(url, { agent, signal, headers }));
    try {
      const { statusCode = 0, headers: answered } = response;
      if (REDIRECTS.has(statusCode) && answered.location) return { next: answered.location };
      if (statusCode !== 200) return { got: gone('not there') };
      const got = await bodyOf(response, maxBytes, isCut);
      return { got: got.bytes ? { ...got, url: url.href, type: answered['content-type'] ?? '' } : got };
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
      if (!mayAsk(url)) return 'refused';
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
        if (!mayAsk(url)) return gone('refused');
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
