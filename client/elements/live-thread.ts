/**
 * Brings the posts of a thread up to date, one by one, where they stand: nothing that its reader looks at moves, and
 * nothing in which they write, or have opened something, is touched.
 */
import { nameReplies } from './replies.ts';
import { watchScrollers } from './scrollers.ts';
import { drawTimes } from './times.ts';

/** A post of the page itself, not a reply: the opening, a solving answer, one of a list. */
const POSTS = '.thread-posts > article, .solved > article, .answers > li > article';
const LISTS = '.solved > h2, .answers';

export type Refreshed = {
  /** Posts that could not be changed now: their reader is at work in them. */
  isBusy: number[];
  /** Whose posts came. */
  writtenBy: string[];
};

const numberOf = (post: Element) => Number(post.id.slice('post-'.length));
const holderOf = (post: Element) => post.closest('.answers > li, .solved') ?? post;
const shape = (posts: Element) =>
  [...posts.querySelectorAll(LISTS)].map((list) => list.id || list.getAttribute('aria-labelledby')).join();

const isWorkedIn = (part: Element) =>
  part.contains(document.activeElement) || part.querySelector('details[open], form:not([hidden]) textarea') !== null;

async function fetchPart(threadId: string, numbers: readonly number[] | null): Promise<Document | null> {
  const page = new URLSearchParams(location.search).get('page');
  const path = `/live/threads/${threadId}/${numbers?.join() ?? 'all'}${page ? `?page=${page}` : ''}`;
  const response = await fetch(path).catch(() => null);
  return response?.ok ? new DOMParser().parseFromString(await response.text(), 'text/html') : null;
}

/** Puts the new posts of one list into the one that is there, and takes away what went. */
function changeLists(old: Element, fresh: Element): number[] {
  const busy: number[] = [];
  const change = (was: Element, is: Element, number: number) =>
    isWorkedIn(was) ? busy.push(number) : was.replaceWith(is);
  const stays = new Set<string>();
  for (const post of [...fresh.querySelectorAll<HTMLElement>(POSTS)]) {
    stays.add(post.id);
    const was = old.querySelector(`#${post.id}`);
    if (was) {
      if (!('stays' in post.dataset)) change(holderOf(was), holderOf(post), numberOf(post));
      continue;
    }
    const holder = holderOf(post);
    const before = holder.previousElementSibling?.querySelector(':scope > article')?.id;
    const list = old.querySelector(
      `.answers[aria-labelledby="${holder.parentElement?.getAttribute('aria-labelledby')}"]`,
    );
    const above = before && list?.querySelector(`:scope > li:has(> #${before})`);
    if (above) above.after(holder);
    else list?.prepend(holder);
  }
  for (const post of old.querySelectorAll(POSTS))
    if (!stays.has(post.id) && !isWorkedIn(holderOf(post))) holderOf(post).remove();
  for (const heading of fresh.querySelectorAll('.answers-head > h2'))
    old.querySelector(`#${heading.id}`)?.replaceChildren(...heading.childNodes);
  return busy;
}

/** Does something to the page without moving what its reader looks at. */
function inPlace(work: () => void): void {
  const seen = [...document.querySelectorAll(POSTS)].find((post) => post.getBoundingClientRect().bottom > 0);
  const top = seen?.getBoundingClientRect().top ?? 0;
  work();
  const still = seen && document.getElementById(seen.id);
  // Who looks at the beginning stays there.
  if (still && scrollY > 0) scrollBy({ top: still.getBoundingClientRect().top - top, behavior: 'instant' });
}

/**
 * @param numbers of posts that are new or look different; null for all
 * @param arrived those of them that are new
 */
export async function refreshThread(
  threadId: string,
  numbers: readonly number[] | null,
  arrived: readonly number[],
): Promise<Refreshed> {
  const none = { isBusy: [], writtenBy: [] };
  const old = document.querySelector('.thread-posts');
  let part = await fetchPart(threadId, numbers?.slice(0, 50) ?? null);
  let fresh = part?.querySelector('.thread-posts');
  if (!old || !part || !fresh) return none;
  const isKnown = (post: Element) => old.querySelector(`#${post.id}`) !== null;
  const isOther = shape(old) !== shape(fresh);
  // A place of which nothing is here, or another order: all of it is needed.
  if (numbers && (isOther || ![...fresh.querySelectorAll('article[data-stays]')].every(isKnown))) {
    part = await fetchPart(threadId, null);
    fresh = part?.querySelector('.thread-posts');
    if (!part || !fresh) return none;
  }
  let isBusy: number[] = [];
  inPlace(() => {
    if (!isOther) isBusy = changeLists(old, fresh);
    else if (isWorkedIn(old)) isBusy = [...arrived];
    else old.replaceWith(fresh);
    for (const name of ['.thread-head', '.outline']) {
      const [was, is] = [document.querySelector(name), part.querySelector(name)];
      if (!was || !is || isWorkedIn(was)) continue;
      // What was new when its reader came stays said.
      is.append(...was.querySelectorAll('.fresh'));
      was.replaceWith(is);
    }
  });
  drawTimes();
  nameReplies();
  watchScrollers();
  const there = arrived.flatMap((number) => document.getElementById(`post-${number}`) ?? []);
  for (const post of there) post.classList.add('post--arrived');
  const writtenBy = there.map((post) => post.querySelector('.post__author')?.textContent ?? '');
  return { isBusy, writtenBy };
}
