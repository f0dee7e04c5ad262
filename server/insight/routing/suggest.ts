/** Who may know: suggestions for a question, with reasons that everybody can see. */
import {
  chosenFrom,
  LIKE_SHOWN,
  likenessAt,
  LOAD_MS,
  type PastAnswer,
  scoreOf,
  SHARE_MS,
  TOLD_MS,
  usedShare,
} from '../../rules/routing.ts';
import { INVITATIONS_TO_MEMBER } from '../../rules/rate-limits.ts';
import type { Reads } from '../../forum/search/pool-queries.ts';
import { threadsLike } from '../../forum/search/alike-queries.ts';
import { isStopWord } from '../../platform/store/stopwords.ts';
import { termOf, termsOf, wordsOf } from '../../platform/store/terms.ts';
import { audienceOfSpace } from '../../platform/audience/audience.ts';
import type { Conn } from '../../platform/store/store.ts';
import type { InvitationReason } from '../../../shared/words.ts';
import * as queries from './queries.ts';

/** Answers to older questions weigh nothing any more, but where those are like the new one. */
const QUESTIONS_READ = 400;
const WORDS_TOLD = 2;
/** Shorter words say little about what a title asks; so do stop words, and words that every so manyth title has. */
const TELLING_LENGTH = 4;
const COMMON = 0.2;
const FEW = 2;

type Question = {
  id: number;
  spaceId: number;
  authorId: number | null;
  title: string;
  tagNames: string[];
  createdAt: number;
  space: { language: string | null };
};
type Found = PastAnswer & { question: queries.PastQuestion };
/** @property isChosen whether Adda would ask them by itself: nobody gets more than their share */
export type Suggestion = { id: number; score: number; because: InvitationReason; isChosen: boolean };

/** Telling words of the new title that a member's like questions have too: each term with the word as it is written. */
function tellingWords({ title, space }: Question, questions: queries.PastQuestion[]): Map<string, string> {
  const languages = [space.language];
  const counts = new Map<string, number>();
  for (const question of questions)
    for (const term of new Set(termsOf(question.title))) counts.set(term, (counts.get(term) ?? 0) + 1);
  const most = Math.max(FEW, questions.length * COMMON);
  const words = new Map<string, string>();
  for (const { word } of wordsOf(title)) {
    const term = termOf(word);
    const isTelling = [...word].length >= TELLING_LENGTH && !isStopWord(word, languages);
    if (term && !words.has(term) && isTelling && (counts.get(term) ?? 0) <= most) words.set(term, word.toLowerCase());
  }
  const rareFirst = (one: string, other: string) => (counts.get(one) ?? 0) - (counts.get(other) ?? 0);
  return new Map([...words].sort(([one], [other]) => rareFirst(one, other) || (one < other ? -1 : 1)));
}

/** Facts of the last year, counted in questions. */
function reasonOf(answers: Found[], tagNames: string[], telling: Map<string, string>, now: number): InvitationReason {
  const told = new Map(answers.filter(({ at }) => at > now - TOLD_MS).map(({ question }) => [question.id, question]));
  const reason: InvitationReason = { answers: told.size };
  for (const tag of tagNames) {
    const count = [...told.values()].filter((question) => question.tagNames.includes(tag)).length;
    if (count > (reason.tagAnswers ?? 0)) Object.assign(reason, { tag, tagAnswers: count });
  }
  const like = answers.filter(({ likeness, question }) => likeness > 0 && told.has(question.id));
  const terms = new Set(like.flatMap(({ question }) => termsOf(question.title)));
  const words = [...telling].flatMap(([term, word]) => (terms.has(term) ? [word] : []));
  return words.length > 0 ? { ...reason, words: words.slice(0, WORDS_TOLD) } : reason;
}

/** Each candidate's answers, as the score wants them. */
async function answersByMember(conn: Conn, question: Question, pool: queries.PastQuestion[], likeIds: number[]) {
  const byId = new Map(pool.map((one) => [one.id, one]));
  const places = new Map(likeIds.map((id, place) => [id, place]));
  const asked = pool.map(({ createdAt }) => createdAt).sort((one, other) => one - other);
  const askedSince = (at: number) => {
    let [low, high] = [0, asked.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (asked[middle]! > at) high = middle;
      else low = middle + 1;
    }
    return asked.length - low;
  };
  const members = new Map<number, Found[]>();
  for (const { memberId, threadId, at, helped } of await queries.answersTo(conn, [...byId.keys()], question)) {
    const past = byId.get(threadId)!;
    if (past.authorId === memberId) continue;
    const place = places.get(threadId);
    const found: Found = {
      at,
      waited: at - past.createdAt,
      since: askedSince(at),
      tags: question.tagNames.filter((tag) => past.tagNames.includes(tag)).length,
      likeness: place === undefined ? 0 : likenessAt(place),
      helped,
      question: past,
    };
    const list = members.get(memberId);
    if (list) list.push(found);
    else members.set(memberId, [found]);
  }
  return members;
}

/**
 * The questions of its space that are likest to one, the likest first. On a large forum it takes long: it is asked
 * beside those that serve everybody, and before a transaction.
 */
export async function questionsLike(reads: Reads, question: Question): Promise<number[]> {
  const words = `${question.title} ${question.tagNames.join(' ')}`;
  const like = await threadsLike(reads, audienceOfSpace(question.spaceId), words, question.spaceId, LIKE_SHOWN);
  return like.filter((id) => id !== question.id);
}

/**
 * Members who may know, the likeliest first. Never staff, the asker, who is in the thread or was invited to it, who
 * wants no invitations, or who had their three of this week.
 * @param like as `questionsLike` found them
 * @param going how many invitations go out together, for the share of all that nobody may pass
 */
export async function suggestions(
  conn: Conn,
  question: Question,
  like: number[],
  now: number,
  going = 1,
): Promise<Suggestion[]> {
  const { newest, older } = await queries.questionsOf(conn, question.spaceId, QUESTIONS_READ, like);
  const pool = [...newest, ...older].filter(({ id }) => id !== question.id);
  const members = await answersByMember(conn, question, pool, like);
  if (members.size === 0) return [];
  const telling = tellingWords(question, pool);
  const invitations = await queries.invitationsTo(conn, [...members.keys()], now - LOAD_MS);
  const sent = await queries.sentByItself(conn, question.spaceId, now - SHARE_MS);
  const all = [...sent.values()].reduce((sum, count) => sum + count, 0) + going;
  const found: (Omit<Suggestion, 'isChosen'> & { had: number })[] = [];
  for (const [id, answers] of members) {
    const theirs = invitations.filter(({ memberId }) => memberId === id);
    const { max, windowMs } = INVITATIONS_TO_MEMBER;
    if (theirs.filter(({ at }) => at > now - windowMs).length >= max) continue;
    const had = sent.get(id) ?? 0;
    const open = theirs.filter(({ isOpen }) => isOpen).length;
    const score = scoreOf(answers, { open, invited: theirs.length, used: usedShare(had, all) }, now);
    found.push({ id, score, because: reasonOf(answers, question.tagNames, telling, now), had });
  }
  found.sort((one, other) => other.score - one.score || one.id - other.id);
  const chosen = new Set(chosenFrom(found, { sent: all, going, candidates: members.size }));
  return found.map((one) => ({ id: one.id, score: one.score, because: one.because, isChosen: chosen.has(one) }));
}
