/** Letters. */
import { type LetterPart, linkList } from '../letter.ts';
import { n, plural } from './say.ts';

type Letter = { subject: string; text: string };
type Drawn = { subject: string; parts: LetterPart[] };
/** original: where it was asked before; dispute: where its asker says that it is not the same. */
type DecisionFacts = {
  title: string;
  told: string;
  reason: string;
  rule: string;
  note: string;
  original: string;
  dispute: string;
  isGivenBack: boolean;
};
type ReportFacts = { forum: string; what: string; link: string };
type ApprovalFacts = { title: string; told: string; note: string };
type ToldFacts = Answered & {
  forum: string;
  name: string;
  says: { line: string; words: string; link: string; by?: string | undefined }[];
  more: number;
  why: string;
  /** Where the thread is muted, and where such letters end. */
  mute: string;
  off: string;
};
type MessageFacts = {
  forum: string;
  name: string;
  by: string;
  says: { line: string; words: string }[];
  link: string;
  why: string;
  off: string;
};
type DigestFacts = {
  forum: string;
  name: string;
  mine: { line: string; link: string }[];
  more: number;
  waiting: { line: string; link: string }[];
  solved: { line: string; link: string }[];
  settings: string;
  off: string;
};
/** isAnswered: whether the letter can be answered by mail. */
type Answered = { isAnswered: boolean };
/** words: what was written; link: empty where the thread is not there for them. */
type RefusedFacts = { title: string; why: string; words: string };
type MailFacts = { forum: string; name: string; link: string };

const ANSWER = 'Answer this letter, from this address, and your words stand there as your post.';

