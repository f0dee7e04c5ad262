import type { DemoThread } from './types.ts';

/** Threads of “Damp in old houses”, second part. */
export const dampOldHouses2: DemoThread[] = [
  {
    space: 'damp-old-houses',
    form: 'question',
    title: 'ভাড়া বাসার আলমারিতে কাপড়ে ছাতা পড়ছে, বাড়িওয়ালাকে না জানিয়ে কী কী করা যায়?',
    tags: ['বর্ষা', 'mould', 'diagnosis'],
    by: 'নাসিমা খাতুন লিপি',
    daysAgo: 6.5,
    body: `সিলেটে বৃষ্টি তো লেগেই থাকে। আমাদের শোবার ঘরের দেয়াল-আলমারিটা বাইরের দেয়ালের সঙ্গে লাগানো। দু-সপ্তাহ না খুললেই শাড়ি আর চামড়ার ব্যাগে সাদা-সবুজ ছাতা। দেয়ালে হাত দিলে ঠান্ডা লাগে, কিন্তু ভেজা মনে হয় না। পেছনে পানির পাইপ নেই।

দেয়াল ভাঙা বা আলমারি বদলানো সম্ভব না, ভাড়া বাসা। ছোটখাটো কী করতে পারি?`,
    meToo: ['মৌসুমী দত্ত', 'ফারজানা ইয়াসমিন'],
    helpful: ['সুমনা চক্রবর্তী'],
    posts: [
      {
        by: 'সুমনা চক্রবর্তী',
        afterMinutes: 120,
        body: `তিনটে জিনিসে আমার কাজ হয়েছে:

- তাকগুলো পেছনের দেয়াল থেকে দু-আঙুল সামনে টেনে এনে ফাঁক রাখা
- পাল্লার ওপরে আর নিচে কয়েকটা ছোট ছিদ্র, বা পাল্লা একটু ফাঁক রেখে দেওয়া
- নিচের তাকে একটা গভীর বাটিতে মোটা নুন, গলতে শুরু করলেই বদলানো

আর শাড়ি কখনও ইস্তিরি করার সঙ্গে সঙ্গে তুলবেন না, গরম ভাপটা বেরোতে দিন।`,
        helpful: ['নাসিমা খাতুন লিপি', 'মৌসুমী দত্ত'],
        replies: [
          {
            by: 'নাসিমা খাতুন লিপি',
            afterMinutes: 180,
            body: 'নুনের কথাটা মাথায়ই আসেনি। কাঠকয়লা দিলে হবে?',
          },
          {
            by: 'সুমনা চক্রবর্তী',
            afterMinutes: 240,
            body: 'কাঠকয়লায় গন্ধ কমে, জল টানে কম। দুটো দু-বাটিতে পাশাপাশি রাখতে পারেন, আমার মা তাই রাখতেন।',
          },
        ],
      },
      {
        by: 'তানভীর হাসান',
        afterMinutes: 1320,
        body: `দেয়াল ঠান্ডা কিন্তু ভেজা না, মানে ঘরের ভাপই ওখানে গিয়ে জমছে। রান্নার সময় শোবার ঘরের দরজাটা ভেজিয়ে রাখুন, আর রোদ উঠলে আলমারি এক ঘণ্টা হাট করে খুলে পাখা ছেড়ে দিন। বাড়িওয়ালাকে একবার জানানোই ভালো, বাইরে ফাটল থাকলে ওঁরও লাভ।`,
        helpful: ['নাসিমা খাতুন লিপি'],
      },
    ],
  },
  {
    space: 'damp-old-houses',
    form: 'question',
    title: 'Old cement tiles feel sticky every morning in spring, is something coming up from below?',
    tags: ['floors', 'mould'],
    by: 'Nadia Haddad',
    daysAgo: 2.4,
    body: `Ground floor flat from the thirties in Beirut, patterned cement tiles on sand, no membrane as far as I know. On warm humid mornings in the spring the tiles are sticky and almost wet, mostly in the middle of the room and *not* along the walls. By noon they are dry. No white salts. The rug in my workroom has started to smell.

I'd like to keep the tiles at any price. Should I seal them, or is this the worst idea?`,
    posts: [
      {
        by: 'Margit Lindqvist',
        afterMinutes: 180,
        body: `Wet in the middle and dry by noon sounds like dew rather than ground water: warm humid air meets a floor that's still cold from the winter. Try a small piece of film taped on one tile for three mornings. Droplets on top of it, the air is the source; under it, the ground.`,
        helpful: ['Nadia Haddad'],
        replies: [
          {
            by: 'Nadia Haddad',
            afterMinutes: 300,
            body: 'Taped it now. Will tell you on the weekend.',
          },
        ],
      },
      {
        by: 'Callum Reyes',
        afterMinutes: 1560,
        body: `A number to go with Margit's film. Air of 24 °C and 75 % leaves its water on anything colder than about **19 °C**. On the next sticky morning, lay a kitchen thermometer on a tile in the middle, under a folded towel, for ten minutes. Below 19, it's dew. Above it, Margit's other case is the likelier one. I'd leave the sealer in the shop until you know.`,
        replies: [
          {
            by: 'Nadia Haddad',
            afterMinutes: 1980,
            body: `17.5 on the tile at seven this morning, and the drops were on *top* of the film. So it's dew, and I was about to seal my floor against the sky. What do I do with the windows now?`,
          },
          {
            by: 'Margit Lindqvist',
            afterMinutes: 2100,
            body: `In this season the other way round from winter: shut while the floor is colder than the air outside, open in the late afternoon. And roll up the rug until it's warm, it holds the dew for you.`,
            helpful: ['Nadia Haddad', 'Hanneke de Vos'],
          },
          {
            by: 'João Teixeira',
            afterMinutes: 2460,
            body: 'A fan along the floor helps too. Not to dry it, only so the tiles catch up with the room sooner.',
            helpful: ['Nadia Haddad'],
          },
        ],
      },
    ],
  },
  {
    space: 'damp-old-houses',
    form: 'question',
    title: 'How long should a flooded wooden floor dry before the boards go back?',
    tags: ['drying-out', 'floors'],
    by: 'Émile Gagnon',
    daysAgo: 11,
    body: `A pipe burst in my mother's house while she was away. Pine boards on joists, sand between the joists (the old sound insulation). The boards are off and numbered. The sand was wet like on a beach; I've taken out about two thirds of it. The joists look healthy but feel cool and damp.

I have a fan and a borrowed dehumidifier. Everyone gives me a different number: two weeks, two months, "until it smells right". Is there a way to *know*?`,
    posts: [
      {
        by: 'Callum Reyes',
        afterMinutes: 1700,
        body: `A day has gone by and nobody who has dried such a floor has seen this yet, so take it as numbers and not as advice.

- **Joists:** the meter's data sheet asks for under 18 % before anything is closed. Better: measure a joist in a room that stayed dry. That's your target.
- **Sand:** fill a jam jar, weigh it, dry it in the oven, weigh it again. Repeat after a week. When two jars lose the same, it has come to rest.

Whether the sand should go back at all, I don't know. I've invited three members who have had water under their boards.`,
        replies: [
          {
            by: 'Émile Gagnon',
            afterMinutes: 2040,
            body: `Guest room, never wet: 12 %. The others: 23 to 26. So I know where I'm going, if not how long it takes. I'd still be glad of anyone who has put such boards back and slept well afterwards.`,
          },
        ],
      },
    ],
  },
  {
    space: 'damp-old-houses',
    form: 'question',
    title: 'Plinth of soft sandstone is turning to powder from the inside, brush it or leave it?',
    tags: ['rising-damp', 'lime'],
    by: 'Mehmet Aydın',
    daysAgo: 1.3,
    body: `Corner house, about 120 years old. The plinth is a soft yellow sandstone, and in a band of three stones the surface falls off as sand when I touch it. Under the loose sand there's firm stone again after 1–2 cm. The joints were filled with grey cement by somebody before me, they stand out now like a frame around nothing.

Do I brush it down to the firm stone, or does that only start the next round? I'd rather do too little than too much.`,
    meToo: ['Nadia Haddad'],
    posts: [],
  },
  {
    space: 'damp-old-houses',
    form: 'discussion',
    title: 'The cheapest thing that ever cured damp in your house',
    tags: ['diagnosis', 'gutters'],
    by: 'Hanneke de Vos',
    daysAgo: 18,
    body: `Mine cost nothing: a blackbird's nest in the gutter corner, which I did not remove until the young ones had flown, and then a wall which had been wet for two years dried in six weeks.

I have a suspicion that half of all damp problems are one bucket of leaves. Tell me yours, with the price.`,
    helpful: ['Rafiq Ahmed', 'Owen Pritchard', 'João Teixeira', 'Siobhan Keane'],
    posts: [
      {
        by: 'Rafiq Ahmed',
        afterMinutes: 50,
        body: `One metre of downpipe, the price of two coffees. It ended in mid-air behind a shed. Previous owner had spent thousands on the wall behind it.`,
        helpful: ['Hanneke de Vos', 'Owen Pritchard'],
        replies: [
          {
            by: 'Hanneke de Vos',
            afterMinutes: 72,
            body: 'Exactly this kind of story. I want to embroider it on a cushion.',
          },
        ],
      },
      {
        by: 'Owen Pritchard',
        afterMinutes: 240,
        body: `In thirty years of plastering, the answer was a gutter in about four cases of ten. I lose jobs by looking up before I look at the wall, and my wife says I should put that on the van.`,
        helpful: ['Hanneke de Vos', 'Rafiq Ahmed', 'Siobhan Keane'],
        replies: [
          {
            by: 'Siobhan Keane',
            afterMinutes: 300,
            body: "Please do. I'd have called you first.",
          },
        ],
      },
      {
        by: 'আব্দুল করিম মোল্লা',
        afterMinutes: 540,
        body: `আমার খরচ শূন্য। রান্নাঘরের দেয়াল দু-বছর ভেজা ছিল, শেষে দেখি বাইরে দেয়াল ঘেঁষে আমারই সাজানো টবের সারি, রোজ সকালে আমিই পানি দিচ্ছি।`,
        helpful: ['সুমনা চক্রবর্তী', 'Hanneke de Vos'],
        replies: [
          {
            by: 'সুমনা চক্রবর্তী',
            afterMinutes: 600,
            body: 'হাসতে হাসতে শেষ! চোর নিজের ঘরেই।',
          },
        ],
      },
      {
        by: 'João Teixeira',
        afterMinutes: 1560,
        body: `Sixty cents: a washer. The outdoor tap dripped against the granite, a drop each four seconds. My grandmother calculated it's about 2000 litres a year.`,
        replies: [
          {
            by: 'Tomasz Wrona',
            afterMinutes: 1800,
            body: `Let me check: 21 600 drops a day, about 20 drops to the ml, so roughly 1 litre a day, 400 a year. Still a bathtub and more. Sorry to your grandmother!`,
            helpful: ['João Teixeira'],
          },
          {
            by: 'João Teixeira',
            afterMinutes: 1860,
            body: 'She says you forgot the wind. I will not get between you two.',
          },
        ],
      },
      {
        by: 'দেবাশীষ পাল',
        afterMinutes: 4320,
        body: `আমাদের খরচ এক ঝুড়ি মাটি। বাড়ির পেছনে বর্ষার জল দেয়ালের গোড়ায় দাঁড়াত, এক বিকেলে ঢালটা উল্টো দিকে করে দিলাম। দেয়াল পরের শীতেই শুকনো।`,
        helpful: ['Hanneke de Vos'],
      },
      {
        by: 'Siobhan Keane',
        afterMinutes: 7200,
        body: `Nothing at all: I stopped watering the climbing rose that grew on the wet wall. The rose didn't notice, the wall did.`,
      },
    ],
  },
  {
    space: 'damp-old-houses',
    form: 'question',
    title: 'Musty smell in a trunk of old letters, the paper is dry but the smell stays',
    tags: ['mould', 'drying-out'],
    by: 'Ananya Sen',
    daysAgo: 0.6,
    body: `I've been given a tin trunk with letters from the forties, for a family who want them bound. The paper is dry to the touch, no visible mould, a few old stains. But the smell is strong and I can't bind that into a closed book. I've aired them for a week in a shaded room on blotting paper.

Is there a gentle way to get the smell out, or a way to be sure there's nothing alive in it? I'm thinking about my own bookshelves as well.`,
    meToo: ['সুমনা চক্রবর্তী'],
    posts: [],
  },
  {
    space: 'damp-old-houses',
    form: 'question',
    title: 'First wet season in an old tube house: how often do you check the roof and what do you look at?',
    tags: ['monsoon', 'gutters'],
    by: 'Thuy Nguyen',
    daysAgo: 0.3,
    body: `We moved into my husband's family house, long and narrow, tiled roof, an inner yard in the middle. My father-in-law used to go up before the rains each year but he can't any more, and he only says "I looked at everything". I'd like to make a list that I can really do with a ladder and a helper, and what I should leave to a roofer.`,
    posts: [
      {
        by: 'Owen Pritchard',
        afterMinutes: 120,
        body: `Good instinct, and from the ground you can do most of it. With binoculars: slipped or cracked tiles, plants growing anywhere, sagging ridge. Standing in the yard **during** rain: every place where water runs down a wall instead of in a pipe. From inside under the roof in daylight: any speck of light. I would leave walking on the tiles to the roofer, they break under a foot and so do people.`,
        helpful: ['Thuy Nguyen'],
        replies: [
          {
            by: 'Thuy Nguyen',
            afterMinutes: 180,
            body: '"During rain" – of course. I was planning to do it on a sunny day. Thank you!',
          },
        ],
      },
    ],
  },
  {
    space: 'damp-old-houses',
    form: 'question',
    title: "Half a tub of lime putty from the last owner's barn, can it still go on a wall?",
    tags: ['lime'],
    by: 'Siobhan Keane',
    daysAgo: 4.2,
    door: true,
    body: `Found behind the hay: a closed tub, half full. Grey water on top, and under it something white like cold butter. It has been through at least two hard frosts in there, perhaps many more, nobody remembers.

On the lid is a sticker from Orrinlow with "03-B7" on it and no year. So two questions: does anybody know what the number means (I've opened the door for the people who fill these), and would *you* plaster a passage with it?`,
    meToo: ['João Teixeira'],
    posts: [
      {
        by: 'Bronwen Tasker',
        afterMinutes: 95,
        body: `You opened the door, so I come early, and only for the lid. 03 is March, B7 the seventh pit of that season. We stopped using letters **six years ago**, so it's at least that old. The batch book says: sieved to 2 mm, nothing added. Whether it's still fit for a wall, ask the people here who have it on a trowel every day.`,
        settled: true,
      },
      {
        by: 'Owen Pritchard',
        afterMinutes: 260,
        body: `Putty under water doesn't go off, it gets better. Frost is the only thing that spoils it, and you can feel that:

1. Pour the grey water off and keep it for misting. Goggles and gloves, it burns.
2. Take a lump from the top and one from the middle, and work each on a board.
3. If it comes together like butter, use it. If it stays like wet semolina, the frost has had it.

Semolina isn't waste either: through a sieve and into limewash.`,
        accepted: true,
        helpful: ['Siobhan Keane', 'João Teixeira', 'সুমনা চক্রবর্তী'],
        confirmed: ['João Teixeira'],
        replies: [
          {
            by: 'Siobhan Keane',
            afterMinutes: 400,
            body: 'Semolina for the top five centimetres, butter all the way down from there.',
          },
          {
            by: 'Owen Pritchard',
            afterMinutes: 430,
            body: 'Then you have a passage and the hay kept it warm. Skim it and get on.',
            helpful: ['Siobhan Keane'],
          },
        ],
      },
      {
        by: 'Gethin Rowlands',
        affiliation: 'Works for Orrinlow',
        afterMinutes: 1150,
        body: `I drive the van for the yard on that lid, so weigh this as you like. Use up what you have. And when you need more, ask first who slakes lime within an hour of you: a tub is more than half water, and I've taken enough of it across on the ferry to know what you would be paying for.`,
        helpful: ['Siobhan Keane', 'Owen Pritchard'],
        replies: [
          {
            by: 'Siobhan Keane',
            afterMinutes: 1230,
            body: "Thanks for saying it. There's supposed to be a man beyond Ennis who burns his own, I'll drive over on Saturday.",
          },
          {
            by: 'João Teixeira',
            afterMinutes: 1500,
            body: `Bring a jar home and do Owen's board test with both. I'd like to know if six years in a barn makes a difference that one can feel.`,
            helpful: ['Siobhan Keane'],
          },
        ],
      },
    ],
  },
];
