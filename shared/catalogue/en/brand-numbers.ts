/** All brands as a table of numbers, for admins. */
import { plural } from './say.ts';

export const brandNumbers = {
  brandNumbers: {
    title: 'Brands in numbers',
    lead: 'What each brand said, what it may still say today, and how it was received. Press a column to sort by it.',
    window: 'Period',
    days: (days: number) => plural(days, 'day', 'days'),
    none: 'No brand is registered.',
    csv: 'Download as CSV',
    columns: {
      name: 'Brand',
      staff: 'Staff now',
      posts: 'Posts',
      notes: 'Official notes',
      today: 'Used of today’s limit',
      refused: 'Refused by limits',
      worked: 'Marked as working',
      declared: 'Members who declare it',
    },
    inFile: { from: 'First day', to: 'Last day', address: 'Address of the brand', dayLimit: 'Limit of a day' },
    usedOf: (used: string, limit: string) => `${used} of ${limit}`,
    help: 'Posts count although they were withdrawn. Marked as working are official notes that askers said settled it. Members declare an affiliation themselves; counted are those whose words name the brand or its products.',
  },
};
