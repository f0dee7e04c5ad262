/** What is held before others read it, and why. */
import { describe, expect, it } from 'vitest';
import { fold } from '../../server/platform/store/fold.ts';
import { groupsOf } from '../../server/rules/likeness.ts';
import { canBeKnown, isKnownBy, unknownSites } from '../../server/rules/known-hosts.ts';
import { fewOf, isTakenUp } from '../../server/rules/on-topic.ts';
import { repeats, RUNS } from '../../server/rules/repeats.ts';
import {
  drawnAgainAt,
  isTrapped,
  type LookedAt,
  raidAt,
  raidLooms,
  USUAL_PREVENTION,
  whyFlagged,
  whyHeld,
  whyNotTaken,
  whyRefused,
} from '../../server/rules/prevention.ts';
import { readingOf } from '../../server/rules/reading.ts';
import { distance, isNear, printOf } from '../../server/rules/simhash.ts';
import { LESSONS_NEEDED, scoreOf, type Seen, tokensOf } from '../../server/rules/spam-score.ts';
import { compile, fits, hitsOf, readPatterns, WATCH_LIMITS, type WatchRule } from '../../server/rules/watch.ts';

const DAY = 86_400_000;
const PLAIN: LookedAt = {
  ...{
    mayModerate: false,
    trust: 'new',
    ageMs: DAY,
    approved: 0,
    approvedLinks: 0,
    links: 0,
    strange: 0,
    isOnTopic: false,
    hits: [],
  },
  ...{ isSimilar: false, score: null },
};
const NONE = { ...USUAL_PREVENTION, firstPosts: 'none' as const };
const why = (seen: Partial<LookedAt>, settings = USUAL_PREVENTION, raid = null as never) =>
  whyHeld({ ...PLAIN, ...seen }, settings, raid)?.why ?? null;

describe('a first post', () => {
  it('waits where it links to a site that is new here, until one was approved, and only of new accounts', () => {
    const linked = { links: 1, strange: 1 };
    expect(why({})).toBe(null);
    expect(why({ links: 2 })).toBe(null);
    expect(why(linked)).toBe('first_links');
    expect(why({ ...linked, approved: 3 })).toBe('first_links');
    expect(why({ ...linked, approvedLinks: 1 })).toBe(null);
    expect(why({ ...linked, isOnTopic: true })).toBe(null);
    expect(why({ ...linked, trust: 'known' })).toBe(null);
    expect(why({ ...linked, trust: null })).toBe(null);
    expect(why({ ...linked, mayModerate: true })).toBe(null);
  });

  it('stands with its link where it reads like what moderators here let stand, not in a raid, nor where the score is off', () => {
    const linked = (percent: number, against = 5) => ({ links: 1, strange: 1, score: { percent, words: [], against } });
    expect([why(linked(5)), why(linked(6)), why(linked(0, 4))]).toEqual([null, 'first_links', 'first_links']);
    expect(why(linked(0), { ...USUAL_PREVENTION, scoreAbove: 0 })).toBe('first_links');
    expect(why(linked(0), USUAL_PREVENTION, { until: 1, days: 7 } as never)).toBe('raid');
    expect(why({ ...linked(0), isSimilar: true })).toBe('similar');
    expect(why(linked(0), { ...NONE, firstPosts: '1' })).toBe('first_post');
  });

  it('waits as often as the forum wants', () => {
    const first = (firstPosts: '1' | '3', approved: number) => why({ approved }, { ...NONE, firstPosts });
    expect([first('1', 0), first('1', 1), first('3', 2), first('3', 3)]).toEqual([
      'first_post',
      null,
      'first_post',
      null,
    ]);
    expect(why({ links: 2, strange: 2 }, NONE)).toBe(null);
  });
});

