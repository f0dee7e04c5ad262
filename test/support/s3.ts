/** A bucket in memory that speaks as S3 does, as far as Adda asks: it refuses what is not signed for its key. */
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { closeAtEnd } from './cleanup.ts';

export type Bucket = { endpoint: string; files: Map<string, Buffer>; isDown: boolean };

const KEY =
  /^AWS4-HMAC-SHA256 Credential=key-of-test\/\d{8}\/[\w-]+\/s3\/aws4_request, ?SignedHeaders=[\w;-]+, ?Signature=[0-9a-f]{64}$/;
const PER_PAGE = 2;
const MOMENT = '2026-01-01T00:00:00.000Z';

/** @returns the environment of a forum that keeps its files there, and the bucket */
export async function startBucket(): Promise<{ bucket: Bucket; env: Record<string, string> }> {
  const bucket: Bucket = { endpoint: '', files: new Map(), isDown: false };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = new URL(request.url!, 'http://bucket.test');
    const end = (status: number, body: string | Buffer = '', headers = {}) =>
      response.writeHead(status, headers).end(body);
    const fault = (status: number, code: string) => end(status, `<Error><Code>${code}</Code></Error>`);
    const name = decodeURIComponent(url.pathname.slice('/adda'.length).replace(/^\//, ''));
    if (bucket.isDown) return void fault(403, 'AccountProblem');
    if (!KEY.test(request.headers.authorization ?? '')) return void fault(403, 'InvalidAccessKeyId');
    if (!url.pathname.startsWith('/adda')) return void fault(404, 'NoSuchBucket');
    const bytes = bucket.files.get(name);
    if (request.method === 'PUT') {
      bucket.files.set(name, Buffer.concat(chunks));
      return void end(200);
    }
    if (request.method === 'DELETE') {
      bucket.files.delete(name);
      return void end(204);
    }
    if (name === '') {
      const begin = url.searchParams.get('prefix') ?? '';
      const names = [...bucket.files.keys()].filter((one) => one.startsWith(begin)).sort();
      const from = Number(url.searchParams.get('continuation-token') ?? 0);
      const some = names
        .slice(from, from + PER_PAGE)
        .map((one) => `<Contents><Key>${one}</Key><LastModified>${MOMENT}</LastModified></Contents>`);
      const next =
        from + PER_PAGE < names.length ? `<NextContinuationToken>${from + PER_PAGE}</NextContinuationToken>` : '';
      return void end(200, `<ListBucketResult>${some.join('')}${next}</ListBucketResult>`);
    }
    if (!bytes) return void fault(404, 'NoSuchKey');
    const etag = `"${createHash('md5').update(bytes).digest('hex')}"`;
    if (request.headers['if-none-match'] === etag) return void end(304, '', { etag });
    const { 'if-match': ifMatch, 'if-unmodified-since': since, range = '' } = request.headers;
    if (ifMatch !== undefined && ifMatch !== etag) return void fault(412, 'PreconditionFailed');
    if (since !== undefined && Date.parse(since) < Date.parse(MOMENT)) return void fault(412, 'PreconditionFailed');
    const { length } = bytes;
    const facts = { etag, 'last-modified': new Date(MOMENT).toUTCString(), 'accept-ranges': 'bytes' };
    const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(range) ?? [];
    if (first === '' && last === '') return void end(200, bytes, { ...facts, 'content-length': length });
    const from = first === '' ? Math.max(0, length - Number(last)) : Number(first);
    const to = first === '' || last === '' ? length - 1 : Math.min(Number(last), length - 1);
    if (from >= length) return void fault(416, 'InvalidRange');
    const part = bytes.subarray(from, to + 1);
    end(206, part, { ...facts, 'content-range': `bytes ${from}-${to}/${length}`, 'content-length': part.length });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closeAtEnd(async () => void server.close());
  bucket.endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { bucket, env: envOf(bucket.endpoint) };
}

export const envOf = (endpoint: string) => ({
  ...{ ADDA_S3_ENDPOINT: endpoint, ADDA_S3_BUCKET: 'adda' },
  ...{ ADDA_S3_KEY_ID: 'key-of-test', ADDA_S3_SECRET: 'secret-of-test' },
});
