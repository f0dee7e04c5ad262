/** Lists of threads, following, and search. */
import type { feeds as English } from '../en/feeds.ts';
import { n } from './say.ts';

export const feeds: typeof English = {
  feeds: {
    label: 'ঢোকার পথ',
    new: 'নতুন',
    'needs-answer': 'উত্তর চাই',
    'among-members': 'সদস্যদের মধ্যে',
    following: 'অনুসরণ',
    about: {
      'among-members': 'যেসব আলাপে সদস্যরা সদস্যদের সঙ্গে কথা বলেন। ব্র্যান্ড কিছু করে এখানে কিছু সরাতে পারে না।',
      'needs-answer':
        'যেসব প্রশ্নে এখনো কোনো সদস্যের উত্তর নেই। পালা করে আসে: জিজ্ঞেস করার সময়, যতবার অপেক্ষা দ্বিগুণ হয়, আর অন্যদেরও একই সমস্যা হলে; এক দিনের পালার মধ্যে যার অপেক্ষা বেশি, সে আগে।',
      new: 'সবশেষে যা শুরু হয়েছে। শুধু সময়ই ঠিক করে।',
      following: 'যে আসর, ট্যাগ আর মানুষদের অনুসরণ করেন, সদস্যদের আলাপের ক্রমে।',
    },
    emptyAmong: 'এখানে সদস্যরা এখনো একে অন্যের সঙ্গে কথা বলেননি।',
    emptyFollowing: 'এখানে এখনো দেখার কিছু নেই।',
    howToFollow: 'একটি আসর, ট্যাগ বা মানুষকে অনুসরণ করুন; সেখানে যা হয় তা এখানে আসবে।',
    compact: 'ঘন তালিকা',
    next: 'পরের পাতা',
    first: 'প্রথম পাতায়',
    pages: 'এই তালিকার পাতা',
    emptyNew: 'এখানে এখনো কিছু শুরু হয়নি।',
    emptyNeeds: (mayAsk) => `সব প্রশ্নের উত্তর এসেছে। পরে আবার আসুন${mayAsk ? ', কিংবা নিজেই কিছু জিজ্ঞেস করুন' : ''}।`,
    startFirst: 'প্রথম আলাপটি শুরু করুন',
    atomTitle: (forum, what) => `${forum}: ${what}`,
  },
  row: {
    who: (_name, others) => (others === 0 ? '' : ` ও আরও ${n(others)} জন`),
    answers: (count) => `${n(count)}টি উত্তর`,
    posts: (count) => `${n(count)}টি লেখা`,
    worked: (count) => `${n(count)} জনের কাজ হয়েছে`,
    meToo: (count) => `আরও ${n(count)} জনের এই সমস্যা`,
  },
  following: {
    title: 'যা অনুসরণ করছেন',
    follow: 'অনুসরণ করুন',
    stop: 'অনুসরণ করছেন',
    people: 'মানুষ',
  },
  search: {
    title: 'খোঁজ',
    label: 'যে শব্দ খুঁজছেন',
    go: 'খুঁজুন',
    everywhere: 'পুরো ফোরাম',
    where: 'কোথায়',
    none: (query) => `“${query}” দিয়ে কিছু পাওয়া যায়নি`,
    noneHelp: 'কম বা অন্য শব্দে খুঁজুন। কিংবা জিজ্ঞেস করুন: কেউ হয়তো জানেন।',
    noneHelpStaff: 'কম বা অন্য শব্দে খুঁজুন।',
    start: 'কয়েকটি শব্দ লিখুন। সব আলাপের শিরোনাম আর লেখায় খোঁজা হবে।',
    results: (query) => `“${query}” দিয়ে যা পাওয়া গেল`,
    inPost: (number_) => `লেখা ${n(number_)}`,
    more: 'আরও ফল',
  },
};
