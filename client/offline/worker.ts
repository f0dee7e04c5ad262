/**
 * Keeps the threads that are read, as visitors see them: nothing of whoever reads is in them, and what visitors may not
 * see is not kept. Answers with them where the forum is out of reach.
 */
import {
  type Asked,
  FILES_KEPT,
  KEPT_AT,
  KEPT_FILES,
  KEPT_PAGES,
  OFFLINE_PATH,
  PAGES_KEPT,
} from '../../shared/offline.ts';

type Waiting = Event & { waitUntil(done: Promise<unknown>): void };
type Fetched = Waiting & {
  request: Request;
  preloadResponse?: Promise<Response | undefined>;
  respondWith(answer: Promise<Response>): void;
};
type Message = Waiting & { data: Asked; origin: string };
type Worker = {
  registration: { navigationPreload?: { enable(): Promise<void> } };
  addEventListener(type: string, listener: (event: never) => void): void;
};

/** What pages load: ours, and a forum's own colours and mark. */
const FILES = /\/assets\/[\w.-]+\.(?:css|js|woff2|svg)|\/look\/[\w-]+\.css|\/logo\/[\w.-]+/g;
const LOADED = /^\/(?:assets|look|logo)\//;
const NOTE = /<p class="offline-note"[^]*?<\/p>/;
const MAIN = /<main[^>]*>/;

/** The oldest go first: what is put anew stands last. */
async function trim(name: string, most: number): Promise<void> {
  const cache = await caches.open(name);
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - most)).map((key) => cache.delete(key)));
}

async function keepFiles(html: string): Promise<void> {
  const cache = await caches.open(KEPT_FILES);
  for (const file of new Set(html.match(FILES))) {
    // One that is missing leaves the page readable.
    if (!(await cache.match(file))) await cache.add(file).catch(() => undefined);
  }
  await trim(KEPT_FILES, FILES_KEPT);
}

/** Keeps a page as somebody without a session gets it; one that these do not get goes. */
async function keep(path: string): Promise<void> {
  const response = await fetch(path, { credentials: 'omit' });
  const cache = await caches.open(KEPT_PAGES);
  await cache.delete(path);
  const type = response.headers.get('content-type') ?? '';
  if (!response.ok || !type.startsWith('text/html')) return;
  const html = await response.text();
  const policy = response.headers.get('content-security-policy') ?? "default-src 'none'";
  const headers = { 'content-type': type, 'content-security-policy': policy, [KEPT_AT]: String(Date.now()) };
  await cache.put(path, new Response(html, { headers }));
  await keepFiles(html);
  await trim(KEPT_PAGES, PAGES_KEPT + 1);
}

/** Nothing of what was read stays; the page that stands in for what is not kept is nobody's. */
async function forgetAll(): Promise<void> {
  await Promise.all([KEPT_PAGES, KEPT_FILES].map((name) => caches.delete(name)));
  await keep(OFFLINE_PATH);
}

/** A kept page with the line that says since when it is. */
async function marked(kept: Response, offline: Response | undefined): Promise<Response> {
  const html = await kept.text();
  const note = NOTE.exec((await offline?.text()) ?? '')?.[0] ?? '';
  const at = new Date(Number(kept.headers.get(KEPT_AT))).toISOString();
  const dated = note.replace(
    /<time[^>]*>[^<]*<\/time>/,
    () => `<time datetime="${at}">${at.slice(0, 16).replace('T', ' ')}</time>`,
  );
  return new Response(
    html.replace(MAIN, (main) => main + dated.replace(' hidden', '')),
    { headers: kept.headers },
  );
}

/** A thread is also read by its number alone. */
async function ofThread(cache: Cache, pathname: string): Promise<Response | undefined> {
  const number = /^\/t\/(\d+)(?:\/|$)/.exec(pathname)?.[1];
  const keys = number === undefined ? [] : await cache.keys();
  const key = keys.find(({ url }) => new URL(url).pathname.startsWith(`/t/${number}/`));
  return key && cache.match(key);
}

/** The page that stands in for one that is not kept says so. */
async function insteadOf(offline: Response): Promise<Response> {
  const html = (await offline.text()).replace(/(class="offline-missing"[^>]*) hidden/, '$1');
  return new Response(html, { headers: offline.headers });
}

async function answer({ request, preloadResponse }: Fetched): Promise<Response> {
  try {
    return (await preloadResponse) ?? (await fetch(request));
  } catch (error) {
    if (request.method !== 'GET') throw error;
    const { pathname, search } = new URL(request.url);
    const cache = await caches.open(KEPT_PAGES);
    const kept =
      (await cache.match(pathname + search)) ?? (await cache.match(pathname)) ?? (await ofThread(cache, pathname));
    const offline = await cache.match(OFFLINE_PATH);
    if (kept && pathname !== OFFLINE_PATH) return marked(kept, offline);
    if (offline) return pathname === OFFLINE_PATH ? offline : insteadOf(offline);
    throw error;
  }
}

const fileOf = async (request: Request): Promise<Response> =>
  fetch(request).catch(async (error: unknown) => {
    const kept = await caches.match(new URL(request.url).pathname);
    if (kept) return kept;
    throw error;
  });

export function readOffline(worker: Worker): void {
  worker.addEventListener('install', (event: Waiting) => event.waitUntil(keep(OFFLINE_PATH)));
  worker.addEventListener('activate', (event: Waiting) =>
    event.waitUntil(Promise.resolve(worker.registration.navigationPreload?.enable())),
  );
  worker.addEventListener('message', (event: Message) => {
    const { keep: path, forget } = event.data;
    if (event.origin !== location.origin) return;
    if (forget) event.waitUntil(forgetAll());
    else if (path !== undefined && /^\/t\/\d+\//.test(path)) event.waitUntil(keep(path));
  });
  worker.addEventListener('fetch', (event: Fetched) => {
    const { request } = event;
    const url = new URL(request.url);
    if (url.origin !== location.origin) return;
    if (request.mode === 'navigate') event.respondWith(answer(event));
    else if (LOADED.test(url.pathname)) event.respondWith(fileOf(request));
  });
}
