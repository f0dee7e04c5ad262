import type { Feature } from '../../platform/feature.ts';
import { takeFromMailbox } from './mailbox.ts';
import { refusalLetters } from './refusals.ts';

const MINUTE = 60_000;

export const mailReplies: Feature = {
  name: 'mail_replies',
  jobs: [
    {
      ...{ name: 'mailbox', everyMs: MINUTE, isLong: true, run: takeFromMailbox },
      isSetUp: ({ imapUrl, mailReply }) => imapUrl !== '' && mailReply !== '',
    },
  ],
  letters: refusalLetters,
};
