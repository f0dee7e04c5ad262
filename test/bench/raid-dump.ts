/** Posts of a real community, and spam among them, through the rules of prevention: how many would wrongly wait. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { readPost } from '../../server/care/prevention/reading.ts';
import { saidOf, tellingWords } from '../../server/care/prevention/topic.ts';
import { readRecords } from '../../server/reach/importers/stackexchange/records.ts';
import { intOf, parseRow, type Row, timeOf } from '../../server/reach/importers/stackexchange/rows.ts';
import { isUnder } from '../../server/rules/brand-links.ts';
import { canBeKnown, unknownSites } from '../../server/rules/known-hosts.ts';
import { fewOf, isTakenUp, isTalkedAbout } from '../../server/rules/on-topic.ts';
import { type LookedAt, USUAL_PREVENTION, whyHeld } from '../../server/rules/prevention.ts';
import type { Reading } from '../../server/rules/reading.ts';
import { isNear, type Print, printOf } from '../../server/rules/simhash.ts';
import { scoreOf, type Seen, tokensOf } from '../../server/rules/spam-score.ts';
import { renderMarkdown } from '../../shared/markdown.ts';
import { seeded, SPAM_TOPICS, spamTexts } from './spam-texts.ts';
import { table } from './table.ts';

const SEED = 11;
const SPAM = 2_000;
const LESSONS = { spam: 300, ham: 600 };
const DAY = 86_400_000;
/** Of a real community, for what its moderators would have judged. */
const TRAINED = 0.3;
const LANGUAGE = 'en';

const share = (part: number, of: number) => `${((100 * part) / Math.max(1, of)).toFixed(2)} %`;

type Real = { html: string; title: string; by: string; at: number; id: string; parent: string | null; tags: string };
/** A post as the rules read it, where it stands. */
type Judged = {
  reading: Reading;
  strange: number;
  isOnTopic: boolean;
  isNew: boolean;
  approvedLinks: number;
  at: number;
};
export type Lesson = { reading: Reading; isStrange: boolean; isOnTopic: boolean; isSpam: boolean };

async function rowsOf(file: string, take: (row: Row) => void): Promise<void> {
  if (!existsSync(file)) throw new Error(`There is no ${file}.`);
  await readRecords(
    file,
    (text) => void (parseRow(text).row && take(parseRow(text).row!)),
    () => {},
  );
}

/** Questions and answers with their HTML, in the order in which they were written. */
async function realPosts(folder: string): Promise<Real[]> {
  const posts: Real[] = [];
  await rowsOf(path.join(folder, 'Posts.xml'), (row) => {
    const [at, kind] = [timeOf(row.CreationDate), intOf(row.PostTypeId)];
    if (at === null || (kind !== 1 && kind !== 2)) return;
    const by = row.OwnerUserId ?? row.OwnerDisplayName ?? `gone ${posts.length}`;
    const parent = kind === 2 ? (row.ParentId ?? null) : null;
    const tags = (row.Tags ?? '').replace(/[<>|-]+/g, ' ');
    posts.push({ html: row.Body ?? '', title: row.Title ?? '', by, at, id: row.Id ?? '', parent, tags });
  });
  return posts.sort((one, other) => one.at - other.at);
}

/** A meta site links to its sister: that is where its members are at home. */
const OWN = ['stackexchange.com', 'stackoverflow.com', 'stackapps.com', 'stack.imgur.com'];
const withoutOwn = (reading: Reading): Reading => ({
  ...reading,
  hosts: reading.hosts.filter((host) => !isUnder(host, OWN)),
  sites: reading.sites.filter((host) => !isUnder(host, OWN)),
});

