/** What of a letter is its writer's own, and which letters are nobody's answer. */
import { describe, expect, it } from 'vitest';
import { ownWords } from '../../server/rules/mail-cut.ts';
import { endsOn, isOver, mayWriteFor, type MailHeaders, whyAutomatic } from '../../server/rules/mail-replies.ts';

const words = (text: string) => ownWords(text).words;
const LETTER =
  '> Jamal answered “Why does it wobble?”\n>\n> Look at the hub.\n> -- \n> No more letters: http://forum.example/mail/off/1.x';

describe('of a letter', () => {
  it.for([
    [
      'Gmail',
      `It is true now.\n\nOn Tue, Nov 24, 2026 at 10:10 AM Jamal via Forum <adda@forum.example>\nwrote:\n\n${LETTER}\n`,
    ],
    ['Apple Mail', `It is true now.\n\n> On 24 Nov 2026, at 10:10, Jamal <adda@forum.example> wrote:\n>\n${LETTER}`],
    [
      'Gmail in Bengali',
      `It is true now.\n\nমঙ্গল, ২৪ নভে, ২০২৬ তারিখে ১০:১০ AM টায় Jamal <adda@forum.example> লিখেছেন:\n\n${LETTER}`,
    ],
    ['any language', `It is true now.\n\nDen tis 24 nov. 2026 kl 10:10 skrev Jamal <adda@forum.example>:\n\n${LETTER}`],
    [
      'Outlook',
      'It is true now.\n\n________________________________\nFrom: Jamal <adda@forum.example>\nSent: Tuesday\nTo: Rina\nSubject: Jamal answered\n\nLook at the hub.',
    ],
    [
      'Outlook as HTML',
      'It is true now.\n\n**From:** Jamal <adda@forum.example>\n**Sent:** Tuesday\n**To:** Rina\n**Subject:** Jamal answered\n\nLook at the hub.',
    ],
    [
      'Outlook in Bengali',
      'It is true now.\n\nপ্রেরক: Jamal <adda@forum.example>\nপ্রেরিত: মঙ্গলবার\nপ্রাপক: Rina\nবিষয়: উত্তর\n\nLook at the hub.',
    ],
    ['an old program', 'It is true now.\n\n-----Original Message-----\nFrom: Jamal\nLook at the hub.'],
    [
      'one that quotes without signs',
      'It is true now.\n\nOn 24 Nov 2026, Jamal <adda@forum.example> wrote:\n\nLook at the hub.',
    ],
    [
      'one that answers below',
      `On 24 Nov 2026, Jamal <adda@forum.example> wrote:\n${LETTER.repeat(5).replaceAll('1.x>', '1.x\n>')}\n\nIt is true now.`,
    ],
    ['a signature', 'It is true now.\n\n-- \nRina\n12 Hub Street'],
    ['a phone', 'It is true now.\n\nSent from my iPhone'],
    ['a phone in Bengali', 'It is true now.\n\nআমার ফোন থেকে পাঠানো'],
    [
      'an office',
      'It is true now.\n\nThis message is confidential and intended solely for its addressee. If you received it in error, delete it.',
    ],
    ['an office in Bengali', 'It is true now.\n\nএই বার্তাটি গোপনীয়। আপনি উদ্দিষ্ট প্রাপক না হলে মুছে ফেলুন।'],
    [
      'all of it',
      `It is true now.\n\n-- \nRina\n\nSent from my iPhone\n\nOn 24 Nov 2026, Jamal <adda@forum.example> wrote:\n${LETTER}`,
    ],
  ])('that %s writes only the own words stay', ([, text]) => {
    expect(words(text!)).toBe('It is true now.');
  });

  it.for([
    'One.\n\n---\n\nTwo.',
    'A heading\n---\nand words.',
    'Thank you.\n\nCheers\nand then I trued it.',
    '> Is it the hub?\n\nIt is.\n\n> Or the rim?\n\nNot the rim.',
    'From: where do I begin?\n\nFrom the hub.',
    'On Monday I wrote:\n\nIt is the hub.',
    'This is confidential, as they say.\n\nIt is the hub.',
    'কাল লিখেছেন: হাবটা দেখুন।',
    '```\n$ spoke --true\n```\n\nDo that.',
    `Hub\n--\nRim ${'and rim '.repeat(150)}and hub.`,
  ])('nothing of a person’s own is taken: %j', (text) => {
    expect(words(text)).toBe(text);
  });

  it('is known whether there was anything in it, where nothing of its own is left', () => {
    expect(ownWords(LETTER)).toEqual({ words: '', hadWords: true });
    expect(ownWords(' \n\n')).toEqual({ words: '', hadWords: false });
  });

  it('the worst is looked at as quickly as the best', () => {
    for (const text of [
      '> a\n\nb:\n'.repeat(25_000),
      'On a '.repeat(40_000),
      '\n'.repeat(200_000),
      '-- \n'.repeat(50_000),
    ])
      expect(ownWords(text).hadWords || text.trim() === '').toBe(true);
  });
});

describe('a letter', () => {
  const h = (...pairs: [string, string][]): MailHeaders => pairs.map(([key, value]) => ({ key, value }));
  const OWN = 'adda@forum.example';

  it.for([
    ['automatic', h(['auto-submitted', 'auto-replied (vacation)'])],
    ['automatic', h(['auto-submitted', 'auto-generated'])],
    ['automatic', h(['x-autoreply', 'yes'])],
    ['automatic', h(['precedence', 'auto_reply'])],
    ['list', h(['precedence', 'bulk'])],
    ['list', h(['list-id', '<cyclists.example>'])],
    ['bounce', h(['return-path', '<>'])],
    ['bounce', h(['content-type', 'multipart/report; report-type=delivery-status'])],
    ['own', h(['message-id', '<adda.17.1764000000000@forum.example>'])],
    [null, h(['auto-submitted', 'no'], ['return-path', '<rina@example.org>'], ['x-auto-response-suppress', 'All'])],
  ] as const)('is %s by its headers', ([why, headers]) => {
    expect(whyAutomatic(headers, 'rina@example.org', OWN)).toBe(why);
  });

  it('of a mail server, or of ourselves, is nobody’s answer', () => {
    expect(whyAutomatic([], 'mailer-daemon@example.org', OWN)).toBe('bounce');
    expect(whyAutomatic([], OWN, OWN)).toBe('own');
  });

  it('speaks for the account of its one, confirmed sender, unless the mail server found it forged', () => {
    const rina = { email: 'Rina@example.org', emailVerifiedAt: 1 };
    const passed = h(['authentication-results', 'mx.example; dmarc=pass header.from=example.org']);
    expect(mayWriteFor(rina, ['rina@example.org'], passed)).toBe(true);
    for (const [account, froms, headers] of [
      [rina, ['jamal@example.org'], []],
      [rina, ['rina@example.org', 'jamal@example.org'], []],
      [rina, [], []],
      [{ ...rina, emailVerifiedAt: null }, ['rina@example.org'], []],
      [{ ...rina, email: null }, ['rina@example.org'], []],
      [rina, ['rina@example.org'], h(['authentication-results', 'mx.example; spf=fail; dmarc=fail (p=reject)'])],
    ] as const)
      expect(mayWriteFor(account, froms, headers)).toBe(false);
  });

  it('is too late on the day after the last', () => {
    const day = 86_400_000;
    expect([isOver(endsOn(0), 30 * day), isOver(endsOn(0), 31 * day)]).toEqual([false, true]);
  });
});
