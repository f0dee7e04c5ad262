import { describe, expect, it } from 'vitest';
import * as demo from '../../server/reach/demo/content/index.ts';
import type { DemoPost, DemoReply, DemoThread } from '../../server/reach/demo/content/index.ts';
import { FEWEST } from '../../server/rules/health.ts';
import { nameSlug } from '../../server/rules/names.ts';

type Content = Pick<typeof demo, 'brands' | 'members' | 'spaces' | 'staff' | 'threads'>;
/** Something said, the opening of a thread too; `at` is in minutes, now is 0. */
type Said = {
  thread: DemoThread;
  part: 'opening' | 'post' | 'reply';
  by: string;
  brand: string | null;
  at: number;
  after: number;
  body: string;
  post: DemoPost | DemoReply | null;
};
type Rule = (content: Content, said: Said[]) => string[];

const DAY = 1_440;
const WEEK = 7 * DAY;
const STAFF_FORMS = ['prompt', 'resource', 'open_hour'];

function sayings({ staff, threads }: Content): Said[] {
  const brandOf = new Map(staff.map(({ name, brand }) => [name, brand]));
  const said = threads.flatMap((thread) => {
    const say = (part: Said['part'], by: string, after: number, body: string, post: Said['post']): Said => {
      return { thread, part, by, brand: brandOf.get(by) ?? null, at: after - thread.daysAgo * DAY, after, body, post };
    };
    return [
      say('opening', thread.by, 0, thread.body, null),
      ...thread.posts.flatMap((post) => [
        say('post', post.by, post.afterMinutes, post.body, post),
        ...(post.replies ?? []).map((reply) => say('reply', reply.by, reply.afterMinutes, reply.body, reply)),
      ]),
    ];
  });
  return said.sort((a, b) => a.at - b.at);
}

const where = ({ thread, by, after }: Said) => `${by}, minute ${after} of “${thread.title}”`;
const byStaff = (said: Said[]) => said.filter(({ brand }) => brand);
const failing = (said: Said[], fails: (one: Said) => boolean) => byStaff(said).filter(fails).map(where);
const marksOf = ({ post, part, thread }: Said) => {
  if (part === 'opening') return [...(thread.meToo ?? []), ...(thread.helpful ?? [])];
  return [...(post!.helpful ?? []), ...('confirmed' in post! ? (post.confirmed ?? []) : [])];
};
const within = (said: Said[], until: Said, minutes: number) =>
  said.filter(({ at }) => at <= until.at && until.at - at < minutes);

/** At most max(1, ⌊m / share⌋) posts, this one among them, where m members’ posts came before it. */
function exceedsThread(said: Said[], one: Said, mine: (brand: string) => boolean, share: number): boolean {
  const here = said.filter(({ thread, at }) => thread === one.thread && at <= one.at);
  const ofMembers = here.filter(({ brand, at }) => !brand && at < one.at).length;
  return here.filter(({ brand }) => brand && mine(brand)).length > Math.max(1, Math.floor(ofMembers / share));
}

function isEarly(said: Said[], { thread, at, after, post }: Said): boolean {
  if (thread.form !== 'question' || after >= DAY || thread.door || post?.safety) return false;
  return !said.some(
    (one) => one.thread === thread && one.part === 'post' && !one.brand && one.by !== thread.by && one.at < at,
  );
}

function countOf(text: string, words: string): number {
  return text.toLowerCase().split(words.toLowerCase()).length - 1;
}

