/** Starting a thread: which form, where, and what the form asks for. */
import type { Ctx } from '../../platform/http/context.ts';
import { blankForm, type FormState, valueOf, type Values } from '../../platform/http/form-state.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { empty, icon, notice } from '../../platform/layout/parts.ts';
import {
  enterPreviews,
  errorSummary,
  input,
  idempotencyKey,
  type Option,
  previewButton,
  select,
  textarea,
} from '../../platform/layout/fields.ts';
import { composer, withDraft } from '../../platform/layout/composer.ts';
import { shell } from '../../platform/layout/shell.ts';
import type { Begun, KeptStart } from '../drafts/begun.ts';
import { askedFor, begunNotice, placeField } from '../drafts/begun-view.ts';
import { type Template, withWords } from './template.ts';
import type { Brought } from '../files/queries.ts';
import { filesField, filesFolded } from '../files/field.ts';
import { isOffered, isLedByPictures } from '../../rules/thread-forms.ts';
import { offersTo } from '../spaces/offers.ts';
import { isArchived, type Space } from '../spaces/queries.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { type Form, KINDS } from '../../../shared/words.ts';
import { silencedNotice } from '../../people/accounts/silenced-view.ts';
import type { Silence } from '../../people/accounts/silence-queries.ts';
import { laterFolded, timeField } from '../threads/later-field.ts';
import { pollFolded } from '../threads/poll-fields.ts';
import { affiliationField } from '../threads/write-box.ts';
import { changedAtField, type WaitingForm, waitingHead } from './later-views.ts';

export type AskPage = {
  spaces: Space[];
  kept: Brought;
  silences: Silence[];
  draft: KeptStart | null;
  /** What was begun; null for what waits for its time. */
  begun: Begun | null;
  template: Template;
  /** What waits for its time, and is changed. */
  own?: WaitingForm;
};
type Group = { label: string | null; options: Option[] };

/** Before there is a space nobody can start anything. */
function noSpaces(ctx: Ctx): Html {
  const { m } = ctx;
  const make = ctx.may.makeSpace && html`<a class="button button--primary" href="/spaces/new">${m.spaces.make}</a>`;
  return shell(ctx, {
    title: m.ask.title,
    here: 'ask',
    width: 'read',
    body: html`<h1>${m.ask.title}</h1>${empty(ctx, 'logo', m.ask.noSpaces, m.home.noSpaces, make)}`,
  });
}

/** When an open hour is, in UTC: the server does not know the writer's clock. */
function hourFields(ctx: Ctx, form: FormState): Html {
  const { m } = ctx;
  const values = { ...form, values: { minutes: '60', ...form.values } };
  const lengths = [30, 60, 90, 120].map((minutes) => ({ value: String(minutes), text: m.desk.minutes(minutes) }));
  return html`<fieldset class="field">
    <legend class="field__label">${m.desk.hour}</legend>
    ${input(ctx, values, { name: 'opensAt', label: m.desk.opensAt, hint: m.desk.opensAtHelp, type: 'datetime-local' })}
    ${select(ctx, values, { name: 'minutes', label: m.desk.howLong, groups: [{ label: null, options: lengths }] })}
  </fieldset>`;
}

/** What this form asks for besides title, text and tags. */
function ownFields(ctx: Ctx, form: Form, state: FormState): Html | null {
  const { course } = ctx.m;
  if (form === 'open_hour') return hourFields(ctx, state);
  if (form === 'showcase')
    return textarea(ctx, state, { name: 'wanted', label: course.wanted, hint: course.wantedHelp, rows: 2 });
  if (form !== 'journey' && form !== 'challenge') return null;
  const goal = textarea(ctx, state, { name: 'goal', label: course.goal[form], hint: course.goalHelp[form], rows: 2 });
  if (form === 'journey') return goal;
  return html`${goal}<div class="field-pair">${input(ctx, state, { name: 'startsOn', label: course.startsOn, hint: course.startsOnHelp, type: 'date' })}
${input(ctx, state, { name: 'endsOn', label: course.endsOn, type: 'date' })}</div>`;
}

/** The forms to choose from; a press keeps what was typed. */
function formChoice(ctx: Ctx, chosen: Form, offers: { form: Form; words: string }[]): Html {
  return html`<div class="form-choice" role="group" aria-label="${ctx.m.course.what}">
    ${offers.map(
      ({ form, words }) =>
        html`<button class="chip" name="preview" value="form:${form}" formnovalidate
          aria-pressed="${String(form === chosen)}">${words}</button>`,
    )}
  </div>
  <p class="form-choice__what">${icon(ctx, 'info')}${ctx.m.forms[chosen].help}</p>`;
}

/** Which form is being filled in, and out of which. */
function choose(ctx: Ctx, spaces: Space[], form: FormState) {
  const space = spaces.find(({ slug }) => slug === form.values.space);
  const all = offersTo(ctx);
  const mine = all.map((one) => one.form);
  const offers = offersTo(ctx, space);
  const pressed = valueOf(form, 'preview').replace(/^form:/, '');
  const wanted = [pressed, valueOf(form, 'form')];
  // Who came to ask, and said no more, asks where that is offered, whatever the space offers first.
  const usual = offers.find((one) => one.form === 'question') ?? offers[0]!;
  const chosen = wanted.map((one) => mine.find((other) => other === one)).find(Boolean) ?? usual.form;
  // What somebody came with stays, also where the space does not offer it: the refusal says so.
  return {
    chosen,
    offers: offers.some((one) => one.form === chosen)
      ? offers
      : [...offers, ...all.filter((one) => one.form === chosen)],
  };
}

/** The form that is being filled in with these values. */
export const chosenForm = (ctx: Ctx, spaces: Space[], values: Values): Form =>
  choose(ctx, spaces, blankForm(values)).chosen;

