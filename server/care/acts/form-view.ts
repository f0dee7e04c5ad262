/** The page of one act: what it asks for, and what whom it concerns will read. */
import type { Ctx } from '../../platform/http/context.ts';
import type { FormState } from '../../platform/http/form-state.ts';
import { postPath } from '../../platform/http/paths.ts';
import { valueOf } from '../../platform/http/form-state.ts';
import { html, type Html, when } from '../../platform/http/html.ts';
import { errorSummary, idempotencyKey, input, select, textarea } from '../../platform/layout/fields.ts';
import type { FoundThread } from '../../forum/search/alike-queries.ts';
import { findButton, threadPicker, withFound } from '../../forum/search/thread-picker.ts';
import { shell } from '../../platform/layout/shell.ts';
import { formName, textAttributes } from '../../platform/layout/parts.ts';
import { actRule, type ActRule, DAY, isChangeable, SLOW_MINUTES } from '../../rules/moderation.ts';
import { CLOSE_REASONS, type Form, FORMS } from '../../../shared/words.ts';
import type { Act, WantedField } from './act.ts';
import { daysOf } from './fields.ts';
import type { Saying } from './repeating-queries.ts';
import type { Reason } from './reasons.ts';
import { statementParts } from './statement-view.ts';
import { toldText, whyText } from './told.ts';
import { actWords, reasonName } from './words.ts';

/** What an act's page knows of what is acted on. */
export type Subject = {
  /** Where its form goes: `/p/7/moderate`. */
  path: string;
  /** What it is about, and where that is. */
  title: string;
  href: string;
  spaces: { slug: string; name: string }[];
  /** Only posts have one; a thread's form decides what it can become. */
  form: Form | null;
};

function field(ctx: Ctx, { act, subject, found }: ActPage, form: FormState, name: WantedField): Html | null {
  const { spaces, form: current } = subject;
  const { m } = ctx;
  const { fields } = m.acts;
  const one = (options: { value: string; text: string }[]) => [{ label: null, options }];
  switch (name) {
    case 'days': {
      const options = daysOf(act.target, act.verb).map((days) => ({ value: String(days), text: m.acts.days(days) }));
      return select(ctx, form, { name, label: fields.days, groups: one(options) });
    }
    case 'minutes': {
      const text = (minutes: number) => (minutes === 0 ? fields.minutesOff : m.acts.minutes(minutes));
      const options = SLOW_MINUTES.map((minutes) => ({ value: String(minutes), text: text(minutes) }));
      return select(ctx, form, { name, label: fields.minutes, groups: one(options) });
    }
    case 'space': {
      const options = spaces.map(({ slug, name: text }) => ({ value: slug, text }));
      const blank = act.target === 'member' ? fields.everywhere : ' ';
      return select(ctx, form, { name, label: fields.space, groups: one(options), blank });
    }
    case 'why': {
      const options = CLOSE_REASONS.map((value) => ({ value, text: m.acts.closeReasons[value] }));
      return select(ctx, form, { name, label: fields.why, groups: one(options) });
    }
    case 'form': {
      const options = FORMS.filter((value) => value === current || (current && isChangeable(current, value)));
      const named = options.map((value) => ({ value, text: formName(ctx, value) }));
      return select(ctx, form, { name, label: fields.form, groups: one(named) });
    }
    case 'threadId': {
      const more = findButton(ctx, `${subject.path}/${act.verb}`);
      return threadPicker(ctx, form, { label: fields.threadId, found, more });
    }
    case 'body':
      return textarea(ctx, form, { name, label: fields.body, rows: 12 });
    case 'revision':
      return html`<input type="hidden" name="revision" value="${valueOf(form, 'revision')}">`;
    case 'posts': {
      const posts = valueOf(form, 'posts')
        .split(/[\s,]+/)
        .filter(Boolean);
      return html`<p>${fields.posts}: ${m.number(posts.length)}</p>
      ${posts.map((id) => html`<input type="hidden" name="posts" value="${id}">`)}`;
    }
    default:
      return input(ctx, form, { name, label: fields[name] });
  }
}

function previewed(ctx: Ctx, { target, verb }: Act, { spaces }: Subject, reasons: Reason[], form: FormState) {
  const slug = valueOf(form, 'reason');
  const typed = Number(valueOf(form, 'days'));
  // What is not offered is refused, and has no end that could be said.
  const days = daysOf(target, verb).includes(typed) ? typed : 0;
  const told = {
    act: {
      ...{ target, verb, reason: reasons.some((one) => one.slug === slug) ? slug : null },
      ...{ until: days > 0 ? Date.now() + days * DAY : null, facts: { why: valueOf(form, 'why') } },
    },
    ...{ undoes: null, spaceName: spaces.find((one) => one.slug === valueOf(form, 'space'))?.name ?? null },
  };
  return { told: toldText(ctx.m, told), reason: whyText(ctx.m, told, reasons) };
}

