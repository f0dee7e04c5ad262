/** What happens while a member's page is open: its socket, and what is done with what it says. */
import { languageNamed } from '../../shared/catalogue/languages.ts';
import { number as numberIn } from '../../shared/format.ts';
import { LIVE_CLOSED, type LiveMessage } from '../../shared/live.ts';
import { refreshThread } from './live-thread.ts';
import { showWriter, startWriting, stopWriters } from './live-writing.ts';

type Words = Record<'post' | 'posts' | 'thread' | 'threads' | 'writing' | 'writings', string>;

const FIRST_AGAIN_MS = 1_000;
const AGAIN_AT_MOST_MS = 60_000;
/** After so many times without a socket, the page asks by itself whenever it tries again. */
const TRIES_BEFORE_ASKING = 3;
const MESSAGES_KNOWN = 500;
const THREADS_COUNTED = 99;

const language = languageNamed(document.documentElement.lang);
const { live: watch = '', after = '0', liveWords = '{}' } = document.body.dataset;
const words = JSON.parse(liveWords) as Words;
const threadId = new URLSearchParams(watch).get('thread');
const note = document.querySelector<HTMLElement>('#live-note')!;
const title = document.title;

let last = Number(after);
let tries = 0;
let socket: WebSocket | null = null;
const known = new Set<string>();

/** Posts of the thread to ask for; null: all of them. */
let wanted: Set<number> | null = new Set();
/** Those of them that are new to this reader. */
const arrived = new Set<number>();
/** Those that stand in the page, or elsewhere in the thread, and were not on the screen yet. */
const unseen = new Set<number>();
let started = 0;
/** What the bell counts, from when something came while this page was open until it is read. */
let told = { count: 0, shown: '' };
let counts = Number(document.querySelector<HTMLElement>('.bell')?.dataset.count ?? 0);
let isAsking = false;

const counted = (one: string, more: string, count: number) =>
  count === 1 ? one : more.replace('#', numberIn(language, count));

/** Says it where it does not move the page, with the way there. @param isSeen whether it is on the screen already */
function say(text: string, href: string, isSeen = false): void {
  const link = document.createElement('a');
  link.href = href;
  link.textContent = text;
  note.classList.toggle('visually-hidden', isSeen);
  note.replaceChildren(isSeen ? text : link);
}

note.addEventListener('click', () => (unseen.clear(), note.replaceChildren()));

/** What its reader has come past is not new any more. */
function forgetSeen(): void {
  if (document.hidden) return;
  for (const number of unseen) {
    const place = document.getElementById(`post-${number}`)?.getBoundingClientRect();
    if (place && place.top < innerHeight && place.bottom > 0) unseen.delete(number);
  }
}

function onScroll(): void {
  if (unseen.size === 0) return;
  forgetSeen();
  if (unseen.size === 0) note.replaceChildren();
}

/** Says how many are new below, with the way to the first. @param first, count of those that came just now */
function sayUnseen(first: number, count: number): void {
  const to = unseen.size > 0 ? Math.min(...unseen) : first;
  const href = document.getElementById(`post-${to}`) ? `#post-${to}` : `${location.pathname}/${to}`;
  say(counted(words.post, words.posts, unseen.size || count), href, unseen.size === 0);
}

/** What was withdrawn is not new, wherever it stood. */
function forgetGone(number: number): void {
  arrived.delete(number);
  if (!unseen.delete(number)) return;
  if (unseen.size > 0) sayUnseen(number, 1);
  else note.replaceChildren();
}

/** What is new in the page counts while its reader is elsewhere; what they were told of, until it is read. A post may be both. */
function showTitle(): void {
  const fresh = document.hidden ? arrived.size + unseen.size + started : 0;
  const shown = fresh > told.count ? numberIn(language, fresh) : told.shown;
  document.title = Math.max(fresh, told.count) > 0 ? `(${shown}) ${title}` : title;
}

/** Brings what is wanted into the page, one question at a time; what comes meanwhile is asked for together. */
async function ask(): Promise<void> {
  if (isAsking || document.hidden || !threadId || wanted?.size === 0) return;
  isAsking = true;
  const [numbers, fresh] = [wanted && [...wanted], [...arrived]];
  wanted = new Set();
  arrived.clear();
  const { isBusy, writtenBy } = await refreshThread(threadId, numbers, fresh);
  stopWriters(writtenBy, words);
  const since = wanted as Set<number> | null;
  const isMore = since === null || since.size > 0;
  for (const number of isBusy) since?.add(number);
  isAsking = false;
  for (const number of fresh) unseen.add(number);
  forgetSeen();
  if (fresh.length > 0) sayUnseen(fresh[0]!, fresh.length);
  showTitle();
  if (isMore) void ask();
}