describe('in raid mode', () => {
  const raid = { until: 10, days: 7 } as never;
  it('accounts older than its days post freely, and links wait but those of regulars', () => {
    expect(why({ ageMs: 6 * DAY }, NONE, raid)).toBe('raid');
    expect(why({ ageMs: 8 * DAY, trust: 'known' }, NONE, raid)).toBe(null);
    expect(why({ ageMs: 8 * DAY, trust: 'known', links: 1 }, NONE, raid)).toBe('raid');
    expect(why({ ageMs: 8 * DAY, trust: 'regular', links: 1 }, NONE, raid)).toBe(null);
    expect(why({ ageMs: 0, mayModerate: true }, NONE, raid)).toBe(null);
  });

  it('ends by itself', () => {
    expect(raidAt({ until: 10, days: 1 }, 9)).not.toBe(null);
    expect(raidAt({ until: 10, days: 1 }, 10)).toBe(null);
    expect(raidAt(null, 1)).toBe(null);
  });

  it('proposes itself at more than five times the usual hour, and at twenty', () => {
    expect(raidLooms({ lastHour: 19, week: 0 })).toBe(false);
    expect(raidLooms({ lastHour: 20, week: 0 })).toBe(true);
    expect(raidLooms({ lastHour: 50, week: 168 * 10 })).toBe(false);
    expect(raidLooms({ lastHour: 51, week: 168 * 10 })).toBe(true);
    expect(raidLooms({ lastHour: 0, week: 0 }, { lastHour: 30, week: 168 })).toBe(true);
  });
});

describe('the same text', () => {
  const text = (word: string) =>
    `Last winter I bought a ${word} wheel from a shop near the river and it has wobbled ever since the first long ride in the rain`;
  const print = (words: string, hasLink = false) => printOf(words.toLowerCase().split(' '), hasLink);
  it('differs in few bits where few words do, and in many where it is another', () => {
    const long = (word: string) => `${text(word)} ${text('good')} ${text('bad')} ${text('old')}`;
    expect(distance(print(text('new'))!, print(text('new'))!)).toBe(0);
    expect(distance(print(long('new'))!, print(long('used'))!)).toBeLessThan(16);
    expect(
      distance(
        print(text('new'))!,
        print(
          'My chain jumps when I shift up a hill and I oiled it twice before I came here to ask what else it might be',
        )!,
      ),
    ).toBeGreaterThan(16);
    expect(isNear(print(text('new'))!, print(text('new'))!)).toBe(true);
  });

  it('is not told of short ones, but with a link', () => {
    expect(print('Thanks that was it exactly')).toBe(null);
    expect(print('cheap watches sold at x', true)).not.toBe(null);
  });

  it('holds only new accounts', () => {
    expect(why({ isSimilar: true })).toBe('similar');
    expect(why({ isSimilar: true, trust: 'known' })).toBe(null);
    expect(why({ isSimilar: true }, { ...NONE, similar: false })).toBe(null);
  });
});

const reading = (text: string, links: string[] = []) => readingOf(text, links, 'forum.example', fold);
const rule = (patterns: string[], more: Partial<WatchRule> = {}): WatchRule => ({
  ...{ id: 1, kind: 'words', action: 'hold', language: null, patterns },
  ...more,
});
const finds = (
  patterns: string[],
  text: string,
  more: Partial<WatchRule> = {},
  language = 'en',
  links: string[] = [],
) => hitsOf(reading(text, links), language, compile([rule(patterns, more)], fold))[0]?.found ?? null;

