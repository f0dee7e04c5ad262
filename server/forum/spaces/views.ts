import type { Ctx } from '../../platform/http/context.ts';
import { type FormState, valueOf } from '../../platform/http/form-state.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { spacePath } from '../../platform/http/paths.ts';
import { check, choices, errorSummary, idempotencyKey, input, textarea } from '../../platform/layout/fields.ts';
import { kindMark, textAttributes, time } from '../../platform/layout/parts.ts';
import { shell } from '../../platform/layout/shell.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { faultSentence } from '../../platform/http/sentences.ts';
import { HALF_LIFE_MS } from '../../rules/rank.ts';
import { type FollowLevel, type Kind, KINDS, MEMBER_FORMS } from '../../../shared/words.ts';
import { followMenu } from '../../people/following/parts.ts';
import type { Silence } from '../../people/accounts/silence-queries.ts';
import { unlessSilenced } from '../../people/accounts/silenced-view.ts';
import { writtenFields } from './written-fields.ts';
import { type AlikeSpace, shownAs } from './alike.ts';
import { isArchived, type proposalsOf, type Space } from './queries.ts';

/** @property levels how the viewer follows them, by their ids */
export type SpacesPage = { spaces: Space[]; levels: ReadonlyMap<number, FollowLevel> };

export function spacesView(ctx: Ctx, { spaces, levels }: SpacesPage): Html {
  const { m } = ctx;
  const archived = spaces.filter(isArchived);
  const card = (space: Space) =>
    html`<li>
      <h3${textAttributes(ctx, space.name, space.language)}><a href="${spacePath(space.slug)}">${space.name}</a></h3>
      <p${textAttributes(ctx, space.charter, space.language)}>${space.charter}</p>
      <p>${m.spaces.threads(space.threadCount)}${space.threadCount > 0 && ` · ${m.spaces.posts(space.postCount)}`}</p>
      ${!isArchived(space) && followMenu(ctx, { kind: 'space', targetId: space.id }, levels.get(space.id) ?? null, space.name)}
    </li>`;
  return shell(ctx, {
    title: m.spaces.title,
    here: 'spaces',
    description: m.spaces.lead,
    body: html`<h1>${m.spaces.title}</h1>
    <p class="lede">${m.spaces.lead}</p>
    ${
      ctx.may.makeSpace
        ? html`<p class="buttons"><a class="button button--primary" href="/spaces/new">${m.spaces.make}</a>
            ${ctx.may.administer && html`<a class="button button--quiet" href="/admin/spaces">${m.spaces.order.title}</a>`}</p>`
        : ctx.may.proposeSpace &&
          html`<p class="buttons"><a class="button" href="/spaces/propose">${m.spaces.propose}</a>
            <a class="button button--quiet" href="/spaces/proposals">${m.keeping.seconds.title}</a></p>`
    }
    <div class="kinds">
      ${KINDS.map((kind) => {
        const own = spaces.filter((space) => space.kind === kind && !isArchived(space));
        return html`<section class="kind-group" data-kind="${kind}" aria-labelledby="kind-${kind}">
          <h2 id="kind-${kind}">${kindMark(ctx, kind)}${m.kinds[kind].group}</h2>
          <p>${m.kinds[kind].what}</p>
          ${
            own.length > 0
              ? html`<ul class="space-list">${own.map(card)}</ul>`
              : // Those that are archived stand under a heading of their own.
                !archived.some((space) => space.kind === kind) && html`<p class="muted small">${m.spaces.empty}</p>`
          }
        </section>`;
      })}
    </div>
    ${
      archived.length > 0 &&
      html`<section class="section" aria-labelledby="archived-t">
        <h2 id="archived-t">${m.spaces.archived}</h2>
        <p class="muted">${m.keeping.archive.lead}</p>
        <ul class="space-list">${archived.map(card)}</ul>
      </section>`
    }`,
  });
}

/** Which forms of thread the space offers and in which words; and the pace of its rank. */
function offersFields(ctx: Ctx, form: FormState): Html {
  const { m } = ctx;
  const chosen = [form.values.forms ?? []].flat();
  const words = [form.values.words ?? []].flat();
  const fault = form.faults.find(({ field }) => field === 'forms');
  return html`<fieldset class="field" id="forms">
    <legend class="field__label">${m.course.offers}</legend>
    <p class="field__hint">${m.course.offersHelp}</p>
    ${fault && html`<p class="field__error">${faultSentence(fault, m)}</p>`}
    <ul class="offers">
      ${MEMBER_FORMS.map(
        (one, i) => html`<li>
          ${check('forms', m.forms[one].name, chosen.includes(one), one)}<input
            name="words" value="${String(words[i] ?? '')}" aria-label="${m.course.wordsFor(m.forms[one].name)}"
            placeholder="${m.start[valueOf(form, 'kind') as Kind]?.[one] ?? ''}" maxlength="${LIMITS.spaceName.max}">
        </li>`,
      )}
    </ul>
  </fieldset>
  ${input(ctx, form, {
    name: 'halfLifeHours',
    label: m.course.halfLife,
    hint: m.course.halfLifeHelp(HALF_LIFE_MS / 3_600_000),
    className: 'short',
  })}`;
}

