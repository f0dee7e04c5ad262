/**
 * Community health counted a second time, from its definitions alone: it shares no code with the product, reads
 * the SQLite file as it lies there, and goes through everything in plain loops, however slow.
 */
import Database from 'better-sqlite3';

const DAY = 24 * 60 * 60 * 1000;
const HOUR = DAY / 24;
const Z = 1.959963984540054;

type Post = {
  id: number;
  thread: Thread;
  parent: number | null;
  author: number | null;
  kind: string;
  number: number;
  at: number;
  gone: boolean;
  brand: number | null;
  accepted: number | null;
  settled: number | null;
  votes: number;
  marks: { kind: string; at: number; by: number }[];
};
type Thread = {
  id: number;
  space: number;
  asker: number | null;
  asks: boolean;
  there: boolean;
  at: number;
  seen: number | null;
  posts: Post[];
};
export type Counted = { value: number | null; n: number; low: number | null; high: number | null; state: string };
export type Recount = Map<string, Record<string, Counted>>;

function read(file: string) {
  const db = new Database(file, { readonly: true });
  const threads = new Map<number, Thread>();
  for (const t of db.prepare('select * from threads').all() as any[])
    threads.set(t.id, {
      id: t.id,
      space: t.space_id,
      asker: t.author_id,
      asks: t.form === 'question' || t.form === 'problem',
      there: t.visible === 1,
      at: t.created_at,
      seen: t.first_seen_at,
      posts: [],
    });
  const brands = new Map<number, number>();
  for (const l of db.prepare('select * from post_labels').all() as any[]) brands.set(l.post_id, l.brand_id);
  const posts = new Map<number, Post>();
  for (const p of db.prepare('select * from posts order by created_at, id').all() as any[]) {
    const thread = threads.get(p.thread_id)!;
    const post: Post = {
      id: p.id,
      thread,
      parent: p.parent_id,
      author: p.author_id,
      kind: p.kind,
      number: p.number,
      at: p.created_at,
      gone: p.withdrawn_at !== null || !thread.there,
      brand: brands.get(p.id) ?? null,
      accepted: p.accepted_at,
      settled: p.settled_at,
      votes: p.imported_helpful,
      marks: [],
    };
    posts.set(p.id, post);
    thread.posts.push(post);
  }
  for (const m of db.prepare('select * from marks where taken_back_at is null').all() as any[])
    posts.get(m.post_id)!.marks.push({ kind: m.kind, at: m.at, by: m.account_id });
  const spaces = (db.prepare('select id from spaces').all() as any[]).map((s) => s.id as number);
  db.close();
  return { threads: [...threads.values()], posts: [...posts.values()], spaces };
}

const few = (n: number): Counted => ({ state: 'few', value: null, n, low: null, high: null });
const not = (state: string): Counted => ({ state, value: null, n: 0, low: null, high: null });

/** Wilson's interval as the two roots of the quadratic equation. */
function proportion(k: number, n: number): Counted {
  if (n < 10) return few(n);
  const a = 2 * n * k + n * Z * Z;
  const b = Z * Math.sqrt(n * Z * Z * n + 4 * n * k * (n - k));
  const c = 2 * n * (n + Z * Z);
  return { state: 'known', value: k / n, n, low: k === 0 ? 0 : (a - b) / c, high: k === n ? 1 : (a + b) / c };
}

function average(xs: number[]): Counted {
  const n = xs.length;
  if (n < 10) return few(n);
  let sum = 0;
  let squares = 0;
  for (const x of xs) {
    sum += x;
    squares += x * x;
  }
  const mean = sum / n;
  const half = Z * Math.sqrt(Math.max(0, (squares - n * mean * mean) / (n - 1)) / n);
  return {
    state: 'known',
    value: mean,
    n,
    low: Math.max(0, mean - half),
    high: sum === 0 ? 3.6888794541139363 / n : mean + half,
  };
}

/** S(t) is reckoned recompute for every time, with Greenwood's sum. */
function medianWait(waits: { ms: number; came: boolean }[]): Counted {
  const n = waits.length;
  if (n < 10) return few(n);
  const times = [...new Set(waits.filter((w) => w.came).map((w) => w.ms))].sort((a, b) => a - b);
  let value: number | null = null;
  let low: number | null = null;
  let high: number | null = null;
  for (const t of times) {
    let s = 1;
    let sum = 0;
    for (const u of times) {
      if (u > t) continue;
      const risk = waits.filter((w) => w.ms >= u).length;
      const died = waits.filter((w) => w.came && w.ms === u).length;
      s *= (risk - died) / risk;
      if (risk > died) sum += died / (risk * (risk - died));
    }
    const half = s === 0 ? 0 : Z * s * Math.sqrt(sum);
    if (low === null && s - half <= 0.5) low = t;
    if (value === null && s < 0.5 + 1e-9) value = t;
    if (high === null && s + half <= 0.5) high = t;
  }
  return { state: value === null ? 'beyond' : 'known', value, n, low, high };
}

