import type { bookmarks as en } from '../en/bookmarks.ts';
import { n } from './say.ts';

export const bookmarks: typeof en = {
  bookmarks: {
    title: 'বুকমার্ক',
    one: 'বুকমার্ক',
    lede: 'যে লেখাগুলো রেখে দিয়েছেন, আপনার টোকাসহ। আর কেউ দেখেন না।',
    all: 'সব',
    onlyReminders: 'মনে করিয়ে দেওয়ার',
    none: 'এখনো কিছু রাখেননি',
    noReminders: 'মনে করিয়ে দেওয়ার কিছু নেই',
    noneHelp: 'লেখার “আরও” তালিকায় আছে “বুকমার্ক করে রাখুন”।',
    keep: 'বুকমার্ক করে রাখুন',
    kept: 'এটির বুকমার্ক',
    save: 'সংরক্ষণ করুন',
    change: 'টোকা ও মনে করানো',
    remove: 'আর রাখতে চাই না',
    back: 'লেখায় ফিরে যান',
    note: 'আপনার টোকা',
    noteHelp: 'শুধু আপনি দেখেন।',
    day: 'মনে করিয়ে দিন',
    dayHelp: (hour, zone) => `জানানো হবে ${hour}, ${zone}-এর ঘড়ি ধরে। মনে করাতে না চাইলে খালি রাখুন।`,
    otherHour: 'অন্য সময় বা সময় অঞ্চল',
    inDays: (days) => (days === 1 ? 'কাল মনে করিয়ে দিন' : `${n(days)} দিন পরে মনে করিয়ে দিন`),
    remindsAt: (when) => `মনে করানো হবে: ${when}`,
  },
};
