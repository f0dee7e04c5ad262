/** The limits on brand staff reckoned anew, in plain loops, from the words of the policy: it shares nothing with the rules. */

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

export type Said = {
  id: number;
  thread: number;
  number: number;
  author: string;
  /** For whom it was said; null for a member. */
  brand: string | null;
  /** For whom its author had spoken until less than 90 days before; null or nothing for all others. */
  wasOf?: string | null;
  isAnswer: boolean;
  isSafety: boolean;
  at: number;
  withdrawn: boolean;
};
export type Talk = {
  id: number;
  space: number;
  asker: string;
  isQuestion: boolean;
  createdAt: number;
  hasEarlyAccess: boolean;
};
export type Numbers = { account: number; brand: number; thread: number; floor: number; hours: number };
export const STANDARD: Numbers = { account: 20, brand: 40, thread: 3, floor: 3, hours: 24 };

export class Model {
  readonly said: Said[] = [];
  readonly talks = new Map<number, Talk>();
  readonly numbers: Numbers;
  constructor(numbers: Numbers) {
    this.numbers = numbers;
  }

  private inThread(thread: number): Said[] {
    return this.said.filter((post) => post.thread === thread).sort((a, b) => a.number - b.number);
  }

  /** Why one more post of a brand must be refused; null when it must be let in. */
  why(brand: string, author: string, thread: number, now: number, isNewGrant: boolean): string | null {
    const talk = this.talks.get(thread)!;
    const here = this.inThread(thread);
    const { account, brand: perBrand, thread: perThread, hours } = this.numbers;
    const half = (limit: number) => (isNewGrant ? Math.floor(limit / 2) : limit);
    const peer = here.some(
      (post) => post.isAnswer && !post.withdrawn && post.author !== talk.asker && post.wasOf !== brand,
    );
    if (talk.isQuestion && !talk.hasEarlyAccess && !peer && now < talk.createdAt + hours * HOUR) return 'peers first';
    const heard = here.filter((post) => !post.withdrawn || post.brand === brand);
    if (heard.at(-1)?.brand === brand) return 'in a row';
    const members = here.filter((post) => post.brand === null && !post.withdrawn).length;
    const own = here.filter((post) => post.brand === brand);
    if (own.length + 1 > Math.max(1, Math.floor(members / 3))) return 'share of thread';
    if (here.filter((post) => post.brand !== null).length + 1 > Math.max(1, Math.floor(members / 2)))
      return 'share of all brands';
    if (own.filter((post) => post.at > now - DAY).length + 1 > Math.max(1, half(perThread))) return 'in a thread a day';
    if (this.inSpace(brand, talk.space, now) + 1 > this.shareOfSpace(talk.space, now)) return 'share of space';
    const today = this.said.filter((post) => post.brand === brand && post.at > now - DAY);
    if (today.filter((post) => post.author === author).length + 1 > half(account)) return 'a day';
    return today.length + 1 > half(perBrand) ? 'a day for the brand' : null;
  }

  /** Why somebody who spoke for a brand until a short while ago must be refused. */
  whyNotAsMember(author: string, wasOf: string | null, thread: number): string | null {
    const spoke = this.said.some((post) => post.thread === thread && post.author === author && post.brand === wasOf);
    return wasOf !== null && spoke ? 'spoke here' : null;
  }

  /** A thread is gone when its opening is, and nobody but its author has anything to say there. */
  isHidden(thread: number): boolean {
    const { asker } = this.talks.get(thread)!;
    const here = this.said.filter((post) => post.thread === thread && !post.withdrawn);
    return !here.some((post) => post.number === 1 || post.author !== asker);
  }

  private spaceOf = (post: Said) => this.talks.get(post.thread)!.space;

  private inSpace(brand: string, space: number, now: number): number {
    return this.said.filter((post) => post.brand === brand && this.spaceOf(post) === space && post.at > now - 7 * DAY)
      .length;
  }

  private shareOfSpace(space: number, now: number): number {
    const all = this.said.filter(
      (post) =>
        this.spaceOf(post) === space && post.at > now - 7 * DAY && !post.withdrawn && !this.isHidden(post.thread),
    );
    return Math.max(this.numbers.floor, Math.floor(all.length / 10));
  }

  /** Why a brand may not start one more thread in a space. */
  whyNotStart(brand: string, author: string, space: number, now: number, isNewGrant: boolean): string | null {
    const started = this.said.filter((post) => post.brand === brand && post.number === 1);
    if (started.some((post) => post.at > now - DAY)) return 'one a day';
    if (started.filter((post) => this.spaceOf(post) === space && post.at > now - 7 * DAY).length >= 2)
      return 'two a week';
    if (this.inSpace(brand, space, now) + 1 > this.shareOfSpace(space, now)) return 'share of space';
    const half = (limit: number) => (isNewGrant ? Math.floor(limit / 2) : limit);
    const today = this.said.filter((post) => post.brand === brand && post.at > now - DAY);
    if (today.filter((post) => post.author === author).length + 1 > half(this.numbers.account)) return 'a day';
    return today.length + 1 > half(this.numbers.brand) ? 'a day for the brand' : null;
  }

  /** Three safety notices in thirty days. */
  whyNotWarn(brand: string, now: number): string | null {
    const warned = this.said.filter((post) => post.brand === brand && post.isSafety && post.at > now - 30 * DAY);
    return warned.length >= 3 ? 'safety' : null;
  }
}
