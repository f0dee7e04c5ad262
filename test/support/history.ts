/** One random history of a small community, against a model of the policy; see test/server/staff/limits.test.ts. */
import { inArray } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, vi } from 'vitest';
import { erase } from '../../server/people/accounts/erase.ts';
import { insertAccount, updateAccount } from '../../server/people/accounts/queries.ts';
import { endGrant } from '../../server/brands/grants.ts';
import { insertBrand, insertGrant, updateBrand } from '../../server/brands/queries.ts';
import { AddaError } from '../../server/platform/errors.ts';
import { addPost, restorePost, withdrawPost } from '../../server/forum/posting/actions.ts';
import { editPost } from '../../server/forum/posting/edit.ts';
import { postById } from '../../server/forum/threads/post-queries.ts';
import { insertSpace } from '../../server/forum/spaces/queries.ts';
import { openEarlyAccess } from '../../server/forum/early-access/early-access.ts';
import { startThread } from '../../server/forum/posting/start-thread.ts';
import type { Forum, Member } from './forum.ts';
import { actorAs } from '../../server/rules/roles.ts';
import { DAY, HOUR, Model, type Numbers } from './voices.ts';

const WHO = ['asker', 'peer', 'a1', 'a2', 'b1'] as const;
type Who = (typeof WHO)[number];

const staffer = fc.constantFrom<Who>('a1', 'a1', 'a2', 'b1');
const pick = fc.nat(30);
/** Talking comes up most often: limits are met by those who talk. */
export const event = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('member' as const),
      who: fc.constantFrom<Who>('asker', 'peer', 'peer'),
      on: pick,
      reply: fc.boolean(),
    }),
  },
  {
    weight: 7,
    arbitrary: fc.record({ do: fc.constant('staff' as const), who: staffer, on: pick, reply: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('warn' as const), who: staffer, on: pick }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('start' as const), who: staffer }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('ask' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('door' as const), on: pick }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('edit' as const), on: pick }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('withdraw' as const, 'restore' as const), on: pick }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('revoke' as const, 'erase' as const), who: staffer }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('rename' as const), who: staffer }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('wait' as const), hours: fc.constantFrom(1, 5, 13, 25, 24 * 4, 24 * 8) }),
  },
);
type Event = typeof event extends fc.Arbitrary<infer T> ? T : never;

let serial = 0;

/** One community of its own: two brands, three who speak for them, an asker and a peer, one question. */
export class History {
  readonly ids = new Map<Who, number>();
  readonly brands = new Map<string, number>();
  readonly grants = new Map<Who, number>();
  readonly revoked = new Map<Who, number>();
  readonly erased = new Set<Who>();
  readonly labels = new Map<number, string>();
  readonly forum: Forum;
  readonly admin: Member;
  readonly model: Model;
  readonly isNewGrant: boolean;
  spaceId = 0;
  slug = '';

  constructor(forum: Forum, admin: Member, numbers: Numbers, isNewGrant: boolean) {
    this.forum = forum;
    this.admin = admin;
    this.model = new Model(numbers);
    this.isNewGrant = isNewGrant;
  }

  async begin(): Promise<void> {
    const n = ++serial;
    this.slug = `room-${n}`;
    await this.forum.adda.store.write(async (tx) => {
      const space = await insertSpace(tx, {
        slug: this.slug,
        name: `Room ${n}`,
        kind: 'problem',
        charter: 'A room.',
        createdAt: tx.now,
      });
      this.spaceId = space.id;
      for (const name of WHO) {
        const { id } = await insertAccount(tx, { name: `${name} ${n}`, slug: `${name}-${n}`, createdAt: tx.now });
        this.ids.set(name, id);
      }
      for (const letter of ['a', 'b']) {
        const brand = await insertBrand(tx, {
          slug: `brand-${letter}${n}`,
          name: `Brand ${letter}${n}`,
          domains: [`${letter}${n}.example`],
          products: [],
          contact: 'x@y.example',
          createdAt: tx.now,
        });
        this.brands.set(letter, brand.id);
        for (const name of WHO.filter((one) => one.startsWith(letter) && one.length === 2)) {
          const accountId = this.ids.get(name)!;
          const startedAt = tx.now - (this.isNewGrant ? 0 : 60 * DAY);
          await updateAccount(tx, accountId, { role: 'staff' });
          this.grants.set(
            name,
            await insertGrant(tx, {
              brandId: brand.id,
              accountId,
              address: 'x@y.example',
              state: 'active',
              startedAt,
              expiresAt: tx.now + 300 * DAY,
              createdAt: tx.now,
            }),
          );
        }
      }
    });
    await this.ask();
  }

