import type { DemoStaff } from './types.ts';

/** The brands' people in the example community. */
export const staff: DemoStaff[] = [
  {
    name: 'Bronwen Tasker',
    brand: 'orrinlow',
    language: 'en',
    joinedDaysAgo: 251,
    grantedDaysAgo: 244,
    bio: 'I open the pits, sieve the lime and keep the batch book at Orrinlow. Here mostly to read what happens to it on real walls.',
  },
  {
    name: 'Callum Reyes',
    brand: 'orrinlow',
    language: 'en',
    joinedDaysAgo: 214,
    grantedDaysAgo: 203,
    bio: 'I calibrate hygrometers and wood meters at Orrinlow, and I know what they cannot tell you.',
  },
  {
    name: 'রুবাইয়াত হক',
    brand: 'jhurimati',
    language: 'bn',
    joinedDaysAgo: 161,
    grantedDaysAgo: 152,
    bio: 'ঝুরিমাটির পরীক্ষাঘরে বীজ গজানো আর মাটি মাপা আমার কাজ। বাসায় বারান্দা একটাই, তাতে টব এগারোটা।',
  },
];
