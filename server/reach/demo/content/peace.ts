import type { DemoMember, DemoPeace, DemoSpace, DemoThread } from './types.ts';

/** Who keeps the peace in the example's spaces: two in each, so that somebody else decides an appeal. */
export const moderators: Record<string, string[]> = {
  'damp-old-houses': ['Margit Lindqvist', 'Owen Pritchard'],
  'repair-first': ['Nadia Haddad', 'Harpreet Gill'],
};

/** What was reported and decided: an advert that stays hidden, and sharp words whose author appealed and was right. */
export const peace: DemoPeace[] = [
  {
    thread: 'Tide mark 80 cm up a stone wall that was re-plastered with cement in the nineties',
    by: 'Brent Calloway',
    afterMinutes: 109_000,
    body: 'Stop digging. One call and it is over: dry in a morning, thirty years of guarantee, ten per cent off if you say that I sent you. Write to me and I will pass you on to them.',
    reportedBy: 'Siobhan Keane',
    reason: 'advertising',
    evidence: 'He gets something for each of us that he sends there. It answers nothing that I asked.',
    decidedBy: 'Margit Lindqvist',
    note: 'Whoever gains from what they recommend says so here, and does not recruit for it. Tell us about a wall of your own and you are welcome.',
  },
  {
    thread: 'Should a repair table ever say "this one is not worth it"?',
    by: 'Dale Okafor-Reid',
    afterMinutes: 9_000,
    body: 'Whoever screwed that chair together was a menace with a drill and should have been kept away from furniture. It was me, in 2009, and I am still sorry for the chair. So yes: sometimes the table should say it.',
    reportedBy: 'Grace Wanjiru',
    reason: 'unkind',
    evidence: 'He calls somebody a menace who only tried to mend a chair.',
    decidedBy: 'Nadia Haddad',
    note: 'We speak of the work here, not of the people.',
    appeal: {
      words: 'The menace with the drill is me. It is the second sentence. Please read it to the end.',
      decidedBy: 'Harpreet Gill',
      decision: 'He speaks of himself, and kindly of the chair. It should not have been hidden; it is shown again.',
    },
  },
];

/** A space that only its members read. */
export const room: DemoSpace & { members: string[] } = {
  slug: 'repair-cafe-crew',
  name: 'Those who run the repair table',
  kind: 'craft',
  charter:
    'For those who open the hall, carry the tools and make the tea on Saturdays: who comes when, what is missing, what went wrong and is nobody else’s business.',
  tags: ['saturday', 'tools'],
  access: 'private',
  members: ['Nadia Haddad', 'Harpreet Gill', 'Tomasz Wrona', 'Grace Wanjiru', 'শাহানা বেগম'],
};

export const inTheRoom: DemoThread[] = [
  {
    space: 'repair-cafe-crew',
    form: 'discussion',
    title: 'Who has the key to the hall on the first Saturday of next month?',
    tags: ['saturday'],
    by: 'Nadia Haddad',
    daysAgo: 6,
    body: 'The caretaker is away and wants one of us to fetch the key on Friday before six. I could, but then somebody else would have to bring the second sewing machine.',
    posts: [
      {
        by: 'Tomasz Wrona',
        afterMinutes: 95,
        body: 'I pass there at half past five anyway. Key with me, machine with you?',
        helpful: ['Nadia Haddad'],
        replies: [{ by: 'Nadia Haddad', afterMinutes: 130, body: 'Done. Thank you.' }],
      },
      {
        by: 'শাহানা বেগম',
        afterMinutes: 400,
        body: 'চা আর কাপ আমি আনব, এবার চিনি ছাড়া একটা ফ্লাস্ক আলাদা।',
        helpful: ['Grace Wanjiru'],
      },
    ],
  },
  {
    space: 'repair-cafe-crew',
    form: 'question',
    title: 'Which of our two soldering irons trips the fuse of the hall?',
    tags: ['tools'],
    by: 'Harpreet Gill',
    daysAgo: 20,
    body: 'Twice last month everything went dark at the far tables. Both times somebody had just plugged in an iron, and nobody remembers which. Before I open them: has one of you seen it?',
    posts: [
      {
        by: 'Tomasz Wrona',
        afterMinutes: 700,
        body: 'The green one. Its cable is worn where it goes into the handle; it sparks if you bend it. I put it away under the stage with a note on it.',
        accepted: true,
        confirmed: ['Grace Wanjiru'],
      },
    ],
  },
];

/** Somebody of whom nothing else is told. */
export const passerBy: DemoMember = { name: 'Brent Calloway', language: 'en', joinedDaysAgo: 21, bio: '' };