  /** Who speaks for a brand now; the others are members, or gone. */
  private brandOf(name: Who): string | null {
    return this.grants.has(name) && !this.revoked.has(name) ? name[0]! : null;
  }
  /** For whom a member spoke until less than 90 days ago. */
  private wasOf(name: Who, now: number): string | null {
    const until = this.revoked.get(name);
    return until !== undefined && now < until + 90 * DAY ? name[0]! : null;
  }
  private actor(name: Who) {
    return actorAs(this.ids.get(name)!, this.brandOf(name) ? 'staff' : 'member');
  }
  /** A grant is new for fourteen days, also when its holder waited. */
  private isNew(name: Who, now: number): boolean {
    return this.isNewGrant && now < this.began + 14 * DAY && this.brandOf(name) !== null;
  }
  private began = Date.now();

  private async ask(): Promise<void> {
    const now = Date.now();
    const { threadId, postId } = await startThread(this.forum.adda, this.actor('asker'), {
      space: this.slug,
      form: 'question',
      title: 'Why does it wobble?',
      body: 'It does.',
      tags: [],
    });
    this.model.talks.set(threadId, {
      id: threadId,
      space: this.spaceId,
      asker: 'asker',
      isQuestion: true,
      createdAt: now,
      hasEarlyAccess: false,
    });
    this.note({ id: postId, thread: threadId, number: 1, author: 'asker', brand: null, isAnswer: false, at: now });
  }

  private note(post: Omit<Model['said'][number], 'withdrawn' | 'isSafety'> & { isSafety?: boolean }): void {
    this.model.said.push({ isSafety: false, ...post, withdrawn: false });
  }

  private thread(on: number) {
    const talks = [...this.model.talks.values()];
    return talks[on % talks.length]!;
  }