const threadsIn = (page: Document) =>
  [...page.querySelectorAll('main a[href^="/t/"]')].map((link) =>
    Number(/^\/t\/(\d+)/.exec(link.getAttribute('href')!)?.[1]),
  );

/** Counts in a list that was away for long what began since: of that nothing is told one by one. */
async function askForList(): Promise<void> {
  const response = await fetch(location.href).catch(() => null);
  if (!response?.ok) return;
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
  const newest = Math.max(0, ...threadsIn(document));
  const count = new Set(threadsIn(fresh).filter((id) => id > newest)).size;
  if (count === 0) return;
  started = Math.min(Math.max(started, count), THREADS_COUNTED);
  say(counted(words.thread, words.threads, started), location.pathname + location.search);
  showTitle();
}

function showCount(at: string, { count, shown, words: aloud }: { count: number; shown: string; words: string }): void {
  const link = document.querySelector(at);
  const place = link?.querySelector<HTMLElement>('.bell__count');
  if (!link || !place) return;
  place.hidden = count === 0;
  place.textContent = shown;
  link.querySelector('.visually-hidden')!.textContent = aloud;
}

function showBell({ bell, letters, ...said }: Extract<LiveMessage, { bell: number }>): void {
  showCount('.bell', { count: bell, ...said });
  showCount('.letters', letters);
  if (told.count > 0 || bell > counts) told = { count: bell, shown: said.shown };
  counts = bell;
  showTitle();
  if (document.querySelector('[data-conversation]')) void import('./live-conversation.ts').then((at) => at.refresh());
}

const waits = (part: ParentNode): boolean => part.querySelector('.moderated') !== null;

function onMessage(text: string): void {
  const message = JSON.parse(text) as LiveMessage;
  if ('bell' in message) return showBell(message);
  if ('writing' in message) return showWriter(message.writing, words);
  if (known.has(text)) return;
  if (known.size >= MESSAGES_KNOWN) known.clear();
  known.add(text);
  last = Math.max(last, message.at);
  if ('again' in message && !threadId) return void askForList();
  if ('again' in message || 'thread' in message) wanted = null;
  else if ('post' in message) {
    const isNew = message.is === 'new';
    const there = document.getElementById(`post-${message.post}`);
    // What its writer sent is in the page already; where it waited for a moderator, it waits no more.
    if (isNew && there && !waits(there)) return;
    if (message.is === 'gone') forgetGone(message.post);
    wanted?.add(message.post);
    if (isNew && !there) arrived.add(message.post);
  } else if (threadId === String(message.started)) {
    if (!waits(document)) return;
    wanted = null;
  } else {
    if (document.querySelector(`main a[href^="/t/${message.started}/"]`)) return;
    started = Math.min(started + 1, THREADS_COUNTED);
    say(counted(words.thread, words.threads, started), location.pathname + location.search);
  }
  showTitle();
  void ask();
}

function connect(): void {
  const url = new URL(`/live?${watch}${watch && '&'}after=${last}`, location.href);
  url.protocol = url.protocol.replace('http', 'ws');
  socket = new WebSocket(url);
  socket.addEventListener('open', () => (tries = 0));
  socket.addEventListener('message', ({ data }) => onMessage(String(data)));
  socket.addEventListener('close', ({ code }) => {
    socket = null;
    if (code === LIVE_CLOSED.signedOut || code === LIVE_CLOSED.tooMany) return;
    const wait = Math.min(AGAIN_AT_MOST_MS, FIRST_AGAIN_MS * 2 ** tries++);
    // Not all at the same moment, after a restart of the server.
    setTimeout(() => socket ?? connect(), wait * (0.5 + Math.random() / 2));
    if (tries <= TRIES_BEFORE_ASKING) return;
    wanted = null;
    void ask();
  });
}

export function startLive(): void {
  connect();
  if (threadId && document.body.dataset.writes !== undefined)
    startWriting((text) => socket?.readyState === WebSocket.OPEN && socket.send(text));
  document.addEventListener('visibilitychange', () => void (showTitle(), ask()));
  document.addEventListener('scroll', onScroll, { passive: true });
  // What was being written in may be asked for again.
  document.addEventListener('focusout', () => setTimeout(() => void ask()));
  addEventListener('pagehide', () => socket?.close());
  addEventListener('online', () => socket ?? connect());
}