/** Choosing a space; what it asks for comes into the box, by a press where there is no script. @param hint about what is not in the list */
function spaceChoice(ctx: Ctx, form: FormState, template: Template, groups: Group[], hint: string | null): Html {
  const { m } = ctx;
  const field = select(ctx, form, { name: 'space', label: m.ask.space, hint, blank: m.ask.chooseSpace, groups });
  if (!template.isAnywhere) return html`<adda-template>${field}</adda-template>`;
  const { show, shown } = m.keeping.templates;
  return html`<adda-template shown="${shown}" words="${template.words}">
    ${field}
    <input type="hidden" name="templateOf" value="${template.of}">
    <button class="button button--small button--quiet" name="preview" value="space" formnovalidate>${show}</button>
  </adda-template>`;
}

const head = ({ m }: Ctx, isStaff: boolean): Html =>
  html`<h1>${isStaff ? m.desk.startTitle : m.ask.title}</h1>
    <p class="lede">${isStaff ? m.desk.startLead : m.ask.lead}</p>`;

/** That nothing begins any more in the space that was chosen; it is not among those to choose from. */
const archivedLine = (ctx: Ctx, { name }: Space): Html => notice(ctx, html`<p>${ctx.m.ask.archived(name)}</p>`, 'warn');

export function askView(
  ctx: Ctx,
  { spaces, kept, silences, draft: before, begun, template, own }: AskPage,
  sent: FormState,
): Html {
  const { m } = ctx;
  const waiting = own?.waiting;
  const place = waiting ? `waiting:${waiting.id}` : begun!.place;
  const { form: typed, draft } = withDraft(
    sent,
    place,
    withWords(before, template),
    String(waiting?.values.body ?? template.words ?? '') || undefined,
  );
  const path = waiting ? `/waiting/${waiting.id}` : '/ask';
  if (spaces.length === 0) return noSpaces(ctx);
  const isStaff = ctx.may.useDesk;
  const { chosen, offers } = choose(ctx, spaces, typed);
  const isLed = isLedByPictures(chosen);
  const mayBring = isLed || !isStaff;
  const isPreview = typed.values.preview === '1';
  // What was chosen before stays, and is refused in a sentence.
  const chosenSpace = spaces.find(({ slug }) => slug === valueOf(typed, 'space'));
  const isArchivedHere = chosenSpace !== undefined && isArchived(chosenSpace);
  // It is said once, with what can be done about it.
  const message = isArchivedHere && typed.message ? m.ask.archived(chosenSpace.name) : typed.message;
  const values = { ...typed.values, form: chosen, preview: isPreview ? '1' : undefined };
  const form = { ...typed, message, values };
  const standing = spaces.filter((space) => !isArchived(space));
  const open = standing.filter((space) => isStaff || isOffered(space, chosen) || space === chosenSpace);
  const takers = open.length < standing.length ? m.ask.takers(open.length, standing.length) : null;
  const nameOf = ({ name, access }: Space) => (access === 'public' ? name : `${name} (${m.readers[access]})`);
  const groups = KINDS.map((kind) => ({
    label: m.kinds[kind].group,
    options: open.filter((space) => space.kind === kind).map((space) => ({ value: space.slug, text: nameOf(space) })),
  }));
  return shell(ctx, {
    title: m.ask.title,
    here: 'ask',
    width: 'read',
    body: html`${own ? waitingHead(ctx, own, sent) : head(ctx, isStaff)}
    ${silencedNotice(ctx, silences)}
    <form class="form" method="post" novalidate
      action="${path}"${mayBring && html` enctype="multipart/form-data"`}>
      ${errorSummary(ctx, form, undefined, form.values.form === 'journey' ? { goal: ctx.m.course.goal.journey } : {})}
      ${idempotencyKey(form)}${begun && placeField(begun)}${own && changedAtField(form)}
      ${enterPreviews(ctx, path)}
      <input type="hidden" name="form" value="${chosen}">
      ${begun && begunNotice(ctx, begun, draft)}
      ${isArchivedHere && !form.message && !waiting?.refusal && archivedLine(ctx, chosenSpace)}
      ${formChoice(ctx, chosen, offers)}
      <adda-similar heading="${m.ask.similar}">
        ${input(ctx, form, {
          name: 'title',
          label: m.ask.threadTitle,
          hint: m.ask.titleHelp,
          look: 'field--title',
          maxLength: LIMITS.title.max * 2,
        })}
      </adda-similar>
      ${spaceChoice(
        ctx,
        form,
        template,
        groups.filter((group) => group.options.length > 0),
        takers,
      )}
      ${ownFields(ctx, chosen, form)}
      ${isLed && filesField(ctx, form, kept)}
      ${composer(ctx, form, {
        ...{ label: m.ask.body, hint: m.ask.bodyHelp, rows: 10 },
        ...{ draft, beside: begun?.beside, asked: begun && askedFor(begun, typed, ['space', 'form', 'title']) },
      })}
      ${mayBring && !isLed && filesFolded(ctx, form, kept)}
      ${!isStaff && pollFolded(ctx, form)}
      ${input(ctx, form, { name: 'tags', label: m.ask.tags, hint: m.ask.tagsHelp })}
      ${!isStaff && affiliationField(ctx, form)}
      ${waiting && timeField(ctx, form, undefined, m.later.noTime)}
      <div class="buttons">
        <button class="button button--primary">${waiting ? m.later.save : m.ask.send}</button>
        ${waiting && html`<button class="button" formaction="${path}/post">${m.later.postNow}</button>`}
        ${previewButton(ctx, path)}
        ${!waiting && laterFolded(ctx, form, '/ask/later')}
      </div>
    </form>`,
  });
}