describe('a watch rule', () => {
  it('finds whole words whatever their case, accents, look-alikes, unseen letters and gaps', () => {
    expect(finds(['casino'], 'The CASINO royal')).toBe('casino');
    expect(finds(['casino'], 'The casinos royal')).toBe(null);
    expect(finds(['casino'], 'The cаsinо royal (in Cyrillic letters)')).toBe('casino');
    expect(finds(['casino'], 'The ca\u200bsi\u00adno royal')).toBe('casino');
    expect(finds(['casino'], 'The c a s i n o royal')).toBe('casino');
    expect(finds(['casino'], 'The c4s1n0 royal')).toBe('casino');
    expect(finds(['cafe noir'], 'Un CAFÉ, noir')).toBe('cafe noir');
    expect(finds(['ক্যাসিনো'], 'এখানে ক্যাসিনো আছে')).toBe('ক্যাসিনো');
    expect(finds(['קזינו'], 'זה קזינו טוב')).toBe('קזינו');
  });

  it('takes a star for any letters of a word, and nothing else for more than itself', () => {
    expect(finds(['casin*'], 'many casinos')).toBe('casin*');
    expect(finds(['*casino*'], 'a supercasinos')).toBe('*casino*');
    expect(finds(['buy *coin now'], 'buy bitcoin now')).toBe('buy *coin now');
    expect(finds(['a.b'], 'axb')).toBe(null);
    expect(fits('a*a*a*a*a*b', 'a'.repeat(5_000))).toBe(false);
  });

  it('is for a language or for all', () => {
    expect(finds(['casino'], 'casino', { language: 'bn' })).toBe(null);
    expect(finds(['casino'], 'casino', { language: 'en' })).toBe('casino');
  });

  it('of links finds a host and what is under it', () => {
    const links = (link: string) => finds(['bad.example'], 'see', { kind: 'links' }, 'en', [link]);
    expect(links('https://bad.example/x')).toBe('bad.example');
    expect(links('HTTPS://shop.BAD.example.')).toBe('bad.example');
    expect(links('https://notbad.example')).toBe(null);
    expect(links('/bad.example')).toBe(null);
  });

  it('is refused with what is wrong with it', () => {
    const fault = (text: string, kind: 'words' | 'links' = 'words') =>
      readPatterns(kind, text).faults[0]?.fault ?? null;
    expect(fault('casino\npoker*')).toBe(null);
    expect(fault('')).toBe('required');
    expect(fault('\u200b\u200b')).toBe('required');
    expect(fault('*')).toBe('wrong');
    expect(fault('ab*')).toBe('wrong');
    expect(fault('x')).toBe('wrong');
    expect(fault('!!!')).toBe('wrong');
    expect(fault(Array.from({ length: 1_000 }, (_, i) => `w${i}`).join('\n'))).toBe('too_many');
    expect(fault('y'.repeat(WATCH_LIMITS.text + 1))).toBe('too_long');
    expect(fault('y'.repeat(WATCH_LIMITS.line + 1))).toBe('too_long');
    expect(fault('bad.example', 'links')).toBe(null);
    expect(fault('bad.example/path', 'links')).toBe('not_a_domain');
    expect(fault('bad', 'links')).toBe('not_a_domain');
  });

  it('flags, holds, or refuses, and leaves those who keep the peace alone', () => {
    const hits = (action: 'flag' | 'hold' | 'refuse') => [
      { ruleId: 1, kind: 'words' as const, action, found: 'casino' },
    ];
    expect(whyFlagged({ ...PLAIN, hits: hits('flag') })).toEqual({ why: 'words', words: ['casino'], score: null });
    expect(why({ hits: hits('flag') })).toBe(null);
    expect(why({ hits: hits('hold'), trust: 'regular' })).toBe('words');
    expect(whyRefused({ ...PLAIN, hits: hits('refuse') })).toBe('casino');
    expect(whyRefused({ ...PLAIN, mayModerate: true, hits: hits('refuse') })).toBe(null);
    expect(why({ hits: hits('hold'), mayModerate: true })).toBe(null);
  });
});

