/** Words about rank, reasons and following, in every language. */
import type { Form } from '../words.ts';
import { decimal, number } from '../format.ts';

const n = (value: number) => number('en', value);
const plural = (value: number, one: string, other: string) => `${n(value)} ${value === 1 ? one : other}`;
const b = (value: number) => number('bn', value);

export const rankEn = {
  decimal: (value: number, digits: number) => decimal('en', value, digits),
  following: {
    title: 'What you follow',
    follow: 'Follow',
    stop: 'Following',
    people: 'People',
  },
  why: {
    here: 'Why here?',
    opened: (name: string, form: Form) =>
      form === 'question' ? `${name} asked on {time}` : `${name} began it on {time}`,
    openedByStaff: (label: string) => `${label} began it, which does not count`,
    answered: (count: number) => plural(count, 'member answered', 'members answered'),
    talked: (count: number) => plural(count, 'member spoke to another', 'members spoke to others'),
    pairs: (count: number) => (count === 1 ? 'two of them spoke both ways' : `${n(count)} pairs spoke both ways`),
    accepted: 'an answer solved it',
    worked: (count: number) => `it worked for ${n(count)} more`,
    meToo: (count: number) => plural(count, 'other has this too', 'others have this too'),
    helpful: (count: number) => (count === 1 ? 'found helpful once' : `found helpful ${n(count)} times`),
    new: 'Begun on {time}; here only time decides',
    waits: 'Asked on {time}; no member has answered yet',
    turn: 'its turn came because of how long it has waited, or because others have it too',
    followed: 'It is in something you follow',
    all: 'All that counts',
    how: 'How ranking works',
    titleOf: (title: string) => `Why here? ${title}`,
    nothing: 'Nothing has passed between members here yet, so the thread has no place among them.',
    sum: (worth: string, count: number) =>
      `This thread is worth ${worth} now: the sum of ${plural(count, 'thing', 'things')} that passed between members.`,
    what: 'What happened',
    who: 'Who',
    when: 'When',
    atFirst: 'Then',
    now: 'Now',
    fresh: '(new here: a quarter)',
    older: (count: number) => `${plural(count, 'older one is', 'older ones are')} not listed.`,
    notes: (count: number) =>
      `${plural(count, 'post', 'posts')} by brand staff in it, and what was said to them, ${count === 1 ? 'is' : 'are'} not in the sum.`,
    halfLife: (hours: number) => `Everything halves in ${plural(hours, 'hour', 'hours')}.`,
    kinds: {
      open: 'A member opened the thread',
      answer: 'A member answered another',
      post: 'A member said something else to another',
      back: 'Two members spoke both ways for the first time here',
      helpful: 'A member found a post helpful',
      me_too: 'A member has this too',
      worked: 'It worked for another member',
      accept: 'The asker accepted a peer’s answer',
    },
  },
  ranking: {
    title: 'How ranking works',
    lead: 'A thread stands high when members talk to members in it. Nothing that a brand does moves it, up or down.',
    counts: 'What counts',
    weight: 'Weight',
    fades: 'How it fades',
    halfLife: (hours: number) =>
      `What happened ${plural(hours, 'hour', 'hours')} ago weighs half of what happens now, and so on. A space may have its own pace.`,
    picture: 'How the rank of one thread grows with what members say to one another, and fades',
    hour: (hour: number) => `${n(hour)} h`,
    many: 'Many count more than much',
    again: (factor: string) =>
      `Each further thing of the same kind from one member to the same other one, in the same thread, weighs ${factor} of the one before. So a talk of many outweighs a long one of two.`,
    fresh: (days: number, unheardDays: number, share: string, cap: string) =>
      `An account in its first ${plural(days, 'day', 'days')}, or up to ${plural(unheardDays, 'day', 'days')} while no established member has spoken to it, weighs ${share}; all such accounts together add at most ${cap} to a thread.`,
    founders: (days: number) =>
      `Who joins in the forum’s own first ${plural(days, 'day', 'days')} weighs whole at once.`,
    staff: 'What does not count',
    staffText:
      'What brand staff write, what is said to them, and what is said to oneself. A thread that staff began has no place until two members have talked to each other in it. Votes against do not exist, nor do page views.',
    feeds: 'The four ways in',
    formula: 'The formula',
    formulaText:
      'Each thing that counts adds its weight w, made larger the later it happened (t). Sums grow alike for all threads as time passes, so their order never changes by itself: only members change it.',
    formulaSpoken:
      'R is the logarithm to base two of the sum of all weights, each times two to the power of its time since a fixed moment, divided by the half-life.',
    source: 'This is forward decay:',
  },
};

