/** The queue: cases that wait, appeals, proposed spaces, what was decided last. */
import type { Ctx } from '../../platform/http/context.ts';
import { blankForm } from '../../platform/http/form-state.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { memberPath, spacePath } from '../../platform/http/paths.ts';
import { errorSummary, input } from '../../platform/layout/fields.ts';
import { empty, kindMark, spaceTag, textAttributes, time, withTime } from '../../platform/layout/parts.ts';
import { shell } from '../../platform/layout/shell.ts';
import { isClaimedByOther } from '../../rules/cases.ts';
import { shorten } from '../../../shared/text.ts';
import type { spacesAsked } from '../../forum/keeping/queries.ts';
import type { Proposal } from '../../forum/spaces/queries.ts';
import type { Refused } from '../acts/appeals-view.ts';
import { actWords } from '../acts/words.ts';
import type { ListedCase } from '../cases/list-queries.ts';
import { concernedBy, factsOf, nameOf, subjectOf } from './case-parts.ts';
import { decidedItem } from './decided-view.ts';
import type { Quick } from './quick.ts';
import { keyList } from '../../platform/layout/keys-view.ts';
import type { People } from '../../people/profiles/named.ts';

const TEXT_LENGTH = 300;

export type Queue = {
  open: ListedCase[];
  waiting: { count: number; oldestAt: number | null };
  decided: ListedCase[];
  people: People;
  /** What can be done at once, by the id of the case. */
  quick: ReadonlyMap<number, Quick[]>;
  proposals: Proposal[];
  hasStake: boolean;
  appeals: Html | null;
  refused: Refused | null;
  held: Html;
  /** The spaces at which somebody waits to be let in. */
  asked: Awaited<ReturnType<typeof spacesAsked>>;
  /** Whether anything waits besides cases. */
  othersWait: boolean;
};

/** The acts that most cases end with; all others are on the case's page. */
function quickActs(ctx: Ctx, { of }: ListedCase, quick: Quick[]): Html {
  const act = ({ key, target, id, verb }: Quick) =>
    html`<button class="button button--small" name="act" value="${target}/${id}/${verb}" data-key="${key}">${
      actWords(ctx.m, target, verb).name
    }</button>`;
  return html`<form class="buttons" method="post" action="/moderation/cases/${of.id}/claim">
    ${quick.map(act)}
    <a class="button button--small" href="/moderation/cases/${of.id}#without" data-key="${of.target === 'space' ? 'n h l m' : 'n'}">${
      of.target === 'space' ? ctx.m.cases.decide : ctx.m.moderation.dismiss
    }</a>
    <a class="button button--small" href="/moderation/cases/${of.id}#reports" data-key="r">${ctx.m.cases.reports}</a>
  </form>`;
}

function caseItem(ctx: Ctx, one: ListedCase, { people, quick }: Queue): Html {
  const { of } = one;
  const text = shorten(of.text, TEXT_LENGTH);
  const isOthers = isClaimedByOther(of, ctx.viewer!.id, Date.now());
  const subject = subjectOf(ctx, one);
  const concerned = concernedBy(ctx, one, people);
  return html`<li class="case-row" data-keys>
    <h2><a class="case-row__open" href="/moderation/cases/${of.id}">${nameOf(ctx, one)}</a></h2>
    <p>${subject}${subject && concerned && ' · '}${concerned}</p>
    ${text && html`<p class="case-row__text"${textAttributes(ctx, text)}>${text}</p>`}
    ${factsOf(ctx, one)}
    ${!isOthers && quickActs(ctx, one, quick.get(of.id) ?? [])}
  </li>`;
}

function proposalItem(ctx: Ctx, proposal: Proposal, refused: Refused | null): Html {
  const { m } = ctx;
  const id = `proposal-${proposal.id}`;
  const form = refused?.at === id ? refused.form : blankForm();
  return html`<li>
    <h3${textAttributes(ctx, proposal.name)}>${kindMark(ctx, proposal.kind)} ${proposal.name}</h3>
    <p class="muted small">
      <a href="${memberPath(proposal.proposerSlug)}">${proposal.proposerName}</a> · ${m.kinds[proposal.kind].name} ·
      ${time(ctx, proposal.createdAt)}
    </p>
    <p${textAttributes(ctx, proposal.charter)}>${proposal.charter}</p>
    <div class="buttons">
      <form method="post" action="/moderation/proposals/${proposal.id}">
        <button class="button button--primary button--small" name="decision" value="grant">${m.moderation.makeIt}</button>
      </form>
    </div>
    <form class="form" method="post" novalidate action="/moderation/proposals/${proposal.id}">
      ${errorSummary(ctx, form, () => id, { reason: m.moderation.whyNot })}
      ${input(ctx, form, { name: 'reason', id, label: m.moderation.whyNot })}
      <div class="buttons">
        <button class="button button--small" name="decision" value="refuse">${m.admin.refuse}</button>
      </div>
    </form>
  </li>`;
}

function waitingCases(ctx: Ctx, queue: Queue): Html {
  const { m } = ctx;
  const { open, waiting, hasStake } = queue;
  const more = waiting.count - open.length;
  return html`${hasStake && html`<p>${m.moderation.affiliated}</p>`}
    ${
      open.length === 0
        ? queue.othersWait
          ? html`<p class="muted">${m.moderation.noCases}</p>`
          : empty(ctx, 'solved', m.moderation.none, m.moderation.noneHelp)
        : html`<p class="lede">${m.cases.waiting(waiting.count)} ${waiting.oldestAt !== null && withTime(ctx, m.cases.oldest, waiting.oldestAt)}</p>
        <ol class="plain-list case-list">${open.map((one) => caseItem(ctx, one, queue))}</ol>
        ${more > 0 && html`<p class="muted">${m.cases.more(more)}</p>`}${keyList(ctx, ctx.m.cases.keyHelp)}`
    }`;
}

function decidedCases(ctx: Ctx, { decided, people }: Queue): Html | null {
  if (decided.length === 0) return null;
  return html`<section class="section"><h2>${ctx.m.moderation.decided}</h2>
    <ul class="plain-list acts">${decided.map((one) => decidedItem(ctx, one, people))}</ul>
    <p><a href="/moderation/decided">${ctx.m.cases.history.all}</a></p>
  </section>`;
}

function askedPart(ctx: Ctx, { asked }: Queue): Html | null {
  if (asked.length === 0) return null;
  const { m } = ctx;
  return html`<section class="section"><h2>${m.moderation.letIn.title}</h2>
    <ul class="plain-list">${asked.map(
      (space) =>
        html`<li>${spaceTag(ctx, space, true)} · <a href="${spacePath(space.slug)}/members">${m.moderation.letIn.count(space.count)}</a></li>`,
    )}</ul>
  </section>`;
}

export function queueView(ctx: Ctx, queue: Queue): Html {
  const { m } = ctx;
  const { proposals, appeals } = queue;
  return shell(ctx, {
    title: m.moderation.title,
    width: 'read',
    noIndex: true,
    body: html`<h1>${m.moderation.title}</h1>
    ${waitingCases(ctx, queue)}
    ${askedPart(ctx, queue)}
    ${queue.held}
    ${appeals}
    ${
      ctx.may.decideProposals &&
      html`<section class="section">
      <h2>${m.moderation.proposals}</h2>
      ${
        proposals.length === 0
          ? html`<p class="muted">${m.moderation.noProposals}</p>`
          : html`<ol class="post-list">${proposals.map((proposal) => proposalItem(ctx, proposal, queue.refused))}</ol>`
      }
    </section>`
    }
    ${decidedCases(ctx, queue)}`,
  });
}
