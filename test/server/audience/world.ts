/** Things to read in every state, with words in them that occur nowhere else; and every kind of reader. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import { insertInvitation } from '../../../server/insight/routing/queries.ts';
import { insertBookmark } from '../../../server/forum/bookmarks/queries.ts';
import { insertNotifications } from '../../../server/platform/notifications/queries.ts';
import { putFollow } from '../../../server/people/following/queries.ts';
import { insertFile } from '../../../server/forum/files/queries.ts';
import { insertPicture } from '../../../server/forum/pictures/queries.ts';
import { putDraft } from '../../../server/forum/drafts/queries.ts';
import { insertInCase } from '../../../server/care/cases/report.ts';
import { insertSpace } from '../../../server/forum/spaces/queries.ts';
import { rebuildHealth } from '../../../server/insight/health/actions.ts';
import { DAY, letTimePass } from '../../support/brands.ts';
import type { Forum, Member } from '../../support/forum.ts';
import { ask, withdraw, write } from '../../support/talk.ts';

export const READERS = [
  'visitor',
  'member',
  'author',
  'insider',
  'moderator here',
  'moderator elsewhere',
  'moderator',
  'admin',
  'staff',
] as const;
export type Reader = (typeof READERS)[number];
/** Those who report everything, also what they may not read any more. */
export const REPORTERS = ['member', 'author', 'insider', 'staff'] as const satisfies Reader[];
const SAID = {
  kind: 'conduct',
  reason: 'spam',
  evidence: 'It is there.',
  proposal: null,
  contact: null,
  language: null,
} as const;

export const STATES = [
  'public',
  'members',
  'private',
  'withdrawn thread',
  'withdrawn post',
  'hidden post',
  'reply under a hidden post',
  'hidden thread',
] as const;
export type State = (typeof STATES)[number];

const everybody = [...READERS];
const keepers: Reader[] = ['author', 'moderator here', 'moderator', 'admin'];
/** Who may read what is in each state, at its own address. */
export const MAY_READ: Record<State, readonly Reader[]> = {
  public: everybody,
  members: everybody.filter((reader) => reader !== 'visitor'),
  private: [...keepers, 'insider'],
  'withdrawn thread': ['author'],
  'withdrawn post': [],
  'hidden post': keepers,
  'reply under a hidden post': ['moderator here', 'moderator', 'admin', 'author'],
  'hidden thread': keepers,
};
/** What stands in lists; of all else nothing does, for nobody. */
export const LISTED: readonly State[] = ['public', 'members', 'private'];

export type Thing = {
  space: string;
  thread: number;
  post: number;
  number: number;
  tag: string;
  picture: string;
  file: string;
  old: number;
  /** Words that only those may see for whom the thing is. */
  words: Partial<Record<'title' | 'body' | 'tag' | 'alt' | 'file' | 'space' | 'charter', string>>;
};

const word = (kind: string, state: State) => `${kind}${state.replaceAll(' ', '')}`;

export class World {
  readonly forum: Forum;
  readonly people = new Map<Reader, Member | null>([['visitor', null]]);
  readonly things = new Map<State, Thing>();
  private spaces = new Map<string, number>();
  private old = 9_000;
  constructor(forum: Forum) {
    this.forum = forum;
    this.spaces.set('wheels', forum.space.id);
  }
  person = (reader: Reader): Member => this.people.get(reader)!;

  async begin(): Promise<void> {
    for (const reader of READERS.slice(1)) {
      const role = reader === 'moderator' || reader === 'admin' || reader === 'staff' ? reader : 'member';
      this.people.set(reader, await this.forum.member(`A ${reader}`, role));
    }
    await this.makeSpace('guild', 'members');
    await this.makeSpace('cellar', 'private');
    await this.makeSpace('attic', 'public');
    await this.letIn();
    await this.things_();
    await letTimePass(this.forum, 2 * DAY);
    await this.around();
    await this.report();
    await this.hide();
    await rebuildHealth(this.forum.adda);
  }