  /** Runs something that may be refused, and says whether it was. */
  private async tryTo<T>(work: () => Promise<T>): Promise<T | AddaError> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof AddaError) return error;
      throw error;
    }
  }

  private async post(name: Who, on: number, isReply: boolean, isSafety: boolean): Promise<void> {
    if (this.erased.has(name)) return;
    const talk = this.thread(on);
    const now = Date.now();
    const brand = this.brandOf(name);
    const parent = isReply ? this.model.said.find((post) => post.thread === talk.id && !post.withdrawn) : undefined;
    const why =
      brand === null
        ? isSafety
          ? 'members report'
          : this.model.whyNotAsMember(name, this.wasOf(name, now), talk.id)
        : isSafety
          ? this.model.whyNotWarn(brand, now)
          : this.model.why(brand, name, talk.id, now, this.isNew(name, now));
    const done = await this.tryTo(() =>
      addPost(this.forum.adda, this.actor(name), talk.id, {
        body: 'I tightened it.',
        ...(parent && { parentId: parent.id }),
        ...(isSafety && { safety: true, reference: 'https://recalls.example/1' }),
      }),
    );
    // A reply under what was withdrawn is refused for that.
    if (done instanceof AddaError && done.code === 'withdrawn') return;
    if (this.model.isHidden(talk.id)) {
      expect(done instanceof AddaError ? done.code : 'let in').toBe('not_found');
      return;
    }
    if (why === null) expect(done instanceof AddaError ? done.code : 'let in').toBe('let in');
    else expect(done instanceof AddaError ? 'refused' : `let in, though ${why}`).toBe('refused');
    if (done instanceof AddaError) return;
    this.note({
      id: done.postId,
      thread: talk.id,
      number: done.number,
      author: name,
      brand,
      wasOf: this.wasOf(name, now),
      isAnswer: done.kind === 'answer',
      isSafety,
      at: now,
    });
  }

  private async start(name: Who): Promise<void> {
    if (this.erased.has(name) || this.brandOf(name) === null) return;
    const now = Date.now();
    const brand = this.brandOf(name)!;
    const why = this.model.whyNotStart(brand, name, this.spaceId, now, this.isNew(name, now));
    const done = await this.tryTo(() =>
      startThread(this.forum.adda, this.actor(name), {
        space: this.slug,
        form: 'prompt',
        title: 'What did you mend?',
        body: 'Tell one another.',
        tags: [],
      }),
    );
    expect(done instanceof AddaError ? 'refused' : 'let in', `start: ${why}`).toBe(why ? 'refused' : 'let in');
    if (done instanceof AddaError) return;
    this.model.talks.set(done.threadId, {
      id: done.threadId,
      space: this.spaceId,
      asker: name,
      isQuestion: false,
      createdAt: now,
      hasEarlyAccess: false,
    });
    this.note({ id: done.postId, thread: done.threadId, number: 1, author: name, brand, isAnswer: false, at: now });
  }

  private async onOwn(on: number, what: 'edit' | 'withdraw' | 'restore'): Promise<void> {
    const { said } = this.model;
    const post = said[on % said.length]!;
    const name = post.author as Who;
    if (this.erased.has(name)) return;
    const actor = this.actor(name);
    const { adda } = this.forum;
    if (what === 'edit') {
      const { revision } = (await postById(adda.store.read, post.id))!;
      await this.tryTo(() => editPost(adda, actor, post.id, { body: 'Other words.', revision }));
      return;
    }
    await (what === 'withdraw' ? withdrawPost : restorePost)(adda, actor, post.id);
    post.withdrawn = what === 'withdraw';
  }

  async take(one: Event): Promise<void> {
    const { adda } = this.forum;
    switch (one.do) {
      case 'member':
      case 'staff':
        return this.post(one.who, one.on, one.reply, false);
      case 'warn':
        return this.post(one.who, one.on, false, true);
      case 'start':
        return this.start(one.who);
      case 'ask':
        return this.ask();
      case 'door': {
        const talk = this.thread(one.on);
        if (!talk.isQuestion || this.model.isHidden(talk.id)) return;
        await openEarlyAccess(adda, this.actor('asker'), talk.id, {});
        talk.hasEarlyAccess = true;
        return;
      }
      case 'edit':
      case 'withdraw':
      case 'restore':
        return this.onOwn(one.on, one.do);
      case 'revoke':
        if (!this.revoked.has(one.who) && !this.erased.has(one.who))
          await endGrant(adda, this.admin, this.grants.get(one.who)!);
        if (!this.revoked.has(one.who)) this.revoked.set(one.who, Date.now());
        return;
      case 'erase':
        await adda.store.write((tx) => erase(tx, adda.features, this.ids.get(one.who)!));
        this.erased.add(one.who);
        if (!this.revoked.has(one.who)) this.revoked.set(one.who, Date.now());
        return;
      case 'rename':
        await adda.store.write((tx) => updateBrand(tx, this.brands.get(one.who[0]!)!, { name: `Renamed ${++serial}` }));
        return;
      case 'wait':
        vi.setSystemTime(Date.now() + one.hours * HOUR);
    }
  }

  /** Every post of a brand has its label, as it was; no post of a member has one. */
  async checkLabels(): Promise<void> {
    const { read } = this.forum.adda.store;
    const ids = this.model.said.map((post) => post.id);
    const rows = await read.q.select().from(read.t.postLabels).where(inArray(read.t.postLabels.postId, ids));
    const kept = new Map(rows.map((row) => [row.postId, JSON.stringify(row)]));
    for (const post of this.model.said) {
      expect(kept.has(post.id), `a label on ${post.id} by ${post.author}`).toBe(post.brand !== null);
      if (post.brand === null) continue;
      const before = this.labels.get(post.id) ?? kept.get(post.id)!;
      expect(kept.get(post.id)).toBe(before);
      this.labels.set(post.id, before);
    }
  }
}
