/** Looks at what is written, in its transaction, before others read it. */
import type { Adda } from '../../platform/adda.ts';
import { type FieldFault, invalid } from '../../platform/errors.ts';
import type { Looked, SeenLines, SeenPost } from '../../platform/feature.ts';
import { audienceOnce } from '../../platform/audience/scope-queries.ts';
import { fold } from '../../platform/store/fold.ts';
import { type Site, siteOnce } from '../../platform/site/queries.ts';
import { oneAtATime } from '../../platform/store/transaction.ts';
import type { Store, Tx } from '../../platform/store/store.ts';
import { trustOnce } from '../../people/accounts/trust-queries.ts';
import { writtenOnce } from '../../forum/spaces/queries.ts';
import {
  type LookedAt,
  PRINTS_MS,
  raidAt,
  whyFlagged,
  whyHeld,
  whyNotTaken,
  whyRefused,
} from '../../rules/prevention.ts';
import type { Reading } from '../../rules/reading.ts';
import { isNear, type Print, printOf } from '../../rules/simhash.ts';
import { type Around, type Score, scoreOf, tokensOf } from '../../rules/spam-score.ts';
import { TRUST_OPENS } from '../../rules/trust.ts';
import { renderMarkdown } from '../../../shared/markdown.ts';
import { compile, hitsOf } from '../../rules/watch.ts';
import { audienceOfSpace } from '../../platform/audience/audience.ts';
import { keepSites, strangeSites } from './hosts.ts';
import { approvedOf, candidatesOf, keepPrint, knownWords, lessonsIn } from './queries.ts';
import { readPost } from './reading.ts';
import { standsToTopic } from './topic.ts';
import { activeRules } from './watch-queries.ts';

type Compiled = { version: number; rules: ReturnType<typeof compile> };
const kept = new WeakMap<Store, Compiled>();

/** The rules that are on, made ready once for each version of the site. */
async function rulesNow(tx: Tx, { version }: Site): Promise<Compiled['rules']> {
  const found = kept.get(tx.store);
  if (found?.version === version) return found.rules;
  const rules = compile(await activeRules(tx), fold);
  kept.set(tx.store, { version, rules });
  return rules;
}

/** Nearly the same text of the last days; what is being written at this moment is waited for. */
async function isKnown(tx: Tx, print: Print, postId: number | null): Promise<boolean> {
  for (const lock of print.map((part, i) => `print:${i}:${part}`).sort()) await oneAtATime(tx, lock);
  const candidates = await candidatesOf(tx, print, tx.now - PRINTS_MS, postId);
  return candidates.some((one) => isNear(one, print));
}

/** How much it reads like spam; null where that is not asked, or not known. */
async function scoreIn(tx: Tx, reading: Reading, language: string, around: Around): Promise<Score | null> {
  const tokens = tokensOf(reading, around);
  const keys = tokens.map(({ key }) => key);
  const [known, lessons] = await Promise.all([knownWords(tx, language, keys), lessonsIn(tx, language)]);
  return scoreOf(tokens, known, lessons);
}

export const languageIn = async (tx: Tx, forum: Site, spaceId: number): Promise<string> =>
  (await writtenOnce(tx, spaceId)).language ?? forum.languages[0] ?? '';

async function mayModerateIn(tx: Tx, accountId: number, spaceId: number | null): Promise<boolean> {
  const { moderates } = await audienceOnce(tx, accountId);
  return moderates === 'all' || (spaceId !== null && moderates.includes(spaceId));
}

/** Says beside the text what it may not have. @throws {AddaError} `invalid` */
function refuse(seen: LookedAt): void {
  const most = seen.trust === null || seen.mayModerate ? null : TRUST_OPENS[seen.trust].links;
  if (most !== null && seen.links > most)
    throw invalid({ field: 'body', fault: 'too_many_links', limit: most, length: seen.links });
  const found = whyRefused(seen);
  if (found !== null) throw invalid({ field: 'body', fault: 'watched', text: found });
}

/**
 * @returns why the post is held or flagged, and how it is remembered
 * @throws {AddaError} `invalid` for more links than a new account may have, and for what a rule refuses
 */
export async function looksAt(
  _adda: Adda,
  tx: Tx,
  { postId, authorId, isOthers = false, spaceId, inThread, title, html, isSafety }: SeenPost,
): Promise<Looked> {
  const reading = readPost(title, html);
  const { sites } = reading;
  // A safety notice passes every limit but its own; what somebody puts into another's mouth is looked at, whoever they are.
  if (isSafety || (!isOthers && (await mayModerateIn(tx, authorId, spaceId))))
    return { held: null, flagged: null, keep: (own, post) => keepSites(own, post, sites) };
  const forum = await siteOnce(tx);
  const { trust, createdAt } = await trustOnce(tx, authorId, tx.now);
  const language = await languageIn(tx, forum, spaceId);
  const isNew = trust?.step === 'new';
  const print = isNew && forum.prevention.similar ? printOf(reading.words, sites.length > 0) : null;
  const { approved, standing } = isNew ? await approvedOf(tx, authorId) : { approved: 0, standing: 0 };
  const isScored = forum.prevention.scoreAbove > 0 && (isNew || trust?.step === 'known');
  const isJudged = isNew || isScored;
  const found = isJudged ? await strangeSites(tx, audienceOfSpace(spaceId), sites, authorId) : [];
  const strange = found.length + reading.contacts;
  const where = { authorId, spaceId, language };
  // Where nothing depends on it nobody waits for it; those whom the forum knows are trusted to speak of what is spoken of.
  const isAsked = isNew && (strange > 0 || isScored);
  const isOnTopic = !isAsked || (await standsToTopic(tx, { inThread, title }, reading, where));
  const seen: LookedAt = {
    ...{ mayModerate: false, trust: trust?.step ?? null, ageMs: tx.now - createdAt },
    ...{ approved: Math.max(approved, standing), approvedLinks: approved, links: reading.links },
    ...{ strange, isOnTopic },
    hits: hitsOf(reading, language, await rulesNow(tx, forum)),
    isSimilar: print !== null && (await isKnown(tx, print, postId)),
    score: isScored ? await scoreIn(tx, reading, language, { isStrange: strange > 0, isOnTopic }) : null,
  };
  refuse(seen);
  const held = whyHeld(seen, forum.prevention, raidAt(forum.raid, tx.now));
  return {
    held: held && {
      ...held,
      score: seen.score?.percent ?? null,
      words: held.words.length > 0 ? held.words : (seen.score?.words ?? []),
    },
    flagged: whyFlagged(seen),
    async keep(own, post) {
      await keepSites(own, post, sites);
      if (print) await keepPrint(own, post.id, authorId, print);
    },
  };
}

/** Watch rules on what cannot wait. @throws {AddaError} `invalid` beside each field with what is not taken */
export async function looksAtLines(tx: Tx, { accountId, spaceId, lines }: SeenLines): Promise<void> {
  if (accountId !== null && (await mayModerateIn(tx, accountId, spaceId))) return;
  const forum = await siteOnce(tx);
  const rules = await rulesNow(tx, forum);
  if (rules.length === 0) return;
  const language = spaceId === null ? (forum.languages[0] ?? '') : await languageIn(tx, forum, spaceId);
  const faults = Object.entries(lines).flatMap(([field, text]): FieldFault[] => {
    const no = text === '' ? null : whyNotTaken(hitsOf(readPost('', renderMarkdown(text)), language, rules));
    return no ? [{ field, ...no }] : [];
  });
  if (faults.length > 0) throw invalid(...faults);
}