  private async makeSpace(slug: string, access: 'public' | 'members' | 'private'): Promise<void> {
    const name = access === 'public' ? 'An attic' : `A room of ${word('space', access)}`;
    const charter = access === 'public' ? 'For all that is old.' : `For those who know ${word('charter', access)}.`;
    await this.forum.adda.store.write(async (tx) => {
      const { id } = await insertSpace(tx, { slug, name, charter, kind: 'problem', access, createdAt: tx.now });
      this.spaces.set(slug, id);
    });
  }

  private async letIn(): Promise<void> {
    await this.forum.adda.store.write(async (tx) => {
      const spaceId = this.spaces.get('cellar')!;
      for (const reader of ['author', 'insider'] as const)
        await tx.q.insert(tx.t.memberships).values({ spaceId, accountId: this.person(reader).id, createdAt: tx.now });
      for (const [reader, slug] of [
        ['moderator here', 'wheels'],
        ['moderator here', 'guild'],
        ['moderator here', 'cellar'],
        ['moderator elsewhere', 'attic'],
      ] as const)
        await tx.q.insert(tx.t.spaceRoles).values({
          spaceId: this.spaces.get(slug)!,
          accountId: this.person(reader).id,
          role: 'moderator',
          grantedAt: tx.now,
        });
    });
  }

  /** A thread or a post of the author's in each state, as it is before anything is taken away. */
  private async things_(): Promise<void> {
    const author = this.person('author');
    for (const state of STATES.filter((one) => !/post/.test(one))) {
      const space = state === 'members' ? 'guild' : state === 'private' ? 'cellar' : 'wheels';
      const { id, postId } = await this.question(state, space, author);
      await this.keep(state, { space, thread: id, post: postId, number: 1 }, ['title', 'body', 'tag', 'alt']);
    }
    const asker = await this.forum.member('An asker');
    for (const state of ['withdrawn post', 'hidden post'] as const) {
      const { id } = await ask(this.forum, asker, { title: `Creaking at night ${id_(state)}` });
      const post = await write(this.forum, author, id, `The creaking is ${word('body', state)}.`);
      await this.keep(state, { space: 'wheels', thread: id, post: post.id, number: post.number }, ['body', 'alt']);
    }
    const { thread, post: parentId } = this.things.get('hidden post')!;
    const state = 'reply under a hidden post';
    const reply = await write(this.forum, asker, thread, `Creaking, ${word('body', state)}.`, { parentId });
    await this.keep(state, { space: 'wheels', thread, post: reply.id, number: reply.number }, ['body', 'alt']);
  }

  private question(state: State, space: string, author: Member) {
    const [title, body] = [`Creaking ${word('title', state)}`, `Creaking ${word('body', state)} at every turn.`];
    return ask(this.forum, author, { title, body, space, tags: [word('tag', state)] });
  }

  private async keep(
    state: State,
    at: Pick<Thing, 'space' | 'thread' | 'post' | 'number'>,
    kinds: ('title' | 'body' | 'tag' | 'alt')[],
  ): Promise<void> {
    const picture = `${id_(state).padEnd(24, '0')}.webp`;
    const old = ++this.old;
    const { adda } = this.forum;
    for (const name of [picture, picture.replace('.webp', '-s.webp')])
      await writeFile(path.join(adda.config.dataFolder, 'media', name), `pixels of ${picture}`);
    const file = `f-${id_(state).padEnd(24, '0')}.txt`;
    await writeFile(path.join(adda.config.dataFolder, 'media', file), `words of ${file}`);
    await adda.store.write(async (tx) => {
      const title = `${word('file', state)}.txt`;
      const kept = { name: file, title, kind: 'text' as const, bytes: 9, ownerId: this.person('author').id };
      await insertFile(tx, { ...kept, postId: at.post, createdAt: tx.now });
      const row = { name: picture, ownerId: this.person('author').id, width: 1, height: 1, bytes: 1 };
      await insertPicture(tx, { ...row, postId: at.post, alt: word('alt', state), createdAt: tx.now });
      await tx.raw(`update posts set source = 'stackexchange:old', external_id = 'p${old}' where id = ${at.post}`);
    });
    const all = [...kinds, 'file' as const];
    const words: Thing['words'] = Object.fromEntries(all.map((kind) => [kind, word(kind, state)]));
    if (state === 'members' || state === 'private')
      Object.assign(words, { space: word('space', state), charter: word('charter', state) });
    this.things.set(state, { ...at, tag: word('tag', state), picture, file, old, words });
  }