/** What they will read, as it is filled in now. */
function previewOf(ctx: Ctx, act: Act, subject: Subject, reasons: Reason[], form: FormState): Html {
  const { m } = ctx;
  const tells = actRule(act.target, act.verb)?.tells ?? false;
  const slug = valueOf(form, 'reason');
  const reason = reasons.find((one) => one.slug === slug);
  return html`<section class="preview" id="preview" aria-labelledby="preview-t">
    <h2 id="preview-t">${m.acts.preview}</h2>
    ${
      tells
        ? statementParts(ctx, {
            ...previewed(ctx, act, subject, reasons, form),
            rule: reason?.rule ?? null,
            note: valueOf(form, 'note'),
          })
        : html`<p>${m.acts.nobodyTold}</p>`
    }
  </section>`;
}

/** Why it is done: a reason of the list, and words for whom it concerns. @param asksReason not where the act asks for it otherwise */
export function whyFields(ctx: Ctx, rule: ActRule, reasons: Reason[], form: FormState, asksReason = true): Html {
  const { m } = ctx;
  const options = reasons.map(({ slug }) => ({ value: slug, text: reasonName(m, slug, reasons) }));
  const field = {
    ...{ name: 'reason', label: m.acts.reason, groups: [{ label: null, options }] },
    blank: rule.needsReason ? ' ' : m.acts.noReason,
  };
  return html`${asksReason && select(ctx, form, field)}
  ${textarea(ctx, form, { name: 'note', label: m.acts.note, hint: rule.tells ? m.acts.noteHelp : m.acts.nobodyTold, rows: 4 })}`;
}

/** What stays where a post is removed for good, for whoever removes it. */
function repeatedView(ctx: Ctx, repeated: Saying[]): Html {
  const { m } = ctx;
  return html`<section class="preview" aria-labelledby="repeated-t">
    <h2 id="repeated-t">${m.acts.repeated}</h2>
    <p>${m.acts.repeatedHelp}</p>
    <ul>
      ${repeated.map(
        ({ number, threadId, slug, title }) =>
          html`<li><a href="${postPath({ id: threadId, slug }, number)}"${textAttributes(ctx, title)}>${title} · #${m.number(number)}</a></li>`,
      )}
    </ul>
  </section>`;
}

/** @property found what the words in it may mean, where it asks for another thread */
export type ActPage = {
  act: Act;
  subject: Subject;
  reasons: Reason[];
  repeated: Saying[];
  found: FoundThread[] | null;
};

export function actView(ctx: Ctx, page: ActPage, typed: FormState): Html {
  const { m } = ctx;
  const { act, subject, reasons, repeated } = page;
  const form = withFound(typed, page.found);
  const { name } = actWords(m, act.target, act.verb);
  const action = `${subject.path}/${act.verb}`;
  const rule = actRule(act.target, act.verb);
  const isAsked = form.values.preview !== undefined && form.values.preview !== 'find';
  const caseId = valueOf(form, 'caseId');
  // Why a thread is closed is its reason: nobody is asked twice.
  const isWhyAsked = act.wants?.includes('why') ?? false;
  return shell(ctx, {
    title: name,
    width: 'read',
    noIndex: true,
    body: html`<h1>${name}</h1>
    <p class="lede"><a href="${subject.href}"${textAttributes(ctx, subject.title)}>${subject.title}</a></p>
    ${caseId && html`<p><a href="/moderation/cases/${caseId}">${m.cases.one(Number(caseId))}</a></p>`}
    ${repeated.length > 0 && repeatedView(ctx, repeated)}
    ${isAsked && previewOf(ctx, act, subject, reasons, form)}
    <form class="form" method="post" novalidate action="${action}"${when(caseId !== '', 'data-begins')}>
      ${errorSummary(ctx, form, undefined, { ...m.acts.fields, reason: m.acts.reason, note: m.acts.note })}
      ${idempotencyKey(form)}
      ${caseId && html`<input type="hidden" name="caseId" value="${caseId}">`}
      ${(act.wants ?? []).map((wanted) => field(ctx, page, form, wanted))}
      ${rule && whyFields(ctx, rule, reasons, form, !isWhyAsked)}
      <div class="buttons">
        <button class="button button--primary">${name}</button>
        <button class="button" name="preview" value="1" formaction="${action}#preview">${m.acts.showPreview}</button>
      </div>
    </form>`,
  });
}
