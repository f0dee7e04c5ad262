import type { DemoBrand } from './types.ts';

/** The brands that take part in the example community. Neither exists. */
export const brands: DemoBrand[] = [
  {
    slug: 'orrinlow',
    name: 'Orrinlow',
    domains: ['orrinlow.example'],
    products: [
      { name: 'Orrin Putty', topic: 'limewash and lime plaster' },
      { name: 'Orrin Dot', topic: 'measuring humidity in rooms and walls' },
    ],
    contact: 'hello@orrinlow.example',
    registeredDaysAgo: 262,
  },
  {
    slug: 'jhurimati',
    name: 'ঝুরিমাটি',
    domains: ['jhurimati.example'],
    products: [
      { name: 'ঝুরিমাটি হালকা মিশ্রণ', topic: 'টবের হালকা মাটি' },
      { name: 'টুপুর নল', topic: 'টবে পানি দেওয়া' },
      { name: 'ঝুরি বীজ', topic: 'বীজ তোলা, রাখা আর গজানো' },
    ],
    contact: 'kotha@jhurimati.example',
    registeredDaysAgo: 170,
  },
];
