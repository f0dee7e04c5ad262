/** Random histories of a thread: who said what to whom, when, who is staff, who marked what. */
export type Post = {
  /** 0 to 5 are members, 6 and 7 speak for a brand. */
  by: number;
  isStaff: boolean;
  kind: 'opening' | 'answer' | 'post' | 'note' | 'reply';
  under: number | null;
  at: number;
  isOnProbation: boolean;
  isWithdrawn: boolean;
};
export type Mark = {
  on: number;
  by: number;
  kind: 'helpful' | 'me_too' | 'worked' | 'accept';
  at: number;
  isOnProbation: boolean;
};
export type History = { posts: Post[]; marks: Mark[]; hasMemberTalk: boolean };
export type Told = { threadId: number };

/** Mulberry32: a small generator that gives the same numbers everywhere. */
export function seeded(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const START = Date.UTC(2026, 4, 1);
const HOUR = 3_600_000;
const STAFF = 6;

function kindOf(i: number, by: number, asker: number, under: number | null): Post['kind'] {
  if (i === 0) return 'opening';
  if (under !== null) return 'reply';
  if (by >= STAFF) return 'note';
  return by === asker || asker >= STAFF ? 'post' : 'answer';
}

function history(random: () => number, isLive: boolean): History {
  const below = (limit: number) => Math.floor(random() * limit);
  const posts: Post[] = [];
  const marks: Mark[] = [];
  let at = START + below(1_000) * HOUR;
  const count = 2 + below(11);
  for (let i = 0; i < count; i++) {
    const by = random() < (i === 0 ? 0.15 : 0.3) ? STAFF + below(2) : below(STAFF);
    const tops = posts.flatMap((post, k) => (k > 0 && post.under === null && !(isLive && post.isWithdrawn) ? [k] : []));
    const under = tops.length > 0 && random() < 0.5 ? tops[below(tops.length)]! : null;
    at += 1 + below(20) * HOUR + below(3_000_000);
    const isStaff = by >= STAFF;
    const kind = kindOf(i, by, posts[0]?.by ?? by, under);
    posts.push({
      by,
      isStaff,
      kind,
      under,
      at,
      isOnProbation: !isLive && random() < 0.3,
      isWithdrawn: i > 0 && random() < 0.12,
    });
  }
  const asker = posts[0]!.by;
  for (const [on, post] of posts.entries()) {
    if (post.isStaff) continue;
    for (let by = 0; by < STAFF; by++) {
      if (by === post.by || random() > 0.25) continue;
      at += 1 + below(5_000_000);
      const kinds: Mark['kind'][] = ['helpful'];
      if (post.kind === 'opening') kinds.push('me_too');
      if (post.kind === 'answer') kinds.push(by === asker ? 'accept' : 'worked');
      marks.push({ on, by, kind: kinds[below(kinds.length)]!, at, isOnProbation: !isLive && random() < 0.3 });
    }
  }
  return { posts, marks, hasMemberTalk: hasMemberTalk(posts, marks) };
}

/** Whether a post is there and was said by a member to another member. */
function isToMember(posts: Post[], post: Post): boolean {
  const other = post.under === null ? posts[0]! : posts[post.under]!;
  return !post.isWithdrawn && !post.isStaff && post.kind !== 'opening' && !other.isStaff && other.by !== post.by;
}

/** Whether a post was said to staff. */
const isToStaff = (posts: Post[], post: Post) =>
  post.kind !== 'opening' && (post.under === null ? posts[0]! : posts[post.under]!).isStaff;

function hasMemberTalk(posts: Post[], marks: Mark[]): boolean {
  const marked = marks.some(({ on }) => !posts[on]!.isWithdrawn && !isToStaff(posts, posts[on]!));
  return posts.some((post) => isToMember(posts, post)) || marked;
}

/** @param isLive in the order in which the actions let it happen, with nobody fresh but by the actions' own rule */
export function histories(count: number, seed: number, { isLive = false } = {}): History[] {
  const random = seeded(seed);
  return [...Array(count)].map(() => history(random, isLive));
}

/** The same without every act of staff and all that was said to them; null when staff began it. */
export function withoutStaff({ posts, marks, hasMemberTalk: talk }: History): History | null {
  if (posts[0]!.isStaff) return null;
  const stays = posts.map((post) => !post.isStaff && !isToStaff(posts, post));
  const place = new Map<number, number>();
  stays.forEach((isThere, i) => isThere && place.set(i, place.size));
  return {
    posts: posts.flatMap((post, i) =>
      stays[i] ? [{ ...post, under: post.under === null ? null : place.get(post.under)! }] : [],
    ),
    marks: marks.flatMap((mark) => (place.has(mark.on) ? [{ ...mark, on: place.get(mark.on)! }] : [])),
    hasMemberTalk: talk,
  };
}
