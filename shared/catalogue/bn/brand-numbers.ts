import type { brandNumbers as english } from '../en/brand-numbers.ts';
import { n } from './say.ts';

export const brandNumbers: typeof english = {
  brandNumbers: {
    title: 'সংখ্যায় ব্র্যান্ড',
    lead: 'প্রতিটি ব্র্যান্ড কতটা বলেছে, আজ আর কতটা বলতে পারে, আর তা কেমন কাজে লেগেছে। সাজাতে কলামের নামে চাপুন।',
    window: 'সময়কাল',
    days: (days) => `${n(days)} দিন`,
    none: 'কোনো ব্র্যান্ড নিবন্ধিত নেই।',
    csv: 'CSV নামিয়ে নিন',
    columns: {
      name: 'ব্র্যান্ড',
      staff: 'এখন কর্মী',
      posts: 'লেখা',
      notes: 'দাপ্তরিক নোট',
      today: 'আজকের সীমার কত',
      refused: 'সীমায় আটকেছে',
      worked: 'কাজ হয়েছে বলা হয়েছে',
      declared: 'ঘোষণা করা সদস্য',
    },
    inFile: { from: 'প্রথম দিন', to: 'শেষ দিন', address: 'ব্র্যান্ডের ঠিকানা', dayLimit: 'এক দিনের সীমা' },
    usedOf: (used, limit) => `${limit}-এর মধ্যে ${used}`,
    help: 'ফিরিয়ে নেওয়া লেখাও গোনা হয়। কাজ হয়েছে মানে যেসব দাপ্তরিক নোটে প্রশ্নকর্তা বলেছেন যে মিটে গেছে। সদস্যরা নিজেরাই সংশ্লিষ্টতা জানান; যাঁদের কথায় ব্র্যান্ড বা তার পণ্যের নাম আছে, তাঁদের গোনা হয়।',
  },
};