function giniOf(xs: number[]): number {
  let differences = 0;
  let sum = 0;
  for (const x of xs) {
    sum += x;
    for (const y of xs) differences += Math.abs(x - y);
  }
  return differences / (2 * xs.length * sum);
}

function halfBy(xs: number[]): number {
  const total = xs.reduce((a, b) => a + b, 0);
  const left = [...xs].sort((a, b) => b - a);
  let done = 0;
  let people = 0;
  while (done < total / 2) {
    done += left.shift()!;
    people++;
  }
  return people;
}

const isOther = (post: Post) => post.author === null || post.thread.asker === null || post.author !== post.thread.asker;
const isPeerAnswer = (post: Post) => !post.gone && post.brand === null && post.kind === 'answer' && isOther(post);
const isMemberPost = (post: Post) => !post.gone && post.brand === null && post.author !== null;
const isQuestion = (thread: Thread) => {
  const opening = thread.posts.find((post) => post.number === 1);
  return thread.asks && thread.there && opening !== undefined && !opening.gone && opening.brand === null;
};
const least = (xs: (number | null)[]) => {
  const there = xs.filter((x) => x !== null);
  return there.length > 0 ? Math.min(...there) : null;
};

function facts(thread: Thread) {
  const answers = thread.posts.filter(isPeerAnswer);
  const notes = thread.posts.filter((post) => !post.gone && post.brand !== null && post.kind === 'note');
  const others = thread.posts.filter((p) => p.number > 1 && !p.gone && p.brand === null && isOther(p));
  const second = (post: Post) =>
    post.marks
      .filter((m) => m.kind === 'worked')
      .map((m) => m.at)
      .sort((a, b) => a - b)[1] ?? null;
  return {
    answered: least(answers.map((p) => p.at)),
    noted: least(notes.map((p) => p.at)),
    heard: least(others.map((p) => p.at)),
    resolved: least([...answers.map((p) => p.accepted), ...answers.map(second)]),
    settled: least(notes.map((p) => p.settled)),
    solved: least(thread.posts.filter((p) => !p.gone && p.kind === 'answer').map((p) => p.accepted)),
  };
}

