import type { DemoThread } from './types.ts';

/** Threads of “Damp in old houses”, first part. */
export const dampOldHouses1: DemoThread[] = [
  {
    space: 'damp-old-houses',
    form: 'question',
    title: 'Tide mark 80 cm up a stone wall that was re-plastered with cement in the nineties',
    tags: ['rising-damp', 'lime', 'diagnosis'],
    by: 'Siobhan Keane',
    daysAgo: 96,
    body: `We bought a farmhouse last spring: rubble stone, 60 cm thick, no damp course of course. On the inside of the north gable there is a brown tide mark about **80 cm** above the floor, along the whole wall. Below it the paint blisters and a white fluff grows that tastes of salt (yes, I tried it, once).

What I know so far:

- inside plaster is hard grey cement, about 2 cm thick, from the nineties
- outside there is cement render up to the window sills
- the ground outside is roughly 20 cm *higher* than the floor inside
- the mark does not move between summer and winter

Two firms came round. Both held a meter to the wall for ten seconds and both want to drill holes and inject something. It costs as much as a small car. My neighbour says to take the cement off and wait. Who is right, and in which order should I do things?`,
    meToo: ['João Teixeira', 'Dale Okafor-Reid', 'Rafiq Ahmed'],
    helpful: ['Margit Lindqvist', 'Tomasz Wrona'],
    posts: [
      {
        by: 'Owen Pritchard',
        afterMinutes: 300,
        body: `Your neighbour is right, and the third line of your list is the reason. With the ground 20 cm above the floor the wall is standing in a wet trench; the water has to go somewhere, and cement on both sides means it can only go up.

In this order, and don't skip:

1. **Outside ground first.** Lower it to at least 15 cm below the inside floor, in a strip 40–50 cm wide. Dig in short lengths and look at the footings before you go deep.
2. **Hack off the outside render** up to the sills. Leave the stone open for a summer if you can bear the look.
3. **Inside cement off**, to about 30 cm above the mark. Brush the salts off *dry*, never wash them in.
4. Wait. Six months at the least, a year is better. A rule of thumb is a month for each 2–3 cm of wall.
5. Then lime plaster, no gypsum, and a limewash or a clay paint.

![Section through a thick stone wall: raised ground and rain splash feed water into the wall, cement on both sides traps it and pushes it up to a tide mark](/media/demo-damp-wall.svg)

A meter pressed on salty plaster reads "wet" because salt conducts. It proves nothing.`,
        accepted: true,
        helpful: ['Siobhan Keane', 'Margit Lindqvist', 'João Teixeira', 'Rafiq Ahmed', 'Dale Okafor-Reid'],
        confirmed: ['Rafiq Ahmed', 'João Teixeira'],
        replies: [
          {
            by: 'Siobhan Keane',
            afterMinutes: 420,
            body: `That drawing is exactly our gable. Thank you! Is a year with bare stone in the living room really needed? There will be five of us in here at Christmas.`,
          },
          {
            by: 'Owen Pritchard',
            afterMinutes: 480,
            body: `Hang a cloth in front of it, a hand's width off the wall, open at the top and the bottom. The wall breathes and the guests see a curtain.`,
            helpful: ['Siobhan Keane'],
          },
          {
            by: 'Tomasz Wrona',
            afterMinutes: 1200,
            body: `I would add: write the date and a pencil line on the stone at the edge of the wet patch. After three months you don't remember where it was and you will argue about it with your family.`,
          },
        ],
      },
      {
        by: 'João Teixeira',
        afterMinutes: 1560,
        body: `Same wall here, granite instead of limestone. We did the ground and the outside first and nothing seemed to happen for *seven months*, then the line came down by a hand in one dry summer. Patience is the cheapest material in this business.`,
        helpful: ['Siobhan Keane'],
        replies: [
          {
            by: 'Siobhan Keane',
            afterMinutes: 1800,
            body: 'Seven months noted. I will come back and report.',
          },
        ],
      },
      {
        by: 'Margit Lindqvist',
        afterMinutes: 2880,
        body: `One careful word against: 80 cm that never moves in any season might also be old salt rather than fresh water. Salts pull moisture out of the air, so the stain stays although the source has gone. Before digging, lay a sheet of clear film 1 × 1 m on the stone outside, taped all around, and see after a week which side the droplets are on. It costs nothing.`,
        helpful: ['Owen Pritchard', 'Siobhan Keane'],
        thanks: ['Callum Reyes'],
        replies: [
          {
            by: 'Owen Pritchard',
            afterMinutes: 3168,
            body: "Fair. I'd still lower the ground, that is never wrong. But the film is a good test.",
            helpful: ['Margit Lindqvist'],
          },
          {
            by: 'Siobhan Keane',
            afterMinutes: 108000,
            body: `Report: ground is down, render is off. Film test: soaking on the wall side, so real water. The pencil line is now **11 cm** lower than in the beginning. No holes drilled, no small car spent.`,
            helpful: ['Owen Pritchard', 'Margit Lindqvist', 'João Teixeira', 'Tomasz Wrona'],
          },
        ],
      },
      {
        by: 'Callum Reyes',
        afterMinutes: 4400,
        body: `Only about the ten seconds with the meter, since I calibrate them for a living. Ours say it on the first page of the data sheet, and most other makers' do too: *readings are valid in timber; on masonry with salts they show the salts*. So Owen is right about that, and Margit's film will tell you more about this wall than our meter can.`,
        replies: [
          {
            by: 'Siobhan Keane',
            afterMinutes: 4500,
            body: `So both firms held a thing to my wall that says on its own first page not to. Good to know before signing.`,
            helpful: ['Rafiq Ahmed'],
          },
          {
            by: 'Rafiq Ahmed',
            afterMinutes: 5040,
            body: 'Is there anything at all that I can measure a brick wall with myself?',
          },
          {
            by: 'Margit Lindqvist',
            afterMinutes: 5640,
            body: `A slow drill, kitchen scales and the oven. Catch the dust, weigh it, dry it, weigh it again. One hole shallow and one deep: if the deep one is wetter, the water comes from inside the wall. Then fill the holes with lime and admit nothing.`,
            helpful: ['Rafiq Ahmed', 'Siobhan Keane', 'Owen Pritchard'],
          },
        ],
      },
    ],
  },
  {
    space: 'damp-old-houses',
    form: 'question',
    title: 'Black mould behind the wardrobe on an outside wall, is it damp or is it us?',
    tags: ['condensation', 'mould', 'diagnosis'],
    by: 'Rafiq Ahmed',
    daysAgo: 71,
    body: `Victorian terrace, solid brick, north-facing bedroom. Behind the wardrobe there's a patch of black mould the size of a dinner tray, low in the corner. Everywhere else the wall is fine. We dry clothes on a rack in that room in the winter, and there are three of us sleeping on this floor.

The landlord of the house next door says rising damp. My wife says it's the laundry. I would like my wife to be wrong because otherwise I have to build something. How do I tell?`,
    meToo: ['Tasnim Rahman', 'Dale Okafor-Reid'],
    helpful: ['Margit Lindqvist'],
    posts: [
      {
        by: 'Margit Lindqvist',
        afterMinutes: 180,
        body: `I'm afraid your wife wins. Rising damp is wet at the bottom and fades upwards, with salts; condensation sits in the **coldest and stillest** corner, which is exactly behind a wardrobe. Two cheap instruments settle it: a hygrometer and a thermometer held against the wall.

This was my own bedroom, before and after. The only changes were the clothes rack moving to the bathroom, and ten minutes of open windows twice a day:

![Line chart of relative humidity over two weeks: mostly above 70 percent before airing, falling to about 55 percent afterwards](/media/demo-humidity-weeks.svg)

And pull the wardrobe 8–10 cm off the wall, on legs if it hasn't any.`,
        accepted: true,
        helpful: ['Rafiq Ahmed', 'Tomasz Wrona', 'Hanneke de Vos'],
        confirmed: ['Tomasz Wrona', 'Hanneke de Vos'],
        replies: [
          {
            by: 'Rafiq Ahmed',
            afterMinutes: 300,
            body: `8 cm means the door hits it. I'll cut the plinth instead and take the back panel off. She is reading over my shoulder and is unbearable.`,
          },
          {
            by: 'Margit Lindqvist',
            afterMinutes: 330,
            body: 'Give her my regards.',
          },
          {
            by: 'Rafiq Ahmed',
            afterMinutes: 34560,
            body: `After three weeks: 58 % in the mornings instead of 76, and nothing new growing. Marked as the answer. The rack lives in the bathroom now.`,
            helpful: ['Margit Lindqvist', 'Tomasz Wrona'],
          },
        ],
      },
      {
        by: 'Tomasz Wrona',
        afterMinutes: 540,
        body: `For cleaning what's there: windows open, gloves, a dust mask, wipe with plain soapy water and then with surgical spirit from the pharmacy, never with a dry brush, and let it dry well. Painting over it only hides it until February.

If anybody in the house has asthma, let somebody else do the wiping.`,
        helpful: ['Rafiq Ahmed'],
        replies: [
          {
            by: 'Rafiq Ahmed',
            afterMinutes: 600,
            body: 'Thank you, soapy water it is.',
          },
        ],
      },
    ],
  },
  {
    space: 'damp-old-houses',
    form: 'question',
    title: 'একশো বছরের চুন-সুরকির দেয়ালে সিমেন্টের প্লাস্টার, এখন নোনা ধরে খসে পড়ছে',
    tags: ['নোনা', 'বর্ষা', 'lime'],
    by: 'সুমনা চক্রবর্তী',
    daysAgo: 63,
    body: `বারাসতে আমাদের ঠাকুরদার আমলের বাড়ি, চুন-সুরকির গাঁথনি, দেয়াল কুড়ি ইঞ্চি। বছর পনেরো আগে বাবা একতলায় সিমেন্ট-বালির প্লাস্টার করিয়ে তার ওপর পুটি আর প্লাস্টিক রং করিয়েছিলেন। প্রথম দু-তিন বছর চকচকে ছিল। এখন প্রতি বর্ষার পরে মেঝে থেকে কোমর পর্যন্ত রং ফুলে ওঠে, সাদা গুঁড়ো বেরোয়, টোকা দিলে ফাঁপা আওয়াজ।

মিস্ত্রি বলছে **ওয়াটারপ্রুফ মশলা** দিয়ে আবার প্লাস্টার করে দেবে, "দশ বছর নিশ্চিন্ত"। আগের বারও এই কথাই শুনেছিলাম। চুনের কাজ জানে এমন মিস্ত্রি পাওয়া মুশকিল। কেউ কি নিজের বাড়িতে চুনে ফিরেছেন? খরচ আর ঝামেলা কেমন?`,
    meToo: ['মৌসুমী দত্ত', 'নাসিমা খাতুন লিপি', 'আব্দুল করিম মোল্লা'],
    helpful: ['তানভীর হাসান'],
    posts: [
      {
        by: 'তানভীর হাসান',
        afterMinutes: 240,
        body: `আপনার বাবার বেলায় যা হয়েছে, বেশির ভাগ পুরোনো বাড়িতেই তাই হয়। চুন-সুরকির দেয়াল জল টানে, আবার ছেড়েও দেয়। ওপরে সিমেন্ট বসালে ছাড়ার রাস্তাটা বন্ধ, জল তখন আরও ওপরে ওঠে আর নুন জমে প্লাস্টারটাকে ঠেলে ফেলে দেয়। ওয়াটারপ্রুফ মশলা দিলে দাগটা কোমর থেকে বুক পর্যন্ত উঠবে, এই যা।

আমি হলে এভাবে করতাম:

1. আগে বাইরেটা: দেয়ালের গায়ে নর্দমা ফাটা কি না, ছাদের জল নামার পাইপ কোথায় পড়ছে।
2. ভেতরের সিমেন্ট দাগের এক হাত ওপর পর্যন্ত চটিয়ে ফেলা।
3. শুকনো ব্রাশে নুন ঝেড়ে একটা গোটা শীত **খোলা** রাখা।
4. তারপর চুন-সুরকির প্লাস্টার, ওপরে চুনকাম। প্লাস্টিক রং একেবারেই না।`,
        accepted: true,
        helpful: ['সুমনা চক্রবর্তী', 'মৌসুমী দত্ত', 'আব্দুল করিম মোল্লা'],
        confirmed: ['আব্দুল করিম মোল্লা', 'দেবাশীষ পাল'],
        replies: [
          {
            by: 'সুমনা চক্রবর্তী',
            afterMinutes: 360,
            body: 'বাইরে দেখলাম, ছাদের পাইপটা ঠিক ওই কোণেই মাটিতে জল ঢালছে। পনেরো বছর কেউ খেয়াল করিনি!',
          },
          {
            by: 'তানভীর হাসান',
            afterMinutes: 420,
            body: 'তাহলে ওটা আগে সরান। অর্ধেক রোগ ওখানেই।',
            helpful: ['সুমনা চক্রবর্তী', 'মৌসুমী দত্ত'],
          },
        ],
      },
      {
        by: 'দেবাশীষ পাল',
        afterMinutes: 1800,
        body: `একটা কথা: কাঁচা পাথুরে চুন বাড়িতে নিজেরা ফোটাতে যাবেন না, ছিটকে চোখে-হাতে লাগলে বিপদ। **আগে থেকে ভেজানো চুন** কিনতে পাওয়া যায়, সেটাই নিন, যত পুরোনো তত মোলায়েম, আর কাজের সময় চশমা-দস্তানা পরুন। আমাদের কৃষ্ণনগরের দিকে এই কাজ জানা দু-একজন বয়স্ক মিস্ত্রি এখনও আছেন।`,
        helpful: ['সুমনা চক্রবর্তী'],
        replies: [
          {
            by: 'সুমনা চক্রবর্তী',
            afterMinutes: 1920,
            body: 'খুব উপকার হল। ওঁদের কারও সঙ্গে কথা বলা গেলে আমি গাড়িভাড়া দিতে রাজি।',
          },
          {
            by: 'মৌসুমী দত্ত',
            afterMinutes: 4320,
            body: 'আমিও আগ্রহী, বেহালায় একই দশা। দু-বাড়ির কাজ একসঙ্গে হলে মিস্ত্রিরও পোষাবে।',
          },
        ],
      },
    ],
  },
  {
    space: 'damp-old-houses',
    form: 'question',
    title: 'Water comes up where the basement floor meets the wall, but only after two days of rain',
    tags: ['floors', 'gutters', 'drying-out'],
    by: 'Dale Okafor-Reid',
    daysAgo: 44,
    body: `Brick house from 1926 on heavy clay. The basement is dry for months and then, after about two full days of rain, a line of water appears along the joint between floor slab and wall on the east side. Never after a short storm, however hard. It's gone a day later.

The gutters are clean and I run the downpipes 2 m away from the house. I've had quotes for an inside drain with a pump. Is there anything to try first?`,
    meToo: ['Rafiq Ahmed'],
    posts: [
      {
        by: 'Owen Pritchard',
        afterMinutes: 360,
        body: `"Only after two days" is a good clue: that is the ground filling up, not the roof. With clay, the loose backfill along the wall acts like a bathtub. Look at how the soil lies for the first two metres. It should fall away from the house, 1 in 40 or better, and it nearly always falls towards it after a hundred years.`,
        helpful: ['Dale Okafor-Reid'],
        replies: [
          {
            by: 'Dale Okafor-Reid',
            afterMinutes: 540,
            body: `It falls towards it. I just put a board and a level on it: 6 cm the wrong way over two metres. How did I never look.`,
          },
        ],
      },
      {
        by: 'Siobhan Keane',
        afterMinutes: 1620,
        body: `After the regrading (do that first, it's only earth and a wheelbarrow) we dug a shallow gravel drain and it has kept our back kitchen dry for two winters:

![Section of a gravel drain beside a house wall: soil sloping away, a trench with fleece, gravel and a perforated pipe above the level of the footing](/media/demo-gravel-drain.svg)

The points people get wrong: the trench sits **a metre away** from the wall, not against it; it never goes deeper than the footing; it must have somewhere lower to run to; and the fleece goes around the gravel so the clay doesn't fill it in.`,
        accepted: true,
        helpful: ['Dale Okafor-Reid', 'Owen Pritchard'],
        confirmed: ['João Teixeira'],
        replies: [
          {
            by: 'Dale Okafor-Reid',
            afterMinutes: 1740,
            body: `I have a low corner at the alley, about 40 cm lower. Would 1 % of fall be enough over 12 m?`,
          },
          {
            by: 'Siobhan Keane',
            afterMinutes: 1800,
            body: `Ours has a bit less and works. Put a clean-out at the top end so you can rinse it. And call before you dig, there may be pipes and cables.`,
          },
          {
            by: 'Dale Okafor-Reid',
            afterMinutes: 44640,
            body: `Done in three weekends. It rained from Thursday to Sunday and the joint stayed dry. The pump quote is now paper for lighting the stove.`,
            helpful: ['Siobhan Keane', 'Owen Pritchard'],
          },
        ],
      },
    ],
  },
  {
    space: 'damp-old-houses',
    form: 'discussion',
    title: "Ten minutes wide open or a window tilted all day? Let's compare real numbers",
    tags: ['condensation', 'drying-out'],
    by: 'Tomasz Wrona',
    daysAgo: 52,
    body: `Every autumn the same argument on our staircase. Half of the tenants keep the windows tilted from October to April, the other half open everything wide for ten minutes and close it again. I belong to the second half, and I measured my flat for two weeks each way.

| Method | Morning humidity | Room at 7 a.m. | Heating used |
| --- | --- | --- | --- |
| Tilted all day | 61 % | 17.2 °C | 100 % |
| Wide open 3 × 10 min | 57 % | 19.1 °C | 83 % |

Same two rooms, similar weather, one person. I know it is not science. What do you see at your place, and in your climate?`,
    helpful: ['Margit Lindqvist', 'Rafiq Ahmed', 'Hanneke de Vos'],
    posts: [
      {
        by: 'Margit Lindqvist',
        afterMinutes: 180,
        body: `Very close to mine in the cold months. The reason is the wall *around* a tilted window: it cools down for hours, and there the water settles. When it is –10 °C outside, five minutes are plenty.`,
        helpful: ['Tomasz Wrona'],
        replies: [
          {
            by: 'Tomasz Wrona',
            afterMinutes: 240,
            body: 'Yes! The black line above the tilted window, every time.',
          },
        ],
      },
      {
        by: 'João Teixeira',
        afterMinutes: 480,
        body: `I must disagree for the Atlantic coast. At 12 °C and 90 % outside, with mist, opening wide does almost nothing. What works here is warming the room a bit first and *then* opening. Cold houses cannot be aired dry.`,
        helpful: ['Tasnim Rahman', 'মৌসুমী দত্ত'],
        replies: [
          {
            by: 'Tomasz Wrona',
            afterMinutes: 540,
            body: `Good point. What counts is the water in the air, in grams, not the percent. 12 °C at 90 % is about 9.6 g per cubic metre; a room at 19 °C and 57 % has 9.3. So you gain nothing.`,
          },
          {
            by: 'João Teixeira',
            afterMinutes: 600,
            body: `So my grandmother's "light the fire, then open the door" is thermodynamics. She'll be pleased.`,
          },
        ],
      },
      {
        by: 'মৌসুমী দত্ত',
        afterMinutes: 2880,
        body: `কলকাতার বর্ষায় দুটোর কোনোটাই চলে না, বাইরেটাই ভেজা। আমরা আলমারির পাল্লা খুলে পাখা চালিয়ে রাখি, আর রোদ উঠলেই সব জানালা খুলে দিই। সময়টা ঘড়ি দেখে নয়, আকাশ দেখে।`,
        helpful: ['João Teixeira'],
        replies: [
          {
            by: 'Tasnim Rahman',
            afterMinutes: 3168,
            body: 'আমাদের ঢাকাতেও তাই। রোদ উঠলে তোশক-বালিশ সব ছাদে!',
          },
        ],
      },
      {
        by: 'Hanneke de Vos',
        afterMinutes: 5760,
        body: `I was a convinced tilter because of the cat. Now the cat gets ten minutes in the hallway three times a day and looks at me with contempt, but the bathroom ceiling has stayed white.`,
      },
      {
        by: 'Nadia Haddad',
        afterMinutes: 8640,
        body: `Beirut: in the rainy months I do as Tomasz does, in the humid spring as Mousumi does. One house, two rules. I wrote both on a card for the tenant upstairs, because his ceiling is my floor in reverse and his damp is mine.`,
        helpful: ['João Teixeira', 'Tomasz Wrona'],
      },
      {
        by: 'Callum Reyes',
        afterMinutes: 10080,
        body: `Something for everyone who posts numbers here. Household hygrometers are easily five points off; ours are allowed ±3 when new and get worse with age. You can check any make at home: wet a bottle cap of table salt to a thick paste and shut it in a jar with the hygrometer overnight. The air in there settles at **75 %**, whatever the weather does. Pencil the difference on the back.`,
        replies: [
          {
            by: 'Tomasz Wrona',
            afterMinutes: 11160,
            body: `Mine says 71. So please add four to both of my rows. The difference between them stays, and that was the point, but I take back the 57.`,
            helpful: ['Margit Lindqvist', 'Rafiq Ahmed'],
          },
          {
            by: 'Hanneke de Vos',
            afterMinutes: 11580,
            body: "Two from the same shelf in the hardware shop: 69 and 78. No wonder that the cat didn't trust me.",
            helpful: ['Tomasz Wrona'],
          },
          {
            by: 'Margit Lindqvist',
            afterMinutes: 12600,
            body: `Do it at room temperature, away from the window, and wait the *whole* night. After two hours mine still said 80 and I nearly threw it out.`,
            helpful: ['Hanneke de Vos'],
          },
        ],
      },
    ],
  },
  {
    space: 'damp-old-houses',
    form: 'question',
    title: 'Limewash keeps rubbing off on clothes in the hallway, what did I do wrong?',
    tags: ['lime', 'mould', 'drying-out'],
    by: 'João Teixeira',
    daysAgo: 33,
    body: `Three coats of limewash on a new lime plaster, in a narrow hallway. It looks beautiful, but everyone who brushes past leaves with a white shoulder. I mixed it like thin cream and put the coats on one day apart. The plaster had dried for about six weeks, and I didn't wet it before the first coat, because I feared to put more water into a wall I've been drying for a year.`,
    posts: [
      {
        by: 'Owen Pritchard',
        afterMinutes: 300,
        body: `Two things, and you have named both of them. Limewash doesn't *dry*, it cures, and for this it needs water and air together. On dry plaster the wall drinks the water in a minute and leaves you chalk.

- Mist the wall until it's dark but not shining, then brush.
- Thin **like milk**, not cream. Five thin coats beat three thick ones.
- Mist again the next day if it's warm.

A spray bottle's worth of water is nothing to your wall. It will be gone by the evening.`,
        accepted: true,
        helpful: ['João Teixeira', 'সুমনা চক্রবর্তী', 'Siobhan Keane'],
        confirmed: ['Siobhan Keane'],
        thanks: ['Bronwen Tasker'],
        replies: [
          {
            by: 'João Teixeira',
            afterMinutes: 360,
            body: 'Like milk. I made yoghurt. Should I take off what is there?',
          },
          {
            by: 'Owen Pritchard',
            afterMinutes: 420,
            body: `Rub it down with a stiff dry brush and a mask on, mist, and go over it. Two thin coats should bind it.`,
          },
        ],
      },
      {
        by: 'Bronwen Tasker',
        afterMinutes: 2100,
        body: `Owen's milk as a number, if it helps with the jug: our [data sheet](https://orrinlow.example/sheets/limewash) says one part of stiff putty to three of water, by volume. Cream is nearer to one to one. The misting isn't on any sheet; for that, do as Owen says.`,
        replies: [
          {
            by: 'João Teixeira',
            afterMinutes: 2400,
            body: 'One to three, with a jug this time. My grandmother would like to know: milk from which cow?',
          },
          {
            by: 'Siobhan Keane',
            afterMinutes: 2520,
            body: `Don't panic when it goes on see-through. Ours turned white overnight. Somebody in this house lost patience in the first hour and put in another spoonful, and that is the coat that rubs off.`,
            helpful: ['João Teixeira'],
          },
        ],
      },
      {
        by: 'সুমনা চক্রবর্তী',
        afterMinutes: 2880,
        body: `আমাদের দিকে চুনকামের সঙ্গে একটু *ভাতের মাড়* বা গঁদের আঠা মেশানোর চল আছে, তাতে গায়ে লাগে না। (In short: our masons add a little rice starch water to the last coat, about one cup to a bucket, and it stops the rubbing.) It worked on our veranda for years.`,
        accepted: true,
        helpful: ['João Teixeira'],
        replies: [
          {
            by: 'Owen Pritchard',
            afterMinutes: 3312,
            body: `Here it was skimmed milk, or a bit of tallow outdoors. Same idea, binds the surface. Only in the last coat and only a little, otherwise it can feed mould in a damp place.`,
            helpful: ['João Teixeira', 'সুমনা চক্রবর্তী'],
          },
          {
            by: 'João Teixeira',
            afterMinutes: 17280,
            body: `Did both, five days apart. The black coat test is passed, my grandmother leaned on it for a whole phone call. Two accepted answers because it was really the two together.`,
          },
        ],
      },
    ],
  },
];
