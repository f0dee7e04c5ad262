/** Bringing a question to those who may know. */
import type { invitations as English } from '../en/invitations.ts';
import { n } from './say.ts';

export const invitations: typeof English = {
  invite: {
    title: 'সদস্যদের ডাকুন',
    lead: (max) =>
      `যাঁরা জানতে পারেন, প্রশ্নটি তাঁদের কাছে নিয়ে যান। একবারে ${n(max)} জন পর্যন্ত; প্রত্যেকে সপ্তাহে বেশি হলে তিনটি আমন্ত্রণ পান।`,
    who: 'কে জানতে পারেন?',
    because: ({ answers, tag, tagAnswers, words }, space) => {
      const where = space ? `“${space}” আসরে` : 'এখানে';
      if (answers === 0) return `আগে ${where} উত্তর দিয়েছেন`;
      const about = words?.length ? `; তার মধ্যে ছিল ${words.map((word) => `“${word}”`).join(' ও ')}` : '';
      const under = !tag || !tagAnswers ? '' : tagAnswers === answers ? ` #${tag} ট্যাগে` : '';
      const some = tag && tagAnswers && tagAnswers < answers ? `, তার ${n(tagAnswers)}টি #${tag} ট্যাগে` : '';
      return `গত এক বছরে ${where}${under} ${n(answers)}টি প্রশ্নের উত্তর দিয়েছেন${some}${about}`;
    },
    thinks: (forum) => `${forum} মনে করে আপনি জানতে পারেন`,
    whyYou: (because) => `আপনি ${because}।`,
    send: 'আমন্ত্রণ পাঠান',
    nobody: 'ডাকার মতো কেউ এখনো নেই',
    nobodyHelp: 'এই আসরে যাঁরা প্রশ্নের উত্তর দেন, তাঁদের এখান থেকে ডাকা যাবে।',
    listTitle: 'আমন্ত্রণ',
    listLead: 'আপনি জানতে পারেন ভেবে এসব প্রশ্ন আপনার কাছে আনা হয়েছে। উত্তর দিতেই হবে এমন নয়।',
    invitedYou: 'আপনাকে ডেকেছেন',
    decline: 'এবার থাক',
    none: 'কোনো আমন্ত্রণ নেই',
    noneHelp: 'আপনার মতো কারো উত্তরের অপেক্ষায় থাকা প্রশ্ন এখানে দেখা যাবে।',
    wish: 'আপনাকে আমন্ত্রণ',
    open: 'সদস্যরা, ব্র্যান্ডের কর্মীরা ও ফোরাম নিজে আপনাকে প্রশ্নে ডাকতে পারে, সব মিলিয়ে সপ্তাহে বেশি হলে তিনবার।',
    closed: 'কেউ আপনাকে ডাকতে পারেন না।',
    stop: 'আর আমন্ত্রণ নয়',
    allow: 'আমন্ত্রণ আসুক',
  },
};