function onePeriod(
  threads: Thread[],
  posts: Post[],
  everything: Post[],
  start: number,
  end: number,
  now: number,
  unit: string,
  watched: number | null,
): Record<string, Counted> {
  const inside = (at: number) => at >= start && at < end;
  const questions = threads.filter((t) => isQuestion(t) && inside(t.at)).map((t) => ({ t, f: facts(t) }));
  const by = (at: number | null, until: number) => at !== null && at < until;
  const wait = (what: 'answered' | 'noted') =>
    medianWait(
      questions.map(({ t, f }) => {
        const came = by(f[what], end);
        return { came, ms: Math.max(0, (came ? f[what]! : Math.min(end, now)) - t.at) };
      }),
    );
  const count = (is: (q: (typeof questions)[number]) => boolean) =>
    proportion(questions.filter(is).length, questions.length);
  const resolved = ({ t, f }: (typeof questions)[number]) => by(f.resolved, t.at + 30 * DAY);

  const answers = posts.filter((p) => isPeerAnswer(p) && inside(p.at));
  const per = new Map<number, number>();
  for (const p of answers) if (p.author !== null) per.set(p.author, (per.get(p.author) ?? 0) + 1);
  const known = answers.filter((p) => p.author !== null).length;

  const actors = (from: number, to: number) => {
    const people = new Set<number>();
    for (const p of posts) {
      if (isMemberPost(p) && p.at >= from && p.at < to) people.add(p.author!);
      // In what everybody sees.
      for (const m of p.marks) if (p.thread.there && m.at >= from && m.at < to) people.add(m.by);
    }
    return people;
  };
  const active = actors(start, end).size;
  const last = unit === 'week' ? end : start + 28 * DAY;
  const around = [...actors(last - 28 * DAY, last)];
  const weeks = [0, 1, 2, 3].map((i) => actors(last - 28 * DAY + i * 7 * DAY, last - 28 * DAY + (i + 1) * 7 * DAY));
  const sticky = () =>
    unit === 'week'
      ? proportion(weeks[3]!.size, around.length)
      : average(around.map((who) => weeks.filter((w) => w.has(who)).length / 4));

  const firsts: Post[] = [];
  const seen = new Set<number>();
  for (const p of everything) {
    if (!isMemberPost(p) || seen.has(p.author!)) continue;
    seen.add(p.author!);
    if (posts.includes(p) && inside(p.at)) firsts.push(p);
  }
  const heard = (p: Post) =>
    p.thread.posts.some(
      (r) =>
        r !== p &&
        !r.gone &&
        r.brand === null &&
        r.author !== p.author &&
        r.at >= p.at &&
        r.at < p.at + 48 * HOUR &&
        (p.kind === 'opening' || r.parent === (p.parent ?? p.id)),
    );
  const kept = (p: Post) =>
    everything.some(
      (r) => isMemberPost(r) && r.author === p.author && r.at >= p.at + 7 * DAY && r.at < p.at + 60 * DAY,
    );

  const near = (at: number) => at >= end - 90 * DAY && at < end;
  const recent = posts.filter((p) => isPeerAnswer(p) && near(p.at) && p.author !== null);
  const pairs = [...new Set(recent.filter((p) => p.thread.asker !== null).map((p) => `${p.author} ${p.thread.asker}`))];
  const mutual = pairs.filter((pair) => {
    const [i, j] = pair.split(' ');
    return pairs.includes(`${j} ${i}`);
  });
  const askers = [...new Set(threads.filter((t) => isQuestion(t) && near(t.at)).map((t) => t.asker))].filter(
    (id) => id !== null,
  );
  const generous = askers.filter((id) => recent.some((p) => p.author === id));

  const said = posts.filter((p) => !p.gone && inside(p.at));
  const waiting = questions.filter(({ t, f }) => {
    const day = t.at + DAY;
    return watched !== null && t.at >= watched && !by(f.answered, day) && !by(f.solved, day) && !by(f.settled, day);
  });
  const later = (window: number, figure: () => Counted) => (now < end + window ? not('open') : figure());
  return {
    answerWait: wait('answered'),
    noteWait: wait('noted'),
    unheard: later(72 * HOUR, () => count(({ t, f }) => !by(f.heard, t.at + 72 * HOUR))),
    peerResolved: later(30 * DAY, () => count(resolved)),
    staffSettled: later(30 * DAY, () => count((q) => !resolved(q) && by(q.f.settled, q.t.at + 30 * DAY))),
    neverShown:
      watched === null || end <= watched
        ? not('unmeasured')
        : later(DAY, () =>
            proportion(waiting.filter(({ t }) => t.seen === null || t.seen > t.at + DAY).length, waiting.length),
          ),
    answersWorked: later(30 * DAY, () =>
      average(
        answers.map(
          (p) =>
            p.votes +
            p.marks.filter((m) => (m.kind === 'worked' || m.kind === 'helpful') && m.at < p.at + 30 * DAY).length,
        ),
      ),
    ),
    active: { state: 'known', value: active, n: active, low: null, high: null },
    stickiness: now < last ? not('open') : sticky(),
    newcomersHeard: later(48 * HOUR, () => proportion(firsts.filter(heard).length, firsts.length)),
    newcomersKept: later(60 * DAY, () => proportion(firsts.filter(kept).length, firsts.length)),
    reciprocity: proportion(mutual.length, pairs.length),
    generosity: proportion(generous.length, askers.length),
    breadth:
      known < 10 ? few(known) : { state: 'known', value: halfBy([...per.values()]), n: known, low: null, high: null },
    gini:
      per.size < 10
        ? few(per.size)
        : { state: 'known', value: giniOf([...per.values()]), n: per.size, low: null, high: null },
    staffVoice: proportion(said.filter((p) => p.brand !== null).length, said.length),
  };
}

/** Mondays, or firsts of months, from before the first moment until after now. */
function starts(unit: string, from: number, now: number): number[] {
  const list: number[] = [];
  const day = new Date(from);
  day.setUTCHours(0, 0, 0, 0);
  if (unit === 'month') day.setUTCDate(1);
  else while (day.getUTCDay() !== 1) day.setUTCDate(day.getUTCDate() - 1);
  while (day.getTime() <= now) {
    list.push(day.getTime());
    if (unit === 'month') day.setUTCMonth(day.getUTCMonth() + 1);
    else day.setUTCDate(day.getUTCDate() + 7);
  }
  return [...list, day.getTime()];
}

/** Every figure of every period of every scope (0: the forum), under `scope unit start`. */
export function recount(file: string, now: number, watched: number | null): Recount {
  const { threads, posts, spaces } = read(file);
  const found: Recount = new Map();
  const first = Math.min(...posts.map((p) => p.at), ...threads.map((t) => t.at));
  for (const unit of ['week', 'month']) {
    const all = starts(unit, first, now);
    for (const scope of [0, ...spaces]) {
      const ours = threads.filter((t) => scope === 0 || t.space === scope);
      const theirs = posts.filter((p) => scope === 0 || p.thread.space === scope);
      for (let i = 0; i + 1 < all.length; i++)
        found.set(
          `${scope} ${unit} ${all[i]}`,
          onePeriod(ours, theirs, posts, all[i]!, all[i + 1]!, now, unit, watched),
        );
    }
  }
  return found;
}
