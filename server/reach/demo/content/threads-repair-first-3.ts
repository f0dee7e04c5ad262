import type { DemoThread } from './types.ts';

/** Threads of “Repair before you replace”, third part: the long conversation. */
export const repairFirst3: DemoThread[] = [
  {
    space: 'repair-first',
    form: 'discussion',
    title: 'What is the oldest thing you still repair, and why do you bother?',
    tags: ['mending', 'tools', 'ethics', 'মেরামত'],
    by: 'Hanneke de Vos',
    daysAgo: 112,
    body: `On Saturday a woman of about eighty brought an alarm clock to our repair café, wound by hand, and said "it's younger than me, so it has no excuse". We laughed so much that I forgot to write it into the log.

So: **what is the oldest thing you still repair, how old is it, and why?** No prizes. Small things count as much as big ones. I'll start: a bread knife, about 1930, third handle. I bother because it's the sound of Sunday in our house.`,
    helpful: [
      'Imran Qureshi',
      'আব্দুল করিম মোল্লা',
      'শাহানা বেগম',
      'Yuki Hashimoto',
      'Owen Pritchard',
      'Margit Lindqvist',
      'Chiara Bonetti',
      'Ananya Sen',
      'Grace Wanjiru',
    ],
    posts: [
      {
        by: 'Imran Qureshi',
        afterMinutes: 25,
        body: `My grandfather's folding ruler, boxwood, 1950 or so. Brass pins keep falling out and I make new ones from the wire of a coat hanger. It's two millimetres short now. I know where they are missing and I allow for it.`,
        helpful: ['Hanneke de Vos'],
        replies: [
          {
            by: 'Hanneke de Vos',
            afterMinutes: 40,
            body: '"I know where they are missing" belongs over the door of every workshop.',
            helpful: ['Imran Qureshi'],
          },
        ],
      },
      {
        by: 'আব্দুল করিম মোল্লা',
        afterMinutes: 90,
        body: `ছিয়াশি সালের সাইকেল। প্রথম চাকরির প্রথম মাসের বেতনে কেনা। ফ্রেম আর হ্যান্ডেল ছাড়া সবই বদলেছে, মেয়ে বলে ওটা আর সেই সাইকেলই না। আমি বলি, তাহলে আমিও কি আর সেই আমি?`,
        helpful: ['Hanneke de Vos', 'Harpreet Gill', 'অনির্বাণ ঘোষ', 'সুমনা চক্রবর্তী'],
        replies: [
          {
            by: 'অনির্বাণ ঘোষ',
            afterMinutes: 180,
            body: `এই প্রশ্নটা নিয়ে দর্শনের ছাত্ররা দু-হাজার বছর তর্ক করছে, আপনি বাজারে যাওয়ার পথে সেরে ফেললেন!`,
            helpful: ['আব্দুল করিম মোল্লা'],
          },
        ],
      },
      {
        by: 'Margit Lindqvist',
        afterMinutes: 120,
        body: "The house, 1911. It's a bit like a marriage.",
        helpful: ['Tomasz Wrona'],
        replies: [
          {
            by: 'Tomasz Wrona',
            afterMinutes: 240,
            body: 'Which of you is the one that swells in the autumn?',
          },
          {
            by: 'Margit Lindqvist',
            afterMinutes: 300,
            body: 'The doors. The doors.',
            helpful: ['Tomasz Wrona', 'Hanneke de Vos'],
          },
        ],
      },
      {
        by: 'Harpreet Gill',
        afterMinutes: 240,
        body: `A bicycle pump from my great-grandfather's shop, 1938, brass. A new leather washer each second year, cut from old football leather, soaked in mustard oil. It is faster than the electric one and it doesn't shout.`,
        helpful: ['আব্দুল করিম মোল্লা'],
      },
      {
        by: 'Yuki Hashimoto',
        afterMinutes: 420,
        body: `A tea bowl, around 1890. It's been broken three times that we know of. Two of the seams are my grandfather's, one is mine. Mine is the ugly one. I bother because I want to be in the line.`,
        helpful: ['Ananya Sen', 'শাহানা বেগম', 'Chiara Bonetti'],
        replies: [
          {
            by: 'Chiara Bonetti',
            afterMinutes: 540,
            body: '"I want to be in the line." Yes. That\'s all of it.',
            helpful: ['Yuki Hashimoto'],
          },
        ],
      },
      {
        by: 'Owen Pritchard',
        afterMinutes: 540,
        body: `Wall in the back lane, 1780-something, lime. I patch it every ten years, as did the man before me. It'll never be finished, which suits both of us.`,
        helpful: ['Hanneke de Vos'],
      },
      {
        by: 'শাহানা বেগম',
        afterMinutes: 720,
        body: `নানির কাঁথা, ষাট বছরের বেশি। ছেঁড়া জায়গায় আমার শাড়ির টুকরো, তার পাশে মেয়ের ফ্রকের টুকরো। চার পুরুষের কাপড় এক জায়গায়, চার পুরুষ না, চার *নারী*।`,
        helpful: ['সুমনা চক্রবর্তী', 'মৌসুমী দত্ত', 'Hanneke de Vos'],
        replies: [
          {
            by: 'সুমনা চক্রবর্তী',
            afterMinutes: 840,
            body: 'শেষ লাইনটা পড়ে চুপ করে বসে ছিলাম কিছুক্ষণ।',
            helpful: ['শাহানা বেগম'],
          },
        ],
      },
      {
        by: 'Chiara Bonetti',
        afterMinutes: 900,
        body: `A cane chair from 1870 or close to it. I have caned the seat twice in my life, and I want to do it a third time. Fifteen years a seat, so I've a plan until I'm seventy-one.`,
      },
      {
        by: 'Dale Okafor-Reid',
        afterMinutes: 1020,
        body: `Basement door latch, 1926, same as the house. The spring breaks about every five years. I bought a roll of spring wire so long that whoever lives here after me will be fine too.`,
        helpful: ['Siobhan Keane'],
        replies: [
          {
            by: 'Hanneke de Vos',
            afterMinutes: 1080,
            body: 'Please leave them a note.',
          },
          {
            by: 'Dale Okafor-Reid',
            afterMinutes: 1140,
            body: "It's on the roll!",
            helpful: ['Hanneke de Vos'],
          },
        ],
      },
      {
        by: 'Rafiq Ahmed',
        afterMinutes: 1200,
        body: `A kerosene lamp from my nani's house in Sylhet. Not lit any more, it just hangs. I clean the burner every winter as if the current could fail in Leeds. Twice it did.`,
      },
      {
        by: 'Ananya Sen',
        afterMinutes: 1320,
        body: `An account book from 1842, not mine. I resew it a little every few years because the archive can't afford a full rebinding. It's a list of jute and rice and who owed what. All of them dead, all of it paid, I hope.`,
        helpful: ['Imran Qureshi', 'Yuki Hashimoto'],
      },
      {
        by: 'Émile Gagnon',
        afterMinutes: 1560,
        body: "My grandfather's wooden jack plane. I can't date it. I think *he* couldn't date it either.",
        replies: [
          {
            by: 'Mehmet Aydın',
            afterMinutes: 1680,
            body: 'Look for a stamp on the front end of the body, under the dirt. The makers signed there.',
          },
          {
            by: 'Émile Gagnon',
            afterMinutes: 2400,
            body: `There is one! Half a name and "QUÉBEC". Thank you, I've had this plane for eleven years and never looked.`,
            helpful: ['Mehmet Aydın'],
          },
        ],
      },
      {
        by: 'Grace Wanjiru',
        afterMinutes: 1800,
        body: `A wristwatch my mother nursed with, pinned to her uniform, 1968. I bother because I take pulses with it.`,
        helpful: ['Hanneke de Vos', 'Kwame Asante-Boateng'],
      },
      {
        by: 'Tomasz Wrona',
        afterMinutes: 1980,
        body: `Window fittings, 1905, sixteen of them. Every autumn I take one apart, so each one gets its turn every sixteen years. I'm on the second round.`,
        helpful: ['Margit Lindqvist'],
      },
      {
        by: 'João Teixeira',
        afterMinutes: 2160,
        body: `My grandmother's radio, 1957. I can't repair it, I know a man who can. Is it still "I repair" if I carry it there on the bus?`,
        replies: [
          {
            by: 'Hanneke de Vos',
            afterMinutes: 2280,
            body: 'Carrying counts. Carrying is half.',
            helpful: ['João Teixeira'],
          },
        ],
      },
      {
        by: 'Nadia Haddad',
        afterMinutes: 2520,
        body: `Scissors, 1920s, my teacher's teacher's. They get sharpened, never lent. I bother because they know the way.`,
        helpful: ['শাহানা বেগম', 'Yuki Hashimoto'],
      },
      {
        by: 'Mehmet Aydın',
        afterMinutes: 2640,
        body: `Nadia is right about scissors. Mine's a sharpening stone, and I don't know if you can say a stone is repaired. I make it flat again. It was my master's, and it's half as thick as in his photo. We have both eaten it.`,
        helpful: ['Nadia Haddad'],
        replies: [
          {
            by: 'Nadia Haddad',
            afterMinutes: 2700,
            body: 'A beautiful way to say it.',
            helpful: ['Mehmet Aydın'],
          },
        ],
      },
      {
        by: 'সুমনা চক্রবর্তী',
        afterMinutes: 3000,
        body: `ঠাকুরদার বাড়িটা নিজেই, একশো দু-বছর। কেন করি? মাঝে মাঝে নিজেকেও জিজ্ঞেস করি। তারপর বিকেলে উত্তরের বারান্দায় রোদটা এসে পড়ে, তখন আর জিজ্ঞেস করি না।`,
        helpful: ['শাহানা বেগম'],
      },
      {
        by: 'Kwame Asante-Boateng',
        afterMinutes: 3300,
        body: `A shoe last, carved wood, from my father's bench, about 1949. I'm a teacher and I make no shoes. I glue it when it splits because his pencil is still on it: *size 8, Mr Mensah, wide*.`,
        helpful: ['Grace Wanjiru', 'Imran Qureshi'],
      },
      {
        by: 'Lucía Fernández',
        afterMinutes: 4320,
        body: `A fishing reel I'm afraid to use, because it means going near the river. It's from the forties. Maybe that's why I keep it working: for the day I'm not afraid.`,
        replies: [
          {
            by: 'Priya Raghavan',
            afterMinutes: 4608,
            body: "That's what we're for, over in the swimming space. Come and tell us when the day comes.",
            helpful: ['Lucía Fernández'],
          },
        ],
      },
      {
        by: 'Priya Raghavan',
        afterMinutes: 5040,
        body: `A stainless steel tiffin carrier, 1963. The clip is replaced with bicycle spoke. It has been to more schools than I have.`,
      },
      {
        by: 'দেবাশীষ পাল',
        afterMinutes: 5760,
        body: `ঠাকুরদার চাকটা, মাটির কাজের চাক। পাথরের, বয়স কেউ জানে না। তলার কাঠের খিলটা বছরে একবার বদলাই। বিদ্যুতের চাকও আছে, কিন্তু সকালে প্রথম ঘটটা ওটাতেই।`,
        helpful: ['আব্দুল করিম মোল্লা'],
      },
      {
        by: 'Siobhan Keane',
        afterMinutes: 7200,
        body: `I disagree a little with all of you, kindly. I have spent so many weekends on keeping things going that I forgot to use them. This year I let go of four. The fifth, a butter churn, stays, and on Sundays we really make butter.`,
        helpful: ['Owen Pritchard'],
        replies: [
          {
            by: 'Hanneke de Vos',
            afterMinutes: 7344,
            body: "A good correction. Repair isn't collecting.",
            helpful: ['Siobhan Keane'],
          },
          {
            by: 'Imran Qureshi',
            afterMinutes: 7632,
            body: "Guilty. I've got nine lamps.",
          },
        ],
      },
      {
        by: 'Tasnim Rahman',
        afterMinutes: 8640,
        body: `I feel young here. My oldest is a calculator from 1994, my father's. New contacts for the battery, cut out of a biscuit tin. It still says that 2 + 2 = 4.`,
      },
      {
        by: 'রেহানা পারভীন',
        afterMinutes: 11520,
        body: `একটা মাটির টব, আমার শাশুড়ির, ষাটের দশকের। দুবার তার দিয়ে বেঁধেছি, একবার সিমেন্ট দিয়ে জুড়েছি। এখন ওটাতে পুদিনা, ভারী গাছ আর সইবে না। বুড়ো মানুষের মতোই, হালকা কাজ দিয়েছি।`,
        helpful: ['দেবাশীষ পাল'],
        replies: [
          {
            by: 'দেবাশীষ পাল',
            afterMinutes: 11808,
            body: 'তার দিয়ে বাঁধা টব দেখলে আমার বুক ভরে যায়, দিদি।',
            helpful: ['রেহানা পারভীন'],
          },
        ],
      },
      {
        by: 'Lucía Fernández',
        afterMinutes: 106560,
        body: `I came back to say that I stood in the river on Sunday. To the knees, with my teacher. I had the reel in my bag. It didn't do anything, it was just there with me.`,
        helpful: ['Hanneke de Vos', 'Priya Raghavan', 'Grace Wanjiru'],
        replies: [
          {
            by: 'Hanneke de Vos',
            afterMinutes: 106848,
            body: 'Best post in the thread, and nobody had to repair anything.',
            helpful: ['Lucía Fernández'],
          },
          {
            by: 'Priya Raghavan',
            afterMinutes: 107136,
            body: 'To the knees is a river. Well done!',
            helpful: ['Lucía Fernández'],
          },
        ],
      },
      {
        by: 'Hanneke de Vos',
        afterMinutes: 115200,
        body: `I've counted: between us about 2,300 years, not counting the stone wheel, which nobody can date. Thank you all. The lady with the alarm clock is coming again on Saturday, and I'll read her some of these.`,
        helpful: ['শাহানা বেগম', 'Imran Qureshi', 'আব্দুল করিম মোল্লা'],
      },
    ],
  },
];
