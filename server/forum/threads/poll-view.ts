/** A poll beside the words of a post: choosing, how it stands, and what its author may do with it. */
import type { Ctx } from '../../platform/http/context.ts';
import { html, type Html, when } from '../../platform/http/html.ts';
import { icon, textAttributes, withTime } from '../../platform/layout/parts.ts';
import {
  isOver,
  isShut,
  seesOwnResults,
  seesResults,
  whyNotEndPoll,
  whyNotReopenPoll,
  whyNotVote,
  whyNotWritePoll,
} from '../../rules/polls.ts';
import type { ThreadPage } from './page.ts';
import type { Poll } from './poll-queries.ts';

export type PolledPost = { id: number; authorId: number | null; isLabelled: boolean };
/** @property mine the choices that its reader took, in whatever poll */
export type PollPlace = {
  poll: Poll;
  post: PolledPost;
  thread: {
    lockedAt: number | null;
    closedAt: number | null;
    space: { id: number; language: string | null; archivedAt: number | null };
  };
  mine: ReadonlySet<number>;
};

/** The ids of the choices that this reader took in this poll. */
const chosenIn = ({ poll, mine }: Pick<PollPlace, 'poll' | 'mine'>): number[] =>
  poll.choices.filter(({ id }) => mine.has(id)).map(({ id }) => id);

/** A poll as this reader may know it: without counts as long as these might lead them. @param now in ms */
export function knownPoll({ viewer }: Pick<Ctx, 'viewer'>, { poll, mine, thread, post }: PollPlace, now: number) {
  const chosen = chosenIn({ poll, mine });
  const shut = isShut(thread, thread.space.archivedAt);
  const isForAll = seesResults({ ...poll, isShut: shut }, chosen.length > 0, now);
  const isShown = isForAll || seesOwnResults(viewer, post);
  const choices = poll.choices.map(({ id, words, votes }) => ({ id, words, votes: isShown ? votes : null }));
  return {
    ...poll,
    choices,
    chosen,
    isShown,
    isForAuthor: isShown && !isForAll,
    isShut: shut,
    isOver: isOver(poll, now),
  };
}

type Known = ReturnType<typeof knownPoll>;
/** What somebody chose that was refused, and the sentence about it. */
export type Refused = { chosen: readonly number[]; why: string };

/** A day's end is the first moment of the next; what was ended early ended at its moment. */
const shownEnd = ({ endsAt, endedBy }: Known): number => (endedBy === null ? endsAt! - 1 : endsAt!);

function facts(ctx: Ctx, poll: Known): Html {
  const { polls } = ctx.m;
  const parts = [
    !poll.isOver && !poll.isShut && html`${poll.most === 1 ? polls.chooseOne : polls.chooseMost(poll.most)}`,
    poll.endsAt !== null && withTime(ctx, poll.isOver ? polls.over : polls.runsUntil, shownEnd(poll)),
    poll.endedBy && html`${polls.endedBy[poll.endedBy]}`,
    html`${polls.voters(poll.voters)}`,
    !poll.isOver && poll.isShut && html`${polls.shut}`,
  ].filter((part) => part !== false && part !== null);
  return html`<p class="poll__facts">${parts.map((part, i) => html`${i > 0 && ' · '}${part}`)}</p>`;
}

/** How it stands: the numbers are words, and the bars are beside them for the eye alone. */
function results(ctx: Ctx, { thread }: PollPlace, poll: Known): Html {
  const { polls } = ctx.m;
  return html`<ul class="poll__results">
    ${poll.choices.map(({ id, words, votes }) => {
      const share = poll.voters === 0 ? 0 : Math.round((100 * (votes ?? 0)) / poll.voters);
      const isMine = poll.chosen.includes(id);
      return html`<li>
        <span class="poll__words"${textAttributes(ctx, words, thread.space.language)}>${words}</span>
        ${isMine && html`<span class="poll__mine">${icon(ctx, 'check')}${polls.yours}</span>`}
        <span class="poll__share">${polls.share(share, votes ?? 0)}</span>
        <svg class="poll__bar" aria-hidden="true" focusable="false"><rect width="${share}%" height="100%"></rect></svg>
      </li>`;
    })}
  </ul>`;
}

const refusal = (ctx: Ctx, { why }: Refused, id: string): Html =>
  html`<p class="field__error" id="${id}">${icon(ctx, 'warn')}${why}</p>`;

/** What one chooses among; it is what was chosen before, or was sent and refused. */
function ballot(ctx: Ctx, { post, thread }: PollPlace, poll: Known, sent: Refused | null): Html {
  const { m } = ctx;
  const { polls } = m;
  const id = `poll-${poll.id}-e`;
  const type = poll.most === 1 ? 'radio' : 'checkbox';
  const chosen = sent?.chosen ?? poll.chosen;
  const hasVoted = poll.chosen.length > 0;
  return html`<form class="poll__ballot" method="post" action="/p/${post.id}/poll/vote">
    <fieldset aria-labelledby="poll-${poll.id}"${sent && html` aria-describedby="${id}"`}>
      ${poll.choices.map(
        ({ id: choice, words }) => html`<label class="check">
          <input type="${type}" name="choices" value="${choice}"${when(chosen.includes(choice), 'checked')}>
          <span${textAttributes(ctx, words, thread.space.language)}>${words}</span>
        </label>`,
      )}
    </fieldset>
    ${sent && refusal(ctx, sent, id)}
    <div class="buttons">
      <button class="button button--primary button--small">${hasVoted ? polls.voteAgain : polls.vote}</button>
      ${hasVoted && html`<button class="button button--small" name="back" value="true">${polls.takeBack}</button>`}
    </div>
  </form>`;
}

