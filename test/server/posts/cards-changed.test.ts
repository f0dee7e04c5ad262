/** A link that somebody put into another's opened post who spoke for a brand until lately. */
import { expect, it } from 'vitest';
import { lookAtDue } from '../../../server/forum/previews/look.ts';
import { updateAccount } from '../../../server/people/accounts/queries.ts';
import { runDueTasks } from '../../../server/platform/events/run.ts';
import { gone } from '../../../server/platform/outside/client.ts';
import { makeBrand } from '../../support/brands.ts';
import { makeForum } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { ask } from '../../support/talk.ts';

eachEngine('a link in a post that another changed', (engine) => {
  it('is not looked up for whoever spoke for a brand lately, and no card, also where others link there', async () => {
    const forum = await makeForum(engine);
    const [rina, sana] = [await forum.member('Rina'), await forum.member('Sana')];
    const brand = await makeBrand(forum);
    const stake = { brand: brand.id, name: 'Acme', until: Date.now() - 86_400_000 };
    await forum.adda.store.write((tx) => updateAccount(tx, sana.id, { stakes: [stake] }));
    const asked: string[] = [];
    const nothing = async () => gone('not there');
    const address = 'https://acme.example/wheel';
    async function page(of: string) {
      asked.push(of);
      const html = Buffer.from('<html><head><title>Buy it</title></head><body>x</body></html>');
      return { bytes: html, problem: null, url: of, type: 'text/html; charset=utf-8' };
    }
    const settle = async () => {
      while ((await runDueTasks(forum.adda)) > 0);
      await lookAtDue(forum.adda, { page, embed: nothing, picture: nothing });
    };
    const post = await ask(forum, rina, { form: 'discussion', title: 'Wheels that we like' });
    expect((await forum.api('PUT', `/posts/${post.postId}/open`, { to: 'new' }, rina)).status).toBe(200);
    const body = `See:\n\n${address}\n\nSo.`;
    const changed = await forum.api('PATCH', `/posts/${post.postId}`, { body, revision: 1 }, sana);
    expect(changed.status, changed.text).toBe(200);
    await settle();
    expect(asked).toEqual([]);
    const other = await ask(forum, rina, { title: 'Is this one any good?', body });
    await settle();
    expect(asked).toEqual([address]);
    const cards = async (url: string) =>
      (await forum.get(new URL(url, 'http://x').pathname)).text.includes('link-card');
    expect([await cards(post.url), await cards(other.url)]).toEqual([false, true]);
    // It stays so whoever changes the post after that; what others link besides is theirs.
    const more = 'https://wheels.example/page';
    const later = { body: `${body}\n\n${more}`, revision: 2 };
    expect((await forum.api('PATCH', `/posts/${post.postId}`, later, rina)).status).toBe(200);
    await settle();
    const { text } = await forum.get(new URL(post.url, 'http://x').pathname);
    expect(text.match(/link-card__title/g)).toHaveLength(1);
    expect(text).toMatch(new RegExp(`link-card__title[^]{0,80}${more}`));
  });
});
