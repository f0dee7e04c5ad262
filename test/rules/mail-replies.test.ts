/** What of a letter is its writer's own, and which letters are nobody's answer. */
import { describe, expect, it } from 'vitest';
import { ownWords } from '../../server/rules/mail-cut.ts';
import { whyAutomatic } from '../../server/rules/mail-automatic.ts';
import { endsOn, holdsPrivate, isOver, mayWriteFor, type MailHeaders } from '../../server/rules/mail-replies.ts';

const OURS = ['adda@forum.example', 'replies+%@forum.example'];
const words = (text: string) => ownWords(text, OURS);
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
      'Outlook in German',
      'It is true now.\n\nVon: Jamal <replies+1.2.3.abcdefghijklmnopqrst@forum.example>\nGesendet: Dienstag\nAn: Rina\nBetreff: Jamal\n\nLook.',
    ],
    [
      'Outlook in German as HTML',
      'It is true now.\n\n**Von:** Jamal <adda@forum.example>  \n**Gesendet:** Dienstag  \n**An:** Rina\n\nLook.',
    ],
    ['Gmail in Hindi', `It is true now.\n\nमंगल, 24 नव॰ 2026 को Jamal <adda@forum.example> ने लिखा:\n\nLook at the hub.`],
    [
      'one that signs',
      '-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nIt is true now.\n-----BEGIN PGP SIGNATURE-----\n\niQEz\n-----END PGP SIGNATURE-----',
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
    'It sends:\n\n```\nFrom: a@b.c\nTo: c@d.e\nSubject: x\n```\n\nWhy is it taken for spam?',
    'It sends:\n\n    From: a@b.c\n    To: c@d.e\n    Subject: x\n\nWhy is it taken for spam?',
    '```\nSELECT 1;\n--\nSELECT 2;\n```',
    '~~~~\n~~~\n-- \n~~~~',
    `First.\n\n${'_'.repeat(20)}\n\nSecond.`,
    'Question:\nSent via the API it works, via the form it does not. Why?',
    'Sent via the API it works, but via the form it does not at all.',
    'I measured.\nSent from my server: 200 packets, received: 3.',
    'আমি জানি।\n\nঢাকা থেকে প্রেরিত চিঠি কখনো আসেনি, কেন?',
    'আমার কথা\nথেকে: ঢাকা\nতারিখ: কাল\nবিষয়: বাস\nতাহলে কীভাবে যাব?',
    'Hello.\n\nIs it confidential? May I disclose the price to others?',
    'Hello.\n\nThe price is confidential, so I would not disclose it.',
    'The manual says it best:\n\n> Turn it off and on.',
    'Type:\n\n> npm i\n> npm start',
    'Mine is on time.\n\nSent via DHL yesterday and it arrived broken.',
    'I like it.\n\nSupport says that every e-mail they send is confidential and that the price must not be disclosed.',
    'Wobble\n--\nIt is the bearing.',
    'I asked the maker\n(help@brand.example) twice,\nand their manual says:\n> Turn it off.\n\nIt did not help.',
    'Here is what I would send:\n\nFrom: me@x.org\nSubject: refund\nTo: help@brand.example\n\nI want a refund.\n\nIs that rude?',
    'Good.\n\nSupport (help@brand.example) wrote:\n\nYou are under warranty.\n\nI think I send it in.',
    'My order:\nDate: 3 May\nShop: adda@forum.example',
  ])('nothing of a person’s own is taken: %j', (text) => {
    expect(words(text)).toBe(text);
  });

  it('that is only a quotation nothing is left', () => {
    for (const text of [LETTER, ' \n\n', '> Short.\n', `\n${LETTER}\n\n-- \nRina`]) expect(words(text)).toBe('');
  });

  it('the worst is looked at as quickly as the best', () => {
    for (const text of [
      '> a\n\nb:\n'.repeat(25_000),
      'On a '.repeat(40_000),
      '\n'.repeat(200_000),
      '-- \n'.repeat(50_000),
    ])
      expect(words(text).length).toBeLessThanOrEqual(text.length);
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
    ...['auto-reply', 'x-auto-reply', 'x-vacation', 'x-autogenerated', 'x-ms-exchange-generated-message-source'].map(
      (name) => ['automatic', h([name, 'yes'])] as const,
    ),
    ...['Automatic reply: x', 'Out of Office: x', 'Automatische Antwort: x', 'Réponse automatique : x'].map(
      (subject) => ['automatic', h(['subject', subject])] as const,
    ),
    ['automatic', h(['subject', 'স্বয়ংক্রিয় উত্তর: x'])],
    ['automatic', h(['auto-submitted', 'no-really'])],
    ['bounce', h(['return-path', ''])],
    ['bounce', h(['return-path', '<MAILER-DAEMON>'])],
    ['bounce', h(['content-type', 'message/disposition-notification'])],
    ['bounce', h(['content-type', 'text/calendar; method=REPLY'])],
    ['list', h(['list-help', '<x>'])],
    [null, h(['subject', 'Re: Automatic reply: x'])],
    [null, h(['subject', 'Automatic replyers of wheels'])],
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
    const rina = { email: 'rina@example.org', emailVerifiedAt: 1 };
    const passed = h(['authentication-results', 'mx.example; dmarc=pass header.from=example.org']);
    expect(mayWriteFor(rina, 'rina@example.org', passed)).toBe(true);
    for (const [account, from, headers] of [
      [rina, 'jamal@example.org', []],
      [rina, null, []],
      [{ ...rina, emailVerifiedAt: null }, 'rina@example.org', []],
      [{ ...rina, email: null }, 'rina@example.org', []],
      [{ ...rina, email: null }, null, []],
      [
        rina,
        'rina@example.org',
        h(['authentication-results', `mx.example; ${'dkim=pass; '.repeat(500)} dmarc = fail`]),
      ],
    ] as const)
      expect(mayWriteFor(account, from, headers)).toBe(false);
  });

  it('holds what is its reader’s alone where it brings back the links of the letter that it answers, however wrapped', () => {
    const ours = { origin: 'https://forum.example', reply: 'replies+%@forum.example' };
    for (const text of [
      'see https://forum.example/mail/off/1.x',
      '[off](HTTPS://Forum.Example/mail/off/1.x)',
      'https://safe.example/?url=https%3A%2F%2Fforum.example%2Fmail%2Foff%2F1.x',
      'write to Replies+1.2.3.abcdefghijklmnopqrst@forum.example',
      'mailto:replies%2B1.2.3.abcdefghijklmnopqrst%40forum.example',
      'https://urldefense.example/v2/url?u=https-3A__forum.example_mail_off_TOKEN&d=x',
      'https://x.example/?url=https%253A%252F%252Fforum.example%252Fmail%252Foff%252FTOKEN',
      'https://forum.example:443/mail/off/TOKEN',
      'https://forum.example//mail/off/TOKEN',
      'https://forum.example/\n> mail/off/TOKEN',
    ])
      expect(holdsPrivate(text, ours)).toBe(true);
    for (const text of ['https://forum.example/t/1', 'replies+x@forum.example', 'the /mail/off/ page'])
      expect(holdsPrivate(text, ours)).toBe(false);
  });

  it('is too late on the day after the last', () => {
    const day = 86_400_000;
    expect([isOver(endsOn(0), 30 * day), isOver(endsOn(0), 31 * day)]).toEqual([false, true]);
  });
});