const plainList = (ctx: Ctx, { thread }: PollPlace, poll: Known): Html =>
  html`<ul class="poll__choices">
    ${poll.choices.map(({ words }) => html`<li${textAttributes(ctx, words, thread.space.language)}>${words}</li>`)}
  </ul>`;

function choosing(ctx: Ctx, place: PollPlace, poll: Known, sent: Refused | null): Html {
  const { m, viewer } = ctx;
  const mayVote = viewer !== null && !ctx.may.speakForBrand && whyNotVote(viewer, [], poll, false, Date.now()) === null;
  // Where it cannot be chosen in any more, the sentence has no field to stand at.
  if (!mayVote && sent) return html`${refusal(ctx, sent, `poll-${poll.id}-e`)}${choosing(ctx, place, poll, null)}`;
  if (poll.isShown) {
    const shown = html`${results(ctx, place, poll)}${poll.isForAuthor && html`<p class="muted">${m.polls.seenByAuthor}</p>`}`;
    if (!mayVote) return shown;
    return html`${shown}
    <details class="help"${when(sent, 'open')}>
      <summary>${poll.chosen.length > 0 ? m.polls.changeVote : m.polls.voteToo}</summary>
      ${ballot(ctx, place, poll, sent)}
    </details>`;
  }
  if (mayVote) return html`${ballot(ctx, place, poll, sent)}<p class="muted">${m.polls.seenAfter}</p>`;
  const next = encodeURIComponent(`/p/${place.post.id}/poll`);
  return html`${plainList(ctx, place, poll)}
  ${!viewer && html`<p><a class="button button--small" href="/sign-in?next=${next}">${m.polls.signIn}</a></p>`}
  ${viewer && poll.endsAt !== null && html`<p class="muted">${m.polls.seenAtEnd}</p>`}`;
}

/** Why its author cannot change it any more; null for others, and while they can. */
function fixedLine({ m, viewer }: Ctx, post: PolledPost, poll: Poll): Html | null {
  if (viewer === null || viewer.id !== post.authorId) return null;
  const no = whyNotWritePoll(viewer, post, poll);
  if (no === 'poll_voted') return html`<p class="muted small">${m.polls.fixedVoted}</p>`;
  return no === 'poll_over' ? html`<p class="muted small">${m.polls.fixedModerated}</p>` : null;
}

function tools(ctx: Ctx, { post, thread }: PollPlace, poll: Known): Html | null {
  const { m, viewer } = ctx;
  const mayChange = whyNotWritePoll(viewer, post, poll) === null;
  const mayEnd = whyNotEndPoll(viewer, post, thread.space.id, poll, Date.now()) === null;
  const mayReopen = whyNotReopenPoll(viewer, post, poll, Date.now()) === null;
  if (!mayChange && !mayEnd && !mayReopen) return null;
  return html`<div class="buttons poll__tools">
    ${mayChange && html`<a class="button button--small button--quiet" href="/p/${post.id}/poll">${m.polls.change}</a>`}
    ${
      mayEnd &&
      html`<details class="help"><summary>${m.polls.end}</summary>
        <p>${viewer?.id === post.authorId ? m.polls.endSure : m.polls.endSureForOthers}</p>
        <form method="post" action="/p/${post.id}/poll/end">
          <button class="button button--small">${m.polls.endNow}</button>
        </form>
      </details>`
    }
    ${
      mayReopen &&
      html`<form method="post" action="/p/${post.id}/poll/reopen">
        <button class="button button--small button--quiet">${m.polls.reopen}</button>
      </form>`
    }
  </div>`;
}

/** The poll of a post, as its reader may see it. @param sent what was chosen and refused; null for nothing */
export function pollBlock(ctx: Ctx, place: PollPlace, sent: Refused | null = null): Html {
  const poll = knownPoll(ctx, place, Date.now());
  const { space } = place.thread;
  return html`<div class="poll" role="group" aria-labelledby="poll-${poll.id}">
    <p class="poll__question" id="poll-${poll.id}" tabindex="-1"${textAttributes(ctx, poll.question, space.language)}>${poll.question}</p>
    ${facts(ctx, poll)}${choosing(ctx, place, poll, sent)}${fixedLine(ctx, place.post, place.poll)}${tools(ctx, place, poll)}
  </div>`;
}

type Page = Pick<ThreadPage, 'polls' | 'votes' | 'thread'>;

/** The poll of a post on a page of its thread; null where it has none. */
export function pollBeside(ctx: Ctx, { polls, votes, thread }: Page, post: PolledPost): Html | null {
  const poll = polls.get(post.id);
  return poll ? pollBlock(ctx, { poll, post, thread, mine: votes }) : null;
}

/** The way to a poll beside one's own post that has none. */
export function pollItem(ctx: Ctx, { polls }: Page, post: PolledPost): Html | null {
  if (polls.has(post.id) || ctx.may.speakForBrand || whyNotWritePoll(ctx.viewer, post, null) !== null) return null;
  return html`<li><a href="/p/${post.id}/poll">${ctx.m.polls.add}</a></li>`;
}