export const mail = {
  mail: {
    verify: ({ forum, name, link }: MailFacts): Letter => ({
      subject: `${forum}: confirm your address`,
      text: `Hello ${name},\n\nsomebody, hopefully you, gave this address to ${forum}. Follow this link within a day to confirm it:\n\n${link}\n\nIf it was not you, do nothing.\n`,
    }),
    join: ({ forum, name, link }: MailFacts): Letter => ({
      subject: `${forum}: confirm your address`,
      text: `Hello ${name},\n\nsomebody, hopefully you, wants to join ${forum} with this address. Follow this link within a day, and type the password that was chosen for it:\n\n${link}\n\nIf it was not you, do nothing: without you there will be no account.\n`,
    }),
    addressChanged: ({ forum, name, link }: MailFacts): Letter => ({
      subject: `${forum}: your account has another address now`,
      text: `Hello ${name},\n\nyour account on ${forum} had this address until now. Somebody who knows its password, hopefully you, gave it another one.\n\nIf it was not you, take it back within a week. Everybody is signed out then, and you choose a new password:\n\n${link}\n\nIf it was you, do nothing.\n`,
    }),
    reset: ({ forum, name, link }: MailFacts): Letter => ({
      subject: `${forum}: reset your password`,
      text: `Hello ${name},\n\nfollow this link within half an hour to choose a new password for ${forum}:\n\n${link}\n\nIf you did not ask for it, do nothing; your password stays.\n`,
    }),
    resetByAdmin: ({ forum, name, link }: MailFacts): Letter => ({
      subject: `${forum}: choose a new password`,
      text: `Hello ${name},\n\nan admin of ${forum} sends you this link, as somebody else may have got into your account, or as you asked for help. Choose a new password within half an hour:\n\n${link}\n\nUntil then your password stays as it is. If you wonder why, ask the admins.\n`,
    }),
    roleGiven: ({ forum, name, role, link }: MailFacts & { role: string }): Letter => ({
      subject: `${forum}: you have another role`,
      text: `Hello ${name},\n\nyour role on ${forum} is now: ${role}. You were signed out everywhere; sign in again to go on. The public log says so, too:\n\n${link}\n`,
    }),
    joinLink: ({ forum, days, link }: { forum: string; days: number; link: string }): Letter => ({
      subject: `${forum}: you can join`,
      text: `Hello,\n\nan admin of ${forum} sends you this link, with which one person can join within ${plural(days, 'day', 'days')}:\n\n${link}\n\nIf you do not want to, do nothing: without you there will be no account, and no more letters come.\n`,
    }),
    known: ({ forum, name, link }: MailFacts): Letter => ({
      subject: `${forum}: you have an account`,
      text: `Hello ${name},\n\nsomebody, perhaps you, tried to join ${forum} with this address. You have an account already. If you forgot the password, reset it here:\n\n${link}\n`,
    }),
    grant: ({ forum, name, brand, link }: MailFacts & { brand: string }): Letter => ({
      subject: `${forum}: speak for ${brand}?`,
      text: `Hello,\n\non ${forum} it was proposed that ${name} speaks for ${brand}, with a label on every post. If you are ${name} and agree, sign in there and follow this link:\n\n${link}\n\nIf this is a mistake, do nothing.\n`,
    }),
    grantStarted: ({ forum, name, brand, link }: MailFacts & { brand: string }): Letter => ({
      subject: `${forum}: ${name} speaks for ${brand}`,
      text: `Hello,\n\nfrom now on ${name} speaks for ${brand} on ${forum}. Every post carries a label that says so. Keep this letter: with this link you end it at any time, at once:\n\n${link}\n`,
    }),
    safety: ({
      forum,
      name,
      link,
      label,
      title,
      reference,
      isAnswered,
    }: MailFacts & Answered & { label: string; title: string; reference: string }): Letter => ({
      subject: `${forum}: safety notice in “${title}”`,
      text: `Hello ${name},\n\n${label ? `${label} posted` : 'a moderator posted'} a safety notice:\n\n${link}\n\nIt refers to: ${reference}\n${isAnswered ? `\n${ANSWER}\n` : ''}`,
    }),
    decision: ({ forum, name, title, told, link, isGivenBack, ...why }: MailFacts & DecisionFacts): Letter => ({
      subject: `${forum}: a decision about ${title ? `“${title}”` : 'your account'}`,
      text: `Hello ${name},\n\n${told}\n${[
        why.reason && `\nReason: ${why.reason}`,
        why.rule && `\nRule: ${why.rule}`,
        why.note && `\n\n${why.note}`,
        why.original && `\n\nIt was asked before here:\n\n${why.original}`,
        why.dispute &&
          `\n\nIf yours is not the same question, you can open it again yourself, once, on its page:\n\n${why.dispute}`,
      ]
        .filter(Boolean)
        .join(
          '',
        )}\n\n${isGivenBack ? 'The whole decision:' : 'The whole decision, and how to appeal within six months:'}\n\n${link}\n`,
    }),
    spaceReminded: ({ forum, name, space, note, link }: MailFacts & { space: string; note: string }): Letter => ({
      subject: `${forum}: a word about “${space}”`,
      text: `Hello ${name},\n\nyou moderate “${space}”. It was reported, and a moderator reminds you of the house rules:\n\n${note}\n\n${link}\n`,
    }),
    /** says: lines, each with words where they may be in a letter. */
    message: ({ forum, name, by, says, link, why, off }: MessageFacts): Letter => ({
      subject: `${forum}: ${by}`,
      text: `Hello ${name},\n\n${says.map(({ line, words }) => line + (words && `:\n\n${words}`)).join('\n\n')}\n\nRead it and answer on its page; this letter cannot be answered:\n\n${link}\n\n${why}\n\nNo more letters of this kind: ${off}\n`,
    }),
    notPosted: ({ forum, name, line, link, off }: MailFacts & { line: string; off: string }): Letter => ({
      subject: `${forum}: a post of yours was not posted at its time`,
      text: `Hello ${name},\n\n${line}\n\nYour text is kept. You can change it, choose another time, or throw it away:\n\n${link}\n\nNo more letters of this kind: ${off}\n`,
    }),
    postHeld: ({ forum, name, title, told, link }: MailFacts & { title: string; told: string }): Letter => ({
      subject: `${forum}: your post in “${title}” waits for a moderator`,
      text: `Hello ${name},\n\n${told}\n\n${link}\n\nYou get another letter when somebody has looked. If more of your posts wait today, this letter stands for them too.\n`,
    }),
    postApproved: ({ forum, name, title, told, note, link }: MailFacts & ApprovalFacts): Letter => ({
      subject: `${forum}: your post in “${title}” is there for everybody`,
      text: `Hello ${name},\n\n${told}${note && `\n\n${note}`}\n\n${link}\n`,
    }),
    appealDecided: ({ forum, name, told, note, link }: MailFacts & { told: string; note: string }): Letter => ({
      subject: `${forum}: your appeal`,
      text: `Hello ${name},\n\n${told} ${note}\n\n${link}\n`,
    }),
    letIn: ({ forum, name, space, link }: MailFacts & { space: string }): Letter => ({
      subject: `${forum}: you belong to “${space}” now`,
      text: `Hello ${name},\n\nyou were let into “${space}”, a space that only its members read:\n\n${link}\n\nYou can leave it there at any time.\n`,
    }),
    notLetIn: ({ forum, name, space }: MailFacts & { space: string }): Letter => ({
      subject: `${forum}: “${space}”`,
      text: `Hello ${name},\n\nyou asked to be let into “${space}”. Those who keep it did not let you in this time. Everything else on ${forum} is as it was.\n`,
    }),
    joinAsked: ({ forum, name, space, link }: MailFacts & { space: string }): Letter => ({
      subject: `${forum}: somebody asks to be let into “${space}”`,
      text: `Hello ${name},\n\nsomebody would like to be let into “${space}”. What they wrote is here:\n\n${link}\n`,
    }),
    nominated: ({ forum, name, space, link }: MailFacts & { space: string }): Letter => ({
      subject: `${forum}: you are proposed as a moderator of “${space}”`,
      text: `Hello ${name},\n\na member proposed that you keep the peace in “${space}”. There is a vote only if you accept; you can decline at any time before it ends. Why, and by whom, is here:\n\n${link}\n\nIf you do nothing, it lapses after 30 days.\n`,
    }),
    nominationEnded: ({
      forum,
      name,
      space,
      told,
      note,
      link,
    }: MailFacts & { space: string; told: string; note: string }): Letter => ({
      subject: `${forum}: how the nomination in “${space}” ended`,
      text: `Hello ${name},\n\nthe nomination of a moderator of “${space}” that you are part of has ended:\n\n${told}.${note && `\n\n${note}`}\n\n${link}\n`,
    }),
    reportDecided: ({ forum, what, told, note, link }: ReportFacts & { told: string; note: string }): Letter => ({
      subject: `${forum}: what became of your report`,
      text: `Hello,\n\nyou reported this on ${forum}:\n\n${what}\n\n${told}${note && `\n\n${note}`}${link && `\n\n${link}`}\n`,
    }),
    noticeLink: ({ forum, what, link }: ReportFacts): Letter => ({
      subject: `${forum}: confirm your notice`,
      text: `Hello,\n\nsomebody, hopefully you, told ${forum} that this is unlawful:\n\n${what}\n\nFollow this link within a week, or the notice does not count. Keep it: later it tells what became of it.\n\n${link}\n\nIf it was not you, do nothing.\n`,
    }),
    noticeReceived: ({ forum, what, id }: Omit<ReportFacts, 'link'> & { id: string }): Letter => ({
      subject: `${forum}: we have your notice ${id}`,
      text: `Hello,\n\nwe have your notice ${id} about this:\n\n${what}\n\nA person decides, not a program. You get another letter then.\n`,
    }),
    /** Why an answer by mail stands nowhere, with its words. */
    replyRefused: ({ forum, name, title, why, words, link }: MailFacts & RefusedFacts): Drawn => ({
      subject: `${forum}: your answer by mail${title ? ` to “${title}”` : ''} was not posted`,
      parts: [
        { words: `Hello ${name},` },
        { words: `what you answered by mail could not be posted. ${why}` },
        ...(words ? [{ words: 'You wrote:' }, { quote: words }] : []),
        ...(link ? [{ words: 'You can answer on the page of the thread:' }, { link, name: 'To the thread' }] : []),
      ],
    }),
    /** from: who wrote, where it can be shown. */
    forgedReply: ({ forum, name, from }: { forum: string; name: string; from: string }): Drawn => ({
      subject: `${forum}: a letter in your name was not taken`,
      parts: [
        { words: `Hello ${name},` },
        {
          words: `a letter came to an answering address that was made for you alone, but it is not shown to be from your account’s address${from ? ` (it says ${from})` : ''}. Nothing was posted.`,
        },
        {
          words:
            'If it was you, send it again from the address that this letter went to. If it was not, do nothing; but pass such letters on to nobody.',
        },
      ],
    }),
    test: ({ forum, name, link }: MailFacts): Drawn => ({
      subject: `${forum}: a test letter`,
      parts: [
        { words: `Hello ${name},` },
        { words: `you wanted to try the mail of ${forum}. This letter has come, so mail goes out.` },
        { link, name: 'To the page of mail' },
      ],
    }),
    /** What was told and not read: each with its words and where it is. */
    told: ({ forum, name, says, more, why, mute, off, isAnswered }: ToldFacts): Drawn => ({
      subject: says[0]!.line,
      parts: [
        { words: `Hello ${name},` },
        ...says.flatMap(({ line, words, link, by }): LetterPart[] => [
          { says: line, by },
          ...(words ? [{ quote: words }] : []),
          { link, name: 'Read it there' },
        ]),
        ...(more > 0 ? [{ words: `… and ${n(more)} more there.` }] : []),
        {
          foot: [
            ...(isAnswered ? [{ words: ANSWER }] : []),
            { words: why },
            { words: 'No other letter comes about this thread until you have read it.' },
            { words: 'Nothing more of this thread:', link: mute },
            { words: `No more letters of this kind from ${forum}, or none at all:`, link: off },
          ],
        },
      ],
    }),
    digest: ({ forum, name, mine, more, waiting, solved, settings, off }: DigestFacts): Drawn => ({
      subject: `${forum}: ${(mine[0] ?? waiting[0] ?? solved[0])!.line}`,
      parts: [
        { words: `Hello ${name},` },
        ...linkList('For you', mine, more > 0 ? `… and ${n(more)} more on your page of notifications.` : undefined),
        ...linkList('Waiting for somebody who knows', waiting),
        ...linkList('Solved', solved),
        {
          foot: [
            { words: 'Other hours, other letters:', link: settings },
            { words: 'No more letters of this kind, or none at all:', link: off },
          ],
        },
      ],
    }),
    invitation: ({
      name,
      from,
      label,
      title,
      because,
      link,
      settings,
      off,
      isAnswered,
    }: MailFacts &
      Answered & {
        from: string;
        label: string | null;
        title: string;
        because: string | null;
        settings: string;
        off: string;
      }): Drawn => ({
      subject: `${label ? `[${label}] ` : ''}Can you help with “${title}”?`,
      parts: [
        { says: `${label ? `${label}: ` : ''}${from} thinks that you may know this.` },
        { words: `Hello ${name},` },
        { words: `“${title}” still needs an answer:` },
        { link, name: 'To the question' },
        ...(because ? [{ words: `You ${because}.` }] : []),
        {
          foot: [
            ...(isAnswered ? [{ words: ANSWER }] : []),
            { words: 'You need not do anything.' },
            { words: 'To decline, or to get no more invitations:', link: settings },
            { words: 'No more letters of this kind, or none at all:', link: off },
          ],
        },
      ],
    }),
  },
};
