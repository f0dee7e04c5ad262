import type { lookFaults as english } from '../en/look-faults.ts';
import { decimal } from '../../format.ts';

/** A contrast, as designers write it. */
const ratio = (value: number) => decimal('bn', value, 1);

export const lookFaults: typeof english = {
  not_a_colour: () => 'রং ছয় অঙ্কে লেখা হয়, যেমন #0d5c58।',
  low_contrast: ({ limit, length, text }) =>
    `বেশি ফিকে: এর বৈসাদৃশ্য ${ratio(length)} : ১, দরকার ${ratio(limit)} : ১। পড়া যায় এমন সবচেয়ে কাছের রং ${text}।`,
  low_contrast_dark: ({ limit, length, text }) =>
    `অন্ধকারে বেশি গাঢ়: এর বৈসাদৃশ্য ${ratio(length)} : ১, দরকার ${ratio(limit)} : ১। পড়া যায় এমন সবচেয়ে কাছের রং ${text}।`,
  like_the_label: ({ text }) =>
    `কর্মী-চিহ্নের রঙের মতো, যা আর কিছুর হতে পারে না। আলাদা করা যায় এমন সবচেয়ে কাছের রং ${text}।`,
};
