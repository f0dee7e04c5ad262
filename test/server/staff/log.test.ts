import { beforeAll, expect, it } from 'vitest';
import { record } from '../../../server/platform/audit/actions.ts';
import { makeBrand } from '../../support/brands.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, restore, withdraw } from '../../support/talk.ts';

eachEngine('a line of the public log', (engine) => {
  let forum: Forum;
  let rina: Member;
  let brandId: number;
  beforeAll(async () => {
    forum = await makeForum(engine);
    rina = await forum.member('Rina');
    brandId = (await makeBrand(forum)).id;
  });
  const log = (facts: Record<string, string | number | null>) =>
    forum.adda.store.write((tx) => record(tx, { kind: 'door_opened', actorId: rina.id, brandId, facts }));
  const newest = async (url: string, who: Member | null = null) =>
    /<li class="log__entry">([^]*?)<\/li>/.exec((await forum.get(url, who)).text)![1]!.replace(/\s+/g, ' ');

  it.each(['/log', '/brands/acme'])('has no part that says nothing: %s', async (url) => {
    await log({ reason: '', space: ' ', why: '', from: '', to: 'Zeta', code: null });
    const line = await newest(url);
    expect(line).toMatch(/<a href="\/u\/rina">Rina<\/a> $/);
    expect(line).not.toMatch(/“\s*”|→|null/);
    await log({ reason: 'Only they can know.', from: 'Acme', to: 'Zeta' });
    expect(await newest(url)).toContain('Rina</a> · Acme → Zeta · “Only they can know.”');
  });

  it.each(['/log', '/brands/acme'])('leads to its thread while that is there for its reader: %s', async (url) => {
    const { id, postId } = await ask(forum, rina);
    await log({ thread: id });
    expect(await newest(url)).toContain(`<a href="/t/${id}">thread</a>`);
    await withdraw(forum, rina, postId);
    expect(await newest(url)).toContain('· a thread that is not there any more');
    expect(await newest(url, rina)).toContain(`<a href="/t/${id}">thread</a>`);
    await restore(forum, rina, postId);
    expect(await newest(url)).toContain(`<a href="/t/${id}">thread</a>`);
    await log({ thread: 999_999 });
    expect(await newest(url)).not.toContain('href="/t/');
  });
});
