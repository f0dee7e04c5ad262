/** Why a thread stands where it stands. */
import type { Form } from '../../words.ts';
import { n, plural } from './say.ts';

export const rank = {
  why: {
    here: 'Why here?',
    opened: (name: string, form: Form) =>
      form === 'question' ? `${name} asked on {time}` : `${name} began it on {time}`,
    openedByStaff: (label: string) => `${label} began it, which does not count`,
    answered: (count: number) => plural(count, 'member answered', 'members answered'),
    talked: (count: number) => plural(count, 'member spoke to another', 'members spoke to others'),
    pairs: (count: number) => (count === 1 ? 'two of them spoke both ways' : `${n(count)} pairs spoke both ways`),
    accepted: 'an answer solved it',
    worked: (count: number) => `it worked for ${n(count)} more`,
    meToo: (count: number) => plural(count, 'other has this too', 'others have this too'),
    helpful: (count: number) => (count === 1 ? 'found helpful once' : `found helpful ${n(count)} times`),
    alone: 'nothing has passed between members here yet, so its opening alone counts',
    new: 'Begun on {time}; here only time decides',
    waits: 'Asked on {time}; no member has answered yet',
    turn: 'its turn came because of how long it has waited, or because others have it too',
    followed: 'It is in something you follow',
    all: 'All that counts',
    how: 'How ranking works',
    titleOf: (title: string) => `Why here? ${title}`,
    nothing: 'Nothing has passed between members here yet, so the thread has no place among them.',
    closed: 'This thread was closed, so it has no place among them.',
    sum: (worth: string, count: number) =>
      `This thread is worth ${worth} now: the sum of ${plural(count, 'thing', 'things')} that passed between members.`,
    what: 'What happened',
    who: 'Who',
    when: 'When',
    atFirst: 'Then',
    now: 'Now',
    fresh: '(new here: a quarter)',
    older: (count: number) => `${plural(count, 'older one is', 'older ones are')} not listed.`,
    notes: (count: number) =>
      `${plural(count, 'post', 'posts')} by brand staff in it, and what was said to them, ${count === 1 ? 'is' : 'are'} not in the sum.`,
    opening: (answers: number) =>
      `The opening weighs as much as ${plural(answers, 'answer', 'answers')}, so that a thread is seen while it waits for its first one.`,
    halfLife: (hours: number) => `Everything halves in ${plural(hours, 'hour', 'hours')}.`,
    kinds: {
      open: 'A member opened the thread',
      answer: 'A member answered another',
      post: 'A member said something else to another',
      back: 'Two members spoke both ways for the first time here',
      helpful: 'A member found a post helpful',
      me_too: 'A member has this too',
      worked: 'It worked for another member',
      accept: 'The asker accepted a peer’s answer',
    },
  },
  ranking: {
    title: 'How ranking works',
    lead: 'A thread stands high while it is new, and when members talk to members in it. Nothing that a brand does moves it, up or down.',
    counts: 'What counts',
    weight: 'Weight',
    opening: (answers: number, hours: number) =>
      `A thread’s opening weighs as much as ${plural(answers, 'answer', 'answers')}, so that new threads stand where people look until somebody answers. A thread with that many answers still stands above a silent one that is up to ${plural(hours, 'hour', 'hours')} newer.`,
    fades: 'How it fades',
    halfLife: (hours: number) =>
      `What happened ${plural(hours, 'hour', 'hours')} ago weighs half of what happens now, and so on. A space may have its own pace.`,
    picture: 'How the rank of one thread grows with what members say to one another, and fades',
    hour: (hour: number) => `${n(hour)} h`,
    many: 'Many count more than much',
    again: (factor: string) =>
      `Each further thing of the same kind from one member to the same other one, in the same thread, weighs ${factor} of the one before. So a talk of many outweighs a long one of two.`,
    fresh: (days: number, unheardDays: number, share: string, cap: string) =>
      `An account in its first ${plural(days, 'day', 'days')}, or up to ${plural(unheardDays, 'day', 'days')} while no established member has spoken to it, weighs ${share}; beside its opening, all such accounts together are never worth more than ${cap} in a thread.`,
    founders: (days: number) =>
      `Who joins in the forum’s own first ${plural(days, 'day', 'days')} weighs whole at once.`,
    staff: 'What does not count',
    staffText:
      'What brand staff write, what is said to them, and what is said to oneself. A thread that staff began has no place until two members have talked to each other in it. Votes against do not exist, nor do page views.',
    feeds: 'The four ways in',
    formula: 'The formula',
    formulaText:
      'Each thing that counts adds its weight w, made larger the later it happened (t). Sums grow alike for all threads as time passes, so their order never changes by itself: only members change it.',
    formulaSpoken:
      'R is the logarithm to base two of the sum of all weights, each times two to the power of its time since a fixed moment, divided by the half-life.',
    source: 'This is forward decay:',
  },
};
