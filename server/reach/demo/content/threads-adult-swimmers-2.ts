import type { DemoThread } from './types.ts';

/** Threads of “Learning to swim as an adult”, second part. */
export const adultSwimmers2: DemoThread[] = [
  {
    space: 'adult-swimmers',
    form: 'question',
    title: 'Goggles fog after two lengths, spit, baby shampoo or live with it?',
    tags: ['kit', 'lessons'],
    by: 'Émile Gagnon',
    daysAgo: 35,
    body: `New goggles were clear for two weeks, and now they fog after fifty metres. Our pool is warm and the hall is cold. People at the pool have told me: spit, baby shampoo, a potato (!), a spray. I wiped the inside with my towel a few times and I have a feeling that it was a mistake.`,
    meToo: ['Tasnim Rahman', 'Dale Okafor-Reid'],
    posts: [
      {
        by: 'Dale Okafor-Reid',
        afterMinutes: 60,
        body: `Wiping was the mistake, yes. The inside has a thin coating that doesn't survive towels or fingers. Rinse in cool fresh water after each swim and shake, never wipe.`,
        helpful: ['Émile Gagnon'],
        replies: [
          {
            by: 'Émile Gagnon',
            afterMinutes: 120,
            body: 'Two weeks of life. I apologise to my goggles.',
          },
        ],
      },
      {
        by: 'Grace Wanjiru',
        afterMinutes: 240,
        body: `What works once the coating has gone: **one drop** of mild baby shampoo, spread with a wet fingertip, then rinse *quickly* so only a film is left, and put them on wet. Rinse well enough, otherwise it stings.

Also dip your face and the goggles in the pool before you start: fog comes when they're colder than the water.`,
        accepted: true,
        helpful: ['Émile Gagnon', 'Tasnim Rahman'],
        confirmed: ['Tasnim Rahman', 'Dale Okafor-Reid'],
        replies: [
          {
            by: 'Émile Gagnon',
            afterMinutes: 4320,
            body: 'Clear for the whole lesson. The potato stays in the soup.',
            helpful: ['Grace Wanjiru'],
          },
        ],
      },
    ],
  },
  {
    space: 'adult-swimmers',
    form: 'question',
    title: 'ব্রেস্টস্ট্রোকে পা ছুড়ছি ঠিকই, কিন্তু এগোচ্ছি না, মাঝে মাঝে পেছাচ্ছি',
    tags: ['সাঁতার', 'breaststroke'],
    by: 'অনির্বাণ ঘোষ',
    daysAgo: 22,
    body: `হাত ঠিক আছে বলছেন স্যার। পা-টাই সমস্যা। বোর্ড ধরে শুধু পা চালালে এক জায়গায় দাঁড়িয়ে থাকি, ছেলে পাশ দিয়ে তিনবার চলে যায়। ব্যাঙের মতো করতে বলা হয়, করছিও তো মনে হয়। হাঁটুতে একটু টানও লাগে। ভুলটা কি গোড়ালিতে?`,
    meToo: ['ফারজানা ইয়াসমিন'],
    posts: [
      {
        by: 'ফারজানা ইয়াসমিন',
        afterMinutes: 180,
        body: `আমারও তাই হয়েছিল! পায়ের পাতা **বাইরের দিকে ঘোরানো** থাকতে হবে, পেঙ্গুইনের মতো। পাতা সোজা রাখলে পানি ঠেলাই হয় না। আমি পাড়ে বসে পানিতে পা ডুবিয়ে, নিজের পা দেখে দেখে শিখেছি।`,
        helpful: ['অনির্বাণ ঘোষ'],
        replies: [
          {
            by: 'অনির্বাণ ঘোষ',
            afterMinutes: 240,
            body: 'পাড়ে বসে দেখলাম, আমার বাঁ পা বাইরে ঘোরে, ডান পা সোজা। তাই বাঁকাও যাচ্ছি!',
          },
        ],
      },
      {
        by: 'Priya Raghavan',
        afterMinutes: 600,
        body: `Farzana is right about the feet. For the knees: don't pull them wide or up under the belly. Heels to the seat, knees about as wide as the hips, feet out, then *push the water back with the inside of the foot* and squeeze the legs together, and **wait**. The glide is the part that moves you.

If the knee hurts, stop, smaller and slower. Breaststroke can wait, your knee is for life.`,
        accepted: true,
        helpful: ['অনির্বাণ ঘোষ', 'ফারজানা ইয়াসমিন'],
        confirmed: ['ফারজানা ইয়াসমিন'],
        replies: [
          {
            by: 'অনির্বাণ ঘোষ',
            afterMinutes: 11520,
            body: `হাঁটু কাছে আনতেই টানটা চলে গেল। আর "থামা"টা, মানে ভেসে যাওয়াটা, ওইটাই আসল। ছেলে এখন মাত্র একবার পাশ দিয়ে যায়।`,
            helpful: ['Priya Raghavan', 'ফারজানা ইয়াসমিন'],
          },
        ],
      },
      {
        by: 'Kwame Asante-Boateng',
        afterMinutes: 2880,
        body: `Physics says the same as Grace: fog is water that has found something cold. My contribution is to keep them under the cap against my head until I start. Warm goggles, no fog, strange looks.`,
      },
    ],
  },
  {
    space: 'adult-swimmers',
    form: 'question',
    title: 'How do you share a lane with fast swimmers when you stop every ten metres?',
    tags: ['lessons', 'first-lengths'],
    by: 'Dale Okafor-Reid',
    daysAgo: 10,
    body: `My lessons are over and I want to practise alone in the public hours (with the lifeguard, of course). There are three lanes: slow, medium and fast, but the slow one has people who do a kilometre without stopping. I stop in the middle, I hold the rope, I apologise. Last Tuesday I apologised nine times in thirty minutes.

Is there an etiquette for this? When's a good hour?`,
    meToo: ['Émile Gagnon'],
    posts: [
      {
        by: 'Grace Wanjiru',
        afterMinutes: 120,
        body: `Ask the lifeguard two things: which hour's the quietest, and whether you may use the edge by the wall. They always know, and they like to be asked. In my pool it's 1.30 pm, after the lunch people.`,
        helpful: ['Dale Okafor-Reid', 'Émile Gagnon'],
        replies: [
          {
            by: 'Dale Okafor-Reid',
            afterMinutes: 240,
            body: 'Mine said Friday 2 pm, and "finally someone asks".',
          },
        ],
      },
      {
        by: 'Tomasz Wrona',
        afterMinutes: 1680,
        body: `I swim a kilometre slowly, so I'm one of those people. Believe me, we don't mind. Stay to the right, hold the rope at the side and not in the middle, let us pass at the wall. One nod does for all nine apologies.`,
        helpful: ['Dale Okafor-Reid'],
        replies: [
          {
            by: 'Dale Okafor-Reid',
            afterMinutes: 1740,
            body: 'One nod. I can do this without breathing out.',
            helpful: ['Tomasz Wrona'],
          },
        ],
      },
    ],
  },
  {
    space: 'adult-swimmers',
    form: 'question',
    title: 'Stuck at 300 metres: longer, faster or more rests?',
    tags: ['plans', 'freestyle'],
    by: 'Grace Wanjiru',
    daysAgo: 3.4,
    body: `For seven weeks I've been stopping at 300 metres of front crawl. Not out of breath, more a heaviness in the shoulders, and my left hand starts to slap. I do it in one go each time, three times a week. My goal is one kilometre before my birthday, which is not soon but also not never.

Should I just add 25 metres each week, or break it into parts with rests?`,
    meToo: ['Kwame Asante-Boateng'],
    posts: [],
  },
  {
    space: 'adult-swimmers',
    form: 'question',
    title: "Group lessons or one teacher alone, for someone who's ashamed to be seen?",
    tags: ['fear', 'lessons', 'ভয়'],
    by: 'Thuy Nguyen',
    daysAgo: 1.6,
    body: `I'm 38. My daughter has started to swim, and I want to be able to be in the water with her. Group lessons are cheap and near, but all the others know a bit already and some of the mothers from school are in it. A private teacher costs four times as much and I could pay for only five lessons.

I know that shame's a silly reason. I still feel it. What would you choose?`,
    meToo: ['মিঠুন বড়ুয়া'],
    posts: [
      {
        by: 'ফারজানা ইয়াসমিন',
        afterMinutes: 120,
        body: `It isn't silly. I was the slowest in a group, and after three weeks I noticed that everybody was looking only at their own feet. But I'd had two calm lessons at the beginning with only the teacher and one friend. Perhaps: two alone, to get past the face-in-the-water part, then the group with the other three still in your pocket.`,
        helpful: ['Thuy Nguyen', 'Tasnim Rahman'],
        replies: [
          {
            by: 'Thuy Nguyen',
            afterMinutes: 180,
            body: 'Two alone and then the group. I like "in your pocket".',
            helpful: ['ফারজানা ইয়াসমিন'],
          },
        ],
      },
      {
        by: 'Tasnim Rahman',
        afterMinutes: 420,
        body: "Ask for the earliest group. At 6.30 nobody's awake enough to look at anybody.",
        helpful: ['Thuy Nguyen', 'ফারজানা ইয়াসমিন'],
        replies: [
          {
            by: 'Priya Raghavan',
            afterMinutes: 540,
            body: `It's true. And ask the teacher beforehand if adults who've never put their face in are welcome. The answer, and how fast it comes, tells you all about the lessons.`,
            helpful: ['Tasnim Rahman'],
          },
        ],
      },
    ],
  },
  {
    space: 'adult-swimmers',
    form: 'question',
    title: 'সমুদ্রের পাশে বাড়ি, কিন্তু শিখব পুলে না সমুদ্রে?',
    tags: ['সাঁতার', 'lessons'],
    by: 'মিঠুন বড়ুয়া',
    daysAgo: 0.45,
    body: `কক্সবাজারে থাকি, সবাই ধরে নেয় আমি সাঁতার জানি। জানি না। বন্ধুরা বলে সমুদ্রেই নেমে পড়, লবণপানিতে ভাসা সহজ। কাছের পুলটা চল্লিশ মিনিটের রাস্তা, মাসে খরচও আছে। ঢেউয়ের মধ্যে শেখা কি আদৌ সম্ভব?`,
    meToo: ['Thuy Nguyen'],
    posts: [
      {
        by: 'অনির্বাণ ঘোষ',
        afterMinutes: 90,
        body: `পুলে, দাদা, একদম নিশ্চিন্তে পুলে। লবণজলে ভাসা সহজ ঠিকই, কিন্তু ঢেউ আর টান নতুন মানুষের জন্য নয়। আগে পুলে শিখুন, তারপর সমুদ্রে নামবেন প্রহরী আছে এমন জায়গায়, সঙ্গে জানা লোক নিয়ে।`,
        helpful: ['মিঠুন বড়ুয়া', 'ফারজানা ইয়াসমিন'],
        replies: [
          {
            by: 'মিঠুন বড়ুয়া',
            afterMinutes: 120,
            body: 'চল্লিশ মিনিট মেনে নিলাম। বন্ধুদেরও টেনে নিয়ে যাব, ওরাও আসলে জানে না!',
          },
          {
            by: 'ফারজানা ইয়াসমিন',
            afterMinutes: 180,
            body: 'হাহা, এটাই সবচেয়ে সত্যি কথা।',
            helpful: ['মিঠুন বড়ুয়া'],
          },
        ],
      },
      {
        by: 'Priya Raghavan',
        afterMinutes: 360,
        body: `Pool first, I agree. Look for a shallow one where you can stand everywhere, and practise with somebody watching. The sea will still be there in six months, and you'll enjoy it much more.`,
        helpful: ['মিঠুন বড়ুয়া', 'অনির্বাণ ঘোষ'],
      },
    ],
  },
  {
    space: 'adult-swimmers',
    form: 'discussion',
    title: 'Today: one whole length, twenty-five metres, without touching the rope',
    tags: ['first-lengths', 'fear'],
    by: 'Tasnim Rahman',
    daysAgo: 0.07,
    body: `I have nobody awake to tell at this hour, so I'm telling you. Twenty-five metres, front crawl, ugly, four breaths on the wrong side. The last five metres are over the deep end and I did *not* think about it until I'd touched the wall, and then I looked down and held on to the gutter and laughed like a crazy person.

Start: 118 days of being afraid of it. Length: about fifty seconds. Thank you for the humming, Priya.`,
    helpful: ['ফারজানা ইয়াসমিন'],
    posts: [
      {
        by: 'ফারজানা ইয়াসমিন',
        afterMinutes: 30,
        body: `তাসনিম!!! আমি জেগে আছি! অভিনন্দন, অভিনন্দন। কুৎসিত-টুৎসিত কিছু না, পঁচিশ মিটার মানে পঁচিশ মিটার।`,
        helpful: ['Tasnim Rahman'],
        replies: [
          {
            by: 'Tasnim Rahman',
            afterMinutes: 45,
            body: 'আপনার গামলার গল্পটাই আমাকে শেষ পাঁচ মিটার টেনে নিয়ে গেছে।',
            helpful: ['ফারজানা ইয়াসমিন'],
          },
        ],
      },
      {
        by: 'Grace Wanjiru',
        afterMinutes: 70,
        body: `Early shift here, so you have two of us. Four breaths on the wrong side are still four breaths. Well done!`,
        helpful: ['Tasnim Rahman'],
      },
    ],
  },
];
