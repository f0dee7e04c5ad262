/** The words of community health. Each definition says exactly what server/insight/health/measures.ts counts. */
import { n, plural } from './say.ts';

export const health = {
  title: 'Community health',
  titleOf: (space: string) => `Community health: ${space}`,
  link: 'Community health',
  lead: 'How people here help one another, reckoned from what was written and marked, never from page views. What brand staff write is in none of these figures; it stands apart, at the end.',
  asOf: 'Counted',
  by: 'Weeks or months',
  week: 'By week',
  month: 'By month',
  wholeForum: 'The whole forum',
  spaces: 'One space',
  counting: 'The figures are being counted for the first time. Please come back in a few minutes.',
  nothing: 'Nothing has been counted here yet',
  nothingHelp: 'Once people ask and answer, this page shows how they help one another.',
  what: 'What is counted',
  figures: 'All figures',
  weekOf: (day: string) => `week of ${day}`,
  inWeek: (day: string) => `in the week of ${day}`,
  inMonth: (name: string) => `in ${name}`,
  columns: { week: 'Week of', month: 'Month', value: 'Value', n: 'n', range: '95 % interval' },
  soFar: 'so far',
  n: (count: number) => `n = ${n(count)}`,
  range: (low: string, high: string) => `${low} to ${high}`,
  unbounded: 'no end',
  fewHere: 'too few to say',
  few: (count: number) => `too few to say (n = ${n(count)})`,
  open: 'not yet known',
  beyond: 'more than half had none by then',
  unmeasured: 'not measured yet',
  noneWeek: 'No week shown here had enough for a figure. A month may have.',
  noneMonth: 'No month shown here had enough for a figure.',
  chart: (name: string, from: string, to: string) => `${name}, from ${from} to ${to}. The figures stand below.`,
  minutes: (value: number) => plural(value, 'minute', 'minutes'),
  hours: (value: number) => plural(value, 'hour', 'hours'),
  days: (value: number) => plural(value, 'day', 'days'),
  short: { minutes: 'min', hours: 'h', days: 'd' },
  percent: (value: number) => `${n(value)}\u00a0%`,
  groups: {
    answers: { title: 'Answers', lead: 'Do those who ask hear from other members, and does it help?' },
    people: { title: 'People', lead: 'Who is here, and are those who come new received?' },
    together: { title: 'One another', lead: 'Does help go both ways, and on how many shoulders does it rest?' },
    staff: { title: 'Brand staff, apart', lead: 'What those who speak for a brand wrote. It is in no figure above.' },
  },
  measures: {
    answerWait: {
      name: 'Time to the first answer by a member',
      what: 'The median time from a question to the first answer by a member other than the asker, after Kaplan and Meier: questions without one count as waiting until the end of the period. The interval is Brookmeyer and Crowley’s (95 %). n is the number of questions asked in the period. An imported answer whose author is unknown counts as another member’s.',
      say: (value: string, when: string) =>
        `Of the questions asked ${when}, half had a member’s answer within ${value}.`,
    },
    unheard: {
      name: 'No word from a member in 72 hours',
      what: 'Of the questions asked in the period, the share in whose thread no member other than the asker wrote anything within 72 hours: no answer, no reply. n is the number of questions. Known 72 hours after the end of the period. Wilson’s interval (95 %).',
      say: (value: string, when: string) =>
        `Of the questions asked ${when}, ${value} heard from no other member for three days.`,
    },
    peerResolved: {
      name: 'Resolved by members',
      what: 'Of the questions asked in the period, the share that had, within 30 days of being asked, an accepted answer by another member than the asker, or one such answer with two confirmations (“worked for me too”). The asker’s own answers do not count. n is the number of questions. Known 30 days after the end of the period. Wilson’s interval (95 %).',
      say: (value: string, when: string) =>
        `Of the questions asked ${when}, members resolved ${value} within thirty days.`,
    },
    answersWorked: {
      name: 'Answers that worked',
      what: 'Confirmations and helpful marks per answer: for each answer by a member other than the asker that was written in the period, its marks of the first 30 days; helpful votes that came with an import have no time and all count. n is the number of answers. Known 30 days after the end of the period. The interval is mean ± 1.96 standard errors, not below 0; where there is no mark at all it ends at 3.69/n.',
      say: (value: string, when: string) =>
        `Each member’s answer written ${when} was marked as helpful or confirmed ${value} times on average.`,
    },
    neverShown: {
      name: 'Never shown in time',
      what: 'A defect of ours, not of the community: of the questions asked in the period that still needed an answer 24 hours later, the share that never stood among the first 30 of “Needs an answer” in those 24 hours. A question needs an answer while no other member has answered, no answer is accepted, and no official note has settled it. Counted for questions asked since this is noted. Known 24 hours after the end of the period. Wilson’s interval (95 %).',
      say: (value: string, when: string) =>
        `Of the questions that waited for a day ${when}, ${value} were never near the top of “Needs an answer” in that day.`,
    },
    active: {
      name: 'Active members',
      what: 'How many different members wrote a post or set a mark in the period. Withdrawn posts, posts for a brand and posts whose author is unknown do not count.',
      say: (value: string, when: string) => `Members who wrote or marked something ${when}: ${value}.`,
    },
    stickiness: {
      name: 'Coming back within the month',
      what: 'By week: of the members active in the 28 days that end with the week, the share active in that week (Wilson’s interval). By month: of the members active in its first 28 days, the mean share of those four weeks in which each was active (interval: mean ± 1.96 standard errors). n is the number of members active in the 28 days.',
      say: (value: string, when: string) =>
        `Of the members around within four weeks, ${value} took part in a week, ${when}.`,
    },
    newcomersHeard: {
      name: 'Newcomers heard',
      what: 'Of the members whose first post ever stands in the period, the share that had a reply by another member within 48 hours: to an opening, any post in its thread; to another post, a later one under the same top-level post. n is the number of first posts. Known 48 hours after the end of the period. Wilson’s interval (95 %).',
      say: (value: string, when: string) =>
        `Of those who wrote for the first time ${when}, ${value} had a reply within two days.`,
    },
    newcomersKept: {
      name: 'Newcomers who stay',
      what: 'Of the members whose first post ever stands in the period, the share that wrote again, anywhere in the forum, on their days 8 to 60. n is the number of first posts. Known 60 days after the end of the period. Wilson’s interval (95 %).',
      say: (value: string, when: string) =>
        `Of those who wrote for the first time ${when}, ${value} wrote again after a week and within two months.`,
    },
    reciprocity: {
      name: 'Help returned',
      what: 'Of the ordered pairs (i, j) in which member i answered a question of member j in the 90 days up to the end of the period, the share in which j also answered i in them. n is the number of pairs. Answers and questions whose author is unknown are in no pair. Wilson’s interval (95 %), as if pairs were independent.',
      say: (value: string, when: string) =>
        `Looking back ninety days ${when}, ${value} of those who got an answer had also answered the one who gave it.`,
    },
    generosity: {
      name: 'Askers who answer',
      what: 'Of the members who asked a question in the 90 days up to the end of the period, the share that also answered somebody’s question in them. n is the number of askers. Wilson’s interval (95 %).',
      say: (value: string, when: string) =>
        `Looking back ninety days ${when}, ${value} of those who asked had also answered somebody.`,
    },
    breadth: {
      name: 'Shoulders that carry half',
      what: 'The smallest number of members who together wrote at least half of the answers of the period (answers by members other than the asker). The more, the less depends on a few. n is the number of answers whose author is known.',
      say: (value: string, when: string) => `Half of the answers written ${when} rested on the shoulders of ${value}.`,
    },
    gini: {
      name: 'How uneven the answering is',
      what: 'The Gini coefficient of the numbers of answers of those who answered in the period: 0 when all wrote as many, towards 1 when one wrote nearly all. n is the number of members who answered.',
      say: (value: string, when: string) =>
        `Among those who answered ${when}, the unevenness was ${value} on a scale from 0 to 1.`,
    },
    noteWait: {
      name: 'Time to the first official note',
      what: 'The same as the time to the first answer by a member, from the same questions, but to the first official note by brand staff.',
      say: (value: string, when: string) =>
        `Of the questions asked ${when}, half had an official note within ${value}.`,
    },
    staffSettled: {
      name: 'Settled only by an official note',
      what: 'Of the questions asked in the period, the share of which the asker said within 30 days that an official note settled it, and which members had not resolved by then. n is the number of questions. Known 30 days after the end of the period. Wilson’s interval (95 %).',
      say: (value: string, when: string) =>
        `Of the questions asked ${when}, ${value} were settled by an official note alone.`,
    },
    staffVoice: {
      name: 'Share of voice',
      what: 'Of all posts of the period that are not withdrawn, the share written for a brand. n is the number of all posts. Wilson’s interval (95 %). Below, for each brand: its posts, its share, its busiest day (UTC) and the most it may post in 24 hours; in a space by week also how many posts its limit there allows in a week of so many posts. The limits are those in force when the period was counted; new grants have half.',
      say: (value: string, when: string) => `Brand staff wrote ${value} of all posts ${when}.`,
    },
  },
  brands: {
    title: (when: string) => `Brands ${when}`,
    brand: 'Brand',
    posts: 'Posts',
    share: 'Share',
    busiestDay: 'Busiest day, of at most',
    spaceLimit: 'Limit in the week',
    of: (used: number, limit: number) => `${n(used)} of ${n(limit)}`,
    none: 'No brand wrote anything in the periods shown.',
  },
  moderation: {
    title: 'Keeping the peace',
    lead: 'What moderators did in the last twelve months, in the whole forum. What was done in closed spaces is in these numbers, and nowhere is it said in which. A rule never decides alone: it holds a post or flags it, and a moderator judges.',
    caption:
      'By month, the newest first. The median is from the first report of a case to its decision; of appeals, how many were upheld of those decided.',
    columns: {
      acts: 'Acts',
      byRule: 'After a rule had held or flagged it',
      suspensions: 'Suspensions',
      decided: 'Cases decided',
      median: 'Median time to the decision',
      notices: 'Notices of unlawful content',
      upheld: 'Appeals upheld',
    },
    of: (part: number, all: number) => `${n(part)} of ${n(all)}`,
    kinds: 'Acts by kind and month',
    kind: 'Act',
    none: 'Nothing had to be done in the last twelve months.',
    take: 'Take the figures on moderation along',
  },
  times: 'Other times',
  earlier: 'Earlier',
  latest: 'The latest',
  take: 'Take the figures along',
  csv: 'All as CSV',
  json: 'As JSON',
  readers: {
    title: 'Community health',
    lead: 'Who may see the pages on community health, their figures and the links to them.',
    anyone: 'Everybody',
    members: 'Members',
    moderators: 'Moderators',
  },
};
