/** The form at the end of a thread: for members, and for those who speak for a brand, with what they have left. */
import type { Ctx } from '../../platform/http/context.ts';
import { hasPage } from '../../platform/site/queries.ts';
import { blankForm, type FormState } from '../../platform/http/form-state.ts';
import { html, type Html, when } from '../../platform/http/html.ts';
import { sentenceOf } from '../../platform/http/sentences.ts';
import { AddaError } from '../../platform/errors.ts';
import { threadPath } from '../../platform/http/paths.ts';
import { check, errorSummary, input, idempotencyKey, previewButton } from '../../platform/layout/fields.ts';
import { composer, withDraft } from '../../platform/layout/composer.ts';
import { notice, readersLine } from '../../platform/layout/parts.ts';
import { staffLabel } from '../../platform/layout/author.ts';
import { limitStatusList } from '../../brands/limit-list.ts';
import { LIMITS } from '../../../shared/limits.ts';
import type { ThreadPage } from './page.ts';
import { pollFolded } from './poll-fields.ts';
import { laterFolded } from './later-field.ts';
import { WRITE_FORM } from './post-view.ts';
import { filesField, filesFolded, NOTHING_BROUGHT } from '../files/field.ts';
import { whyNotAddTo } from '../../rules/memberships.ts';
import { mayInThread } from '../../rules/may.ts';
import { silencedNotice } from '../../people/accounts/silenced-view.ts';
import { asksForAnswers } from '../../rules/thread-forms.ts';

type Desk = NonNullable<ThreadPage['desk']>;

/** A safety notice, folded away: it is for danger. */
function safetyFields(ctx: Ctx, form: FormState, open: boolean): Html {
  const { m } = ctx;
  return html`<details class="help"${when(open, 'open')}>
    <summary>${m.desk.safety}</summary>
    <p>${m.desk.safetyHelp}</p>
    ${check('safety', m.desk.safetyIs, form.values.safety === 'true' || form.values.safety === true)}
    ${input(ctx, form, {
      name: 'reference',
      label: m.staff.reference,
      hint: m.desk.referenceHelp,
      maxLength: LIMITS.reference.max,
    })}
  </details>`;
}

function staffBox(ctx: Ctx, data: ThreadPage, desk: Desk, typed: FormState): Html {
  const { m } = ctx;
  const { thread } = data;
  // What was refused or kept earlier is here again.
  const { form, draft } = withDraft(typed, `thread:${thread.id}`, data.draft ?? null);
  const path = `/t/${thread.id}`;
  return html`<section class="write write--staff" id="reply" aria-labelledby="write-h">
    <h2 id="write-h">${m.desk.yourNote}</h2>
    <p>${m.desk.speakAs} ${staffLabel(ctx, { label: desk.label, since: null })}</p>
    ${desk.full ? notice(ctx, html`<p>${m.desk.notNow}</p>${limitStatusList(ctx, [desk.full])}`, 'plain') : null}
    <details class="help">
      <summary>${m.desk.left}</summary>
      ${limitStatusList(ctx, desk.stands)}
      <p><a href="/staff-rules">${m.rules.title}</a></p>
    </details>
    ${
      asksForAnswers(thread.form) &&
      html`<p class="buttons"><a class="button button--primary" href="${path}/invite">${m.invite.title}</a></p>`
    }
    <form class="form" id="${WRITE_FORM}" method="post" novalidate action="${path}/posts#reply"
      enctype="multipart/form-data">
      ${errorSummary(ctx, form)}
      ${idempotencyKey(form)}
      ${composer(ctx, form, { label: m.desk.yourNote, hint: m.desk.noteHelp, hideLabel: true, draft })}
      ${filesFolded(ctx, form, data.kept ?? NOTHING_BROUGHT)}
      ${safetyFields(ctx, form, form.values.safety !== undefined)}
      <div class="buttons">
        <button class="button">${m.desk.postNote}</button>
        ${desk.kind === 'staff' && html`<button class="button" formaction="${path}/draft">${m.desk.keep}</button>`}
        ${previewButton(ctx, `${path}/posts`)}
      </div>
    </form>
  </section>`;
}

/** Where members may say that they have a stake; on the profile it is said once for all posts. */
export function affiliationField(ctx: Ctx, form: FormState): Html {
  const { m } = ctx;
  const isOpen = Boolean(form.values.affiliation) || form.faults.some(({ field }) => field === 'affiliation');
  return html`<details class="help"${when(isOpen, 'open')}>
    <summary>${m.affiliation.ask}</summary>
    ${input(ctx, form, {
      name: 'affiliation',
      label: m.affiliation.label,
      hint: m.affiliation.help,
      maxLength: LIMITS.affiliation.max * 2,
    })}
  </details>`;
}

