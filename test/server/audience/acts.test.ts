import { beforeAll, expect, it } from 'vitest';
import { eq } from 'drizzle-orm';
import { moderateSpace } from '../../support/offices.ts';
import { insertSpace } from '../../../server/forum/spaces/queries.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';

eachEngine('a private space', (engine) => {
  let forum: Forum;
  let keeper: Member;
  beforeAll(async () => {
    forum = await makeForum(engine);
    keeper = await forum.member('Keeper');
    await moderateSpace(forum.adda, 'Keeper', 'wheels', true);
    await forum.adda.store.write(async (tx) => {
      const { id } = await insertSpace(tx, { ...SPACE, slug: 'hush', createdAt: tx.now });
      await tx.q.update(tx.t.spaces).set({ access: 'private' }).where(eq(tx.t.spaces.id, id)).returning();
    });
  });

  const SPACE = { name: 'Hush', kind: 'craft' as const, charter: 'For those who were let in.' };

  it('is not there for who moderates another one: changing it answers like changing what is not there', async () => {
    const answers = await Promise.all(
      ['hush', 'nothing-here'].map((slug) => forum.api('PATCH', `/spaces/${slug}`, SPACE, keeper)),
    );
    expect(answers.map(({ status }) => status)).toEqual([404, 404]);
    expect(answers[0]!.json().code).toBe(answers[1]!.json().code);
  });
});
