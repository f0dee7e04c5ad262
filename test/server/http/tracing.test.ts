/** Traces for OpenTelemetry: sent where its variables say, by route, with nothing of people in them. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { makeCrowd, postAs } from '../../support/crowd.ts';
import { openStore } from '../../../server/platform/store/open.ts';
import { type Child, startAdda } from '../../support/server.ts';
import { migratedDatabase, temporaryFolder } from '../../support/store.ts';

type SentSpan = {
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  attributes: { key: string; value: { stringValue?: string; intValue?: number } }[];
};

describe('traces', () => {
  let collector: Server;
  let forum: Child;
  let sent = '';
  const spans = (): SentSpan[] =>
    sent
      .split('\n')
      .filter(Boolean)
      .flatMap((line) => JSON.parse(line).resourceSpans)
      .flatMap(({ scopeSpans }) => scopeSpans)
      .flatMap((scope: { spans: SentSpan[] }) => scope.spans);

  beforeAll(async () => {
    collector = createServer((request, response) => {
      let body = '';
      request.on('data', (bytes: Buffer) => (body += String(bytes)));
      request.on('end', () => {
        if (request.url === '/v1/traces') sent += `${body}\n`;
        response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
      });
    });
    await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
    const url = await migratedDatabase('sqlite');
    const store = openStore(url);
    const crowd = await makeCrowd(store, 3, 1);
    await store.close();
    forum = await startAdda(url, temporaryFolder(), {
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(collector.address() as AddressInfo).port}`,
      OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment=test',
    });
    expect(await postAs(forum.url, crowd, 0)).not.toBeNull();
    await fetch(`${forum.url}/reset/a-secret-that-nobody-keeps`);
    await fetch(`${forum.url}/u/writer-1`, {
      headers: { traceparent: '00-0123456789abcdef0123456789abcdef-0123456789abcdef-01' },
    });
    await vi.waitFor(() => expect(spans().map(({ name }) => name)).toContain('GET /u/:name'), { timeout: 30_000 });
  });
  afterAll(async () => {
    await forum?.stop();
    collector?.close();
  });

  it('have a span for each request by its route, and for what was written as a part of it', () => {
    const request = spans().find(({ name }) => name === 'POST /api/v1/threads/:id/posts')!;
    const of = (key: string) => request.attributes.find((one) => one.key === key)?.value;
    expect([of('http.route')?.stringValue, Number(of('http.response.status_code')?.intValue)]).toEqual([
      '/api/v1/threads/:id/posts',
      201,
    ]);
    expect(
      spans().filter(({ name, traceId }) => name === 'write' && traceId === request.traceId).length,
    ).toBeGreaterThan(0);
    expect(sent).toContain('deployment.environment');
  });

  it('name no address, no member and nothing that was brought, and begin here', () => {
    expect(sent).not.toMatch(/a-secret|writer-1|127\.0\.0\.1|adda_crowd/);
    expect(spans().map(({ traceId }) => traceId)).not.toContain('0123456789abcdef0123456789abcdef');
  });

  it('are all sent before the forum ends, which they do not hold', async () => {
    await fetch(`${forum.url}/spaces`);
    await forum.stop();
    expect(forum.child.exitCode).toBe(0);
    expect(spans().map(({ name }) => name)).toContain('GET /spaces');
  });
});
