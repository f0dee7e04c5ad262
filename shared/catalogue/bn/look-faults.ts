/** What is wrong with a colour that was chosen. */
import { decimal } from '../../format.ts';

type Facts = { limit: number; length: number; text: string };
/** A contrast, as designers write it. */
const ratio = (value: number) => decimal('bn', value, 1);

export const notAColour = () => 'রং ছয় অঙ্কে লেখা হয়, যেমন #0d5c58, বা ইংরেজি নামে, যেমন navy।';
export const lowContrastDark = ({ limit, length, text }: Facts) =>
  `অন্ধকারে বেশি গাঢ়: এর বৈসাদৃশ্য ${ratio(length)} : ১, দরকার ${ratio(limit)} : ১। পড়া যায় এমন সবচেয়ে কাছের রং ${text}।`;
export const lowContrast = ({ limit, length, text }: Facts) =>
  `বেশি ফিকে: এর বৈসাদৃশ্য ${ratio(length)} : ১, দরকার ${ratio(limit)} : ১। পড়া যায় এমন সবচেয়ে কাছের রং ${text}।`;
export const likeTheLabel = ({ text }: Facts) =>
  `কর্মী-চিহ্নের রংয়ের মতো, যা আর কিছুর হতে পারে না। আলাদা করা যায় এমন সবচেয়ে কাছের রং ${text}।`;
