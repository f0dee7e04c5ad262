/** The head of a letter: what is read of it, and what nobody is taken for. */
import { describe, expect, it } from 'vitest';
import { readHead } from '../../../server/platform/mail/head.ts';

const read = (...lines: string[]) => readHead(Buffer.from(`${lines.join('\r\n')}\r\n\r\nHello`));
const from = (line: string) => read(line, 'To: a@b.c')!.from;
const pad = 'x'.repeat(2_100);

describe('the sender of a letter', () => {
  it.for([
    'From: rina@example.org',
    'FROM: <Rina@Example.org>',
    'From:\r\n Rina\r\n\t<rina@example.org>',
    'From: Rina Das <rina@example.org>',
    'From: "Das, Rina (home)" <rina@example.org>',
    'From: "Rina \\"R\\" Das" <rina@example.org>',
    'From: রিনা <rina@example.org>',
    'From: =?utf-8?Q?Rin=C3=A1?= <rina@example.org>',
    'From: "rina@example.org" <rina@example.org>',
    'From: rina@example.org (Rina Das)',
    'From: Rina (home) <rina@example.org>',
    'From: "Rina @ home" <rina@example.org>',
    'Resent-From: mallory@evil.example\r\nFrom: rina@example.org',
  ])('is read in a plain one: %j', (line) => {
    expect(from(line)).toBe('rina@example.org');
  });

  it.for([
    'From: =?utf-8?Q?rina=40example=2Eorg?=',
    'From: rina@=?utf-8?Q?example?=.org',
    'From: Rina <=?utf-8?Q?rina=40example=2Eorg?=>',
    'From: =?utf-8?Q?Rina_=3Crina=40example=2Eorg=3E?=',
    'From: =?utf-8?Q?mallory=40evil.example?= <rina@example.org>',
    'From: =?utf-8?B?bWFsbG9yeUBldmls?= <rina@example.org>',
    'From: <rina@example.org> <mallory@evil.example>',
    'From: <mallory@evil.example> <rina@example.org>',
    'From: <rina@example.org>mallory@evil.example',
    'From: mallory@evil.example (rina@example.org)',
    'From: (mallory@evil.example) rina@example.org',
    'From: mallory@evil.example <rina@example.org>',
    'From: "mallory@evil.example" <rina@example.org>',
    'From: mallory＠evil.example <rina@example.org>',
    'From: "<mallory@evil.example>" <rina@example.org>',
    'From: rina@example.org, mallory@evil.example',
    'From: Mallory, Rina <rina@example.org>',
    'From: group: rina@example.org;',
    'From: rina@example.org <>',
    `From: rina@example.org (${pad}), mallory@evil.example`,
    `From: ${pad} <rina@example.org>`,
    'From: rina@example.org\r\nFrom : mallory@evil.example',
    'From : mallory@evil.example\r\nFrom: rina@example.org',
    'From: rina@exam\r\n ple.org',
    'X: y\rFrom: rina@example.org',
    'From: rina@example.org\0mallory@evil.example',
    'From: rina @ example.org',
    'From: rina(x)@(y)example.org',
    'From: <@evil.example:rina@example.org>',
    'From: "rina"@example.org',
    'From: rina@example.org mallory',
    'From: Rina <rina@example.org',
    'From: \\, <rina@example.org>',
    'From: \u212aina@example.org',
    'Sender: rina@example.org',
    'X: y\r\nno header line\r\nFrom: rina@example.org',
    'From: rina@example.org (mallory@evil.example)',
    'From: rina@example.org ((x)',
    'From:',
  ])('is nobody in %j', (line) => {
    expect(from(line)).toBe(null);
  });
});

describe('the head of a letter', () => {
  it('has whom it was written to, where that is said once', () => {
    expect(read('To: Rina <A@b.c>, "x@y.z" <d@e.f>, g@h.i (k@l.m)', 'Cc: j@k.l')!.recipients).toEqual([
      ...['a@b.c', 'd@e.f', 'g@h.i'],
    ]);
    for (const to of [
      'mallory@evil.example (,a@b.c,)',
      '(<a@b.c>',
      'Mallory \\",a@b.c,\\" <mallory@evil.example>',
      '"a@b.c',
      '<a@b.c',
      'x: <a@b.c>;',
      'x ;a@b.c; <mallory@evil.example>',
    ])
      expect(read(`To: ${to}`)!.recipients).not.toContain('a@b.c');
    expect(read(`To: ${'"\\'.repeat(9_990)}`)!.recipients).toEqual([]);
    expect(read('Delivered-To: a@b.c', 'To: d@e.f', 'To: g@h.i', 'Bcc: j@k.l')!.recipients).toEqual([]);
    expect(read('To: "a@b.c" <d@e.f>, group:;')!.recipients).toEqual(['d@e.f']);
  });

  it('is whole, unfolded, with a subject that can be read', () => {
    const head = read(
      `Authentication-Results: mx.example;\r\n ${'dkim=pass; '.repeat(400)}\r\n\tdmarc=fail`,
      'Subject: =?utf-8?Q?Automatische_Antwort=3A_x?=',
      'Message-ID: <1@x>',
    )!;
    expect(head.headers[0]!.value).toMatch(/^mx\.example; dkim=pass.* dmarc=fail$/);
    expect(head.headers[1]).toEqual({ key: 'subject', value: 'Automatische Antwort: x' });
    expect(head.messageId).toBe('<1@x>');
  });

  it('is none where there is no end to it, or nothing in it', () => {
    expect(readHead(Buffer.from(`From: a@b.c\r\nX: ${'x'.repeat(200_000)}\r\n\r\n`))).toBe(null);
    for (const raw of ['', '\0\0', 'no letter', '\r\n\r\nFrom: a@b.c']) expect(readHead(Buffer.from(raw))).toBe(null);
    expect(readHead(Buffer.from('From: a@b.c'))!.from).toBe('a@b.c');
  });
});
