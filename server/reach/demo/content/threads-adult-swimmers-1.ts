import type { DemoThread } from './types.ts';

/** Threads of “Learning to swim as an adult”, first part. */
export const adultSwimmers1: DemoThread[] = [
  {
    space: 'adult-swimmers',
    form: 'question',
    title: "I run out of air after four strokes of front crawl, although I'm fit",
    tags: ['breathing', 'freestyle', 'lessons'],
    by: 'Tasnim Rahman',
    daysAgo: 115,
    body: `I'm 30, I cycle to work, I can climb to the tenth floor without puffing. In the pool: four strokes, one breath, four strokes, and then I have to stand up as if I'd run for a bus. My trainer says "breathe out in the water" and I *think* I do.

It feels as if there's too much air in me, not too little, if that makes sense. Depth is 1.2 m so I'm not afraid there. What should I practise, in which order?`,
    meToo: ['ফারজানা ইয়াসমিন', 'Grace Wanjiru', 'Kwame Asante-Boateng', 'Dale Okafor-Reid'],
    helpful: ['Priya Raghavan', 'অনির্বাণ ঘোষ'],
    posts: [
      {
        by: 'Priya Raghavan',
        afterMinutes: 120,
        body: `"Too much air, not too little" makes perfect sense, and it's the most useful sentence a beginner can say. You're holding your breath, a little, without noticing. The used air stays in and your body shouts at you to get rid of it.

Three steps, standing in shallow water, five minutes each lesson:

1. **Hum.** Face in, and hum a song through your nose until you're empty. You can't hum and hold your breath.
2. **Rhythm.** Hum down, turn the head, quick sip of air with one goggle still in the water, hum again. Ten without a pause.
3. Only then, with the arms. Count *bubbles, bubbles, breathe*.

And don't lift the head to breathe, because the legs go down and then everything is hard:

![Two swimmers from the side: with the head lifted the hips and legs sink and push a lot of water; with the face down and the head in line the body lies flat near the surface](/media/demo-body-position.svg)

It's hardly ever fitness. The fittest people fight the most.`,
        accepted: true,
        helpful: ['Tasnim Rahman', 'Grace Wanjiru', 'Kwame Asante-Boateng', 'ফারজানা ইয়াসমিন'],
        confirmed: ['Grace Wanjiru', 'Kwame Asante-Boateng', 'ফারজানা ইয়াসমিন'],
        replies: [
          {
            by: 'Tasnim Rahman',
            afterMinutes: 240,
            body: "The fittest people fight the most. Ouch. I'll hum tomorrow at seven.",
          },
          {
            by: 'Tasnim Rahman',
            afterMinutes: 12960,
            body: `Eleven strokes with breathing! I hummed a film song under water and laughed and swallowed half of it.`,
            helpful: ['Priya Raghavan', 'Grace Wanjiru'],
          },
          {
            by: 'Grace Wanjiru',
            afterMinutes: 14400,
            body: 'Hymns work as well. Slow ones.',
          },
        ],
      },
      {
        by: 'Kwame Asante-Boateng',
        afterMinutes: 660,
        body: `I teach physics and needed it explained as physics: the lungs are a balloon, keep them full and your chest floats *too* high and your legs sink. Letting the air go levels you out. After I believed this, I could do it.`,
        helpful: ['Tasnim Rahman', 'Grace Wanjiru'],
        replies: [
          {
            by: 'Priya Raghavan',
            afterMinutes: 780,
            body: "I'm going to use this with my engineers, thank you.",
            helpful: ['Kwame Asante-Boateng'],
          },
        ],
      },
      {
        by: 'Dale Okafor-Reid',
        afterMinutes: 4320,
        body: 'Not an answer, just company: week nine, and I do six strokes.',
        helpful: ['Tasnim Rahman'],
      },
    ],
  },
  {
    space: 'adult-swimmers',
    form: 'discussion',
    title: 'A gentle twelve-week plan, from the first bubbles to 200 metres',
    tags: ['plans', 'first-lengths', 'lessons'],
    by: 'Priya Raghavan',
    daysAgo: 92,
    body: `People keep asking me for a plan. This is the one I use with my adult group in Chennai: two lessons a week, 40 minutes each. It's a picture of *usual* progress, not a promise, and nobody in my group has ever followed it exactly.

![Chart of a twelve-week plan: bubbles and floating in the first weeks, then gliding and kicking, from week six breathing with the arms, from week nine whole lengths growing from 25 to 200 metres](/media/demo-swim-plan.svg)

Rules for it:

- Repeat any week as often as you like. I repeated week 2 five times myself.
- Always with a lifeguard or trainer who knows that you're a beginner.
- Stop while you still enjoy it. The last ten minutes of a tired lesson teach bad habits.
- Feeling ill, or a new pain? Don't swim that day, and ask someone qualified.

What would you change?`,
    helpful: [
      'Tasnim Rahman',
      'Grace Wanjiru',
      'Kwame Asante-Boateng',
      'Émile Gagnon',
      'অনির্বাণ ঘোষ',
      'ফারজানা ইয়াসমিন',
    ],
    posts: [
      {
        by: 'Grace Wanjiru',
        afterMinutes: 180,
        body: `I'd add a line for *days off*. I'm a nurse, I come to the pool after nights and I learn nothing, I only get wet.`,
        helpful: ['Priya Raghavan'],
        replies: [
          {
            by: 'Priya Raghavan',
            afterMinutes: 240,
            body: "True. A rested lesson is worth three. I'll write it on the next version.",
            helpful: ['Grace Wanjiru'],
          },
        ],
      },
      {
        by: 'Kwame Asante-Boateng',
        afterMinutes: 540,
        body: `Week 2, repeated seven times, so I've beaten you. What got me out of it was to stop counting the weeks and count *lengths of my body* gliding instead. One, then one and a half, then two.`,
        helpful: ['Priya Raghavan'],
        replies: [
          {
            by: 'Tasnim Rahman',
            afterMinutes: 660,
            body: "Body lengths! It's a unit that nobody else at the pool can beat you in.",
            helpful: ['Kwame Asante-Boateng'],
          },
        ],
      },
      {
        by: 'অনির্বাণ ঘোষ',
        afterMinutes: 2880,
        body: `আমি আর ছেলে একসঙ্গে এই ছকটা ধরে করছি। ওর তিন সপ্তাহের কাজ আমার আট সপ্তাহ লাগছে, আর ও খুব ধৈর্য নিয়ে আমাকে শেখাচ্ছে। বয়স ওর সাত।`,
        helpful: ['Priya Raghavan', 'ফারজানা ইয়াসমিন'],
        replies: [
          {
            by: 'ফারজানা ইয়াসমিন',
            afterMinutes: 3168,
            body: 'সাত বছরের কোচ! ভাগ্যবান আপনি।',
          },
          {
            by: 'অনির্বাণ ঘোষ',
            afterMinutes: 3456,
            body: 'বকেও কম না। "বাবা, হাঁটু ভাঁজ কোরো না।"',
            helpful: ['ফারজানা ইয়াসমিন'],
          },
        ],
      },
      {
        by: 'Dale Okafor-Reid',
        afterMinutes: 8640,
        body: `I'd disagree with two a week for people like me. With once a week I forgot everything in between, with *three short ones* (25 minutes) it stuck. Short and often.`,
        helpful: ['Grace Wanjiru'],
        replies: [
          {
            by: 'Priya Raghavan',
            afterMinutes: 8928,
            body: `I agree that three short ones are better, if the pool is near enough. For most of my people the bus is longer than the lesson.`,
            helpful: ['Dale Okafor-Reid'],
          },
        ],
      },
      {
        by: 'Émile Gagnon',
        afterMinutes: 86400,
        body: `Started in week 1 at minus 20 degrees outside. I'm in week 4, for the second time. The pool windows are frozen like in a fairy tale.`,
        helpful: ['Priya Raghavan', 'Kwame Asante-Boateng'],
      },
    ],
  },
  {
    space: 'adult-swimmers',
    form: 'question',
    title: 'পানিতে মুখ ডোবালেই বুক ধড়ফড় করে, চৌত্রিশ বছর বয়সে কি এই ভয় কাটে?',
    tags: ['সাঁতার', 'ভয়', 'floating'],
    by: 'ফারজানা ইয়াসমিন',
    daysAgo: 84,
    body: `ছোটবেলায় পুকুরে একবার পা পিছলে পড়েছিলাম, কিছু হয়নি, মামা সঙ্গে সঙ্গে তুলে নিয়েছিলেন। কিন্তু তারপর থেকে মুখে পানি এলেই দম বন্ধ লাগে। গোসলেও শাওয়ারের নিচে মুখ দিই না।

এখন মেয়েদের ব্যাচে ভর্তি হয়েছি, সপ্তাহে দুদিন। কোমরপানিতে দাঁড়াতে ভালোই লাগে, হাঁটতেও। কিন্তু আপা যেই বলেন "মুখ ডোবাও", আমি কাঠ। বাকিরা সবাই এগিয়ে গেছে। কেউ কি এই জায়গা থেকে পার হয়েছেন?`,
    meToo: ['মিঠুন বড়ুয়া', 'অনির্বাণ ঘোষ', 'নাসিমা খাতুন লিপি'],
    helpful: ['Priya Raghavan'],
    posts: [
      {
        by: 'অনির্বাণ ঘোষ',
        afterMinutes: 180,
        body: `পার হয়েছি, একচল্লিশে। আমার পথটা ছিল এ রকম, **জোর না করে, বাড়ি থেকে শুরু করে**:

- প্রথম সপ্তাহ: গামলায় হালকা গরম জল, শুধু ঠোঁট ডুবিয়ে ফুঁ। বুদবুদ, হাসি, শেষ।
- দ্বিতীয় সপ্তাহ: নাক পর্যন্ত, ফুঁ দিতে দিতে।
- তৃতীয় সপ্তাহ: চশমা পরে চোখ পর্যন্ত। জলের নিচে নিজের আঙুল গুনুন।
- তারপর পুলে, ধার ধরে, ওই একই কাজ।

ফুঁ দিতে থাকলে নাকে জল ঢোকে না, এটা মাথা জানে কিন্তু শরীর জানে না। শরীরকে দশ-কুড়িবার দেখাতে হয়।`,
        accepted: true,
        helpful: ['ফারজানা ইয়াসমিন', 'Tasnim Rahman', 'মিঠুন বড়ুয়া'],
        confirmed: ['Tasnim Rahman', 'মিঠুন বড়ুয়া'],
        replies: [
          {
            by: 'ফারজানা ইয়াসমিন',
            afterMinutes: 240,
            body: 'গামলা! এত সহজ জিনিসটা কেউ বলেনি। আজ রাতেই।',
          },
          {
            by: 'ফারজানা ইয়াসমিন',
            afterMinutes: 31680,
            body: 'তিন সপ্তাহ পর পুলে পুরো মুখ ডুবিয়ে পাঁচটা আঙুল গুনেছি। উঠে কেঁদে ফেলেছি, আপাও কেঁদেছেন।',
            helpful: ['অনির্বাণ ঘোষ', 'Priya Raghavan', 'Tasnim Rahman'],
          },
        ],
      },
      {
        by: 'Tasnim Rahman',
        afterMinutes: 480,
        body: `আমি উনত্রিশে শুরু করেছি, একই ভয়। একটা কথা বলি, আপাকে আলাদা ডেকে পুকুরের গল্পটা বলুন। আমি বলার পর ট্রেনার আর একবারও জোর করেননি, উল্টো আমাকে শেষে দশ মিনিট আলাদা দিতেন।`,
        helpful: ['ফারজানা ইয়াসমিন', 'নাসিমা খাতুন লিপি'],
        replies: [
          {
            by: 'ফারজানা ইয়াসমিন',
            afterMinutes: 600,
            body: 'বললাম আজ। উনি বললেন, আমাদের ব্যাচে তিনজন একই গল্প বলেছে।',
            helpful: ['Tasnim Rahman'],
          },
        ],
      },
      {
        by: 'Priya Raghavan',
        afterMinutes: 1560,
        body: `I can read only half of this and the rest through a translator, but: the others didn't "move ahead". They started somewhere else. Being able to stay calm with your face in the water is the longest part of swimming, all that comes after it is shorter.`,
        helpful: ['ফারজানা ইয়াসমিন'],
      },
    ],
  },
  {
    space: 'adult-swimmers',
    form: 'question',
    title: 'My legs sink like stones whenever I try to float on my back',
    tags: ['floating', 'freestyle'],
    by: 'Kwame Asante-Boateng',
    daysAgo: 73,
    body: `45, lean, heavy legs from football. On my back I float for two seconds, then the feet go down, then the hips, then I'm standing. The instructor holds one finger under my back and I stay up; he takes the finger away and I go. As a physicist I'm offended.

Is it possible that some people simply don't float?`,
    meToo: ['Émile Gagnon', 'Dale Okafor-Reid'],
    posts: [
      {
        by: 'Grace Wanjiru',
        afterMinutes: 120,
        body: `Some people float lower than others, true, lean people with strong legs most of all. But with the one finger you stay up! One finger isn't strength, it's only telling you where to be.`,
        helpful: ['Kwame Asante-Boateng'],
        replies: [
          {
            by: 'Kwame Asante-Boateng',
            afterMinutes: 180,
            body: "That finger is 0.5 newton at most. You're right, it's information.",
          },
        ],
      },
      {
        by: 'Priya Raghavan',
        afterMinutes: 300,
        body: `You don't need to float *flat and still*; nobody asks you to. Move the balance point instead:

1. Arms **above the head** in the water, not beside the body. They are your counterweight.
2. Ears under, chin up to the ceiling, look slightly behind you.
3. Chest full, small breaths on top of it.
4. Belly button up, as if someone lifted you by the belt.
5. If the feet still want to go: small, lazy kicks. It isn't cheating.`,
        accepted: true,
        helpful: ['Kwame Asante-Boateng', 'Émile Gagnon', 'Grace Wanjiru'],
        confirmed: ['Émile Gagnon', 'Dale Okafor-Reid'],
        replies: [
          {
            by: 'Kwame Asante-Boateng',
            afterMinutes: 360,
            body: `A lever! The centre of buoyancy is at the lungs, the mass at the hips, and the arms shift the mass forward. I could have worked this out on the board, and it never came to me in the water.`,
            helpful: ['Priya Raghavan'],
          },
          {
            by: 'Kwame Asante-Boateng',
            afterMinutes: 7200,
            body: "Forty seconds. I heard my own heart. I didn't know that it's so quiet there.",
            helpful: ['Priya Raghavan', 'Grace Wanjiru'],
          },
        ],
      },
    ],
  },
  {
    space: 'adult-swimmers',
    form: 'discussion',
    title: 'The river I grew up beside and never entered',
    tags: ['fear', 'open-water'],
    by: 'Lucía Fernández',
    daysAgo: 60,
    body: `I live next to a river so wide that you can't see a house on the other side. My father fished in it all his life, and he couldn't swim. Nobody in the family can. We were told: *the river is to look at*.

I'm 52. In the pool I can do two lengths of breaststroke now. Last week my teacher said, when the water is low and calm, we could go to the guarded beach and stand in it. Only stand. I said yes and then I did not sleep.

I'm not asking anything. I only wanted to say this to people who'd understand it.`,
    helpful: ['Priya Raghavan', 'Grace Wanjiru', 'Hanneke de Vos', 'Siobhan Keane', 'Kwame Asante-Boateng'],
    posts: [
      {
        by: 'Grace Wanjiru',
        afterMinutes: 90,
        body: `We understand it. I grew up near the lake, and mine was "the lake takes one each year". I still say good morning to the water before I go in. It isn't superstition, it's manners.`,
        helpful: ['Lucía Fernández', 'Priya Raghavan'],
        replies: [
          {
            by: 'Lucía Fernández',
            afterMinutes: 180,
            body: "It's manners. I'll say good morning.",
            helpful: ['Grace Wanjiru'],
          },
        ],
      },
      {
        by: 'Kwame Asante-Boateng',
        afterMinutes: 360,
        body: `Two lengths at 52! I hope you have noticed that you're the first swimmer in your family. Somebody has to be.`,
        helpful: ['Lucía Fernández'],
      },
      {
        by: 'Priya Raghavan',
        afterMinutes: 720,
        body: `Standing is a complete goal. Go with your teacher, on the guarded beach, inside the flags, shoes for the stones, and decide beforehand that you will come out while it's still good. A river is never a pool, and respecting that is skill, not fear.`,
        helpful: ['Lucía Fernández', 'Grace Wanjiru'],
        replies: [
          {
            by: 'Lucía Fernández',
            afterMinutes: 840,
            body: '"Decide beforehand to come out while it\'s good." This I can do.',
          },
        ],
      },
      {
        by: 'Hanneke de Vos',
        afterMinutes: 1500,
        body: `Dutch, so I was thrown in at five with my clothes on, for the diploma. I've never thought about what a luxury that was until I read you. Good luck, Lucía.`,
      },
      {
        by: 'Lucía Fernández',
        afterMinutes: 33120,
        body: `I stood in it. To the knees, forty minutes, the sand moved under my feet. My mother, who's 80, came along and sat on a chair, and at the end she took off her shoes.`,
        helpful: ['Priya Raghavan', 'Grace Wanjiru', 'Kwame Asante-Boateng', 'Hanneke de Vos'],
        replies: [
          {
            by: 'Grace Wanjiru',
            afterMinutes: 33264,
            body: "She took off her shoes!! I'm crying at the nurses' station.",
            helpful: ['Lucía Fernández'],
          },
          {
            by: 'Priya Raghavan',
            afterMinutes: 33408,
            body: 'Reading it to my Saturday group.',
            helpful: ['Lucía Fernández'],
          },
        ],
      },
    ],
  },
];
