import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { AddaError } from '../../platform/errors.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { blankForm, refusedForm } from '../../platform/http/form-state.ts';
import { postPath } from '../../platform/http/paths.ts';
import { action, page } from '../../platform/http/routes.ts';
import { Done, DraftAt, Id, IdParams, Line, Nullable, Text } from '../../platform/http/schemas.ts';
import { whyNotWritePoll } from '../../rules/polls.ts';
import { POLL_ENDERS } from '../../../shared/words.ts';
import { draftAt } from '../drafts/queries.ts';
import { wordsToRead } from '../threads/access.ts';
import { pollOfPost, votesBy } from '../threads/poll-queries.ts';
import { knownPoll } from '../threads/poll-view.ts';
import { endPoll, type Polled, reopenPoll, vote, writePoll } from './actions.ts';
import { type PollPage, pollValues, pollView } from './views.ts';

const PollOut = Type.Object({
  question: Type.String(),
  most: Type.Integer({ description: 'How many of the choices one may take.' }),
  endsAt: Nullable(Type.Integer({ description: 'UTC milliseconds' })),
  endedBy: Nullable(Type.Union(POLL_ENDERS.map((one) => Type.Literal(one)))),
  over: Type.Boolean(),
  shut: Type.Boolean({ description: 'Nobody votes now: its thread is closed, or its space archived.' }),
  voters: Type.Integer(),
  choices: Type.Array(
    Type.Object({
      id: Type.Integer(),
      words: Type.String(),
      votes: Nullable(
        Type.Integer({ description: 'Null until you have voted, or it is over; its author sees them at once.' }),
      ),
      chosen: Type.Boolean({ description: 'By you.' }),
    }),
  ),
});

const PollBody = Type.Object({
  pollQuestion: Type.Optional(Line),
  pollChoices: Type.Optional(Type.Array(Text, { maxItems: 100 })),
  pollMost: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000 })),
  pollEndsOn: Type.Optional(Line),
  draftAt: DraftAt,
  seenId: Type.Optional(
    Type.Union([Id, Type.Literal('')], {
      description: 'The poll that is changed; empty for none. `stale_values` where another one stands.',
    }),
  ),
  remove: Type.Optional(Type.Boolean()),
});

/** @throws {AddaError} `not_found` also where there is no poll, for who may not write one */
async function loadPoll(ctx: Ctx, id: number): Promise<PollPage> {
  const conn = ctx.adda.store.read;
  const { post, thread } = await wordsToRead(conn, ctx.audience, id);
  const poll = await pollOfPost(conn, id);
  if (!poll && whyNotWritePoll(ctx.viewer, post, null) !== null) throw new AddaError('not_found');
  const mine = ctx.viewer && poll ? await votesBy(conn, ctx.viewer.id, [poll.id]) : new Set<number>();
  const draft = ctx.viewer && (await draftAt(conn, ctx.viewer.id, `poll:${id}`));
  return { post, thread, poll, mine, draft };
}

/** To the poll where it stands on its thread's page; to its post where there is none any more. */
function back({ threadId, threadSlug, number, pollId }: Polled, flash: string | null): string {
  const path = postPath({ id: threadId, slug: threadSlug }, number);
  const said = new URLSearchParams(flash === null ? {} : { flash });
  if (number > 1 && pollId !== null) said.set('poll', String(pollId));
  const anchor = pollId === null ? 'post-1' : `poll-${pollId}`;
  return `${path}${said.size > 0 ? `?${said}` : ''}${number === 1 ? `#${anchor}` : ''}`;
}

const placeIn = (thread: PollPage['thread'], post: PollPage['post']) => ({
  ...{ threadId: thread.id, threadSlug: thread.slug, postId: post.id, number: post.number },
});

const api = (summary: string) => ({ summary, tag: 'polls', response: Done, json: () => ({ ok: true }) });

