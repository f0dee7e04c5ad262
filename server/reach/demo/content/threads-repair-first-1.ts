import type { DemoThread } from './types.ts';

/** Threads of “Repair before you replace”, first part. */
export const repairFirst1: DemoThread[] = [
  {
    space: 'repair-first',
    form: 'question',
    title: 'সোয়েটারের কনুইয়ে দুই আঙুল চওড়া ফুটো, রিফু না তালি?',
    tags: ['সেলাই', 'মেরামত'],
    by: 'ফারজানা ইয়াসমিন',
    daysAgo: 88,
    body: `আব্বার একটা উলের সোয়েটার, বছর কুড়ির পুরোনো, আমিই এখন পরি। ডান কনুইয়ে ফুটো হয়ে গেছে, এখন দুই আঙুল ঢুকে যায়, আর চারপাশের বুননও পাতলা। রং ছাই-ছাই, ঠিক ওই রঙের উল পাওয়া মুশকিল।

আমি সুই-সুতা ধরতে পারি, কিন্তু রিফু কোনো দিন করিনি। দর্জি বলল "তালি মেরে দিই"। তালি দিলে কি টান পড়ে আরও ছিঁড়বে? আর রিফু শিখতে কত দিন লাগে?`,
    meToo: ['নাসিমা খাতুন লিপি', 'মৌসুমী দত্ত', 'Thuy Nguyen'],
    helpful: ['শাহানা বেগম'],
    posts: [
      {
        by: 'শাহানা বেগম',
        afterMinutes: 180,
        body: `রিফুই করুন, আপা। দুই আঙুল ফুটো কিছুই না, একটা সন্ধ্যার কাজ। নিয়মটা এই:

1. ফুটোর পেছনে একটা গোল জিনিস ধরুন, ছোট বাটি বা কাঠের ডিম।
2. ফুটোর কিনার থেকে **দেড় আঙুল দূরে, শক্ত বুনন থেকে** শুরু করবেন। পাতলা জায়গায় শুরু করলে ওখান থেকেই আবার ছিঁড়বে।
3. আগে সব সুতা লম্বালম্বি। তারপর আড়াআড়ি, একটা ওপর একটা নিচ, পরের সারিতে উল্টো।
4. কোথাও টানবেন না। প্রতি সারির মাথায় ছোট্ট একটা ফাঁস ছেড়ে দেবেন, ধোয়ার পর উল একটু ছোট হয়।

![রিফুর নকশা: ফুটোর চারপাশের শক্ত বুনন থেকে লম্বালম্বি সুতা, তার ভেতর দিয়ে একটা ওপর একটা নিচ করে আড়াআড়ি সুতা](/media/demo-darning.svg)

রং না মিললে মেলাতে যাবেন না, একেবারে আলাদা একটা রং নিন। তখন ওটা আর দোষ না, নকশা।`,
        accepted: true,
        helpful: ['ফারজানা ইয়াসমিন', 'Yuki Hashimoto', 'মৌসুমী দত্ত'],
        confirmed: ['মৌসুমী দত্ত', 'নাসিমা খাতুন লিপি'],
        replies: [
          {
            by: 'ফারজানা ইয়াসমিন',
            afterMinutes: 300,
            body: 'ফাঁস ছাড়ার কথাটা কোথাও পাইনি! শর্ষে-হলুদ উল আছে ঘরে, ওটাই নিচ্ছি।',
          },
          {
            by: 'শাহানা বেগম',
            afterMinutes: 330,
            body: 'ছাই রঙের ওপর শর্ষে-হলুদ, চমৎকার হবে।',
            helpful: ['ফারজানা ইয়াসমিন'],
          },
          {
            by: 'ফারজানা ইয়াসমিন',
            afterMinutes: 8640,
            body: `হয়ে গেছে। প্রথম তিন সারি খুলে আবার করতে হয়েছে, তারপর হাত বসে গেল। আব্বা দেখে বললেন, আরেক হাতেও করে দে, জোড়া হোক।`,
            helpful: ['শাহানা বেগম', 'Yuki Hashimoto'],
          },
        ],
      },
      {
        by: 'Yuki Hashimoto',
        afterMinutes: 840,
        body: `(Sorry for English, I read your thread with a translator.) If the elbow is thin all around, darn the thin part also, with the same up-and-down but *over* the living stitches. In Japanese we'd say the hole is only the middle of the hole.`,
        helpful: ['ফারজানা ইয়াসমিন', 'শাহানা বেগম'],
        replies: [
          {
            by: 'ফারজানা ইয়াসমিন',
            afterMinutes: 900,
            body: '"The hole is only the middle of the hole" – I will remember this for ever.',
          },
        ],
      },
    ],
  },
  {
    space: 'repair-first',
    form: 'discussion',
    title: 'Should a repair table ever say "this one is not worth it"?',
    tags: ['repair-cafe', 'ethics'],
    by: 'Imran Qureshi',
    daysAgo: 103,
    body: `At our library table last Saturday, a man brought a small kettle. Contact burnt, body cracked, and I'm not comfortable sending anybody home with a cracked thing that holds boiling water. I said no. He wasn't angry, he was *sad*. It was his late mother's.

It has been on my mind. We say repair before you replace, but where is the line, and how do you say it kindly? I'm not asking about electrical safety, there the line is clear to me. I mean the other things: the chair with nothing left but woodworm, the shoes that'd need more hours than they have.`,
    helpful: ['Hanneke de Vos', 'Chiara Bonetti', 'Harpreet Gill', 'Grace Wanjiru', 'Nadia Haddad'],
    posts: [
      {
        by: 'Hanneke de Vos',
        afterMinutes: 120,
        body: `We have three sentences pinned up behind our coffee machine:

> We can't make it safe.
> We can make it work, but not for long.
> We can make it work, and it will be ugly.

The visitor chooses between the last two. The first one is ours alone. Since we have this, no one argues, and people choose "ugly" with joy more often than you'd believe.`,
        helpful: ['Imran Qureshi', 'Grace Wanjiru', 'Dale Okafor-Reid'],
        replies: [
          {
            by: 'Imran Qureshi',
            afterMinutes: 180,
            body: 'Stealing this for our table, with thanks. "Ugly" is the key I was missing.',
            helpful: ['Hanneke de Vos'],
          },
          {
            by: 'Nadia Haddad',
            afterMinutes: 360,
            body: 'Tailors have a fourth one: "I can make it into something else."',
          },
          {
            by: 'Hanneke de Vos',
            afterMinutes: 420,
            body: 'Oh, that goes up on the wall on Saturday.',
            helpful: ['Nadia Haddad'],
          },
        ],
      },
      {
        by: 'Chiara Bonetti',
        afterMinutes: 540,
        body: `With the kettle, I'd have offered to take it apart and keep the handle. A handle can live on a drawer. Sometimes what has to be repaired isn't the object.`,
        helpful: ['Imran Qureshi'],
        replies: [
          {
            by: 'Imran Qureshi',
            afterMinutes: 600,
            body: "I wish you'd been there. I have his phone number, I'll ask.",
          },
        ],
      },
      {
        by: 'Harpreet Gill',
        afterMinutes: 1560,
        body: `A kind disagreement. In our shop the customer always hears the hours and the price first, and then it's his decision, not mine. I've rebuilt a rusted frame for a man when it made no sense at all, because it was the bicycle he carried his bride home on. Who am I to say what's worth it?`,
        helpful: ['Kwame Asante-Boateng'],
        replies: [
          {
            by: 'Imran Qureshi',
            afterMinutes: 1680,
            body: `I agree about the hours. My trouble is that at our table the hours are free, so the decision seems to be mine.`,
          },
          {
            by: 'Harpreet Gill',
            afterMinutes: 1740,
            body: 'Then tell them the hours as well. Free work still has a number.',
          },
        ],
      },
      {
        by: 'শাহানা বেগম',
        afterMinutes: 4320,
        body: `আমাদের বাড়িতে একটা কথা ছিল: যে কাপড় আর জোড়া লাগে না, সেটা কাঁথা হয়; যে কাঁথা আর চলে না, সেটা ন্যাতা। কোনো জিনিসকে "শেষ" বলার আগে তার পরের কাজটা খুঁজে দিই। তাতে কষ্টটা কম লাগে।`,
        helpful: ['Imran Qureshi', 'সুমনা চক্রবর্তী'],
      },
      {
        by: 'Imran Qureshi',
        afterMinutes: 12960,
        body: `To close the loop: he came back. We took the handle and the little whistle off, and he left with both in his coat pocket and a promise to bring a drawer.`,
        helpful: ['Hanneke de Vos', 'Chiara Bonetti', 'Nadia Haddad'],
      },
    ],
  },
  {
    space: 'repair-first',
    form: 'question',
    title: 'Wobbly kitchen chair, all eight joints loose, someone before me used screws',
    tags: ['furniture', 'tools'],
    by: 'Émile Gagnon',
    daysAgo: 49,
    body: `Six old beech chairs from my aunt. On one of them every joint of the stretchers moves. Somebody has "fixed" it with screws straight through the legs, and two of them have split the wood a little. The glue I find is brown and brittle, like sugar.

I can do simple joinery. What I don't know: do I take all of it apart, also the joints that still hold a bit? And which glue, so that the next person doesn't curse me?`,
    meToo: ['Dale Okafor-Reid'],
    helpful: ['Chiara Bonetti'],
    posts: [
      {
        by: 'Chiara Bonetti',
        afterMinutes: 120,
        body: `Brown and brittle like sugar is hide glue, and you're lucky: it comes undone with warmth and patience.

- Mark every joint with tape (A–A, B–B). You'll think you won't need it.
- Take out the screws first. Warm, damp cloth around the joint for ten minutes, then *twist*, don't pull.
- **All** loose joints at once, yes. If you leave two that hold a bit, the chair racks and breaks your new ones.
- Scrape old glue off the tenon, never sand it: you lose the fit.
- Hide glue again, liquid from a jar is fine. The next person will bless you.

For the screw holes: drill clean, glue in a beech plug, grain in the same direction.`,
        accepted: true,
        helpful: ['Émile Gagnon', 'Dale Okafor-Reid', 'Tomasz Wrona'],
        confirmed: ['Dale Okafor-Reid'],
        replies: [
          {
            by: 'Émile Gagnon',
            afterMinutes: 240,
            body: 'And if a tenon has become too thin already? Two of them rattle even when pushed in.',
          },
          {
            by: 'Chiara Bonetti',
            afterMinutes: 300,
            body: `Wrap it with one turn of thin shaving from your plane, glued on. Or a small wedge in the end of the tenon, if the hole goes deep enough. No filler, please, my heart.`,
            helpful: ['Émile Gagnon'],
          },
          {
            by: 'Émile Gagnon',
            afterMinutes: 18720,
            body: `Chair one is done, five to go. My aunt sat on it and didn't notice, which I take as the prize.`,
            helpful: ['Chiara Bonetti'],
          },
        ],
      },
      {
        by: 'Tomasz Wrona',
        afterMinutes: 480,
        body: `Clamp without clamps: a rope twice round the legs, and a stick to twist it tight. My father did all of ours like this, and it pulls all four legs evenly.`,
        helpful: ['Émile Gagnon'],
      },
    ],
  },
  {
    space: 'repair-first',
    form: 'question',
    title: 'Sole is coming away at the toe of good leather shoes, can I glue it at home so that it lasts?',
    tags: ['shoes', 'mending'],
    by: 'Grace Wanjiru',
    daysAgo: 40,
    body: `Work shoes, on my feet ten hours a day. The leather is still perfect, but the sole (rubber, glued, not sewn) opens at the toe like a mouth. I used superglue twice. It holds three days and then cracks. The cobbler near the hospital has retired. What am I doing wrong?`,
    meToo: ['Tasnim Rahman'],
    posts: [
      {
        by: 'Kwame Asante-Boateng',
        afterMinutes: 180,
        body: `Superglue is hard and a shoe bends some thousands of times a day, so it cracks. You need *contact* cement, the flexible kind the cobblers use, and you need to use it like a cobbler:

1. Open the mouth a little further, to where the old glue still holds. Clean out every grain of sand and the old superglue.
2. Roughen **both** sides with sandpaper until they're dull.
3. Thin coat on both sides, window open. Wait till it's dry to the touch, 10–15 minutes. This is where people fail.
4. Press together once, exactly. There's no second try.
5. Hammer or tie with a strip of bicycle tube, and leave it overnight.

My father's saying was that the waiting is the glue.`,
        accepted: true,
        helpful: ['Grace Wanjiru', 'Tasnim Rahman'],
        confirmed: ['Imran Qureshi', 'Harpreet Gill'],
        replies: [
          {
            by: 'Grace Wanjiru',
            afterMinutes: 300,
            body: 'I always pressed it when wet! Off to find contact cement.',
          },
          {
            by: 'Harpreet Gill',
            afterMinutes: 360,
            body: 'Strip of bicycle tube: confirmed as the best clamp in the world, we use it for everything.',
          },
          {
            by: 'Grace Wanjiru',
            afterMinutes: 27360,
            body: 'Nineteen days, ten hours each. Still shut.',
            helpful: ['Kwame Asante-Boateng'],
          },
        ],
      },
    ],
  },
  {
    space: 'repair-first',
    form: 'question',
    title: 'সাইকেলের প্যাডেলে প্রতি পাকে একবার "কট" শব্দ, কোথায় খুঁজব?',
    tags: ['bicycles', 'মেরামত'],
    by: 'আব্দুল করিম মোল্লা',
    daysAgo: 31,
    body: `আমার সাইকেলটা ছিয়াশি সালের, এখনও রোজ বাজারে যাই। মাসখানেক ধরে প্যাডেলে জোর দিলে প্রতি পাকে *একবার* কট করে শব্দ হয়, ডান পা যখন সামনে থাকে। চেইন বদলেছি, তেল দিয়েছি। হাতে ঘোরালে কোনো শব্দ নেই। দোকানে বলে পুরো বিবি সেট পাল্টাও। আমি আগে কারণটা জানতে চাই।`,
    meToo: ['অনির্বাণ ঘোষ'],
    posts: [
      {
        by: 'Harpreet Gill',
        afterMinutes: 120,
        body: `Good rule: once per turn and only under load = crank, pedal or cotter pin, not the bearing. (A worn bearing makes noise by hand as well.) On an '86 with cottered cranks I'd bet on the pin. Try: hold the left crank still, rock the right one hard. Any play at all, even a hair, is the pin.`,
        helpful: ['আব্দুল করিম মোল্লা', 'অনির্বাণ ঘোষ'],
        replies: [
          {
            by: 'আব্দুল করিম মোল্লা',
            afterMinutes: 240,
            body: 'নাতি ইংরেজিটা পড়ে বুঝিয়ে দিল। হ্যাঁ, চুলের মতো নড়ে!',
          },
        ],
      },
      {
        by: 'অনির্বাণ ঘোষ',
        afterMinutes: 1200,
        body: `আমারটায়ও একই শব্দ ছিল, কারণ ছিল প্যাডেলটাই: ক্র্যাঙ্কের সঙ্গে যে প্যাঁচে লাগানো, সেটা আধ পাক ঢিলে। আগে ওটা টাইট দিয়ে দেখুন, এক মিনিটের কাজ। মনে রাখবেন বাঁ দিকের প্যাডেলের প্যাঁচ উল্টো।`,
        helpful: ['আব্দুল করিম মোল্লা'],
      },
      {
        by: 'আব্দুল করিম মোল্লা',
        afterMinutes: 4320,
        body: `নিজেই উত্তরটা লিখে রাখি, অন্য কারও কাজে লাগবে। প্যাডেল টাইট ছিল। কটার পিনটা বের করে দেখি এক পাশে সিঁড়ির মতো খাঁজ পড়ে গেছে। নতুন পিন চা-বিস্কুটের দামে পাওয়া গেল, কিন্তু একটু মোটা, তাই চ্যাপ্টা দিকটা উকো দিয়ে অল্প অল্প ঘষে বসিয়েছি। **তাড়াহুড়া না করে পাঁচবার ঘষা, একবার বসানো**, এইভাবে।

শব্দ নেই। বিবি সেট যেমন ছিল তেমনই আছে।`,
        own: true,
        accepted: true,
        helpful: ['Harpreet Gill', 'অনির্বাণ ঘোষ'],
        replies: [
          {
            by: 'Harpreet Gill',
            afterMinutes: 4608,
            body: "Five strokes, one try. You'd get a job in our shop, sir.",
            helpful: ['আব্দুল করিম মোল্লা'],
          },
          {
            by: 'অনির্বাণ ঘোষ',
            afterMinutes: 5040,
            body: 'দারুণ! চল্লিশ বছরের সাইকেল, আরও চল্লিশ চলুক।',
          },
        ],
      },
    ],
  },
];
