import type { drafts as en } from '../en/drafts.ts';

export const drafts: typeof en = {
  drafts: {
    title: 'খসড়া',
    lede: 'যা লিখেছেন কিন্তু এখনো পাঠাননি। আর কেউ দেখেন না।',
    unsent: 'এখনো পাঠানো হয়নি',
    none: 'কোনো খসড়া নেই',
    noneHelp: 'লিখতে শুরু করলে তা পাঠানো পর্যন্ত এখানে থাকে।',
    goOn: 'লেখা চালিয়ে যান',
    drop: 'ফেলে দিন…',
    dropSure: 'এরপর আর ফেরানো যাবে না।',
    dropYes: 'ফেলে দিন',
    start: 'নতুন আলোচনা',
    edit: (title) => `“${title}”-এ একটি বদল`,
    replyTo: (name, title) => `“${title}”-এ ${name}-কে একটি উত্তর`,
    reply: (title) => `“${title}”-এ একটি উত্তর`,
    replyGone: (title) => `“${title}”-এ এমন কিছুর উত্তর, যা আর নেই`,
    poll: (title) => `“${title}”-এ একটি জরিপ`,
    here: 'আপনার {time}-এর খসড়া আবার এখানে।',
    begun: 'আপনি {time} এটি শুরু করেছিলেন:',
    begunHelp: 'এখানে যা লেখা আছে তা আলাদা খসড়া হিসেবে থাকবে।',
    goOnWith: 'এটিই চালিয়ে যান',
    beginAnew: 'নতুন করে শুরু করুন',
    all: 'সব খসড়া',
    whole: 'পুরোটা পড়ুন',
    gone: 'এমন আলোচনায়, যা আপনার জন্য আর খোলা নেই',
  },
};
