/** The rules for brand staff, as everybody can read them. */
import { n, plural } from './say.ts';
import { LIMITS } from '../../limits.ts';

/** The limits in force, by name; see server/rules/posting.ts. */
type LimitName =
  | 'peersFirstHours'
  | 'threadDivisor'
  | 'allBrandsDivisor'
  | 'spaceFloor'
  | 'spacePercent'
  | 'accountPerDay'
  | 'brandPerDay'
  | 'threadPerDay'
  | 'newGrantDays'
  | 'threadsPerDay'
  | 'threadsPerWeek'
  | 'safetyNotices'
  | 'linksPerPost'
  | 'grantMonths';
type Limits = Record<LimitName, number>;

export const rules = {
  rules: {
    title: 'Rules for brand staff',
    lead: 'How a company takes part here without taking over. These are enforced, not promised.',
    looksLike: 'So you know who speaks for whom, every word by brand staff carries this label, for ever:',
    exampleBrand: 'Acme',
    sections: (l: Limits): [string, string[]][] => [
      [
        'Who they are',
        [
          'An admin registers a brand and proposes a person; where there are two admins, another one confirms; so does a letter to the brand’s own domain.',
          `A grant ends by itself after ${plural(l.grantMonths, 'month', 'months')}, or at once when the brand, an admin or the person ends it.`,
          'Nobody is brand staff and a moderator or admin at once. The database itself refuses it.',
          'The label is written with the post and never changes, also when the grant ends, the brand is renamed or the person leaves.',
        ],
      ],
      [
        'What they do not do',
        [
          'They never answer a question: theirs is an official note, apart from the answers, and is never counted as one. The asker may say that a note settled it.',
          'They do not vote, mark, accept, confirm, moderate, or make spaces, and no act of theirs raises a thread in any list.',
          'They start nothing but a prompt, a resource or an open hour.',
        ],
      ],
      [
        'Peers first',
        [
          `In a question, no staff post until another member has answered, or ${plural(l.peersFirstHours, 'hour', 'hours')} have passed.`,
          'The asker may say “I would also like to hear from staff”, and a moderator may let staff in with a reason. Both are shown.',
        ],
      ],
      [
        'How much they say',
        [
          `In a thread one brand has at most one post for every ${n(l.threadDivisor)} by members, all brands together one for every ${n(l.allBrandsDivisor)}; one is always allowed.`,
          'Never two posts by one brand in a row.',
          `In a space one brand has at most ${n(l.spaceFloor)} posts in seven days, or ${n(l.spacePercent)} % of all posts there if that is more.`,
          `In 24 hours ${n(l.accountPerDay)} posts a person, ${n(l.brandPerDay)} a brand, ${n(l.threadPerDay)} in one thread; half of that in the first ${plural(l.newGrantDays, 'day', 'days')} of a grant. What was withdrawn counts.`,
          `After an hour what they said is changed at most ${n(LIMITS.noteChanges.each)} times in 24 hours by a person, ${n(LIMITS.noteChanges.brand)} by a brand; each version stays readable.`,
          `At most ${plural(l.threadsPerDay, 'thread', 'threads')} started a day, and ${n(l.threadsPerWeek)} a week in one space, by a brand.`,
          `At most ${plural(l.linksPerPost, 'link', 'links')} to its own sites in a post, marked as sponsored, and no referral codes.`,
        ],
      ],
      [
        'Safety',
        [
          `A safety notice (a recall, a danger) passes every limit but the label: ${n(l.safetyNotices)} in 30 days, each with a public reference, which is all it may link to. It may be corrected within an hour. Moderators are told each time.`,
        ],
      ],
      [
        'Members with a stake',
        [
          'Whoever works for a company and writes about its field says so, on their profile or with the post. It is shown as what they say, and is no staff label.',
          'Of whoever spoke for a brand the forum itself says so for 90 days after, beside their name. In a thread where they spoke for it they do not go on as a member, and their answers do not end the first hours for peers.',
          'Anybody may report an undisclosed affiliation. A moderator without one decides.',
        ],
      ],
    ],
    numbers: 'The numbers here',
    numbersHelp:
      'Admins may make each stricter, none looser but the hours for peers first (1 to 72). Every change is in the public log.',
    here: 'Here',
    names: {
      peersFirstHours: 'Hours for peers first',
      threadDivisor: 'Member posts for each post of a brand in a thread',
      allBrandsDivisor: 'Member posts for each post of all brands in a thread',
      spaceFloor: 'Posts of a brand in a space in seven days, at least',
      spacePercent: 'Share of a space’s posts in seven days, in per cent',
      accountPerDay: 'Posts of a person in 24 hours',
      brandPerDay: 'Posts of a brand in 24 hours',
      threadPerDay: 'Posts of a brand in one thread in 24 hours',
      newGrantDays: 'Days with half of the daily posts, for a new grant',
      threadsPerDay: 'Threads started by a brand in 24 hours',
      threadsPerWeek: 'Threads started by a brand in one space in seven days',
      safetyNotices: 'Safety notices of a brand in 30 days',
      linksPerPost: 'Links to its own sites in a post',
      grantMonths: 'Months until a grant ends',
    } satisfies Record<LimitName, string>,
  },
};
