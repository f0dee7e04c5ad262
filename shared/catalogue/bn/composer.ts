import type { composer as en } from '../en/composer.ts';

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
  },
};
