import type { DemoThread } from './types.ts';

/** Threads that brand staff started: a prompt, a resource and an open hour. What is worth reading in them is by members. */
export const staffStarted: DemoThread[] = [
  {
    space: 'damp-old-houses',
    form: 'prompt',
    title: 'Something you measured at home that proved you wrong',
    tags: ['diagnosis', 'condensation', 'floors'],
    by: 'Bronwen Tasker',
    daysAgo: 41,
    body: `My work is testing lime, so I'm wrong on paper about twice a week and have got used to it. At home it still stings. I was certain that our back porch was damp from the ground, and told everybody so for two years. Then I put a jam jar under the outdoor tap overnight.

What did you measure, with what, and what had you believed before? String, flour and kitchen scales count. I'll read along and keep quiet.`,
    posts: [
      {
        by: 'Rafiq Ahmed',
        afterMinutes: 90,
        body: `Bathroom scales and the laundry, before and after drying: **2.3 kilos** of water a load, three loads a week, into the bedroom with the mouldy corner. I'd told my wife it was "a bit of steam". She has asked me to write this here myself.`,
        helpful: ['Margit Lindqvist', 'Hanneke de Vos', 'Tomasz Wrona'],
        replies: [
          {
            by: 'Hanneke de Vos',
            afterMinutes: 150,
            body: 'Please tell her that she has followers in Haarlem.',
            helpful: ['Rafiq Ahmed'],
          },
        ],
      },
      {
        by: 'Siobhan Keane',
        afterMinutes: 320,
        body: `A marble. I was sure the kitchen floor falls to the door, because the water would *want* to go out. The marble rolled the other way, under the dresser, and we found it in the wettest corner of the house.`,
        helpful: ['Rafiq Ahmed', 'Owen Pritchard'],
      },
      {
        by: 'সুমনা চক্রবর্তী',
        afterMinutes: 700,
        body: `গত বর্ষায় রোজ সকালে দেয়ালের দাগের মাথায় পেনসিলের টান দিতাম, আর রোজই মনে হত দাগ উঠছে। মাসের শেষে মেপে দেখি চার আঙুল *নেমেছে*। উঠছিল শুধু আমার দুশ্চিন্তাটা।`,
        helpful: ['তানভীর হাসান', 'মৌসুমী দত্ত'],
      },
      {
        by: 'Margit Lindqvist',
        afterMinutes: 1020,
        body: `I wrote down the humidity every hour for one winter to convict the north wall. The wettest hour of the week was Saturday at five. It wasn't the wall, it was the potato dumplings.`,
        helpful: ['Tomasz Wrona', 'Siobhan Keane', 'Rafiq Ahmed'],
        replies: [
          {
            by: 'Tomasz Wrona',
            afterMinutes: 1100,
            body: 'With a lid or without?',
          },
          {
            by: 'Margit Lindqvist',
            afterMinutes: 1130,
            body: 'Without. I have a lid now.',
            helpful: ['Tomasz Wrona'],
          },
        ],
      },
      {
        by: 'তানভীর হাসান',
        afterMinutes: 2400,
        body: `পুরকৌশলী মানুষ, তাই লজ্জাটাও বেশি। নিজের বাসার ছাদের ঢাল যে পাইপের দিকে, এ নিয়ে আমার কোনো সন্দেহই ছিল না, নকশাটা আমারই আঁকা। একদিন এক বালতি পানি ঢেলে দেখি, সব গিয়ে জমছে সিঁড়িঘরের গোড়ায়।`,
        helpful: ['সুমনা চক্রবর্তী', 'আব্দুল করিম মোল্লা'],
        replies: [
          {
            by: 'সুমনা চক্রবর্তী',
            afterMinutes: 2520,
            body: 'আপনারও এমন হয় জেনে বড় শান্তি পেলাম।',
            helpful: ['তানভীর হাসান'],
          },
        ],
      },
      {
        by: 'Bronwen Tasker',
        afterMinutes: 4400,
        body: `Thank you. For anyone who finds this later, the instruments so far: a marble for floors (Siobhan), scales for laundry (Rafiq), a pencil for walls (Sumana), a bucket for roofs (Tanvir), and a clock for dumplings. I've put the list up in our test room, over the meter with the long price.`,
        replies: [
          {
            by: 'Dale Okafor-Reid',
            afterMinutes: 4700,
            body: `Add a board and a level for the garden. Mine fell six centimetres towards the house while I was asking strangers about pumps.`,
            helpful: ['Siobhan Keane'],
          },
          {
            by: 'Siobhan Keane',
            afterMinutes: 4900,
            body: 'How is it now, Dale? Have you dug yet?',
          },
          {
            by: 'Dale Okafor-Reid',
            afterMinutes: 5100,
            body: 'Five metres of twelve. My back has an opinion, the weather agrees with it.',
            helpful: ['Siobhan Keane'],
          },
        ],
      },
    ],
  },
  {
    space: 'chhad-bagan',
    form: 'resource',
    title: 'বীজের ঠোঙায় কী কী লিখে রাখবেন: ছাপিয়ে নেওয়ার মতো একটা ছক',
    tags: ['বীজ'],
    by: 'রুবাইয়াত হক',
    daysAgo: 26,
    body: `বীজ গজানো পরীক্ষা করতে করতে একটা জিনিস বারবার দেখি: বীজ নষ্ট হয় কম, *পরিচয়* হারায় বেশি। পরের মৌসুমে আর মনে থাকে না কোনটা কার। আমরা পরীক্ষাঘরে যে ছকটা রাখি, সেটাই ছোট করে দিলাম। যেকোনো ঠোঙায় হাতে লিখলেও চলে।

| ঘর | উদাহরণ |
| --- | --- |
| নাম ও জাত | সীম, বেগুনি ফুল |
| কোথা থেকে | পাশের ছাদের গাছ |
| তোলার দিন | অগ্রহায়ণের প্রথম সপ্তাহ |
| গজানোর পরীক্ষা | ১০টায় ৮টা |

ছাপার পাতা, কোম্পানির নাম ছাড়া: https://jhurimati.example/thonga

আপনারা আর কী লেখেন? যা বাদ পড়েছে বলুন, পাতাটা বদলে দেব।`,
    posts: [
      {
        by: 'রেহানা পারভীন',
        afterMinutes: 100,
        body: `গাছটা *কোথায়* ছিল সেটা লিখি: পুবে না পশ্চিমে, কোন টবে। একই মরিচ পশ্চিমের রোদে হয়েছে ঝাল, সিঁড়ির ছায়ায় হয়েছে পানসে। বীজের দোষ ভেবে ফেলেই দিচ্ছিলাম।`,
        helpful: ['জাহিদুল ইসলাম', 'নাসিমা খাতুন লিপি'],
        replies: [
          {
            by: 'নাসিমা খাতুন লিপি',
            afterMinutes: 160,
            body: 'আপা, তাহলে তো প্রতিটা বালতির একটা নম্বরও লাগবে!',
          },
          {
            by: 'রেহানা পারভীন',
            afterMinutes: 190,
            body: 'আমার আছে। রং দিয়ে লেখা, নাতনির হাতের লেখা।',
            helpful: ['নাসিমা খাতুন লিপি'],
          },
        ],
      },
      {
        by: 'শাহানা বেগম',
        afterMinutes: 480,
        body: `কে দিয়েছে, তার নাম। আমার একটা ঠোঙায় শুধু লেখা "বড় খালার ঝিঙা"। খালা নেই, ঝিঙাটা আছে। জাতের নাম আজও জানি না, লাগেওনি।`,
        helpful: ['সুমনা চক্রবর্তী', 'রেহানা পারভীন', 'মৌসুমী দত্ত'],
      },
      {
        by: 'জাহিদুল ইসলাম',
        afterMinutes: 1300,
        body: `তোলার দিন আর ঠোঙায় ভরার দিন আলাদা লিখুন। মাঝখানে দশ দিনের কম হলে ভালো শুকায়নি ধরে নেবেন, তখন মুখ খোলা রাখুন।`,
        helpful: ['রেহানা পারভীন'],
      },
      {
        by: 'আব্দুল করিম মোল্লা',
        afterMinutes: 2900,
        body: `মাস্টারির অভ্যাস, আমি নম্বর দিই। গতবারের টমেটো দশে চার, মন্তব্যের ঘরে: "মনোযোগ কম, সম্ভাবনা আছে"।`,
        helpful: ['জাহিদুল ইসলাম', 'রেহানা পারভীন', 'অনির্বাণ ঘোষ'],
        replies: [
          {
            by: 'অনির্বাণ ঘোষ',
            afterMinutes: 3060,
            body: 'আমার রিপোর্ট কার্ডেও হুবহু এই মন্তব্য থাকত, মাস্টারমশাই।',
            helpful: ['আব্দুল করিম মোল্লা'],
          },
        ],
      },
      {
        by: 'রুবাইয়াত হক',
        afterMinutes: 5040,
        body: `পাতায় তিনটা ঘর বাড়ল: "গাছটা কোথায় ছিল", "কে দিয়েছেন" আর "ভরার দিন"। ঠিকানা আগেরটাই। নম্বরের ঘরটা রাখলাম "মন্তব্য" নামে, করিম স্যারের মতো লিখতে পারলে লিখবেন।`,
        replies: [
          {
            by: 'শাহানা বেগম',
            afterMinutes: 5400,
            body: 'আজ আটটা ঠোঙা নতুন করে লিখলাম। দুইটার মালিক খুঁজে পাইনি, কেউ ছবি দেখে বীজ চেনেন?',
          },
          {
            by: 'জাহিদুল ইসলাম',
            afterMinutes: 5520,
            body: 'ছবি দিন, সঙ্গে একটা ধান বা দেশলাই রাখবেন পাশে, মাপটা বোঝা যাবে।',
            helpful: ['শাহানা বেগম'],
          },
        ],
      },
    ],
  },
  {
    space: 'damp-old-houses',
    form: 'open_hour',
    title: 'Ask us this evening: readings that make no sense, lime that will not set',
    tags: ['lime', 'diagnosis', 'drying-out'],
    by: 'Callum Reyes',
    daysAgo: 19.5,
    body: `Bronwen has the batch book open and I'm next to the test bench. Put your question below: any make of meter, any lime, not only what comes from us.

Two requests. If you know the answer to somebody's question, **don't wait for us**; we'd rather read yours first. And we can't tell from here what is wrong with a wall. The people in this space who have stood in front of one can.`,
    posts: [
      {
        by: 'Dale Okafor-Reid',
        afterMinutes: 15,
        body: `Pin meter, same joist in the basement, the same two holes: 17 % in the evening, 15½ the next morning when it's cold down there. Wood can't dry that fast, can it?`,
        replies: [
          {
            by: 'Tomasz Wrona',
            afterMinutes: 32,
            body: `It can't. These meters assume about 20 °C, and cold wood reads low. How cold is cold?`,
            helpful: ['Dale Okafor-Reid'],
          },
          {
            by: 'Dale Okafor-Reid',
            afterMinutes: 48,
            body: 'Eight degrees, against twenty with the boiler on.',
          },
        ],
      },
      {
        by: 'Nadia Haddad',
        afterMinutes: 40,
        body: `I patched behind the sink with lime plaster six weeks ago and I can still write my name in it with a fingernail. Do I wait or take it off?`,
        replies: [
          {
            by: 'Owen Pritchard',
            afterMinutes: 62,
            body: 'How thick, and in how many coats?',
          },
          {
            by: 'Nadia Haddad',
            afterMinutes: 70,
            body: '25 mm, one coat, one afternoon. I hear how it sounds.',
          },
          {
            by: 'Owen Pritchard',
            afterMinutes: 83,
            body: `Leave it on. The skin has set and the middle can't get air. Mist it when it goes chalky, keep the room aired, try your nail again in a month. Next time 8 to 10 mm a coat and a good week between.`,
            helpful: ['Nadia Haddad', 'João Teixeira'],
            thanks: ['Bronwen Tasker'],
          },
        ],
      },
      {
        by: 'মৌসুমী দত্ত',
        afterMinutes: 75,
        body: `ধার করা যন্ত্র, দেয়ালের যেখানেই ঠেকাই দেখায় "WET", এমনকি চিলেকোঠার শুকনো দেয়ালেও। যন্ত্র খারাপ, না দেয়াল?`,
        replies: [
          {
            by: 'তানভীর হাসান',
            afterMinutes: 110,
            body: `নোনা দেয়ালে সব যন্ত্রই ভেজা দেখায়, নুনে বিদ্যুৎ চলে। একটা শুকনো কাঠের দরজায় ঠেকিয়ে দেখুন। সেখানে ঠিক দেখালে যন্ত্র ভালো, দোষ নুনের।`,
            helpful: ['মৌসুমী দত্ত', 'সুমনা চক্রবর্তী'],
          },
        ],
      },
      {
        by: 'Bronwen Tasker',
        afterMinutes: 165,
        body: `Nadia, Owen has answered it. The one thing I can add is what we see on broken samples: lime sets from the surface inwards by **about a millimetre a month**. So your patch isn't failing, it's on time.`,
        replies: [
          {
            by: 'Nadia Haddad',
            afterMinutes: 178,
            body: "A millimetre a month. Then I will be a grandmother when it's done, but all right.",
          },
          {
            by: 'João Teixeira',
            afterMinutes: 190,
            body: `Mine is in year two and my grandmother still checks it with a spoon. It goes "tock" now, and not "tuck".`,
            helpful: ['Nadia Haddad', 'Owen Pritchard'],
          },
        ],
      },
      {
        by: 'Margit Lindqvist',
        afterMinutes: 200,
        body: `Two loggers, same shelf. At 50 % they agree, at 85 % they're seven points apart. Which one do I believe?`,
        replies: [
          {
            by: 'Hanneke de Vos',
            afterMinutes: 225,
            body: `The jar with wet salt, from the thread about airing? You told us all to wait the whole night, Margit.`,
            helpful: ['Margit Lindqvist'],
          },
          {
            by: 'Margit Lindqvist',
            afterMinutes: 240,
            body: 'I told you and never did it with these two. Off to the kitchen.',
          },
        ],
      },
      {
        by: 'Callum Reyes',
        afterMinutes: 300,
        body: `The last one from us tonight. Dale: roughly one point for every ten degrees, so your 17 and your 15½ are the same wood. Margit: cheap sensors drift first in the damp part of the scale, and Hanneke's jar will say which of the two has. Thank you for answering most of it before we could.`,
        replies: [
          {
            by: 'Margit Lindqvist',
            afterMinutes: 960,
            body: `The jar has spoken: one says 76, the other 83. The one that was wrong is the one I'd trusted for six years.`,
            helpful: ['Hanneke de Vos', 'Tomasz Wrona'],
          },
          {
            by: 'Rafiq Ahmed',
            afterMinutes: 1500,
            body: `Read all of it on the bus. My cellar is nine degrees, so I've been proud of the wrong number since I moved in.`,
            helpful: ['Dale Okafor-Reid'],
          },
        ],
      },
    ],
  },
];
