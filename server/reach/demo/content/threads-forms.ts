import type { DemoThread } from './types.ts';

/** A showcase, a journey, a challenge, a problem that many have, and a text that members write together. */
export const forms: DemoThread[] = [
  {
    space: 'chhad-bagan',
    form: 'showcase',
    title: 'এক বছরের চেষ্টায় আমার ছাদ: বিম ধরে টব, মাঝে হাঁটার পথ',
    tags: ['ছাদের-ভার', 'টব', 'রোদ'],
    by: 'রেহানা পারভীন',
    daysAgo: 3,
    wanted: 'টবের জায়গা নিয়ে বলুন; গাছের বাছাই নিয়ে পরে কথা হবে।',
    pictures: [
      {
        file: 'demo-roof-plan.svg',
        alt: 'ছাদের নকশা: বড় টব কিনার ধরে বিমের ওপর, মাঝে হাঁটার পথ, সিঁড়িঘরের ছায়ায় পুদিনা',
        width: 720,
        height: 460,
      },
    ],
    body: `গত শীতে প্রথম নকশা এঁকেছিলাম, এবার পুরোটা দাঁড়িয়েছে। ভারী টব সব কিনার ধরে, বিমের ওপর। মাঝখানটা খালি রেখেছি, যাতে জল জমলে সঙ্গে সঙ্গে চোখে পড়ে।

একটা ভুল করেছিলাম: লেবুগাছটা প্রথমে সিঁড়িঘরের ছায়ায় রেখেছিলাম। সরানোর পর তিন সপ্তাহে ফুল এসেছে।`,
    helpful: ['তানভীর হাসান', 'মৌসুমী দত্ত', 'জাহিদুল ইসলাম', 'আব্দুল করিম মোল্লা'],
    posts: [
      {
        by: 'তানভীর হাসান',
        afterMinutes: 190,
        body: 'বিমের হিসাব ঠিক আছে। শুধু দক্ষিণ-পুব কোণে দুটো বড় টব পাশাপাশি না রেখে একটা বিম ছেড়ে রাখুন, ভেজা মাটির ওজন শুকনোর দেড় গুণ।',
        helpful: ['রেহানা পারভীন', 'নাসিমা খাতুন লিপি'],
        replies: [
          {
            by: 'রেহানা পারভীন',
            afterMinutes: 260,
            body: 'ঠিক বলেছেন, আজ বিকেলেই একটা সরালাম। ছেলেকে ডাকতে হলো, একা নড়ে না।',
            helpful: ['তানভীর হাসান'],
          },
        ],
      },
      {
        by: 'মৌসুমী দত্ত',
        afterMinutes: 820,
        body: 'মাঝের পথটা একটু চওড়া করলে ঝুড়ি নিয়ে ঘোরা যায়। আমার বারান্দায় এই ভুলটাই করেছি।',
        helpful: ['রেহানা পারভীন'],
      },
    ],
  },
  {
    space: 'adult-swimmers',
    form: 'journey',
    title: 'From the wall to a kilometre, at forty-one',
    tags: ['first-lengths', 'plans', 'breathing'],
    by: 'Grace Wanjiru',
    daysAgo: 58,
    goal: 'One kilometre without stopping and without counting tiles out of fear.',
    body: `I am a nurse and I know exactly what lungs do. Mine do something else as soon as my face is wet. I start here so that I cannot pretend later that it was easy.

Three lessons a week, before the early shift. I write down whatever I can do that I could not do before.`,
    helpful: ['Priya Raghavan', 'Kwame Asante-Boateng', 'Tasnim Rahman'],
    posts: [
      {
        by: 'Grace Wanjiru',
        title: 'Ten bubbles without lifting my head',
        afterMinutes: 4_320,
        body: 'It took the whole lesson. The teacher counted aloud, and at seven somebody in the next lane began to count with her.',
        helpful: ['Priya Raghavan', 'ফারজানা ইয়াসমিন'],
      },
      {
        by: 'Priya Raghavan',
        afterMinutes: 4_900,
        body: 'Ten is the number after which most people stop thinking about it. Next time hum on the way out: it is hard to panic while humming.',
        helpful: ['Grace Wanjiru', 'Thuy Nguyen'],
        replies: [
          {
            by: 'Grace Wanjiru',
            afterMinutes: 7_300,
            body: 'I hummed a hymn. The lifeguard knew it.',
            helpful: ['Priya Raghavan', 'Kwame Asante-Boateng'],
          },
        ],
      },
      {
        by: 'Grace Wanjiru',
        title: 'First whole length',
        afterMinutes: 28_800,
        body: 'Twenty-five metres, mostly sideways. I held the wall at the other end as if it were a relative I had not seen for years.',
        helpful: ['Tasnim Rahman', 'Lucía Fernández', 'Émile Gagnon', 'Priya Raghavan'],
      },
      {
        by: 'Kwame Asante-Boateng',
        afterMinutes: 29_500,
        body: 'Sideways counts. Physics has no opinion on style.',
        helpful: ['Grace Wanjiru'],
      },
      {
        by: 'Grace Wanjiru',
        title: 'Two hundred metres with breaks of ten seconds',
        afterMinutes: 80_640,
        body: 'I forgot to be afraid between the fourth and the sixth length and only noticed afterwards.',
        helpful: ['Priya Raghavan', 'Dale Okafor-Reid', 'ফারজানা ইয়াসমিন'],
      },
      {
        by: 'Thuy Nguyen',
        afterMinutes: 81_000,
        body: 'I read this at the edge of the pool this morning. Then I went in. Thank you.',
        helpful: ['Grace Wanjiru', 'Lucía Fernández'],
      },
    ],
  },
  {
    space: 'repair-first',
    form: 'challenge',
    title: 'One thing each: mend what has lain in the drawer longest',
    tags: ['mending', 'household', 'repair-cafe'],
    by: 'Hanneke de Vos',
    daysAgo: 12,
    goal: 'The thing works again, or you have let it go with a clear head and said why.',
    lastsDays: 40,
    joined: [
      { name: 'Imran Qureshi', done: true },
      { name: 'Yuki Hashimoto' },
      { name: 'শাহানা বেগম', done: true },
      { name: 'Nadia Haddad' },
      { name: 'Mehmet Aydın' },
    ],
    body: `Everybody has the drawer. Take out what has lain in it longest, and nothing else, and see it through.

Tell us what it is when you join; a picture in words is enough. Asking for help is part of it.`,
    helpful: ['Imran Qureshi', 'Ananya Sen', 'Mehmet Aydın'],
    posts: [
      {
        by: 'Imran Qureshi',
        afterMinutes: 300,
        body: 'A torch from 1988, corroded through at the spring. Vinegar, a wire brush, a new spring from a ballpoint pen. It shines on the wall as I write.',
        helpful: ['Hanneke de Vos', 'Yuki Hashimoto'],
      },
      {
        by: 'শাহানা বেগম',
        afterMinutes: 2_900,
        body: 'মায়ের একটা কাঁথা, কোণ ছেঁড়া, পনেরো বছর আলমারিতে। তালিটা চোখে পড়ুক, সেটাই চেয়েছি, লাল সুতায় করলাম।',
        helpful: ['Hanneke de Vos', 'Ananya Sen', 'সুমনা চক্রবর্তী'],
        replies: [
          {
            by: 'Ananya Sen',
            afterMinutes: 3_100,
            body: 'লাল সুতাই ঠিক। সারানো জিনিস লুকোবে কেন?',
            helpful: ['শাহানা বেগম'],
          },
        ],
      },
      {
        by: 'Nadia Haddad',
        afterMinutes: 9_400,
        body: 'A coat of my aunt’s; the lining is gone and the wool is good. I have cut the new one and am afraid of the collar.',
        replies: [
          {
            by: 'Hanneke de Vos',
            afterMinutes: 9_800,
            body: 'Collar last. Everything else will have taught your hands by then.',
            helpful: ['Nadia Haddad'],
          },
        ],
      },
    ],
  },
  {
    space: 'damp-old-houses',
    form: 'problem',
    title: 'Salt comes back through fresh paint every rainy season',
    tags: ['rising-damp', 'monsoon', 'lime', 'diagnosis'],
    by: 'সুমনা চক্রবর্তী',
    daysAgo: 41,
    body: `Every June the same: white bloom on the lower metre of the wall, then the paint lifts in plates. I have scraped, sealed and painted it four times in six years.

The wall is 15-inch brick in lime, with cement plaster on it since the nineties. Outside the lane was raised twice and is now a hand higher than my floor. If your wall does this too, please say so: I want to know what is the same in all of them.`,
    meToo: ['Rafiq Ahmed', 'তানভীর হাসান', 'João Teixeira', 'Siobhan Keane', 'Gethin Rowlands', 'শাহানা বেগম'],
    helpful: ['Owen Pritchard', 'Margit Lindqvist'],
    posts: [
      {
        by: 'Owen Pritchard',
        afterMinutes: 1_500,
        body: `The cement is the lid on the pot. The water comes in below and can only leave above it, and it takes the salt along.

What helped in six houses here: hack the cement off to half a metre above the line, leave the wall bare for one dry season, brush the salt off weekly and **never wash it in**, then two thin coats of lime. No paint that is not limewash.`,
        accepted: true,
        helpful: ['সুমনা চক্রবর্তী', 'Rafiq Ahmed', 'Siobhan Keane'],
        confirmed: ['Rafiq Ahmed', 'João Teixeira', 'তানভীর হাসান'],
        replies: [
          {
            by: 'সুমনা চক্রবর্তী',
            afterMinutes: 2_200,
            body: 'A bare wall for a whole winter: my mother-in-law will have something to say. But I begin on Sunday.',
            helpful: ['Owen Pritchard'],
          },
        ],
      },
      {
        by: 'তানভীর হাসান',
        afterMinutes: 3_700,
        body: 'আগে বাইরের গলিটা দেখুন। রাস্তা মেঝের ওপরে উঠে গেলে যা-ই করেন, জল ঢুকবে। দেয়াল ঘেঁষে এক হাত চওড়া নালা কেটে নুড়ি দিলে আমার দেয়াল দুই বর্ষায় শুকিয়েছে।',
        helpful: ['সুমনা চক্রবর্তী', 'Margit Lindqvist'],
        confirmed: ['শাহানা বেগম'],
      },
    ],
  },
  {
    space: 'adult-swimmers',
    form: 'resource',
    title: 'Questions to ask a pool before you book lessons as an adult',
    tags: ['lessons', 'fear', 'plans'],
    by: 'Priya Raghavan',
    daysAgo: 19,
    body: `Collected from our threads. Please improve it: add what you wish you had asked, and take out what turned out not to matter.

- How many adults are in one group, and how deep is the water they begin in?
- May I stand at the side during the first lesson and only watch?
- Is the teacher in the water or at the edge?
- Is there a lane that is free of lengths swimmers?
- What happens when I need three lessons longer than the course?
- Is the water warmer than 28 degrees? (Cold water and fear are friends.)`,
    helpful: ['Tasnim Rahman', 'Thuy Nguyen', 'মিঠুন বড়ুয়া', 'Grace Wanjiru'],
    posts: [
      {
        by: 'Lucía Fernández',
        afterMinutes: 2_000,
        body: 'I would add: is there a time for women only? I asked three pools and only one had thought of it.',
        helpful: ['Priya Raghavan', 'ফারজানা ইয়াসমিন'],
        replies: [
          { by: 'Priya Raghavan', afterMinutes: 2_300, body: 'Yes. Please write it in, the text is yours too.' },
        ],
      },
    ],
  },
];