describe('the spam score', () => {
  const [OFF, ON] = [
    { isStrange: true, isOnTopic: false },
    { isStrange: false, isOnTopic: true },
  ];
  const [spam, ham] = [
    tokensOf(reading('cheap pills bonus', ['https://pills.example']), OFF),
    tokensOf(reading('my wheel wobbles'), ON),
  ];
  const known = new Map<number, Seen>([
    ...spam.map(({ key }) => [key, { spam: 30, ham: 0 }] as const),
    ...ham.map(({ key }) => [key, { spam: 0, ham: 30 }] as const),
  ]);
  const enough = { spam: LESSONS_NEEDED, ham: LESSONS_NEEDED };
  it('says nothing until enough of both kinds are known', () => {
    expect(scoreOf(spam, known, { ...enough, ham: LESSONS_NEEDED - 1 })).toBe(null);
    expect(scoreOf(spam, known, { ...enough, spam: LESSONS_NEEDED - 1 })).toBe(null);
  });

  it('is high for what was called spam, low for what was not, and says by which words', () => {
    expect(scoreOf(spam, known, enough)!.percent).toBeGreaterThan(95);
    expect(scoreOf(spam, known, enough)!.words).toContain('pills');
    expect(scoreOf(ham, known, enough)!.percent).toBeLessThan(10);
    expect(scoreOf(tokensOf(reading('cheap pills bonus'), ON), known, enough)!.words).not.toContain('◦ on');
  });

  it('goes by pairs of words too, and by what a post is like; by that alone it holds none', () => {
    const unknown = (around: typeof ON, links: string[] = []) =>
      scoreOf(tokensOf(reading('words that nobody knows', links), around), known, enough)!.percent;
    expect(unknown(ON)).toBeLessThan(50);
    expect(unknown(OFF, ['https://new.example'])).toBeGreaterThan(80);
    expect(unknown(OFF, ['https://new.example'])).toBeLessThan(90);
    expect(tokensOf(reading('order now'), ON).map(({ word }) => word)).toContain('order now');
  });

  it('holds from the threshold on, never regulars, and not where it is off', () => {
    const score = { percent: 92, words: ['pills'], against: 0 };
    expect(why({ score })).toBe('score');
    expect(why({ score: { ...score, percent: 89 } })).toBe(null);
    expect(why({ score }, { ...USUAL_PREVENTION, scoreAbove: 0 })).toBe(null);
    expect(why({ score, trust: 'regular' })).toBe(null);
  });
});

it('a sign-up form is sent again when it came too fast, without our sign, long after, or with what nobody sees filled in', () => {
  const at = (drawnAt: number | null, unseen = '') => isTrapped({ drawnAt, unseen }, 100_000_000);
  expect(at(100_000_000 - 2_999)).toBe(true);
  expect(at(100_000_000 - 3_000)).toBe(false);
  expect(at(100_000_000 - 13 * 3_600_000)).toBe(true);
  expect(at(null)).toBe(true);
  expect(at(100_000_000 - 5_000, 'https://x.example')).toBe(true);
});

it('a sign-up form that is drawn again keeps its first moment, and whoever read it long ago waits no more', () => {
  const now = 100_000_000;
  expect(drawnAgainAt(now - 1_000, now)).toBe(now - 1_000);
  expect(drawnAgainAt(null, now)).toBe(now);
  expect(isTrapped({ drawnAt: drawnAgainAt(now - 13 * 3_600_000, now), unseen: '' }, now)).toBe(false);
});

describe('sites', () => {
  it('are the same with and without www, and those where people look things up are known from the start', () => {
    expect(unknownSites(['www.shop.example', 'shop.example', 'en.wikipedia.org'])).toEqual(['shop.example']);
    expect(unknownSites(['notwikipedia.org', 'wikipedia.org.shop.example'])).toHaveLength(2);
  });

  it('that lead anywhere, or to anybody, are known by no link', () => {
    const sites = ['bit.ly', 't.me', 'archive.org', 'web.archive.org', 'shop.example'];
    expect(sites.map(canBeKnown)).toEqual([false, false, false, false, true]);
  });
});

describe('a site is known', () => {
  const now = 400 * DAY;
  const member = (changes: object = {}) => ({
    ...{ role: 'member' as const, createdAt: now, heardAt: null, marks: 0, lastCaseAt: null, isApproved: false },
    ...changes,
  });
  const known = member({ createdAt: now - 5 * DAY, heardAt: now - DAY });
  it('by two known members, by what a moderator approved as one of them, by one regular', () => {
    expect(isKnownBy([member(), member(), member()], now)).toBe(false);
    expect(isKnownBy([known, member()], now)).toBe(false);
    expect(isKnownBy([known, known], now)).toBe(true);
    expect(isKnownBy([known, member({ isApproved: true })], now)).toBe(true);
    expect(isKnownBy([member({ role: 'moderator' })], now)).toBe(true);
    expect(isKnownBy([member({ createdAt: 0, heardAt: 1, marks: 5 })], now)).toBe(true);
    expect(isKnownBy([], now)).toBe(false);
  });
});

