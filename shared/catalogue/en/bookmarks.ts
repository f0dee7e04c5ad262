/** Posts that one keeps to find them again. */
import { plural } from './say.ts';

export const bookmarks = {
  bookmarks: {
    title: 'Bookmarks',
    one: 'Bookmark',
    lede: 'Posts that you keep, with your notes. Nobody else sees them.',
    all: 'All',
    onlyReminders: 'With a reminder',
    none: 'You keep nothing yet',
    noReminders: 'No reminder is set',
    noneHelp: 'Under “More” of a post stands “Keep it as a bookmark”.',
    keep: 'Keep it as a bookmark',
    kept: 'Your bookmark of it',
    save: 'Save',
    change: 'Note and reminder',
    remove: 'Keep it no longer',
    back: 'Back to the post',
    note: 'Your note',
    noteHelp: 'Only you see it.',
    day: 'Remind me on',
    dayHelp: (hour: string, zone: string) =>
      `You are told at ${hour}, by the clock of ${zone}. Leave it empty for no reminder.`,
    otherHour: 'Another hour or time zone',
    inDays: (days: number) => (days === 1 ? 'Remind me tomorrow' : `Remind me in ${plural(days, 'day', 'days')}`),
    remindsAt: (when: string) => `Reminder: ${when}`,
  },
};
