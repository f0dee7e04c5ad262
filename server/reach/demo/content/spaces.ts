import type { DemoSpace } from './types.ts';

/** The four spaces of the example community, one of each kind. */
export const spaces: DemoSpace[] = [
  {
    slug: 'damp-old-houses',
    name: 'Damp in old houses',
    kind: 'problem',
    charter:
      'For people who live with wet walls, salty plaster and musty cupboards, and want to find out where the water comes from before spending money. Describe the wall, the weather and what you have tried, and tell us afterwards what happened.',
    tags: [
      'rising-damp',
      'condensation',
      'lime',
      'gutters',
      'mould',
      'floors',
      'monsoon',
      'drying-out',
      'diagnosis',
      'নোনা',
      'বর্ষা',
    ],
  },
  {
    slug: 'repair-first',
    name: 'Repair before you replace',
    kind: 'belief',
    charter:
      'We believe that most things deserve one more life, and that mending is a skill anybody can learn. Bring what is broken, show how you fixed it, and argue kindly about when it is right to let go.',
    tags: [
      'mending',
      'furniture',
      'household',
      'bicycles',
      'shoes',
      'tools',
      'sharpening',
      'repair-cafe',
      'ethics',
      'books',
      'সেলাই',
      'মেরামত',
    ],
  },
  {
    slug: 'chhad-bagan',
    name: 'ছাদবাগান',
    kind: 'craft',
    charter:
      'ছাদে, বারান্দায় বা জানালার ধারে যাঁরা গাছ করেন, এটা তাঁদের গল্প আর সমস্যার জায়গা। কতটা রোদ, কী মাটি, কেমন টব, এসব জানিয়ে লিখুন, তাহলে অন্যরা ঠিকঠাক সাহায্য করতে পারবেন।',
    tags: ['টব', 'মাটি', 'সার', 'পোকা', 'সবজি', 'ফল', 'ফুল', 'সেচ', 'ছাদের-ভার', 'শীতের-সবজি', 'বীজ', 'রোদ'],
  },
  {
    slug: 'adult-swimmers',
    name: 'Learning to swim as an adult',
    kind: 'aspiration',
    charter:
      'For everyone who never learned as a child and has decided that it is not too late. Share the small victories, ask the questions you are shy to ask at the pool, and always swim where somebody is watching.',
    tags: [
      'breathing',
      'fear',
      'floating',
      'freestyle',
      'breaststroke',
      'lessons',
      'first-lengths',
      'kit',
      'open-water',
      'plans',
      'সাঁতার',
      'ভয়',
    ],
  },
];