describe('what takes up a title', () => {
  it('says two of its telling words, or one that few threads begin with', () => {
    expect([isTakenUp(0, 0), isTakenUp(1, 0), isTakenUp(1, 1), isTakenUp(2, 0)]).toEqual([false, false, true, true]);
    expect([fewOf(99), fewOf(100), fewOf(1_050)]).toEqual([0, 1, 10]);
  });
});

describe('what cannot wait', () => {
  const hit = (action: 'flag' | 'hold' | 'refuse') => ({ ruleId: 1, kind: 'words' as const, action, found: 'casino' });
  it('is refused where a rule would hold it, without saying which, and stands where it would flag it', () => {
    expect(whyNotTaken([])).toBe(null);
    expect(whyNotTaken([hit('flag')])).toBe(null);
    expect(whyNotTaken([hit('hold')])).toEqual({ fault: 'watched_for' });
    expect(whyNotTaken([hit('hold'), hit('refuse')])).toEqual({ fault: 'watched', text: 'casino' });
  });
});

describe('posts that are alike', () => {
  const post = (id: number, authorId: number | null, hosts: string[] = [], near: number | null = null) => ({
    ...{ id, authorId, hosts },
    print: near === null ? null : ([near, 1, 2, 3] as const),
  });
  const ids = (posts: ReturnType<typeof post>[]) => groupsOf(posts).map((group) => group.map(({ id }) => id));
  it('lead to one site, say nearly the same, or are by one author; the largest group first', () => {
    const posts = [post(1, 1), post(2, 2, ['a.example']), post(3, 3, ['a.example']), post(4, 3), post(5, 4, [], 7)];
    expect(ids([...posts, post(6, 5, [], 6)])).toEqual([[2, 3, 4], [5, 6], [1]]);
    expect(ids([post(1, null), post(2, null)])).toEqual([[1], [2]]);
    expect(ids([])).toEqual([]);
  });

  it('are joined in one go, also where a group holds thousands', () => {
    const many = Array.from({ length: 20_000 }, (_, i) => post(i, i % 5_000, [`${i % 2}.example`]));
    expect(ids(many).map(({ length }) => length)).toEqual([10_000, 10_000]);
  });
});

describe('what repeats a text', () => {
  it('elsewhere says nine in a row, and of a short text all of it, not a word or two', () => {
    const said = 'He lives in the blue house behind the old mill by the river';
    expect(repeats('They say he lives in the blue house behind the old mill.', said, RUNS.elsewhere)).toBe(true);
    expect(repeats('He lives in the blue house, they say.', said, RUNS.elsewhere)).toBe(false);
    expect(repeats('It is the blue house again.', 'The blue house', RUNS.elsewhere)).toBe(true);
    expect(repeats('Help me.', 'Help', RUNS.elsewhere)).toBe(false);
  });

  it('says four of its words in a row, all of a shorter one, or its number or address', () => {
    const said = 'Rahim lives at 12 Lake Road, call 01711-123456 or write to rahim@mail.example.';
    expect(repeats('You wrote: lives at 12 lake road!', said)).toBe(true);
    expect(repeats('Nobody puts 01711-123456 here.', said)).toBe(true);
    expect(repeats('Not rahim@mail.example, please.', said)).toBe(true);
    expect(repeats('Somebody lives at the lake.', said)).toBe(false);
    expect(repeats('It is a dirty word.', 'Dirty word')).toBe(true);
    expect(repeats('', said)).toBe(false);
    expect(repeats('anything', '')).toBe(false);
  });
});
