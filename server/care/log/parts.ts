/** The log in words. */
import type { Messages } from '../../../shared/catalogue/index.ts';
import { type AuthorFacts, authorLine, NO_LABEL } from '../../platform/authors/author-line.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { brandPath, memberPath } from '../../platform/http/paths.ts';
import { staffLabel } from '../../platform/layout/author.ts';
import { time } from '../../platform/layout/parts.ts';
import { readableThreads } from '../../forum/threads/link-queries.ts';
import type { Audience } from '../../platform/audience/audience.ts';
import type { Conn } from '../../platform/store/store.ts';
import { accountBy } from '../../people/accounts/queries.ts';
import { peopleNamed } from '../../people/profiles/named.ts';
import { actRule } from '../../rules/moderation.ts';
import { type ActTarget, type ActVerb, CASE_TARGETS, NOMINATION_STATES, ROLES } from '../../../shared/words.ts';
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

/** Names of spaces among the facts, and what they were before. */
const NAMES_OF_SPACES = ['space', 'from', 'to'];

/** The facts of an entry for its reader: as they were hashed, without the names of a space that is not there for them. */
export function factsShown({ facts, isElsewhere }: PublicEntry): string {
  if (!isElsewhere) return facts;
  return JSON.stringify(
    Object.fromEntries(Object.entries(readFacts(facts)).filter(([name]) => !NAMES_OF_SPACES.includes(name))),
  );
}

function threadOf({ facts }: PublicEntry): number | null {
  const { thread } = readFacts(facts);
  return typeof thread === 'number' ? thread : null;
}

/** Those of the threads that entries tell of which this reader may read: links lead nowhere else. */
export async function threadsInLog(conn: Conn, audience: Audience, entries: PublicEntry[]): Promise<Set<number>> {
  const ids = entries.flatMap((entry) => threadOf(entry) ?? []);
  return ids.length === 0 ? new Set() : readableThreads(conn, audience, ids);
}

/** Whom entries name besides those who did it, by account. */
export type NamedInLog = ReadonlyMap<number, AuthorFacts>;

/** They are looked up when the log is read: who is gone is named no more. */
export async function namedInLog(ctx: Ctx, entries: PublicEntry[]): Promise<NamedInLog> {
  const ids = new Set(entries.map(({ facts }) => readFacts(facts).account).filter((id) => typeof id === 'number'));
  const named = new Map<number, AuthorFacts>();
  for (const id of ids) {
    const slug = (await accountBy(ctx.adda.store.read, { id }))?.slug ?? null;
    const facts = slug === null ? undefined : (await peopleNamed(ctx, [slug])).get(slug);
    if (facts) named.set(id, facts);
  }
  return named;
}

/** What nobody filled in has no place in a line. */
const isSaid = (fact: unknown): fact is string => typeof fact === 'string' && fact.trim() !== '';
const quoted = (fact: unknown) => isSaid(fact) && `“${fact}”`;

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

/** Kinds whose reason is a word of a list, or nothing that is shown. */
const REASON_IS_APART = new Set(['report_made', 'report_decided', 'moderated', 'asker_disputed']);

/** What a vote about a moderator came to. */
function voteSaid({ m }: Ctx, { result, yes, no, entitled }: Facts): string | false {
  const state = NOMINATION_STATES.find((one) => one === result);
  if (!state) return false;
  const words = m.keeping.nominations;
  return [words.states[state], words.counts(Number(yes), Number(no), Number(entitled))].join(' · ');
}

/** What a case was about that was decided without an act: the kind of thing, and why it was reported. */
function matterOf({ m }: Ctx, { matter, reasons }: Facts): string {
  const target = CASE_TARGETS.find((one) => one === matter);
  const given = String(reasons).split(',').filter(Boolean);
  const why = given.map((one) => (one === 'edit' ? m.cases.edit : reasonName(m, one))).join(', ');
  return [target && m.cases.targets[target], why].filter(isSaid).join(' · ');
}

