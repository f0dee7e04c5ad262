/** Posts that are decided together: they lead to the same site, say nearly the same, or are by who wrote such. */
import { isNear, type Print } from './simhash.ts';

/** @property hosts of links to where this forum's members do not link themselves */
export type Likened = { id: number; authorId: number | null; hosts: readonly string[]; print: Print | null };

/** Sets that grow together (union–find): who is asked last stands for all. */
function makeSets(count: number) {
  const parents = Array.from({ length: count }, (_, i) => i);
  const rootOf = (i: number): number => {
    let root = i;
    while (parents[root] !== root) root = parents[root]!;
    for (let at = i; parents[at] !== root;) [at, parents[at]] = [parents[at]!, root];
    return root;
  };
  const join = (one: number, other: number) => {
    const [a, b] = [rootOf(one), rootOf(other)].sort((x, y) => x - y);
    parents[b!] = a!;
  };
  return { rootOf, join };
}

/** @returns the posts in groups, the largest first; within a group, and among groups of a size, in the order given */
export function groupsOf<T extends Likened>(posts: readonly T[]): T[][] {
  const sets = makeSets(posts.length);
  const first = new Map<string, number>();
  const near = new Map<string, number[]>();
  posts.forEach(({ authorId, hosts, print }, i) => {
    const same = [...hosts.map((host) => `→ ${host}`), ...(authorId === null ? [] : [`by ${authorId}`])];
    for (const key of same) {
      const other = first.get(key);
      if (other === undefined) first.set(key, i);
      else sets.join(other, i);
    }
    print?.forEach((part, at) => {
      const key = `${at}:${part}`;
      const others = near.get(key) ?? [];
      const alike = others.find((other) => isNear(posts[other]!.print!, print));
      if (alike === undefined) near.set(key, [...others, i]);
      else sets.join(alike, i);
    });
  });
  const groups = new Map<number, T[]>();
  posts.forEach((post, i) => {
    const root = sets.rootOf(i);
    const group = groups.get(root);
    if (group) group.push(post);
    else groups.set(root, [post]);
  });
  return [...groups.values()].sort((one, other) => other.length - one.length);
}
