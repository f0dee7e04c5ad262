/** What a page of moderation is about, for those who may moderate it. */
import { audienceOf } from '../../platform/audience/audience.ts';
import { AddaError } from '../../platform/errors.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { memberPath, postPath, threadPath } from '../../platform/http/paths.ts';
import { authorLine } from '../../platform/authors/author-line.ts';
import { wordsFor } from '../../platform/site/queries.ts';
import { accountBy } from '../../people/accounts/queries.ts';
import { authorOfProfile } from '../../people/profiles/author.ts';
import { profileOf } from '../../people/profiles/queries.ts';
import { allSpaces } from '../../forum/spaces/queries.ts';
import { postToRead, threadToRead } from '../../forum/threads/access.ts';
import type { Thread } from '../../forum/threads/queries.ts';
import { nameSlug } from '../../rules/names.ts';
import { whyNotModerate } from '../../rules/roles.ts';
import type { ActTarget } from '../../../shared/words.ts';
import type { Subject } from './form-view.ts';

/** Pages of what one may not moderate are not there for one who moderates elsewhere. */
function mustModerate(ctx: Ctx, spaceId: number | null): void {
  const no = whyNotModerate(ctx.viewer, spaceId);
  if (no) throw new AddaError(no);
}

const spacesFor = async (ctx: Ctx) =>
  (await allSpaces(ctx.adda.store.read, audienceOf(ctx.viewer))).map(({ slug, name }) => ({ slug, name }));

export async function threadSubject(ctx: Ctx, id: number): Promise<{ thread: Thread; subject: Subject }> {
  const thread = await threadToRead(ctx.adda.store.read, ctx.audience, id);
  mustModerate(ctx, thread.space.id);
  const subject = { path: `/t/${id}/moderate`, title: thread.title, href: threadPath(thread), form: thread.form };
  return { thread, subject: { ...subject, spaces: await spacesFor(ctx) } };
}

export async function postSubject(ctx: Ctx, id: number) {
  const { post, thread } = await postToRead(ctx.adda.store.read, ctx.audience, { id });
  mustModerate(ctx, thread.space.id);
  const title = `${thread.title} · #${ctx.m.number(post.number)}`;
  const subject: Subject = {
    path: `/p/${id}/moderate`,
    title,
    href: postPath(thread, post.number),
    spaces: [],
    form: null,
  };
  return { post, thread, subject };
}

export async function memberSubject(ctx: Ctx, name: string) {
  const member = await accountBy(ctx.adda.store.read, { slug: nameSlug(name) });
  if (!member || member.erasedAt !== null) throw new AddaError('not_found');
  const href = memberPath(member.slug);
  const profile = await profileOf(ctx.adda.store.read, member.slug);
  const subject: Subject = {
    path: `${href}/moderate`,
    // Whoever speaks for a brand is named with its label here, too.
    title: profile ? authorLine(ctx.m, authorOfProfile(wordsFor(ctx.site), profile), 'mentioned').text : member.name,
    href,
    spaces: await spacesFor(ctx),
    form: null,
  };
  return { member, subject };
}

export type Params = { id?: number; name?: string };
export const subjectOf = async (ctx: Ctx, target: ActTarget, { id = 0, name = '' }: Params) =>
  (target === 'post'
    ? await postSubject(ctx, id)
    : target === 'thread'
      ? await threadSubject(ctx, id)
      : await memberSubject(ctx, name)
  ).subject;

export async function idOn(ctx: Ctx, target: ActTarget, { id = 0, name = '' }: Params): Promise<number> {
  return target === 'member' ? (await memberSubject(ctx, name)).member.id : id;
}