export function writeBox(ctx: Ctx, data: ThreadPage, form: FormState): Html | null {
  const { m, viewer } = ctx;
  const { thread, only, desk } = data;
  if (only || !thread.isStanding) return null;
  // Whoever was writing when it was closed or locked keeps their text.
  const shut = thread.lockedAt !== null ? 'locked' : thread.closedAt !== null ? 'closed' : whyNotAddTo(thread.space);
  if (shut && form.values.body === undefined)
    return html`<section class="write" id="reply"><p>${sentenceOf(new AddaError(shut), m)}</p></section>`;
  // Those who were signed out while they wrote get their text back.
  if (!viewer && form.values.body === undefined) {
    const next = encodeURIComponent(`${threadPath(thread)}#reply`);
    return html`<section class="write" id="reply">
      <p>${m.thread.signInToPost}</p>
      <p class="buttons">
        <a class="button button--primary" href="/sign-in?next=${next}">${m.shell.signIn}</a>
        <a class="button" href="/sign-up?next=${next}">${m.shell.signUp}</a>
      </p>
    </section>`;
  }
  const silenced = silencedNotice(ctx, data.silences ?? []);
  if (silenced && form.values.body === undefined) return html`<section class="write" id="reply">${silenced}</section>`;
  // A refused reply under a post is drawn there, not here.
  const typed = form.values.parentId ? blankForm() : form;
  if (desk) return staffBox(ctx, data, desk, typed);
  const { form: own, draft } = withDraft(typed, `thread:${thread.id}`, data.draft ?? null);
  const words = wordsOf(ctx, data);
  const isAsker = viewer !== null && viewer.id === thread.authorId;
  const path = `/t/${thread.id}/posts`;
  return html`<section class="write" id="reply" aria-labelledby="write-h">
    <h2 id="write-h">${words.title}</h2>
    <form class="form" id="${WRITE_FORM}" method="post" novalidate
      action="${path}#reply" enctype="multipart/form-data">
      ${silenced}${errorSummary(ctx, own)}${readersLine(ctx, thread.space.slug)}
      ${idempotencyKey(own)}
      ${
        words.isMilestone &&
        input(ctx, own, {
          name: 'title',
          label: m.course.milestoneTitle,
          hint: m.course.milestoneHelp,
          maxLength: LIMITS.milestone.max,
        })
      }
      ${composer(ctx, own, { label: words.title, hint: words.hint, hideLabel: true, draft })}
      ${(words.isOfMilestones ? filesField : filesFolded)(ctx, own, data.kept ?? NOTHING_BROUGHT)}
      ${
        asksForAnswers(thread.form) &&
        isAsker &&
        check('ownAnswer', m.thread.ownAnswer, own.values.ownAnswer === 'true')
      }
      ${pollFolded(ctx, own)}
      ${affiliationField(ctx, own)}
      ${mayInThread(viewer, thread).giveSafetyNotice && safetyFields(ctx, own, own.values.safety !== undefined)}
      ${hasPage(ctx.site, 'rules') && html`<p class="muted small"><a href="${`/s/${thread.space.slug}/rules`}">${m.keeping.forumRules.link}</a></p>`}
      <div class="buttons">
        <button class="button button--primary">${words.button}</button>
        ${previewButton(ctx, path)}
        ${laterFolded(ctx, own, `/t/${thread.id}/later#reply`)}
      </div>
    </form>
  </section>`;
}

type BoxWords = { title: string; hint?: string; button: string; isMilestone?: boolean; isOfMilestones?: boolean };

/** What the box is called: the same box answers, adds a milestone, cheers, or tells how it goes. */
function wordsOf(ctx: Ctx, { thread, myParticipation }: ThreadPage): BoxWords {
  const { m, viewer } = ctx;
  const isAuthor = viewer !== null && viewer.id === thread.authorId;
  const button = m.thread.postPost;
  switch (thread.form) {
    case 'question':
    case 'problem':
      if (isAuthor) return { title: m.thread.addToQuestion, hint: m.thread.askerHelp, button };
      return thread.form === 'problem'
        ? { title: m.course.yourWay, hint: m.thread.answerHelp, button }
        : { title: m.thread.yourAnswer, hint: m.thread.answerHelp, button: m.thread.postAnswer };
    case 'journey':
      if (!isAuthor) return { title: m.course.cheer, button };
      return { title: m.course.addMilestone, button: m.course.postMilestone, isMilestone: true, isOfMilestones: true };
    case 'challenge':
      return myParticipation
        ? { title: m.course.tell, button, isOfMilestones: true }
        : { title: m.thread.yourPost, button };
    case 'showcase':
      return { title: m.course.review, hint: thread.details?.wanted, button };
    case 'resource':
      return { title: m.course.improve, button };
    default:
      return { title: m.thread.yourPost, button };
  }
}