const RULES: Record<string, Rule> = {
  'every name is somebody’s': ({ members, staff }, said) => {
    const names = new Set([...members, ...staff].map(({ name }) => name));
    return said.flatMap((one) =>
      [one.by, ...marksOf(one), ...(one.post?.thanks ?? [])].filter((name) => !names.has(name)),
    );
  },
  'no two people share a name': ({ members, staff }) => {
    const names = [...members, ...staff].map(({ name }) => nameSlug(name));
    return names.filter((name, i) => names.indexOf(name) !== i);
  },
  'nobody speaks before joining or after today': ({ members, staff }, said) => {
    const joined = new Map([...members, ...staff].map(({ name, joinedDaysAgo }) => [name, joinedDaysAgo]));
    return said.filter(({ by, at }) => at > 0 || at < -joined.get(by)! * DAY).map(where);
  },
  'a reply comes after its post': ({ threads }) =>
    threads
      .flatMap(({ posts }) => posts)
      .flatMap(({ afterMinutes, replies = [] }) => replies.filter((reply) => reply.afterMinutes <= afterMinutes))
      .map(({ body }) => body),
  'a grant is of a brand that was there, younger than 12 months and older than what is said under it': (
    { brands, staff },
    said,
  ) => [
    ...staff
      .filter(({ brand, grantedDaysAgo, joinedDaysAgo }) => {
        const registered = brands.find(({ slug }) => slug === brand)?.registeredDaysAgo ?? 0;
        return grantedDaysAgo >= 365 || grantedDaysAgo > joinedDaysAgo || grantedDaysAgo > registered;
      })
      .map(({ name }) => name),
    ...staff.flatMap(({ name, grantedDaysAgo }) =>
      said
        .filter(({ by, post }) => by === name || post?.thanks?.includes(name))
        .filter(({ at }) => at < -grantedDaysAgo * DAY)
        .map(where),
    ),
  ],
  'staff start prompts, resources and open hours, and only staff do': (_, said) =>
    said
      // A resource may be a member's too.
      .filter(({ part, thread }) => part === 'opening' && thread.form !== 'resource')
      .filter(({ brand, thread }) => !!brand !== STAFF_FORMS.includes(thread.form))
      .map(where),
  'staff start one thread a day and two a week in a space': (_, said) => {
    const starts = byStaff(said).filter(({ part }) => part === 'opening');
    return failing(starts, (one) => {
      const mine = starts.filter(({ brand }) => brand === one.brand);
      const inSpace = mine.filter(({ thread }) => thread.space === one.thread.space);
      return within(mine, one, DAY).length > 1 || within(inSpace, one, WEEK).length > 2;
    });
  },
  'peers have the first word': (_, said) => failing(said, (one) => isEarly(said, one)),
  'a brand says a third in a thread': (_, said) =>
    failing(said, (one) => exceedsThread(said, one, (brand) => brand === one.brand, 3)),
  'all brands say a half in a thread': (_, said) => failing(said, (one) => exceedsThread(said, one, () => true, 2)),
  'a brand says a tenth in a space in seven days': (_, said) =>
    failing(said, (one) => {
      const week = within(
        said.filter(({ thread }) => thread.space === one.thread.space),
        one,
        WEEK,
      );
      const mine = week.filter(({ brand }) => brand === one.brand).length;
      return mine > Math.max(3, Math.floor(week.length / 10));
    }),
  'a brand never speaks twice in a row': (_, said) =>
    failing(said, (one) => {
      const here = said.filter(({ thread }) => thread === one.thread);
      return here[here.indexOf(one) - 1]?.brand === one.brand;
    }),
  'a brand speaks three times a day in a thread, once while the grant is new': ({ staff }, said) =>
    failing(said, (one) => {
      const mine = said.filter(({ thread, brand }) => thread === one.thread && brand === one.brand);
      const granted = -staff.find(({ name }) => name === one.by)!.grantedDaysAgo * DAY;
      return within(mine, one, DAY).length > (one.at - granted < 14 * DAY ? 1 : 3);
    }),
  'a brand gives three safety notices in 30 days, each with a public reference': (_, said) => {
    const notices = said.filter(({ post }) => post?.safety);
    return notices
      .filter((one) => {
        const mine = notices.filter(({ brand }) => brand === one.brand);
        const isPublic = /^https:\/\/[a-z.-]+\.example\//.test(one.post!.safety!.reference);
        return !one.brand || !isPublic || within(mine, one, 30 * DAY).length > 3;
      })
      .map(where);
  },
  'staff link to their brand once a post': ({ brands }, said) =>
    failing(said, ({ brand, body }) => {
      const { domains } = brands.find(({ slug }) => slug === brand)!;
      return domains.reduce((links, domain) => links + countOf(body, domain), 0) > 1;
    }),
  'staff mark nothing': ({ staff }, said) =>
    said.filter((one) => marksOf(one).some((by) => staff.some(({ name }) => name === by))).map(where),
  'what staff say is no answer, has no marks and is thanked by nobody': (_, said) =>
    failing(said, ({ part, post, ...one }) => {
      if (part === 'opening') return !!(one.thread.meToo || one.thread.helpful);
      const { own, accepted, confirmed, affiliation } = post as DemoPost;
      return !!(own || accepted || confirmed || affiliation || post!.helpful || post!.thanks);
    }),
  'only staff thank, and only notes under questions are settled': ({ staff }, said) =>
    said
      .filter(({ post, brand, thread }) => {
        const isThankedByMember = post?.thanks?.some((by) => !staff.some(({ name }) => name === by));
        return isThankedByMember || (post?.settled && (!brand || thread.form !== 'question'));
      })
      .map(where),
  'no space and no member is named after a brand or a product': ({ brands, members, spaces }) => {
    const texts = [
      ...spaces.flatMap(({ name, slug, charter }) => [name, slug, charter]),
      ...members.map((m) => m.name),
    ];
    const words = brands.flatMap(({ name, slug, products }) => [name, slug, ...products.map((p) => p.name)]);
    return words.filter((word) => texts.some((text) => countOf(text, word) > 0));
  },
  'every domain and contact of a brand is an example': ({ brands }) =>
    brands.flatMap(({ domains, contact }) => [...domains, contact]).filter((address) => !address.endsWith('.example')),
};

