import type { DemoThread } from './types.ts';

/** Threads of “Repair before you replace”, second part. */
export const repairFirst2: DemoThread[] = [
  {
    space: 'repair-first',
    form: 'discussion',
    title: 'পুরোনো শাড়ির কাঁথা: আপনারা কয় পরত নেন, আর ফোঁড় কত ছোট?',
    tags: ['সেলাই', 'mending'],
    by: 'শাহানা বেগম',
    daysAgo: 57,
    body: `আমার নানি পাঁচ পরত নিতেন, মা তিন, আর আমি এখন দুই পরত শাড়ির মাঝখানে একটা পুরোনো সুতির ওড়না দিই। নানির কাঁথা চল্লিশ বছর টিকেছে, মায়েরটা কুড়ি। আমারটা কত টিকবে কে জানে!

ফোঁড়ের কথাও বলি। সোজা লাইনে ছোট ছোট রান ফোঁড়, কিন্তু পাশাপাশি দুই লাইনের ফোঁড় যেন এক জায়গায় না পড়ে, অর্ধেক সরে যায়, তাতেই ওই ঢেউ-ঢেউ ভাবটা আসে।

![কাঁথার ফোঁড়ের নকশা: সমান্তরাল লাইনে রান ফোঁড়, প্রতি লাইনে অর্ধেক সরানো, পাশ থেকে দেখলে তিন পরত কাপড়ের ভেতর দিয়ে সুতার ওঠানামা](/media/demo-kantha-stitch.svg)

আপনারা কীভাবে করেন? তালি দিয়ে শুরু করেন, না আস্ত কাপড়ে?`,
    helpful: ['Ananya Sen', 'সুমনা চক্রবর্তী', 'Yuki Hashimoto', 'মৌসুমী দত্ত'],
    posts: [
      {
        by: 'সুমনা চক্রবর্তী',
        afterMinutes: 300,
        body: `আমাদের বাড়িতে বরাবর তিন পরত। ফোঁড় চালের দানার মাপে, ঠাকুমা সত্যিই পাশে একটা চাল রেখে মেলাতেন! বেশি ছোট হলে শক্ত হয়ে যায়, গায়ে জড়িয়ে আরাম হয় না।`,
        helpful: ['শাহানা বেগম'],
        replies: [
          {
            by: 'শাহানা বেগম',
            afterMinutes: 360,
            body: 'চালের দানা! কোন চাল, গোবিন্দভোগ না মোটা?',
            helpful: ['সুমনা চক্রবর্তী'],
          },
          {
            by: 'সুমনা চক্রবর্তী',
            afterMinutes: 420,
            body: 'শীতের কাঁথা মোটা চালে, বাচ্চার কাঁথা গোবিন্দভোগে। এই হল আসল উত্তর।',
          },
        ],
      },
      {
        by: 'Ananya Sen',
        afterMinutes: 660,
        body: `I teach this to bookbinding students as the *first* stitch, because it is the most honest one: you can't hide anything in it. For old cloth, I patch the thin places from behind before layering; otherwise the thread cuts through the weak part in a few years.`,
        helpful: ['শাহানা বেগম', 'সুমনা চক্রবর্তী'],
        replies: [
          {
            by: 'মৌসুমী দত্ত',
            afterMinutes: 780,
            body: 'পেছন থেকে তালি দিলে সামনে উঁচু লাগে না?',
          },
          {
            by: 'Ananya Sen',
            afterMinutes: 840,
            body: 'না, যদি তালিটা আরও পাতলা আর নরম কাপড়ের হয়, আর কিনার মুড়ে না দিয়ে খোলা রাখেন।',
            helpful: ['মৌসুমী দত্ত'],
          },
        ],
      },
      {
        by: 'Yuki Hashimoto',
        afterMinutes: 2880,
        body: `We have a cousin of this in the north of Japan, with white thread on indigo, made for the same reason: cloth was too precious to throw away and winters were cold. To see that people by two different seas found the same running stitch makes me happy.`,
        helpful: ['শাহানা বেগম', 'Ananya Sen'],
      },
      {
        by: 'আব্দুল করিম মোল্লা',
        afterMinutes: 5760,
        body: `আমি সেলাই জানি না, কিন্তু মায়ের করা কাঁথাটা গায়ে না দিলে আমার এখনও ঘুম আসে না। চুয়ান্ন বছর হল। পাঁচ পরতই হবে।`,
      },
    ],
  },
  {
    space: 'repair-first',
    form: 'question',
    title: 'Zip on a backpack splits open behind the slider, new zip or is there a trick?',
    tags: ['household', 'repair-cafe'],
    by: 'Tasnim Rahman',
    daysAgo: 26,
    body: `The teeth look fine. I close it and it opens again from the middle, a few centimetres behind the slider. It's the main compartment, so I carry my laptop in a hug. The tailor wants to replace the whole zip, which needs the lining opened.`,
    meToo: ['নাসিমা খাতুন লিপি'],
    posts: [
      {
        by: 'Imran Qureshi',
        afterMinutes: 60,
        body: `Teeth fine + opens behind the slider = the slider has worn, not the zip. The gap at its back has got wider by a hair and doesn't press the teeth together.

Take flat pliers and squeeze the slider gently at the back, **left side, then right side**, a little at a time, trying in between. Too hard and it won't slide or it cracks. A rub of candle wax afterwards.

This fixes about seven of ten zips on my table, and takes two minutes.`,
        accepted: true,
        helpful: ['Tasnim Rahman', 'নাসিমা খাতুন লিপি', 'ফারজানা ইয়াসমিন'],
        confirmed: ['Nadia Haddad', 'নাসিমা খাতুন লিপি'],
        replies: [
          {
            by: 'Tasnim Rahman',
            afterMinutes: 120,
            body: 'Two minutes exactly. I was going to buy a new bag!',
            helpful: ['Imran Qureshi'],
          },
          {
            by: 'Nadia Haddad',
            afterMinutes: 540,
            body: `And when it does it again in a year, change only the *slider*. You unpick 2 cm at one end, not the whole zip. The metal tires, that's all.`,
            helpful: ['Imran Qureshi'],
          },
        ],
      },
    ],
  },
  {
    space: 'repair-first',
    form: 'question',
    title: 'Plane iron takes a good edge but chips on knots after a few strokes, angle or steel?',
    tags: ['sharpening', 'tools'],
    by: 'Mehmet Aydın',
    daysAgo: 16,
    body: `Old bench plane, iron from before I was born, found in my uncle's box. It takes a wonderful edge on the stones, cuts my arm hair, and then after ten strokes on pine with knots there are tiny chips at the edge, visible as lines in the wood. Bevel is about 25 degrees. With kitchen knives I'd know what to do; with planes I'm a beginner.`,
    meToo: ['Émile Gagnon'],
    posts: [
      {
        by: 'Émile Gagnon',
        afterMinutes: 300,
        body: `I'd try 30 degrees at the very edge, only a small second bevel. And pine knots are like stones, skew the plane a bit. I had the same with 25.`,
        helpful: ['Mehmet Aydın'],
        replies: [
          {
            by: 'Mehmet Aydın',
            afterMinutes: 420,
            body: 'A second bevel of 30, tonight. The skewing I did not know.',
          },
        ],
      },
      {
        by: 'Tomasz Wrona',
        afterMinutes: 1320,
        body: `The first few millimetres of an old iron are sometimes burnt from somebody's dry grinding wheel. You'd see nothing, but it chips. Two or three proper sharpenings and you arrive at good steel. Don't judge it before.`,
        helpful: ['Mehmet Aydın'],
      },
    ],
  },
  {
    space: 'repair-first',
    form: 'question',
    title: 'কাঠের খুন্তি আর পিঁড়ির ফাটল সারানোর নিরাপদ উপায় কী, খাবারে লাগে যে?',
    tags: ['household', 'মেরামত'],
    by: 'নাসিমা খাতুন লিপি',
    daysAgo: 4.2,
    body: `দাদির আমলের একটা কাঁঠাল কাঠের রুটি বেলার পিঁড়ি, মাঝ বরাবর চুলের মতো ফাটল ধরেছে। আঠা দিতে ভয় লাগছে, কারণ ময়দা তো সরাসরি ওটার ওপরেই মাখি। দুটো কাঠের খুন্তিও একই রকম। তেল মাখালে কি ফাটল বন্ধ হয়? নাকি ফাটা জিনিস রান্নাঘরে রাখাই ঠিক না?`,
    meToo: ['Thuy Nguyen'],
    posts: [],
  },
  {
    space: 'repair-first',
    form: 'question',
    title: 'Moth holes along a fold in a wool coat: reweave each one or change the design?',
    tags: ['mending', 'সেলাই'],
    by: 'Nadia Haddad',
    daysAgo: 1.8,
    body: `A customer's camel wool coat, good cloth, thirty years old. It was folded over a chair back for two summers and now there are eleven small holes in one straight line, right across the back. Rewoven singly they'd take me a week and she can't pay a week. I'm thinking of a seam or a band along the fold, as if it had always been there. Has anyone done something like this on a back without making it look like a uniform?`,
    posts: [],
  },
  {
    space: 'repair-first',
    form: 'discussion',
    title: 'A cookbook that has come apart in the hand is the best book in the house',
    tags: ['books', 'mending'],
    by: 'Ananya Sen',
    daysAgo: 8,
    body: `Somebody brought me a cookbook this week. Spine gone, forty loose leaves, turmeric on page 61 and a phone number from 1974 in the margin. She apologised for its condition. I told her it's the only book in her house that anybody has *used*.

I've resewn it over tapes, put a new cotton spine in, and left every stain. What's the most used thing you've ever been handed, and did you clean it?`,
    helpful: ['সুমনা চক্রবর্তী', 'Imran Qureshi'],
    posts: [
      {
        by: 'Imran Qureshi',
        afterMinutes: 240,
        body: `A toolbox. Sixty years of one man's thumb on the catch had worn a perfect little dish into the steel. I fixed the hinge and didn't touch the dish.`,
        helpful: ['Ananya Sen'],
        replies: [
          {
            by: 'Ananya Sen',
            afterMinutes: 300,
            body: 'The dish is the signature.',
            helpful: ['Imran Qureshi'],
          },
        ],
      },
      {
        by: 'Nadia Haddad',
        afterMinutes: 1680,
        body: `A coat in which the lining had been replaced three times, each by a different hand. I could see one tailor was left-handed. I put in the fourth and signed inside the pocket, for the fifth.`,
        helpful: ['Ananya Sen', 'Yuki Hashimoto'],
        replies: [
          {
            by: 'Yuki Hashimoto',
            afterMinutes: 1800,
            body: 'For the fifth! I hope they come here and read this.',
          },
        ],
      },
      {
        by: 'মৌসুমী দত্ত',
        afterMinutes: 4320,
        body: `মায়ের রান্নার খাতা আমারটাও এমন। হলুদের দাগ দেখেই বুঝি কোন পাতায় ইলিশ। বাঁধাতে দিতে ভয় করে, যদি দাগগুলো কেটে ফেলে!`,
        helpful: ['Ananya Sen'],
        replies: [
          {
            by: 'Ananya Sen',
            afterMinutes: 4464,
            body: `কাটতে হয় না। বলে দেবেন "মার্জিন ছাঁটবেন না", আর পাতাগুলো গুনে একটা কাগজে লিখে সঙ্গে দিয়ে দেবেন।`,
            helpful: ['মৌসুমী দত্ত'],
          },
        ],
      },
    ],
  },
];
