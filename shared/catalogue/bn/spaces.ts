/** Spaces: their pages, their making. */
import type { spaces as English } from '../en/spaces.ts';
import { n } from './say.ts';

export const spaces: typeof English = {
  spaces: {
    title: 'আসর',
    lead: 'আসর হয় কোনো সমস্যা, বিশ্বাস, কারুকাজ বা আকাঙ্ক্ষা নিয়ে; কখনো কোনো পণ্য নিয়ে নয়।',
    threads: (count) => `${n(count)}টি আলাপ`,
    posts: (count) => `${n(count)}টি লেখা`,
    tags: 'ট্যাগ',
    numbers: 'এ পর্যন্ত',
    about: 'এই আসর সম্পর্কে',
    helpers: 'যাঁরা সবচেয়ে বেশি সাহায্য করেন',
    noHelpers: 'এখনো কারও উত্তরে চিহ্ন পড়েনি।',
    empty: 'এ ধরনের কোনো আসর এখনো নেই।',
    tagged: (tag) => `“${tag}” ট্যাগে`,
    make: 'আসর বানান',
    edit: 'আসরটি বদলান',
    name: 'নাম',
    nameHelp: 'অল্প কথায় একটি সমস্যা, বিশ্বাস, কারুকাজ বা আকাঙ্ক্ষা।',
    slug: 'ঠিকানা',
    slugHelp: 'আসরের ঠিকানার শেষ অংশ।',
    kind: 'ধরন',
    charter: 'সনদ',
    charterHelp: 'মানুষ কীসের টানে এখানে আসেন আর এখানে কী মানায়, দুই বাক্যে।',
    save: 'আসরটি সংরক্ষণ করুন',
    propose: 'আসরের প্রস্তাব দিন',
    proposeHelp: 'একজন মডারেটর বা পরিচালক সিদ্ধান্ত নেন; না হলে কেন, তা-ও জানান।',
    yourProposals: 'আপনার প্রস্তাব',
    proposalStates: { open: 'অপেক্ষায়', granted: 'তৈরি হয়েছে', refused: 'হয়নি' },
    override: 'তবু কেন হতে পারে',
    overrideHelp: 'সবাই পড়তে পারেন, আসরের পাতায় আর প্রকাশ্য খতিয়ানে।',
    overridden: 'ব্র্যান্ডের নাম থাকা সত্ত্বেও অনুমোদিত',
  },
};