export const rankBn: typeof rankEn = {
  decimal: (value, digits) => decimal('bn', value, digits),
  following: {
    title: 'যা অনুসরণ করছেন',
    follow: 'অনুসরণ করুন',
    stop: 'অনুসরণ করছেন',
    people: 'মানুষ',
  },
  why: {
    here: 'এখানে কেন?',
    opened: (name, form) =>
      form === 'question' ? `${name} {time} তারিখে জিজ্ঞেস করেছেন` : `${name} {time} তারিখে শুরু করেছেন`,
    openedByStaff: (label) => `${label} শুরু করেছেন, যা হিসাবে ধরা হয় না`,
    answered: (count) => `${b(count)} জন সদস্য উত্তর দিয়েছেন`,
    talked: (count) => `${b(count)} জন সদস্য অন্য সদস্যের সঙ্গে কথা বলেছেন`,
    pairs: (count) => `${b(count)} জোড়া সদস্য দুই দিক থেকেই কথা বলেছেন`,
    accepted: 'একটি উত্তরে সমাধান হয়েছে',
    worked: (count) => `আরও ${b(count)} জনের কাজ হয়েছে`,
    meToo: (count) => `আরও ${b(count)} জনের এই সমস্যা`,
    helpful: (count) => `${b(count)} বার উপকারী বলা হয়েছে`,
    new: '{time} তারিখে শুরু; এখানে শুধু সময়ই ঠিক করে',
    waits: '{time} তারিখে জিজ্ঞেস করা; এখনো কোনো সদস্য উত্তর দেননি',
    turn: 'যত দিন অপেক্ষায় আছে, বা অন্যদেরও এই সমস্যা বলে এর পালা এসেছে',
    followed: 'আপনি যা অনুসরণ করেন, তার মধ্যে আছে',
    all: 'যা যা ধরা হয়েছে',
    how: 'ক্রম কীভাবে ঠিক হয়',
    titleOf: (title) => `এখানে কেন? ${title}`,
    nothing: 'এখানে সদস্যদের মধ্যে এখনো কোনো কথা হয়নি, তাই ওই তালিকায় এর জায়গা নেই।',
    sum: (worth, count) => `এই আলাপের ওজন এখন ${worth}: সদস্যদের মধ্যে ঘটা ${b(count)}টি বিষয়ের যোগফল।`,
    what: 'কী ঘটেছে',
    who: 'কে',
    when: 'কবে',
    atFirst: 'তখন',
    now: 'এখন',
    fresh: '(নতুন সদস্য: চার ভাগের এক ভাগ)',
    older: (count) => `আরও পুরোনো ${b(count)}টি এখানে দেখানো হয়নি।`,
    notes: (count) => `এতে ব্র্যান্ডের কর্মীদের ${b(count)}টি লেখা আছে; সেগুলো, আর তাঁদের যা বলা হয়েছে, যোগফলে নেই।`,
    halfLife: (hours) => `${b(hours)} ঘণ্টায় সবকিছুর ওজন অর্ধেক হয়।`,
    kinds: {
      open: 'একজন সদস্য আলাপ শুরু করেছেন',
      answer: 'একজন সদস্য আরেকজনকে উত্তর দিয়েছেন',
      post: 'একজন সদস্য আরেকজনকে অন্য কিছু বলেছেন',
      back: 'এখানে প্রথমবার দুজন সদস্য দুই দিক থেকেই কথা বলেছেন',
      helpful: 'একজন সদস্য একটি লেখাকে উপকারী বলেছেন',
      me_too: 'একজন সদস্যেরও এই সমস্যা',
      worked: 'আরেকজন সদস্যের কাজ হয়েছে',
      accept: 'প্রশ্নকর্তা একজন সদস্যের উত্তর মেনে নিয়েছেন',
    },
  },
  ranking: {
    title: 'ক্রম কীভাবে ঠিক হয়',
    lead: 'যে আলাপে সদস্যরা সদস্যদের সঙ্গে কথা বলেন, সেটি ওপরে থাকে। কোনো ব্র্যান্ড কিছু করে তাকে ওপরে বা নিচে সরাতে পারে না।',
    counts: 'যা ধরা হয়',
    weight: 'ওজন',
    fades: 'কীভাবে ফিকে হয়',
    halfLife: (hours) =>
      `${b(hours)} ঘণ্টা আগে যা ঘটেছে তার ওজন এখনকার অর্ধেক, তারপর আবার অর্ধেক। কোনো আসরের নিজের গতি থাকতে পারে।`,
    picture: 'সদস্যদের কথায় একটি আলাপের ওজন কীভাবে বাড়ে আর ফিকে হয়',
    hour: (hour) => `${b(hour)} ঘণ্টা`,
    many: 'বেশি কথার চেয়ে বেশি মানুষ বড়',
    again: (factor) =>
      `একই আলাপে একই সদস্য একই জনকে একই ধরনের আর যা বলেন, তার ওজন আগেরটির ${factor} গুণ। তাই দুজনের লম্বা কথার চেয়ে অনেকের কথা ভারী।`,
    fresh: (days, unheardDays, share, cap) =>
      `প্রথম ${b(days)} দিনে, কিংবা পুরোনো কোনো সদস্য কথা না বলা পর্যন্ত সর্বোচ্চ ${b(unheardDays)} দিন, একটি অ্যাকাউন্টের ওজন ${share}; এমন সব অ্যাকাউন্ট মিলে একটি আলাপে সর্বোচ্চ ${cap} যোগ করে।`,
    founders: (days) => `ফোরামের নিজের প্রথম ${b(days)} দিনে যাঁরা আসেন, তাঁদের ওজন শুরু থেকেই পুরো।`,
    staff: 'যা ধরা হয় না',
    staffText:
      'ব্র্যান্ডের কর্মীরা যা লেখেন, তাঁদের যা বলা হয়, আর নিজেকে যা বলা হয়। কর্মীর শুরু করা আলাপে দুজন সদস্য একে অন্যের সঙ্গে কথা না বলা পর্যন্ত তার জায়গা নেই। বিপক্ষে ভোট নেই, কতবার দেখা হলো তা-ও ধরা হয় না।',
    feeds: 'ঢোকার চার পথ',
    formula: 'সূত্র',
    formulaText:
      'যা যা ধরা হয়, তার প্রতিটি নিজের ওজন w যোগ করে, আর যত পরে ঘটে (t) তত বড় হয়ে। সময় গেলে সব আলাপের যোগফল একই হারে বাড়ে, তাই ক্রম নিজে থেকে বদলায় না: বদলান শুধু সদস্যরা।',
    formulaSpoken:
      'R হলো সব ওজনের যোগফলের দুই ভিত্তির লগারিদম, যেখানে প্রতিটি ওজন গুণ করা হয় দুইয়ের ঘাত দিয়ে: একটি স্থির মুহূর্ত থেকে কত সময়, ভাগ অর্ধায়ু।',
    source: 'একে বলে ফরোয়ার্ড ডিকে:',
  },
};
