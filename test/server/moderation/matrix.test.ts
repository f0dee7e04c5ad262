/** Every act, by everybody, on everything in each of its states: who may, and that who may not changes nothing. */
import { beforeAll, expect, it } from 'vitest';
import { updateAccount } from '../../../server/people/accounts/queries.ts';
import { insertSpace } from '../../../server/forum/spaces/queries.ts';
import { type ActRule, ON_MEMBERS, ON_POSTS, ON_THREADS } from '../../../server/rules/moderation.ts';
import { DAY, letTimePass, makeBrand, makeStaff } from '../../support/brands.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, withdraw, write } from '../../support/talk.ts';

/** None of the list, so that whoever may act is told so, and nothing happens. */
const NO_REASON = { reason: 'not-a-reason-of-this-forum' };
/** A text is drawn before it is known whose it is, so it has to be one. */
const TEXT = { body: 'Words of a moderator.', revision: 1 };
const HIDDEN = { reason: 'unkind', note: 'Say it kindly.' };

type Subject = { path: string; state: string; rules: [string, ActRule][]; authorId: number | null; isOpen: boolean };

eachEngine('the matrix of acts', (engine) => {
  let forum: Forum;
  let people: Record<string, Member | null>;
  let subjects: Subject[];

  beforeAll(async () => {
    forum = await makeForum(engine);
    const [acme, other] = [await makeBrand(forum), await makeBrand(forum, 'Other Works')];
    const author = await forum.member('Author');
    people = {
      visitor: null,
      member: await forum.member('Member'),
      author,
      'staff of the brand': await makeStaff(forum, 'Acme Speaker', acme),
      'other staff': await makeStaff(forum, 'Other Speaker', other),
      'moderator here': await forum.member('Here'),
      'moderator elsewhere': await forum.member('Elsewhere'),
      moderator: await forum.member('Everywhere', 'moderator'),
      'suspended moderator': await forum.member('Suspended', 'moderator'),
      admin: await forum.member('Ada', 'admin'),
    };
    const acting = people.moderator!;
    await forum.adda.store.write(async (tx) => {
      const elsewhere = await insertSpace(tx, {
        ...{ slug: 'pots', name: 'Pots', kind: 'craft', charter: 'For those who turn pots.', createdAt: tx.now },
      });
      for (const [who, space] of [
        ['moderator here', forum.space],
        ['moderator elsewhere', elsewhere],
      ] as const)
        await tx.q
          .insert(tx.t.spaceRoles)
          .values({ spaceId: space.id, accountId: people[who]!.id, role: 'moderator', grantedAt: tx.now })
          .returning();
      await updateAccount(tx, people['suspended moderator']!.id, { suspendedUntil: tx.now + 7 * DAY });
    });
    const act = async (path: string, body: object = HIDDEN) => {
      const done = await forum.api('POST', path, body, acting);
      expect(done.status, done.text).toBe(200);
    };
    subjects = [];
    const add = (path: string, state: string, rules: object, authorId: number | null, isOpen = true) =>
      subjects.push({ path, state, rules: Object.entries(rules), authorId, isOpen });
    const post = async (state: string, after: (id: number) => Promise<unknown>, isOpen = true) => {
      const { id: threadId } = await ask(forum, people.member!);
      const { id } = await write(forum, author, threadId, `An answer that is ${state}.`);
      await after(id);
      add(`/posts/${id}`, state, ON_POSTS, author.id, isOpen);
    };
    await post('shown', async () => undefined);
    await post('hidden', (id) => act(`/posts/${id}/hide`), false);
    await post('removed', (id) => act(`/posts/${id}/remove`), false);
    await post('withdrawn', (id) => withdraw(forum, author, id));
    const { id: noted } = await ask(forum, people.member!);
    // Peers have the first word for a day.
    await letTimePass(forum, 2 * DAY);
    const note = await write(forum, people['staff of the brand']!, noted, 'A note of the brand.');
    add(`/posts/${note.id}`, 'labelled', ON_POSTS, people['staff of the brand']!.id);
    const thread = async (state: string, verb: string | null, isOpen = true, more: object = {}) => {
      const { id } = await ask(forum, author);
      if (verb) await act(`/threads/${id}/${verb}`, { ...HIDDEN, ...more });
      add(`/threads/${id}`, state, ON_THREADS, author.id, isOpen);
    };
    await thread('shown', null);
    await thread('hidden', 'hide', false);
    await thread('locked', 'lock');
    await thread('closed', 'close', true, { why: 'settled' });
    await thread('unlisted', 'unlist');
    await thread('slow', 'slow', true, { minutes: 5 });
    await thread('pinned', 'pin', true, { days: 7 });
    for (const who of ['member', 'staff of the brand'])
      add(`/members/${people[who]!.slug}`, who, ON_MEMBERS, people[who]!.id);
    for (const who of ['moderator', 'admin', 'moderator here'])
      add(`/members/${people[who]!.slug}`, who, ON_MEMBERS, people[who]!.id);
  });

  /** By the words of the roles, and not by the code that decides. */
  function expected(who: string, { path, state, authorId, isOpen }: Subject, rule: ActRule): string[] {
    if (who === 'visitor') return ['not_signed_in'];
    if (who === 'suspended moderator') return ['suspended', 'not_signed_in'];
    const ofMember = path.startsWith('/members/');
    const mayHere = who === 'moderator' || who === 'admin' || (who === 'moderator here' && !ofMember);
    if (!mayHere) return isOpen || ofMember ? ['forbidden'] : ['forbidden', 'not_found'];
    if (rule.judges && authorId === people[who]!.id) return ['own_matter'];
    if (ofMember && people[state] && ['moderator', 'admin', 'moderator here'].includes(state)) return ['holds_office'];
    return ['invalid'];
  }

  it('lets only those act who may, whatever the state, and nothing changes by the others', async () => {
    const all = async () => {
      const { q, t } = forum.adda.store.read;
      return JSON.stringify([
        (await q.select().from(t.posts)).sort((a, b) => a.id - b.id),
        (await q.select().from(t.threads)).map((row) => ({ ...row, version: 0 })).sort((a, b) => a.id - b.id),
        (await q.select().from(t.acts)).length,
        (await q.select().from(t.accounts)).map(({ id, suspendedUntil }) => [id, suspendedUntil]).sort(),
      ]);
    };
    const before = await all();
    const wrong: string[] = [];
    let count = 0;
    for (const subject of subjects)
      for (const [verb, rule] of subject.rules)
        for (const [who, member] of Object.entries(people)) {
          const { status, ...answer } = await forum.api(
            'POST',
            `${subject.path}/${verb}`,
            verb === 'edit' ? { ...NO_REASON, ...TEXT } : NO_REASON,
            member,
          );
          const code = answer.json().code as string;
          const right = expected(who, subject, rule);
          if (status >= 500 || !right.includes(code))
            wrong.push(`${who}: ${verb} ${subject.path} (${subject.state}) ${status} ${code}, not ${right.join('/')}`);
          count++;
        }
    expect(wrong).toEqual([]);
    expect(await all()).toBe(before);
    expect(count).toBe(subjects.reduce((sum, { rules }) => sum + rules.length, 0) * Object.keys(people).length);
    console.log(`${engine}: ${count} of acts, roles and states`);
  });
});