/** What a forum knows of itself while its posts come: titles, the words in them, where members link to. */
function makeForum() {
  const titles = new Map<string, string>();
  const words = new Map<string, Set<string>>();
  const sites = new Map<string, Set<string>>();
  const byOthers = (map: Map<string, Set<string>>, key: string, by: string, least = 1) =>
    [...(map.get(key) ?? [])].filter((one) => one !== by).length >= least;
  const put = (map: Map<string, Set<string>>, key: string, by: string) =>
    map.set(key, (map.get(key) ?? new Set<string>()).add(by));
  return {
    titles,
    // Who is known cannot be told of a dump: two others who linked there are taken for two who are.
    strangeIn: ({ sites: own, contacts }: Reading, by: string) =>
      unknownSites(own).filter((site) => !(canBeKnown(site) && byOthers(sites, site, by, 2))).length + contacts,
    answersTo(inThread: string, reading: Reading) {
      const said = saidOf(inThread, reading, LANGUAGE);
      const few = fewOf(titles.size);
      const rare = said.filter((forms) => Math.max(...forms.map((form) => words.get(form)?.size ?? 0)) <= few);
      return isTakenUp(said.length, few > 0 ? rare.length : 0);
    },
    isSpokenOf: (title: string, by: string) =>
      isTalkedAbout(
        tellingWords(title, LANGUAGE).filter((forms) => forms.some((form) => byOthers(words, form, by))).length,
      ),
    /** Of the title of a thread, the word that most others say too. */
    commonIn: (title: string) =>
      tellingWords(title, LANGUAGE)
        .map(([form]) => form!)
        .sort((one, other) => (words.get(other)?.size ?? 0) - (words.get(one)?.size ?? 0))[0] ?? '',
    add({ id, title, tags, by, parent }: Real, reading: Reading) {
      const named = `${title} ${tags}`;
      if (parent === null) titles.set(id, named);
      if (parent === null) for (const form of tellingWords(named, LANGUAGE).flat()) put(words, form, by);
      for (const site of unknownSites(reading.sites)) put(sites, site, by);
    },
  };
}
type Forum = ReturnType<typeof makeForum>;

const NEW_MS = 3 * DAY;

/** Real posts as they came, each author new for three days from their first post; a first one that waits is approved. */
function asReal(posts: Real[], forum: Forum): Judged[] {
  const first = new Map<string, number>();
  const linked = new Set<string>();
  return posts.map((post) => {
    const { html, title, by, at, parent } = post;
    if (!first.has(by)) first.set(by, at);
    const reading = withoutOwn(readPost(title, html));
    const strange = forum.strangeIn(reading, by);
    const answered = parent === null ? null : (forum.titles.get(parent) ?? '');
    const isOnTopic = answered === null ? forum.isSpokenOf(title, by) : forum.answersTo(answered, reading);
    const judged = { reading, strange, isOnTopic, isNew: at - first.get(by)! < NEW_MS, at };
    const approvedLinks = linked.has(by) ? 1 : 0;
    if (judged.isNew && strange > 0 && !isOnTopic) linked.add(by);
    forum.add(post, reading);
    return { ...judged, approvedLinks };
  });
}

/** Spam as it comes: an answer to any of the community's questions, or a thread whose title is its first words. */
function makeSpam({ titles, isSpokenOf, answersTo, commonIn, strangeIn }: Forum) {
  const random = seeded(SEED);
  const all = [...titles.values()];
  return (advert: string, i: number, { begins = false, saysOne = false } = {}): Judged => {
    const answered = all[Math.floor(random() * all.length)]!;
    const text = saysOne ? `About ${commonIn(answered)}: ${advert}` : advert;
    const title = begins
      ? text
          .replace(/^[^!]*! /, '')
          .split(/[,:.]/)[0]!
          .slice(0, 120)
      : '';
    const reading = readPost(title, renderMarkdown(text));
    const isOnTopic = begins ? isSpokenOf(title, 'a spammer') : answersTo(answered, reading);
    const strange = strangeIn(reading, 'a spammer');
    return { reading, strange, isOnTopic, isNew: true, approvedLinks: 0, at: i * 30 };
  };
}

const lessonOf = ({ reading, strange, isOnTopic }: Judged, isSpam: boolean): Lesson => ({
  ...{ reading, isOnTopic, isSpam },
  isStrange: strange > 0,
});

/** What was learnt of some texts. */
function learn(all: Lesson[]) {
  const known = new Map<number, Seen>();
  const lessons: Seen = { spam: 0, ham: 0 };
  for (const { reading, isSpam, ...around } of all) {
    const kind = isSpam ? 'spam' : 'ham';
    lessons[kind]++;
    for (const { key } of tokensOf(reading, around)) {
      const seen = known.get(key) ?? { spam: 0, ham: 0 };
      known.set(key, { ...seen, [kind]: seen[kind] + 1 });
    }
  }
  return { known, lessons };
}

