import { Piscina } from 'piscina';
import { isShort } from '../../../server/platform/worker-pool/render.ts';
import { AddaError } from '../../../server/platform/errors.ts';
import { toAddaError } from '../../../server/platform/http/errors.ts';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { makeWorkerPool } from '../../../server/platform/worker-pool/pool.ts';
import { makeForum } from '../../support/forum.ts';
import { ask } from '../../support/talk.ts';

/** Texts that have no word in common and take the longest to compare. */
const words = (letter: string) => Array.from({ length: 5_000 }, (_, i) => `${letter}${(i * 7919) % 9973}`).join(' ');
const HEAVY = { before: words('a'), now: words('b') };

describe('the pool of threads', () => {
  it('draws a text as it would be drawn at once', async () => {
    const workers = makeWorkerPool();
    afterAll(() => workers.close());
    const { html } = await workers.run('draw', {
      markdown: '> [x](/p/7)\n\n**Yes**',
      options: { quotes: new Map([['p/7', 'Rina']]) },
    });
    expect(html).toContain('Rina');
    expect(html).toContain('<strong>Yes</strong>');
  });

  it('asks those to come again who find its queue full, and serves those who come after', async () => {
    const workers = makeWorkerPool({ queue: 2 });
    afterAll(() => workers.close());
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => workers.run('difference', HEAVY)));
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.length).toBeLessThan(20);
    for (const { reason } of refused) expect(reason).toMatchObject({ code: 'busy', status: 503 });
    expect(await workers.run('difference', { before: 'one two', now: 'one three' })).toEqual([
      { value: 'one ', is: 'same' },
      { value: 'two', is: 'removed' },
      { value: 'three', is: 'added' },
    ]);
  });

  it('begins nothing more for those that wait because a task failed: its thread goes on', async () => {
    const workers = makeWorkerPool();
    const run = vi.spyOn(Piscina.prototype, 'run');
    afterAll(() => workers.close().then(() => run.mockRestore()));
    const tasks = [null, 'one', 'two'].map((markdown) => workers.run('draw', { markdown: markdown as string }));
    const ended = await Promise.allSettled(tasks);
    expect(ended.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
    expect(run).toHaveBeenCalledTimes(3);
  });

  it('gives up what takes longer than its time', async () => {
    const workers = makeWorkerPool({ timeoutMs: 1, startMs: 0 });
    afterAll(() => workers.close());
    await expect(workers.run('difference', HEAVY)).rejects.toMatchObject({ code: 'busy' });
  });

  it('gives a task its own time, and not that of the thread that begins for it', async () => {
    const workers = makeWorkerPool({ timeoutMs: 1, startMs: 60_000 });
    afterAll(() => workers.close());
    const task = () => workers.run('difference', HEAVY);
    expect((await task()).length).toBeGreaterThan(0);
    await expect(task()).rejects.toMatchObject({ code: 'busy' });
  });

  it('ends its threads when they have nothing to do, and begins others when they have', async () => {
    const workers = makeWorkerPool({ idleMs: 1 });
    afterAll(() => workers.close());
    for (const _ of [1, 2]) {
      await workers.run('difference', { before: 'one', now: 'two' });
      await vi.waitFor(() => expect(workers.threads()).toBe(0), 5_000);
    }
  });
});

it('is spared what only looks like a table: signs in code, and not a full table in a list', () => {
  expect(isShort('a || b\n'.repeat(200))).toBe(true);
  for (const under of ['|-|-|', '- | -', '> - |:-:|', '1. --- | ---'])
    expect(isShort(`|a|b|\n${under}\n${'|'.repeat(200)}`)).toBe(false);
});

it('is busy also to those who ask through a query', () => {
  const wrapped = new Error('Failed query', { cause: new AddaError('busy', { retryAfter: 5 }) });
  expect(toAddaError(wrapped)).toMatchObject({ code: 'busy', status: 503 });
});

describe('versions of a post', () => {
  it('are compared also when they have nothing in common, as many on a page as it can draw', async () => {
    const forum = await makeForum('sqlite');
    const rina = await forum.member('Rina');
    const { postId } = await ask(forum, rina, { body: words('a') });
    for (let revision = 1; revision <= 24; revision++) {
      const body = revision > 20 ? `Short words, version ${revision}.` : revision % 2 ? words('b') : words('a');
      expect((await forum.api('PATCH', `/posts/${postId}`, { body, revision }, rina)).status).toBe(200);
    }
    let versions = 0;
    let pages = 0;
    for (let url: string | undefined = `/p/${postId}/revisions`; url; pages++) {
      const { status, text } = await forum.get(url);
      expect(status).toBe(200);
      expect(text.length).toBeLessThan(1_000_000);
      versions += text.match(/<li id="r-/g)!.length;
      url = /href="([^"]*revisions\?before=\d+)"/.exec(text)?.[1];
    }
    expect(versions).toBe(25);
    expect(pages).toBeGreaterThan(2);
  });
});