function votingRoutes(app: FastifyInstance): void {
  action(app, {
    path: '/p/:id/poll/vote',
    who: 'member',
    method: 'PUT',
    params: IdParams,
    body: Type.Object({
      choices: Type.Optional(Type.Array(Id, { maxItems: 100 })),
      back: Type.Optional(Type.Boolean()),
    }),
    run: async (ctx, { params, body: { choices = [], back: takesBack = false } }) => ({
      at: await vote(ctx.adda, ctx.viewer, params.id, choices, takesBack),
      takesBack,
    }),
    done: (_ctx, { at, takesBack }) => back(at, takesBack ? 'poll_back' : 'poll_voted'),
    redraw: async (ctx, { params, values, error }) =>
      pollView(ctx, await loadPoll(ctx, params.id), refusedForm(ctx, values, error)),
    api: {
      path: '/api/v1/posts/:id/poll/vote',
      ...api('Vote in the poll of a post, or otherwise than before; take your vote back with back: true'),
    },
  });
  // Where a browser asks for the address of a vote by itself, it is led to what is voted on.
  page(app, {
    path: '/p/:id/poll/vote',
    who: 'anyone',
    params: IdParams,
    load: (ctx, { params }) => loadPoll(ctx, params.id),
    view: (_ctx, { thread, post, poll }) => ({
      redirect: back({ ...placeIn(thread, post), pollId: poll?.id ?? null }, null),
    }),
  });
  for (const [word, run, flash, summary] of [
    ['end', endPoll, 'poll_ended', 'End the poll of your post, or as a moderator, now'],
    [
      'reopen',
      reopenPoll,
      'poll_reopened',
      'Let the poll of your post go on that you ended, until the end that it had',
    ],
  ] as const)
    action(app, {
      path: `/p/:id/poll/${word}`,
      who: 'member',
      params: IdParams,
      body: Type.Object({}),
      run: (ctx, { params }) => run(ctx.adda, ctx.viewer, params.id),
      done: (_ctx, at) => back(at, flash),
      api: { path: `/api/v1/posts/:id/poll/${word}`, ...api(summary) },
    });
}

export function pollRoutes(app: FastifyInstance): void {
  page(app, {
    path: '/p/:id/poll',
    who: 'anyone',
    params: IdParams,
    query: Type.Object({ flash: Type.Optional(Type.String({ maxLength: 40 })) }),
    load: (ctx, { params }) => loadPoll(ctx, params.id),
    view: (ctx, data) => pollView(ctx, data, blankForm({ ...pollValues(ctx, data.poll), ...data.draft?.values })),
    api: {
      path: '/api/v1/posts/:id/poll',
      summary: 'The poll of a post; null for your own post that has none',
      tag: 'polls',
      response: Type.Object({ poll: Nullable(PollOut) }),
      json: ({ poll, mine, thread, post }, ctx) => {
        if (!poll) return { poll: null };
        const { question, most, endsAt, endedBy, voters, ...known } = knownPoll(
          ctx,
          { poll, mine, thread, post },
          Date.now(),
        );
        const choices = known.choices.map((one) => ({ ...one, chosen: known.chosen.includes(one.id) }));
        return { poll: { question, most, endsAt, endedBy, voters, over: known.isOver, shut: known.isShut, choices } };
      },
    },
  });
  action(app, {
    path: '/p/:id/poll',
    who: 'member',
    method: 'PUT',
    params: IdParams,
    body: PollBody,
    run: async (ctx, { params, body: { remove = false, ...typed } }) => ({
      at: await writePoll(
        ctx.adda,
        ctx.viewer,
        params.id,
        remove ? { draftAt: typed.draftAt, seenId: typed.seenId } : typed,
      ),
      isGone: remove,
    }),
    done: (_ctx, { at, isGone }) => back(at, isGone ? 'poll_gone' : 'poll_saved'),
    redraw: async (ctx, { params, values, error }) =>
      pollView(ctx, await loadPoll(ctx, params.id), refusedForm(ctx, values, error)),
    api: {
      path: '/api/v1/posts/:id/poll',
      ...api('Put a poll beside your post, or another in its place until somebody has voted; remove: true for none'),
    },
  });
  votingRoutes(app);
}
