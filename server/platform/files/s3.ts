/** Files in a bucket of a service that speaks as S3 does, addressed by its path: ENDPOINT/BUCKET/NAME. */
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { AwsClient } from 'aws4fetch';
import type { S3Settings } from '../config.ts';
import { AddaError } from '../errors.ts';
import type { Asked, Files, Got } from './files.ts';
import { isOnePart } from './ranges.ts';

const TIMEOUT_MS = 30_000;
const AGAIN_AFTER_S = 5;
const RETRIES = 2;
/** What of the answer goes on to the reader. */
const PASSED_ON = ['content-length', 'content-range', 'accept-ranges', 'etag', 'last-modified'];
const GOT = new Set([200, 206, 304, 416]);

/** Why a bucket did not do as it was told, for the log and the doctor. */
export class S3Error extends Error {}

/** What is said in the words of S3: `NoSuchBucket`, `AccessDenied` … */
const codeIn = (text: string) => /<Code>(\w{1,60})<\/Code>/.exec(text)?.[1] ?? '';

type Send = (
  method: string,
  path: string,
  init?: { headers?: Record<string, string>; body?: Buffer },
) => Promise<Response>;

function sender({ endpoint, bucket, region, keyId, secret }: S3Settings): Send {
  const client = new AwsClient({
    ...{ accessKeyId: keyId, secretAccessKey: secret, region },
    ...{ service: 's3', retries: RETRIES },
  });
  return async (method, path, init = {}) => {
    // Only until it answers: whoever downloads something large over a slow line takes longer.
    const late = new AbortController();
    const timer = setTimeout(
      () => late.abort(new DOMException('The bucket does not answer.', 'TimeoutError')),
      TIMEOUT_MS,
    );
    try {
      return await client.fetch(`${endpoint}/${bucket}${path}`, {
        ...{ method, headers: init.headers, signal: late.signal },
        ...(init.body && { body: new Uint8Array(init.body) }),
      });
    } finally {
      clearTimeout(timer);
    }
  };
}

async function failed(what: string, response: Response): Promise<S3Error> {
  const code = codeIn(await response.text().catch(() => ''));
  return new S3Error(`${what}: ${response.status}${code && ` ${code}`}`);
}

const ONE_ETAG = /^"[^"]*"$/;

/** A bucket knows no `If-Range`; it refuses the part of another file all the same, and the whole is asked for then. */
function onlyIfSame(ifRange: string): Record<string, string> | null {
  if (ONE_ETAG.test(ifRange)) return { 'if-match': ifRange };
  return Number.isNaN(Date.parse(ifRange)) || ifRange.startsWith('W/') ? null : { 'if-unmodified-since': ifRange };
}

/** What is asked of a bucket for a part of a file; null where the whole is to be had. */
function partOf({ range, ifRange }: Asked): Record<string, string> | null {
  if (range === undefined || !isOnePart(range)) return null;
  const same = ifRange === undefined ? {} : onlyIfSame(ifRange);
  return same && { range, ...same };
}

/** Whether a browser has just that already: it may name several, and `*` for any. */
const isNamed = (list: string | undefined, etag: string | null): boolean =>
  list !== undefined &&
  (list.trim() === '*' || (etag !== null && (list.match(/"[^"]*"/g) ?? ['']).includes(etag.replace(/^W\//, ''))));

async function getFrom(send: Send, name: string, asked: Asked): Promise<Got | null> {
  const part = partOf(asked);
  // A bucket knows one only; of several the answer says which it is.
  const one = ONE_ETAG.test(asked.ifNoneMatch ?? '') && { 'if-none-match': asked.ifNoneMatch! };
  let response = await send('GET', `/${name}`, { headers: { ...one, ...part } });
  if (part && response.status === 412) {
    await response.body?.cancel();
    response = await send('GET', `/${name}`);
  }
  if (response.status === 404) {
    await response.body?.cancel();
    return null;
  }
  const etag = response.headers.get('etag');
  if (GOT.has(response.status) && isNamed(asked.ifNoneMatch, etag)) {
    await response.body?.cancel();
    return { status: 304, headers: etag === null ? {} : { etag }, body: null };
  }
  if (!GOT.has(response.status)) throw await failed(name, response);
  const passed = PASSED_ON.flatMap((header) => {
    const value = response.headers.get(header);
    return value === null ? [] : [[header, value] as const];
  });
  const hasBody = response.status === 200 || response.status === 206;
  if (!hasBody) await response.body?.cancel();
  return {
    status: response.status as Got['status'],
    headers: Object.fromEntries(hasBody ? passed : passed.filter(([header]) => header !== 'content-length')),
    body: hasBody && response.body ? Readable.fromWeb(response.body as ReadableStream) : null,
  };
}

async function* listIn(send: Send, prefix: string): ReturnType<Files['list']> {
  for (let token: string | null = ''; token !== null;) {
    const query: URLSearchParams = new URLSearchParams({ 'list-type': '2', prefix });
    if (token) query.set('continuation-token', token);
    const response = await send('GET', `?${query}`);
    if (!response.ok) throw await failed('list', response);
    const text = await response.text();
    for (const [, one] of text.matchAll(/<Contents>(.*?)<\/Contents>/gs)) {
      const name = /<Key>([\w.-]+)<\/Key>/.exec(one!)?.[1];
      const at = /<LastModified>([^<]+)<\/LastModified>/.exec(one!)?.[1];
      if (name && at) yield { name, writtenAt: Date.parse(at) };
    }
    token = /<NextContinuationToken>([^<]+)<\/NextContinuationToken>/.exec(text)?.[1] ?? null;
  }
}

export function s3Files(settings: S3Settings): Files {
  const send = sender(settings);
  const must = async (method: string, name: string, init?: Parameters<Send>[2]) => {
    const response = await send(method, `/${name}`, init);
    if (!response.ok) throw await failed(name, response);
    await response.body?.cancel();
  };
  /** Whoever asks is told to come again; why, the log says. */
  const orUnavailable = (error: unknown): never => {
    throw Object.assign(new AddaError('unavailable', { retryAfter: AGAIN_AFTER_S }), { cause: error });
  };
  const get = (name: string, asked: Asked) => getFrom(send, name, asked).catch(orUnavailable);
  return {
    folder: null,
    put: (name, body) => must('PUT', name, { body }).catch(orUnavailable),
    get,
    async read(name) {
      const got = await get(name, {});
      if (!got?.body) return null;
      return Buffer.concat(await got.body.toArray());
    },
    async remove(names) {
      for (const name of names) await must('DELETE', name);
    },
    list: (prefix) => listIn(send, prefix),
  };
}

/**
 * Whether files can be written, read and removed there.
 * @throws {S3Error} and whatever `fetch` throws
 */
export async function tryS3(settings: S3Settings): Promise<void> {
  const send = sender(settings);
  const name = 'adda-doctor';
  const body = Buffer.from('ok');
  for (const method of ['PUT', 'GET', 'DELETE'] as const) {
    const response = await send(method, `/${name}`, method === 'PUT' ? { body } : {});
    if (!response.ok) throw await failed(method, response);
    if (method === 'GET' && (await response.text()) !== `${body}`) throw new S3Error('GET: other bytes came back');
  }
}
