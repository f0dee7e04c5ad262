/** Small honours on a member's page: what is one, and what is none. */
import { beforeEach, expect, it } from 'vitest';
import { grantTo, makeBrand } from '../../support/brands.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, setMark, withdraw, write } from '../../support/talk.ts';

const DAY = 24 * 3_600_000;

eachEngine('honours', (engine) => {
  let forum: Forum;
  let rina: Member;
  let jamal: Member;
  beforeEach(async () => {
    forum = await makeForum(engine);
    rina = await forum.member('Rina');
    jamal = await forum.member('Jamal');
  });

  const honoursOf = async (who: Member, reader: Member | null = null) => {
    const { honours } = (await forum.api('GET', `/members/${who.slug}`, undefined, reader)).json();
    return Object.fromEntries(honours.map(({ honour, count }: { honour: string; count: number }) => [honour, count]));
  };

  it('are none for who only wrote', async () => {
    const { id } = await ask(forum, rina);
    await write(forum, rina, id, 'Has nobody an idea?');
    expect(await honoursOf(rina)).toEqual({});
    expect((await forum.get('/u/rina')).text).not.toContain('Honours for helping');
  });

  it('come with the first accepted answer, and with answers that worked for ten', async () => {
    const { id } = await ask(forum, rina);
    const { id: answer } = await write(forum, jamal, id, 'True the spokes.');
    await setMark(forum, rina, answer, 'accept');
    expect(await honoursOf(jamal)).toMatchObject({ accepted: 1 });
    for (let i = 0; i < 9; i++) await setMark(forum, await forum.member(`Wheel ${i}`), answer, 'worked');
    expect(await honoursOf(jamal)).not.toHaveProperty('worked_for_ten');
    await setMark(forum, await forum.member('Wheel of ten'), answer, 'worked');
    expect(await honoursOf(jamal)).toMatchObject({ accepted: 1, worked_for_ten: 1 });
    expect((await forum.get('/u/jamal')).text).toMatch(
      /Honours for helping[^]*First accepted answer[^]*worked for ten/,
    );
    await setMark(forum, rina, answer, 'accept', false);
    expect(await honoursOf(jamal)).not.toHaveProperty('accepted');
  });

  it('are for the first to write in a newcomer’s first thread, and for nobody after them', async () => {
    const dina = await forum.member('Dina');
    const first = await ask(forum, rina);
    await write(forum, rina, first.id, 'It is the back wheel.');
    const welcome = await write(forum, jamal, first.id, 'True the spokes.');
    await write(forum, dina, first.id, 'Or the rim.');
    const second = await ask(forum, rina, { title: 'And why does it squeak?' });
    await write(forum, dina, second.id, 'Oil it.');
    expect(await honoursOf(jamal)).toEqual({ welcomed: 1 });
    expect(await honoursOf(dina)).toEqual({});
    expect((await forum.get('/u/jamal')).text).toContain('Welcomed a newcomer');
    await withdraw(forum, jamal, welcome.id);
    expect(await honoursOf(jamal)).toEqual({});
    expect(await honoursOf(dina)).toEqual({ welcomed: 1 });
  });

  it('are for who changes a resource again and again, long after it was begun', async () => {
    const { postId } = await ask(forum, rina, { form: 'resource', title: 'Good shops', body: 'One a line.' });
    const change = async (revision: number) =>
      expect(
        (await forum.api('PATCH', `/posts/${postId}`, { body: `One a line. ${revision}`, revision }, jamal)).status,
      ).toBe(200);
    for (const revision of [1, 2, 3]) await change(revision);
    expect(await honoursOf(jamal)).toEqual({});
    await forum.adda.store.write((tx) =>
      tx.raw(`update posts set created_at = created_at - ${91 * DAY} where id = ${postId}`),
    );
    expect(await honoursOf(jamal)).toEqual({ kept_alive: 1 });
    expect((await forum.get('/u/jamal')).text).toContain('Keeps a resource alive');
  });

  it('are none for staff of a brand, and tell nothing of a space that is closed to the reader', async () => {
    const first = await ask(forum, rina);
    await write(forum, jamal, first.id, 'True the spokes.');
    expect(await honoursOf(jamal)).toEqual({ welcomed: 1 });
    await forum.adda.store.write((tx) => tx.raw(`update spaces set access = 'private' where slug = 'wheels'`));
    expect(await honoursOf(jamal)).toEqual({});
    expect(await honoursOf(jamal, rina)).toEqual({});
    await forum.adda.store.write((tx) => tx.raw(`update spaces set access = 'public' where slug = 'wheels'`));
    await grantTo(forum, jamal, await makeBrand(forum, 'Spokes Ltd'));
    expect(await honoursOf(jamal)).toEqual({});
  });
});