/** @param slug the space that is changed, or null for a new one */
export function spaceFormView(ctx: Ctx, slug: string | null, form: FormState): Html {
  const { m } = ctx;
  const title = slug ? m.spaces.edit : m.spaces.make;
  return shell(ctx, {
    title,
    width: 'read',
    body: html`<h1>${title}</h1>
    <p class="lede">${m.spaces.lead}</p>
    <form class="form" method="post" novalidate action="${slug ? `${spacePath(slug)}/edit` : '/spaces/new'}">
      ${errorSummary(ctx, form)} ${idempotencyKey(form)}
      ${input(ctx, form, {
        name: 'name',
        label: m.spaces.name,
        hint: m.spaces.nameHelp,
        maxLength: LIMITS.spaceName.max * 2,
      })}
      ${slug && input(ctx, form, { name: 'slug', label: m.spaces.slug, hint: m.spaces.slugHelp })}
      ${choices(ctx, form, {
        name: 'kind',
        label: m.spaces.kind,
        options: KINDS.map((kind) => ({ value: kind, name: m.kinds[kind].name, what: m.kinds[kind].what })),
      })}
      ${textarea(ctx, form, { name: 'charter', label: m.spaces.charter, hint: m.spaces.charterHelp, rows: 3 })}
      ${writtenFields(ctx, form)}
      ${slug && offersFields(ctx, form)}
      ${
        ctx.may.overrideTopic &&
        (form.faults.some(({ fault, field }) => fault === 'names_a_brand' || field === 'overrideReason') ||
          Boolean(form.values.overrideReason)) &&
        input(ctx, form, { name: 'overrideReason', label: m.spaces.override, hint: m.spaces.overrideHelp })
      }
      <div class="buttons"><button class="button button--primary">${m.spaces.save}</button></div>
    </form>`,
  });
}

/** What there is like it, to be looked at before it is sent. */
function alikeList(ctx: Ctx, alike: AlikeSpace[]): Html | null {
  if (alike.length === 0) return null;
  const { m } = ctx;
  const item = ({ name, charter, slug }: AlikeSpace) =>
    html`<li><a href="${slug === null ? '/spaces/proposals' : spacePath(slug)}"${textAttributes(ctx, name)}>${name}</a>${
      slug === null && html` · ${m.spaces.alike.waits}`
    }<p class="muted"${textAttributes(ctx, charter)}>${charter}</p></li>`;
  return html`<section class="preview" aria-labelledby="alike-t">
    <h2 id="alike-t">${m.spaces.alike.title}</h2>
    <ul class="plain-list acts">${alike.map(item)}</ul>
  </section>`;
}

function proposeForm(ctx: Ctx, alike: AlikeSpace[], form: FormState): Html {
  const { m } = ctx;
  const isLooked = alike.length > 0;
  return html`<form class="form" method="post" novalidate action="/spaces/propose">
      ${errorSummary(ctx, form)} ${idempotencyKey(form)}
      ${alikeList(ctx, alike)}
      <input type="hidden" name="look" value="true">
      ${alike.map((one) => html`<input type="hidden" name="seen" value="${shownAs(one)}">`)}
      ${input(ctx, form, {
        name: 'name',
        label: m.spaces.name,
        hint: m.spaces.nameHelp,
        maxLength: LIMITS.spaceName.max * 2,
      })}
      ${choices(ctx, form, {
        name: 'kind',
        label: m.spaces.kind,
        options: KINDS.map((kind) => ({ value: kind, name: m.kinds[kind].name, what: m.kinds[kind].what })),
      })}
      ${textarea(ctx, form, { name: 'charter', label: m.spaces.charter, hint: m.spaces.charterHelp, rows: 3 })}
      <div class="buttons"><button class="button button--primary">${isLooked ? m.spaces.alike.anyway : m.spaces.propose}</button></div>
    </form>`;
}

/** @property alike what there is like what was typed */
export type ProposePage = {
  proposals: Awaited<ReturnType<typeof proposalsOf>>;
  alike: AlikeSpace[];
  silences: Silence[];
};

/** A member proposes a space, and sees what became of earlier ones. What is like it is shown once before it is sent. */
export function proposeView(ctx: Ctx, { proposals, alike, silences }: ProposePage, form: FormState): Html {
  const { m } = ctx;
  return shell(ctx, {
    title: m.spaces.propose,
    width: 'read',
    noIndex: true,
    body: html`<h1>${m.spaces.propose}</h1>
    <p class="lede">${m.spaces.lead}</p>
    <p>${m.spaces.proposeHelp}</p>
    ${unlessSilenced(ctx, silences, form, proposeForm(ctx, alike, form))}
    ${
      proposals.length > 0 &&
      html`<section class="section">
        <h2>${m.spaces.yourProposals}</h2>
        <ul class="post-list">
          ${proposals.map(
            (proposal) => html`<li>
              <h3>${proposal.name}</h3>
              <p class="muted small">${time(ctx, proposal.createdAt)} · ${m.spaces.proposalStates[proposal.state]}</p>
              ${proposal.reason && html`<p>${proposal.reason}</p>`}
            </li>`,
          )}
        </ul>
      </section>`
    }`,
  });
}
