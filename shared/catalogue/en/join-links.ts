/** Who may join, and links by which others do. */
import type { Joining } from '../../words.ts';
import { n, plural } from './say.ts';

export const joinLinks = {
  joinLinks: {
    title: 'Join links',
    lead: 'Whoever has a join link can join, also while others cannot. It is shown once, and ends by itself.',
    setting: {
      name: 'Who may join',
      what: 'With a join link only: admins make these. Whoever has asked to join and not confirmed it yet needs one, too.',
      open: 'everybody',
      invited: 'only with a join link',
    } satisfies Record<Joining | 'name' | 'what', string>,
    change: 'Change it',
    needed: 'Any admin can give you one: a letter, or an address that you open here.',
    make: 'Make a join link',
    note: 'Note',
    noteHelp: 'For whom it is, or why. Only admins see it.',
    uses: 'How many may join by it',
    days: 'For how many days',
    between: (min: number, max: number) => `${n(min)} to ${n(max)}`,
    email: 'Send it to this address',
    emailHelp: 'Leave it empty, and you get the link here. A link that is sent is for one, and you do not see it.',
    shown: 'This is the join link. It is shown only now: give it to those whom it is for.',
    sent: 'The join link goes out by letter.',
    list: 'All join links',
    open: 'Open',
    over: 'Over',
    none: 'There are none.',
    number: (id: number) => `Link ${n(id)}`,
    left: (left: number, all: number) => `${n(left)} of ${plural(all, 'use', 'uses')} left`,
    until: 'good until',
    ended: 'ended',
    madeAt: 'Made',
    byOperator: 'on the command line',
    joined: 'Joined by it',
    others: (count: number) => plural(count, 'other', 'others'),
    end: 'End it',
  },
};