/** Why each waits, by the same rules as on the server. */
function judge(posts: Judged[], { known, lessons }: ReturnType<typeof learn>, settings = USUAL_PREVENTION) {
  const prints: { print: Print; at: number }[] = [];
  return posts.map(({ reading, strange, isOnTopic, isNew, approvedLinks, at }) => {
    const print = isNew ? printOf(reading.words, reading.sites.length > 0) : null;
    const isSimilar = print !== null && prints.some((one) => at - one.at < 7 * DAY && isNear(one.print, print));
    if (print) prints.push({ print, at });
    const seen: LookedAt = {
      ...{ mayModerate: false, trust: isNew ? 'new' : 'known', ageMs: 0, approved: 0, approvedLinks },
      ...{ links: reading.links, strange, isOnTopic, hits: [], isSimilar },
      score: scoreOf(tokensOf(reading, { isStrange: strange > 0, isOnTopic }), known, lessons),
    };
    return whyHeld(seen, settings, null)?.why ?? null;
  });
}

/** What is held by what it says alone. */
const NO_FIRST = { ...USUAL_PREVENTION, firstPosts: 'none' as const };

function rowOf(what: string, whys: (string | null)[]): Record<string, string | number> {
  const held = whys.filter((why) => why !== null);
  const by = (why: string) => held.filter((one) => one === why).length;
  return {
    ...{ what, posts: whys.length, held: held.length, share: share(held.length, whys.length) },
    ...{ 'by score': by('score'), similar: by('similar'), 'first with links': by('first_links') },
  };
}

/** @returns what its moderators would have judged */
export async function benchDump(folder: string): Promise<Lesson[]> {
  const random = seeded(SEED);
  const posts = await realPosts(folder);
  const forum = makeForum();
  const all = asReal(posts, forum).map((post) => ({ ...post, isTrained: random() < TRAINED }));
  const asSpam = makeSpam(forum);
  const ham = all.filter(({ isTrained }) => isTrained).slice(0, LESSONS.ham);
  const tested = all.filter(({ isTrained }) => !isTrained);
  const spamOf = (count: number, seed: number, topics: readonly string[] = SPAM_TOPICS) =>
    spamTexts(count, seed, topics).map((text, i) => asSpam(text, i));
  const lessons = [
    ...spamOf(LESSONS.spam, SEED + 1).map((post) => lessonOf(post, true)),
    ...ham.map((post) => lessonOf(post, false)),
  ];
  const learnt = learn(lessons);
  const others = (topic: string) => SPAM_TOPICS.filter((one) => one !== topic);
  const without = (topic: string) =>
    learn([
      ...spamOf(LESSONS.spam, SEED + 1, others(topic)).map((post) => lessonOf(post, true)),
      ...lessons.filter(({ isSpam }) => !isSpam),
    ]);
  const spam = spamOf(SPAM, SEED);
  const saysOne = spamTexts(SPAM, SEED).map((text, i) => asSpam(text, i, { saysOne: true }));
  const nothing = learn([]);
  const asNew = tested.map((post) => ({ ...post, isNew: true, approvedLinks: 1 }));
  table(
    `${path.basename(folder)}: ${posts.length} posts; learnt from ${ham.length} of them and ${LESSONS.spam} of spam`,
    [
      rowOf('real, as they came, nothing learnt', judge(all, nothing)),
      rowOf('real, as they came', judge(tested, learnt)),
      rowOf('real, as if each author were new', judge(asNew, learnt)),
      rowOf('spam, nothing learnt', judge(spam, nothing)),
      rowOf(
        'spam that begins threads, nothing learnt',
        judge(
          spamTexts(SPAM, SEED).map((text, i) => asSpam(text, i, { begins: true })),
          nothing,
        ),
      ),
      rowOf('spam that says one word of what it answers, nothing learnt', judge(saysOne, nothing)),
      rowOf('spam that says one word of what it answers', judge(saysOne, learnt)),
      rowOf('spam', judge(spam, learnt)),
      rowOf(
        'spam without links',
        judge(
          spam.filter(({ reading }) => reading.hosts.length === 0),
          learnt,
        ),
      ),
      rowOf('spam, where first links do not wait', judge(spam, learnt, NO_FIRST)),
      ...SPAM_TOPICS.map((topic) =>
        rowOf(
          `${topic}, never learnt of, where first links do not wait`,
          judge(spamOf(400, SEED + 2, [topic]), without(topic), NO_FIRST),
        ),
      ),
    ],
  );
  return lessons;
}