const faults = (content: Content) =>
  Object.entries(RULES).flatMap(([rule, check]) => (check(content, sayings(content)).length > 0 ? [rule] : []));

describe('in the example community', () => {
  it.each(Object.entries(RULES))('%s', (_, rule) => {
    expect(rule(demo, sayings(demo))).toEqual([]);
  });

  it('a newcomer sees everything that brands may do', () => {
    const said = sayings(demo);
    const notes = byStaff(said).filter(({ part }) => part !== 'opening');
    expect(demo.brands).toHaveLength(2);
    expect(new Set(byStaff(said).map(({ by }) => by))).toEqual(new Set(demo.staff.map(({ name }) => name)));
    expect(demo.threads.map(({ form }) => form)).toEqual(expect.arrayContaining(STAFF_FORMS));
    expect(notes.some(({ post }) => post?.settled)).toBe(true);
    expect(notes.some(({ post }) => post?.safety)).toBe(true);
    expect(notes.some(({ thread, after }) => thread.door && after < DAY)).toBe(true);
    expect(said.filter(({ post }) => post?.thanks).length).toBeGreaterThanOrEqual(2);
    expect(demo.members.some(({ affiliation }) => demo.brands.some(({ name }) => affiliation?.includes(name)))).toBe(
      true,
    );
    const alone = notes.filter(
      ({ thread }) =>
        thread.form === 'question' && thread.posts.every(({ by }) => demo.staff.some((s) => s.name === by)),
    );
    expect(alone).toHaveLength(1);
  });

  it('there are enough questions of each month for figures, whatever day it is loaded', () => {
    const asked = demo.threads.filter(({ form }) => ['question', 'problem'].includes(form)).map((one) => one.daysAgo);
    // The last month that is over, and of which a month has passed: both of 28 days at least.
    const months = Array.from({ length: 62 }, (_, from) => asked.filter((day) => day >= from && day < from + 28));
    expect(Math.min(...months.map(({ length }) => length))).toBeGreaterThanOrEqual(FEWEST);
  });

  it('members answer one another after most notes', () => {
    const said = sayings(demo);
    const notes = byStaff(said).filter(({ part }) => part !== 'opening');
    const followed = notes.filter(
      (note) => new Set(said.filter((o) => o.thread === note.thread && o.at > note.at).map(({ by }) => by)).size > 1,
    );
    expect(followed.length / notes.length).toBeGreaterThan(0.8);
  });
});

