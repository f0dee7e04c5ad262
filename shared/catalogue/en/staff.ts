/** What brand staff are called, and their desk. */
import type { ExceptionKind } from '../../words.ts';
import { month, n, plural, span } from './say.ts';

type StandFacts = { used: number; limit: number; of: number; hours: number };

export const staff = {
  /** What brand staff are called, wherever they speak. */
  staff: {
    /** Written with the post, for ever. */
    label: (brand: string) => `Staff · ${brand}`,
    operatorLabel: (brand: string) => `Operator · ${brand}`,
    /** In mail: whose letter it is. */
    sender: (name: string, brand: string) => `${name} (${brand} staff)`,
    via: (who: string, forum: string) => `${who} via ${forum}`,
    nowCalled: (brand: string) => `now ${brand}`,
    former: 'former',
    note: 'official note',
    exceptions: {
      asker: 'Before a peer had answered: the asker wanted to hear from staff.',
      moderator: 'Before a peer had answered: a moderator let staff in.',
      safety: 'Safety notice',
    } satisfies Record<ExceptionKind, string>,
    because: (reason: string) => `Reason: ${reason}`,
    reference: 'Public reference',
    thanked: 'Thanked by',
  },
  doors: {
    open: {
      asker: 'The asker would also like to hear from staff.',
      moderator: 'A moderator let staff in before a peer had answered.',
    },
    ask: 'I would also like to hear from staff',
    askHelp: (hours: number) => `Otherwise brand staff leave the first ${plural(hours, 'hour', 'hours')} to peers.`,
    letIn: 'Let staff in before peers',
    reason: 'Reason',
    reasonHelp: 'It is shown with the question and in the public log.',
  },
  affiliation: {
    /** What the forum says of who spoke for a brand until a short while ago. */
    worked: (brand: string, until: number) => `Worked for ${brand} until ${month(until)}`,
    /** What a member says of themself: always as their words. */
    says: (words: string) => `says: “${words}”`,
    ask: 'Have you a stake in this?',
    label: 'Affiliation',
    help: 'If you work for, or are paid by, somebody this is about, say so: “Works for Acme”. It is shown beside your name.',
    profileHelp:
      'If you work for a company in the field of this forum: “Works for Acme”. It is shown with all your posts.',
  },
  desk: {
    title: 'Staff desk',
    lead: 'Bring peers together first; what you say yourself comes second. You speak as',
    waiting: 'Questions that peers have not answered',
    waitingHelp:
      'Their first hours for peers are over, or the asker wants to hear from you. Most is won by bringing somebody who knows.',
    noneWaiting: 'Every question has an answer from a peer',
    noneWaitingHelp: 'Nothing needs you here. Thank somebody for a good answer, or open a prompt.',
    drafts: 'Your drafts',
    noDrafts: 'Nothing is waiting. What is refused by a limit is kept here.',
    becauseOf: {
      peers_first: 'peers have the first word',
      monologue: 'the last word was yours',
      voice_in_thread: 'your share of the thread was used',
      brands_in_thread: 'all brands’ share of the thread was used',
      voice_in_space: 'your share of the space was used',
      day_of_account: 'your posts of the day were used',
      day_of_brand: 'your brand’s posts of the day were used',
      day_in_thread: 'the day’s posts in the thread were used',
      threads_of_day: 'the day’s thread was used',
      threads_of_week: 'the week’s threads in the space were used',
      safety_used_up: 'the safety notices were used',
      brand_links: 'too many links',
      referral_code: 'a referral code',
      safety_links: 'a link elsewhere',
    },
    refused: 'was refused',
    goOn: 'Go on writing',
    drop: 'Throw away',
    start: 'Start something',
    startTitle: 'Start a prompt, a resource or an open hour',
    startLead: 'Give members a reason to talk with one another. It is labelled, and counts as one of your posts.',
    left: 'What you have left',
    day: 'Today',
    spaces: 'In spaces this week',
    threads: 'In threads this week',
    allFree: 'You have not said anything here this week.',
    more: 'In the open',
    leave: 'Stop speaking for the brand',
    leaveHelp: 'Your account is a member’s again at once. Your posts keep their labels.',
    thank: 'Thank',
    yourNote: 'Your official note',
    speakAs: 'You speak as',
    noteHelp: 'Facts that only you have. Members answer; a note stands apart. One link to your own pages at most.',
    postNote: 'Post the official note',
    keep: 'Keep as a draft',
    notNow: 'A note cannot be posted now. Write it, and keep it as a draft; or invite peers.',
    safety: 'Is this a safety notice?',
    safetyIs: 'This is a safety notice: a recall, or a danger',
    safetyHelp:
      'It passes every limit, moderators are told, and everybody sees what it refers to. It is for danger only.',
    referenceHelp: 'The public notice or recall, with its whole address.',
    whenMembers: 'Room again when members have said more.',
    roomIn: (seconds: number) => `Room again in ${span(seconds)}.`,
    stands: {
      peers_first: ({ hours }: StandFacts) => `Peers have the first word for ${plural(hours, 'hour', 'hours')}.`,
      monologue: (_facts: StandFacts) => 'The last word here is your brand’s.',
      voice_in_thread: ({ used, limit, of }: StandFacts) =>
        `${n(used)} of ${n(limit)} in this thread, which has ${plural(of, 'member post', 'member posts')}`,
      brands_in_thread: ({ used, limit }: StandFacts) =>
        `${n(used)} of ${n(limit)} in this thread by all brands together`,
      voice_in_space: ({ used, limit, of }: StandFacts) =>
        of > 0
          ? `${n(used)} of ${n(limit)} in this space in seven days, which had ${plural(of, 'post', 'posts')}`
          : `${n(used)} of ${n(limit)} in this space in seven days`,
      day_of_account: ({ used, limit }: StandFacts) => `${n(used)} of ${n(limit)} of your own posts in 24 hours`,
      day_of_brand: ({ used, limit }: StandFacts) => `${n(used)} of ${n(limit)} of your brand’s posts in 24 hours`,
      day_in_thread: ({ used, limit }: StandFacts) => `${n(used)} of ${n(limit)} in this thread in 24 hours`,
      threads_of_day: ({ used, limit }: StandFacts) => `${n(used)} of ${n(limit)} threads started in 24 hours`,
      threads_of_week: ({ used, limit }: StandFacts) => `${n(used)} of ${n(limit)} threads started here in seven days`,
      safety_used_up: ({ used, limit }: StandFacts) => `${n(used)} of ${n(limit)} safety notices in 30 days`,
    },
    hour: 'Only for an open hour',
    opensAt: 'Begins at (UTC)',
    opensAtHelp: 'Universal time. Members see it in their own.',
    howLong: 'How long',
    minutes: (minutes: number) => plural(minutes, 'minute', 'minutes'),
  },
};
