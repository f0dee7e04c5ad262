/** What somebody has not sent yet. */
import { type AuthorFacts, authorLine } from '../../platform/authors/author-line.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { dropFolded, keptField } from '../../platform/layout/composer.ts';
import { empty, textAttributes, time } from '../../platform/layout/parts.ts';
import { shell } from '../../platform/layout/shell.ts';
import { shorten } from '../../../shared/text.ts';
import type { Named } from '../cards/cards.ts';
import { typedWithTitles } from '../cards/shown.ts';
import type { Draft } from '../drafts/queries.ts';
import type { Waiting } from '../drafts/waiting-queries.ts';
import { answersNothing, draftPath, isGone, repliesTo, speaksIn, wholePath, isRefused } from './draft-places.ts';
import { waitingList } from './later-views.ts';

const SHOWN_LETTERS = 200;

/** Who wrote what is replied to, by post. */
type Answered = ReadonlyMap<number, AuthorFacts>;

/** What stands around drafts. @property isWhole whether each is shown with all its words @property titles of threads that they name by address */
type Around = { answered: Answered; spoken: Spoken; isWhole: boolean; titles: Named };

/** With whom conversations are, by conversation. */
type Spoken = ReadonlyMap<number, readonly AuthorFacts[]>;

/** To whom a message is: those of its conversation, or the names that were typed. */
function messageTitle({ m }: Ctx, draft: Draft, spoken: Spoken): string {
  const people = spoken.get(speaksIn(draft) ?? 0) ?? [];
  const names = people.map((one) => authorLine(m, one, 'mentioned').text).join(', ');
  const to = names || String(draft.values.to ?? '').replace(/[,\s]+$/, '');
  return to === '' ? m.messages.draft : m.messages.draftTo(shorten(to, SHOWN_LETTERS));
}

/** What it would become. */
function titleOf(ctx: Ctx, draft: Draft, { answered, spoken }: Around): string {
  const { m } = ctx;
  const { place, title, values } = draft;
  if (place.startsWith('message:')) return messageTitle(ctx, draft, spoken);
  if (place.startsWith('waiting:')) return m.later.changeOf;
  if (isGone(draft)) return m.drafts.gone;
  if (title === null) return String(values.title ?? '').trim() || m.drafts.start;
  if (place.startsWith('edit:')) return m.drafts.edit(title);
  if (place.startsWith('poll:')) return m.drafts.poll(title);
  const author = answered.get(repliesTo(draft) ?? 0);
  if (author) return m.drafts.replyTo(authorLine(m, author, 'mentioned').text, title);
  if (answersNothing(draft, answered)) return m.drafts.replyGone(title);
  return place.startsWith('reply:') ? m.drafts.reply(title) : title;
}

/** All that it says, to be read and copied also where it has no form any more. */
function wholeText(ctx: Ctx, { values }: Draft): Html {
  const said = [values.title, values.goal, values.body, values.pollQuestion, values.pollChoices];
  const text = said.flat().filter(Boolean).join('\n\n');
  return html`<div class="diff"${textAttributes(ctx, text)}>${text}</div>`;
}

function item(ctx: Ctx, draft: Draft, around: Around): Html {
  const { m } = ctx;
  const title = titleOf(ctx, draft, around);
  const typed = String(draft.values.body ?? draft.values.pollQuestion ?? '').replace(/\s+/g, ' ');
  const text = typedWithTitles(ctx, typed, around.titles);
  const words = shorten(text, SHOWN_LETTERS);
  const href = draftPath(draft, around.answered);
  const goesOn = !isGone(draft) && !answersNothing(draft, around.answered);
  return html`<li class="told">
    <p class="told__line"><a href="${href}"><cite${textAttributes(ctx, title)}>${title}</cite></a></p>
    ${around.isWhole ? wholeText(ctx, draft) : words && html`<p class="told__words"${textAttributes(ctx, words)}>${words}</p>`}
    <div class="told__foot">${time(ctx, draft.at)}
      ${goesOn && html`<a href="${href}">${m.drafts.goOn}<span class="visually-hidden">: ${title}</span></a>`}
      ${
        !around.isWhole &&
        (typed.length > SHOWN_LETTERS || isRefused(draft) || !goesOn) &&
        html`<a href="${wholePath(draft)}">${m.drafts.whole}<span class="visually-hidden">: ${title}</span></a>`
      }
      ${dropFolded(
        ctx,
        html`<span class="visually-hidden">: ${title}</span>`,
        html`<form method="post" action="/drafts/remove">
          ${keptField(ctx, draft)}<input type="hidden" name="fromList" value="true">
          <button class="button button--small">${m.drafts.dropYes}</button></form>`,
      )}
    </div>
  </li>`;
}

type DraftsPage = Around & { drafts: Draft[]; waiting: Waiting[]; spaces: { slug: string; name: string }[] };

/** The page of what waits, the next first, and of all drafts, the newest first. */
export function draftsView(ctx: Ctx, { drafts, waiting, spaces, ...around }: DraftsPage): Html {
  const { m } = ctx;
  const names = new Map(spaces.map(({ slug, name }) => [slug, name]));
  const list = waitingList(ctx, waiting, names);
  return shell(ctx, {
    title: m.drafts.title,
    width: 'read',
    noIndex: true,
    body: html`<h1>${m.drafts.title}</h1><p class="lede">${m.drafts.lede}</p>
      ${list}${list && drafts.length > 0 && html`<h2>${m.drafts.unsent}</h2>`}
      ${
        drafts.length === 0
          ? list === null && empty(ctx, 'edit', m.drafts.none, m.drafts.noneHelp)
          : html`<ol class="told-list">${drafts.map((draft) => item(ctx, draft, around))}</ol>`
      }`,
  });
}