  /** What leads to the things from elsewhere: follows, invitations, drafts, quotations, a report. */
  private async around(): Promise<void> {
    const { store } = this.forum.adda;
    await store.write(async (tx) => {
      let waitingId = 500_000;
      const tags = await tx.q.select().from(tx.t.tags);
      for (const person of this.people.values()) {
        if (!person) continue;
        for (const targetId of this.spaces.values())
          await putFollow(tx, person.id, { kind: 'space', targetId }, 'mine');
        for (const { id: targetId } of tags) await putFollow(tx, person.id, { kind: 'tag', targetId }, 'mine');
        for (const { thread: threadId } of this.things.values()) {
          await insertInvitation(tx, { threadId, inviteeId: person.id, inviterId: null, createdAt: tx.now });
          const draft = { accountId: person.id, place: `thread:${threadId}`, threadId, values: { body: 'Later.' } };
          await putDraft(tx, draft);
          // Of numbers that no thing has, whose addresses they would answer.
          const waiting = { id: (waitingId += 1), accountId: person.id, threadId };
          await tx.q
            .insert(tx.t.waitingPosts)
            .values({ ...waiting, values: { body: 'At noon.' }, dueAt: tx.now + DAY, changedAt: tx.now });
        }
        for (const { thread, post, space } of this.things.values()) {
          const spaceId = this.spaces.get(space) ?? null;
          const about = { threadId: thread, postId: post, spaceId, refId: null };
          const row = { reason: 'thread' as const, groupKey: `thread t${thread} p${post}`, actorId: null, ...about };
          await insertNotifications(tx, [{ ...row, accountId: person.id, eventId: null, createdAt: tx.now }]);
          await insertBookmark(tx, person.id, post);
        }
      }
    });
  }

  /** Members report each thread: who moderates there reads it in the queue, and nobody else does. */
  private async report(): Promise<void> {
    await this.forum.adda.store.write(async (tx) => {
      for (const [state, { thread, words }] of this.things) {
        // What its author took back is kept as it was reported, for those who decide: that is no reading of it.
        if (state === 'withdrawn thread') continue;
        const [row] = (await tx.q.select().from(tx.t.threads)).filter(({ id }) => id === thread);
        const where = { target: 'thread' as const, id: thread, spaceId: row!.spaceId, threadId: thread, postId: null };
        const how = {
          authorId: row!.authorId,
          text: words.title ?? '',
          title: words.title ?? '',
          slug: row!.slug,
          number: null,
        };
        for (const reader of REPORTERS)
          await insertInCase(tx, { ...where, ...how }, { ...SAID, reporterId: this.person(reader).id });
      }
    });
  }

  private async hide(): Promise<void> {
    const author = this.person('author');
    await withdraw(this.forum, author, this.things.get('withdrawn thread')!.post);
    await withdraw(this.forum, author, this.things.get('withdrawn post')!.post);
    await this.forum.adda.store.write(async (tx) => {
      const { thread } = this.things.get('hidden thread')!;
      await tx.raw(`update threads set hidden_at = 1, version = version + 1 where id = ${thread}`);
      const { post, thread: around } = this.things.get('hidden post')!;
      await tx.raw(`update posts set hidden_at = 1 where id = ${post}`);
      await tx.raw(`update threads set version = version + 1 where id = ${around}`);
    });
    expect(this.things.size).toBe(STATES.length);
  }
}

/** A short name that says nothing. */
const id_ = (state: State) => `f${STATES.indexOf(state)}`;
