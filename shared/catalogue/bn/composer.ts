import type { composer as en } from '../en/composer.ts';

import { n } from './say.ts';

export const composer: typeof en = {
  composer: {
    toolbar: 'সাজানো',
    tools: {
      bold: 'মোটা হরফ',
      italic: 'বাঁকা হরফ',
      link: 'লিংক',
      quote: 'উদ্ধৃতি',
      code: 'কোড',
      list: 'তালিকা',
      numbered: 'সংখ্যা দেওয়া তালিকা',
      heading: 'শিরোনাম',
      table: 'ছক',
      spoiler: 'না চাপা পর্যন্ত ঢাকা',
    },
    tableHeads: ['একটি কলাম', 'আরেকটি'],
    preview: 'যেমন দেখাবে',
    togglePreview: 'কেমন দেখাবে দেখান',
    full: 'পুরো পর্দায় লিখুন',
    leaveFull: 'পুরো পর্দা থেকে ফিরুন',
    picture: 'ছবি বা ফাইল',
    size: (bytes) =>
      bytes < 1_048_576
        ? `${n(Math.ceil(bytes / 1_024))} কিলোবাইট`
        : `${n(Math.ceil(bytes / 104_857.6) / 10)} মেগাবাইট`,
    alt: 'কী দেখা যায়, যাঁরা দেখতে পান না তাঁদের জন্য',
    sending: (name) => `${name} যাচ্ছে`,
    sent: (name) => `${name} পৌঁছেছে। কী দেখা যায় লিখুন।`,
    sentFile: (name) => `${name} পৌঁছেছে।`,
    notSent: (name) => `${name} পাঠানো গেল না।`,
    again: 'আবার চেষ্টা করুন',
    cancel: 'বাতিল',
    removePicture: 'সরান',
    putIntoText: 'লেখার ভেতরে বসান',
    waits: 'ফাইল যাচ্ছে; লেখা তার সঙ্গেই যাবে।',
    notAPicture: (name) => `${name} ছবি নয়।`,
    notTaken: (name, endings) => `${name} ছবি নয়, লেখার সঙ্গে যায় এমন ফাইলও নয়: ${endings}।`,
    tooLarge: (name, size, most) => `${name} ${n(size)} MB; সর্বোচ্চ ${n(most)} MB ধরে।`,
    tooManyPictures: (most, left) => `একটি লেখায় সর্বোচ্চ ${n(most)}টি ছবি; ${n(left)}টি বাদ গেছে।`,
    tooManyFiles: (most, left) => `একটি লেখায় ছবি ছাড়া সর্বোচ্চ ${n(most)}টি ফাইল; ${n(left)}টি বাদ গেছে।`,
    kept: 'খসড়া রাখা হয়েছে',
    keptHere: 'এই ব্রাউজারে রাখা আছে; আপনি অফলাইনে',
    notKept: 'সার্ভারে রাখা যায়নি: ',
    restored: 'আগে যা লিখেছিলেন তা আবার এখানে।',
    otherText: 'এখানে আরেকটি লেখা রাখা আছে',
    otherHelp: 'লেখাটি অন্য জানালায় বা যন্ত্রে লেখা। বেছে নেওয়া পর্যন্ত দুটিই থাকবে।',
    useOther: 'ওই লেখাটি নিন',
    to: 'প্রাপক:',
    keepMine: 'আমারটি রাখুন',
    goOnWith: 'ওটিই চালিয়ে যান',
    begunHelp: 'এটি আপনি আগে শুরু করেছিলেন। দুটিই রাখা আছে।',
  },
};
