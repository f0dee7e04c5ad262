/** The log in words. */
import type { Messages } from '../../../shared/catalogue/index.ts';
import { type AuthorFacts, authorLine, NO_LABEL } from '../../platform/authors/author-line.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { brandPath, memberPath } from '../../platform/http/paths.ts';
import { staffLabel } from '../../platform/layout/author.ts';
import { time } from '../../platform/layout/parts.ts';
import { ROLES } from '../../../shared/words.ts';
import { loggedAct, reasonName } from '../acts/words.ts';
import { wordsFor } from '../../platform/site/queries.ts';
import type { PublicEntry } from '../../platform/audit/queries.ts';

type Facts = Record<string, string | number | null>;

function readFacts(text: string): Facts {
  try {
    return JSON.parse(text) as Facts;
  } catch {
    // A row altered by hand need not be JSON any more.
    return {};
  }
}

/**
 * Who did it. Somebody who speaks for the entry's brand, or did, is called so.
 * @param words of the forum, in which labels are written
 */
function actorOf(words: Messages, entry: PublicEntry): AuthorFacts {
  const { actorName: authorName, actorSlug: authorSlug, brandName, spokeUntil } = entry;
  const who = { ...NO_LABEL, authorName, authorSlug, authorLabel: null };
  if (spokeUntil === null || brandName === null) return who;
  return { ...who, label: words.staff.label(brandName), labelBrand: brandName, labelEndedAt: spokeUntil || null };
}

function entryItem(ctx: Ctx, entry: PublicEntry): Html {
  const { m } = ctx;
  const facts = readFacts(entry.facts);
  const kinds: Record<string, string | undefined> = m.log.kinds;
  const codes: Record<string, string | undefined> = m.log.limits;
  const by = entry.actorName !== null && authorLine(m, actorOf(wordsFor(ctx.site), entry), 'mentioned');
  const details = [
    typeof facts.code === 'string' && (codes[facts.code] ?? facts.code),
    typeof facts.act === 'string' && loggedAct(m, facts.act),
    entry.kind === 'role_changed' && m.profile.roles[ROLES.find((role) => role === facts.role) ?? 'member'],
    typeof facts.from === 'string' && facts.from !== facts.to && m.log.renamed(facts.from, String(facts.to)),
    typeof facts.space === 'string' && `“${facts.space}”`,
    entry.kind === 'moderated' && typeof facts.reason === 'string' && reasonName(m, facts.reason),
    typeof facts.reason === 'string' &&
      facts.reason &&
      entry.kind !== 'moderated' &&
      entry.kind !== 'report_made' &&
      entry.kind !== 'report_decided' &&
      `“${facts.reason}”`,
    typeof facts.decision === 'string' && m.log.decisions[facts.decision === 'upheld' ? 'upheld' : 'dismissed'],
    typeof facts.why === 'string' && `“${facts.why}”`,
  ].filter((part): part is string => typeof part === 'string');
  return html`<li class="log__entry">
    <span class="log__number">${m.number(entry.number)}</span> ${time(ctx, entry.at)} ·
    <b>${kinds[entry.kind] ?? entry.kind}</b>${entry.brandName && html` · <a href="${brandPath(entry.brandSlug!)}">${entry.brandName}</a>`}${
      by &&
      html` ·
      ${by.slug ? html`<a href="${memberPath(by.slug)}">${by.name}</a>` : by.name}${by.label !== null && html` ${staffLabel(ctx, by)}`}`
    }${details.length > 0 && html` · ${details.join(' · ')}`}${typeof facts.thread === 'number' && html` · <a href="/t/${facts.thread}">${m.log.thread}</a>`}
  </li>`;
}

export function entryList(ctx: Ctx, entries: PublicEntry[]): Html {
  return html`<ol class="plain-list log">${entries.map((entry) => entryItem(ctx, entry))}</ol>`;
}