describe('the rules notice', () => {
  const MEMBERS = ['Ada', 'Ben', 'Cleo'].map((name) => ({
    name,
    bio: '',
    language: 'en' as const,
    joinedDaysAgo: 400,
  }));
  const BRAND = { slug: 'zeta', name: 'Zeta', domains: ['zeta.example'], products: [], contact: 'a@zeta.example' };
  const person = (name: string, brand: string, grantedDaysAgo = 200) => {
    return { name, brand, bio: '', language: 'en' as const, joinedDaysAgo: 300, grantedDaysAgo };
  };
  const thread = (posts: DemoPost[], also: Partial<DemoThread> = {}): DemoThread => {
    return { space: 's', form: 'discussion', title: 'T', tags: [], by: 'Ada', daysAgo: 100, body: '', posts, ...also };
  };
  const world = (...threads: DemoThread[]): Content => ({
    brands: [
      { ...BRAND, registeredDaysAgo: 300 },
      { ...BRAND, slug: 'yota', name: 'Yota', registeredDaysAgo: 300 },
    ],
    members: MEMBERS,
    spaces: [{ slug: 's', name: 'Space', kind: 'craft', charter: '', tags: [] }],
    staff: [person('Zoe', 'zeta'), person('Zac', 'zeta', 101), person('Yan', 'yota')],
    threads,
  });
  /** One post after another, an hour apart. */
  const posts = (names: string, from = 60): DemoPost[] =>
    names.split(' ').map((by, i) => ({ by, afterMinutes: from + i * 60, body: '' }));
  const prompt = (by: string, daysAgo: number) => thread([], { form: 'prompt', by, daysAgo });
  const noting = (also: Partial<DemoPost>) => [...posts('Ben'), { ...posts('Zoe', 120)[0]!, ...also }];

  it('nothing where all is well', () => {
    const answered = thread(noting({ body: 'https://zeta.example/a' }), { form: 'question' });
    const long = thread(posts('Ben Zoe Cleo Ben Ada Cleo Zoe'), { daysAgo: 50 });
    expect(faults(world(answered, long, prompt('Zoe', 30), prompt('Zoe', 29)))).toEqual([]);
  });

  it.each<[keyof typeof RULES, DemoThread[]]>([
    ['every name is somebody’s', [thread(posts('Ben'), { helpful: ['Dora'] })]],
    ['nobody speaks before joining or after today', [thread(posts('Ben', 100 * DAY + 1))]],
    ['staff start prompts, resources and open hours, and only staff do', [prompt('Ada', 50)]],
    ['staff start one thread a day and two a week in a space', [prompt('Zoe', 50), prompt('Zoe', 49.5)]],
    ['staff start one thread a day and two a week in a space', [50, 48, 46].map((day) => prompt('Zoe', day))],
    ['peers have the first word', [thread(posts('Ada Zoe'), { form: 'question' })]],
    ['a brand says a third in a thread', [thread(posts('Ben Zoe Cleo Ben Ada Zoe'))]],
    ['all brands say a half in a thread', [thread(posts('Ben Zoe Yan'))]],
    [
      'a brand says a tenth in a space in seven days',
      [50, 49, 48, 47].map((daysAgo) => thread(posts('Ben Zoe'), { daysAgo })),
    ],
    ['a brand never speaks twice in a row', [thread(posts('Ben Cleo Ada Ben Cleo Zoe Zoe'))]],
    [
      'a brand speaks three times a day in a thread, once while the grant is new',
      [thread(posts('Zac Ben Cleo Ada Ben Cleo Zac'))],
    ],
    [
      'a brand speaks three times a day in a thread, once while the grant is new',
      [thread(posts('Ben Zoe Ada Ben Ada Cleo Zoe Cleo Ada Ben Zoe Ada Ben Ada Zoe'))],
    ],
    [
      'a brand gives three safety notices in 30 days, each with a public reference',
      [thread(noting({ safety: { reference: 'by telephone' } }))],
    ],
    ['staff link to their brand once a post', [thread(noting({ body: 'zeta.example and www.zeta.example' }))]],
    ['staff mark nothing', [thread(posts('Ben'), { helpful: ['Zoe'] })]],
    ['what staff say is no answer, has no marks and is thanked by nobody', [thread(noting({ accepted: true }))]],
    ['what staff say is no answer, has no marks and is thanked by nobody', [thread(noting({ helpful: ['Ada'] }))]],
    [
      'what staff say is no answer, has no marks and is thanked by nobody',
      [thread([], { form: 'prompt', by: 'Zoe', helpful: ['Ada'] })],
    ],
    ['only staff thank, and only notes under questions are settled', [thread(noting({ settled: true }))]],
  ])('where it is broken that %s', (rule, threads) => {
    expect(faults(world(...threads))).toContain(rule);
  });

  it('a space and a member named after a brand', () => {
    const content = world();
    const named = 'no space and no member is named after a brand or a product';
    expect(faults({ ...content, spaces: [{ ...content.spaces[0]!, charter: 'All about ZETA.' }] })).toContain(named);
    expect(faults({ ...content, members: [{ ...MEMBERS[0]!, name: 'Zeta Jones' }] })).toContain(named);
  });

  it('a grant that is too old or too young', () => {
    const content = world(thread(posts('Ben Zoe')));
    const granted = (days: number) => ({ ...content, staff: [person('Zoe', 'zeta', days)] });
    const grant = Object.keys(RULES).find((rule) => rule.startsWith('a grant'))!;
    expect(faults(granted(200))).not.toContain(grant);
    for (const days of [365, 50]) expect(faults(granted(days))).toContain(grant);
  });
});