/** How it was decided; an appeal that was right takes back what can be taken back. */
function decisionOf({ m }: Ctx, { kind }: PublicEntry, { decision, act }: Facts): string | false {
  if (typeof decision !== 'string') return false;
  const isUpheld = decision === 'upheld';
  if (kind !== 'appeal_decided') return m.log.decisions[isUpheld ? 'upheld' : 'dismissed'];
  if (!isUpheld) return m.log.appeals.dismissed;
  const [target, verb] = String(act).split('.');
  const isBack = Boolean(actRule(target as ActTarget, verb as ActVerb)?.opposite);
  return m.log.appeals[isBack ? 'takenBack' : 'upheld'];
}

/** What an entry says besides its kind, whose it is and its thread. */
function detailsOf(ctx: Ctx, entry: PublicEntry, named: NamedInLog): string[] {
  const { m } = ctx;
  const facts = readFacts(factsShown(entry));
  const whom = typeof facts.account === 'number' && named.get(facts.account);
  const codes: Record<string, string | undefined> = m.log.limits;
  return [
    facts.example === 1 && m.log.example,
    typeof facts.code === 'string' && (codes[facts.code] ?? facts.code),
    typeof facts.act === 'string' && loggedAct(m, facts.act),
    entry.kind === 'role_changed' && m.profile.roles[ROLES.find((role) => role === facts.role) ?? 'member'],
    isSaid(facts.from) && isSaid(facts.to) && facts.from !== facts.to && m.log.renamed(facts.from, facts.to),
    entry.kind === 'case_decided' && matterOf(ctx, facts),
    whom && authorLine(m, whom, 'mentioned').text,
    entry.isElsewhere ? m.log.privateSpace : (entry.spaceName ?? quoted(facts.space)),
    entry.kind === 'moderated' && isSaid(facts.reason) && reasonName(m, facts.reason),
    !REASON_IS_APART.has(entry.kind) && quoted(facts.reason),
    typeof facts.minutes === 'number' &&
      (facts.minutes === 0 ? m.acts.fields.minutesOff : m.acts.minutes(facts.minutes)),
    decisionOf(ctx, entry, facts),
    typeof facts.undoes === 'number' && m.log.takesBack(facts.undoes),
    quoted(facts.why),
    entry.kind === 'moderator_vote' && voteSaid(ctx, facts),
  ].filter(isSaid);
}

const kindOf = ({ m }: Ctx, { kind }: PublicEntry): string =>
  (m.log.kinds as Record<string, string | undefined>)[kind] ?? kind;

/** An entry in one line of plain text, for feeds. */
export function entryText(ctx: Ctx, entry: PublicEntry, named: NamedInLog): string {
  return [kindOf(ctx, entry), ...detailsOf(ctx, entry, named)].join(' · ');
}

/** Who did it, as one line of text for feeds; null where nobody is named. */
export function entryAuthor(ctx: Ctx, entry: PublicEntry): string | null {
  return entry.actorName === null ? null : authorLine(ctx.m, actorOf(wordsFor(ctx.site), entry), 'feed').text;
}

function entryItem(ctx: Ctx, entry: PublicEntry, there: ReadonlySet<number>, named: NamedInLog): Html {
  const { m } = ctx;
  const by = entry.actorName !== null && authorLine(m, actorOf(wordsFor(ctx.site), entry), 'mentioned');
  const details = detailsOf(ctx, entry, named);
  const thread = threadOf(entry);
  const link =
    thread !== null && there.has(thread) ? html`<a href="/t/${thread}">${m.log.thread}</a>` : m.log.threadGone;
  return html`<li class="log__entry">
    <span class="log__number">${m.number(entry.number)}</span> ${time(ctx, entry.at)} ·
    <b>${kindOf(ctx, entry)}</b>${entry.brandName && html` · <a href="${brandPath(entry.brandSlug!)}">${entry.brandName}</a>`}${
      by &&
      html` ·
      ${by.slug ? html`<a href="${memberPath(by.slug)}">${by.name}</a>` : by.name}${by.label !== null && html` ${staffLabel(ctx, by)}`}`
    }${details.length > 0 && html` · ${details.join(' · ')}`}${thread !== null && html` · ${link}`}
  </li>`;
}

/** @param there those of the threads in it that this reader may read (`threadsInLog`) */
export function entryList(
  ctx: Ctx,
  entries: PublicEntry[],
  there: ReadonlySet<number>,
  named: NamedInLog = new Map(),
): Html {
  return html`<ol class="plain-list log">${entries.map((entry) => entryItem(ctx, entry, there, named))}</ol>`;
}
