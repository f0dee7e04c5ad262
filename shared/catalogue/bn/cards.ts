import type { cards as en } from '../en/cards.ts';
import { n } from './say.ts';

export const cards: typeof en = {
  cards: {
    play: (host) => `${host}-এ চালান`,
    atPost: (title, number) => `${title} (${n(number)} নম্বর লেখা)`,
    atPage: (title, number) => `${title}, পাতা ${n(number)}`,
    lead: 'পোস্টে আলাদা লাইনে একা থাকা লিংকের জায়গায় সেই পাতার শিরোনাম ও ছবি দেখা যায়। ফোরাম নিজেই সেগুলো আনে: কে পড়ছেন তা অন্য কোনো সাইট জানে না। ব্র্যান্ডের কর্মীদের লিংক, আর যেসব আসর সবার জন্য খোলা নয় সেখানকার লিংক সাধারণ লিংকই থাকে।',
    isOn: 'লিংক কোথায় নিয়ে যায় তা দেখান',
  },
};
