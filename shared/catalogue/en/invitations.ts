/** Bringing a question to those who may know. */
import type { InvitationReason } from '../../words.ts';
import { n, plural } from './say.ts';

export const invitations = {
  invite: {
    title: 'Invite peers',
    lead: (max: number) =>
      `Bring the question to members who may know. Choose up to ${n(max)}; each gets at most three invitations a week.`,
    who: 'Who may know?',
    /** What follows a name, or "You". */
    because: ({ answers, tag, tagAnswers, words }: InvitationReason, space?: string) => {
      const where = space ? `in ${space}` : 'here';
      if (answers === 0) return `answered ${where} before`;
      const about = words?.length ? `; among other things about ${words.map((word) => `“${word}”`).join(' and ')}` : '';
      const under =
        !tag || !tagAnswers
          ? ''
          : tagAnswers === answers
            ? ` under #${tag}`
            : `, ${n(tagAnswers)} of them under #${tag}`;
      return `answered ${plural(answers, 'question', 'questions')} ${where} within a year${under}${about}`;
    },
    thinks: (forum: string) => `${forum} thinks that you may know`,
    whyYou: (because: string) => `You ${because}.`,
    send: 'Invite them',
    nobody: 'Nobody to invite yet',
    nobodyHelp: 'Those who answer questions in this space can be invited here.',
    listTitle: 'Invitations',
    listLead: 'Questions that were brought to you because you may know. You need not answer.',
    invitedYou: 'invited you',
    decline: 'Decline',
    none: 'No invitations',
    noneHelp: 'A question that waits for somebody like you appears here.',
    wish: 'Invitations to you',
    open: 'Members, brand staff and the forum itself may invite you to questions, at most three times a week in all.',
    closed: 'Nobody can invite you.',
    stop: 'No more invitations',
    allow: 'Allow invitations',
  },
};
