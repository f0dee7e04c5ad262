/** Letters as HTML: of the same parts as their plain text, and nothing in them that mail programs refuse or fetch. */
import { describe, expect, it } from 'vitest';
import { letterHtml, partsOf } from '../../../server/platform/mail/html.ts';
import { bn } from '../../../shared/catalogue/bn/index.ts';
import { en } from '../../../shared/catalogue/en/index.ts';
import { plainText } from '../../../shared/catalogue/letter.ts';

const ORIGIN = 'https://forum.example';
const link = `${ORIGIN}/t/12-wobble/2`;
const off = `${ORIGIN}/mail/off/1.abc`;
const HOSTILE = '</style><script>alert(1)</script><img src="https://track.example/x">';

const letters = [en, bn].flatMap((m) => {
  const about = { forum: `Wheels & ${HOSTILE}`, name: HOSTILE, isAnswered: true };
  const list = [{ line: `Why ${HOSTILE}?`, link }];
  const says = [{ line: `Dana (Acme staff): ${HOSTILE}`, words: `One\nTwo ${HOSTILE}`, link, by: `Ḋana ${HOSTILE}` }];
  return [
    m.mail.told({ ...about, says, more: 2, why: m.notifications.why.answer, mute: off, off }),
    m.mail.digest({ ...about, mine: list, more: 1, waiting: list, solved: list, settings: `${ORIGIN}/s`, off }),
    m.mail.invitation({
      ...about,
      from: 'Dana',
      label: 'Staff · Acme',
      title: HOSTILE,
      because: null,
      link,
      settings: off,
      off,
    }),
    m.mail.replyRefused({ ...about, title: HOSTILE, why: HOSTILE, words: `Acme\n${HOSTILE}`, link }),
    m.mail.test({ ...about, link }),
  ];
});

/** What a reader sees of it. */
const seen = (page: string) =>
  page
    .replace(/<style>[^]*?<\/style>|<title>[^]*?<\/title>/g, '')
    .replace(/<br>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&');

const pages = letters.map(({ parts }) => ({ parts, page: letterHtml(parts, 'Wheels & hubs', 'en') }));

describe('a letter as HTML', () => {
  it('says what its plain text says, with the label of staff', () => {
    for (const { parts, page } of pages) {
      const text = seen(page);
      const lines = plainText(parts)
        .split('\n')
        .map((line) => line.replace(/^(> |\* |-- $| +)/, '').replace(/:? ?https:\/\/forum\.example\S*$/, ''))
        .filter(Boolean);
      for (const line of lines) expect(text).toContain(line);
      expect(text).toMatch(/Acme/.test(plainText(parts)) ? /Acme/ : /./);
      for (const address of plainText(parts).match(/https:\/\/forum\.example\S*/g) ?? [])
        expect(page).toContain(`href="${address}"`);
    }
  });

  it('draws who did it of their name, in colours of its own', () => {
    const [{ page }] = pages as [(typeof pages)[number]];
    expect(page).toMatch(/<span style="[^"]*background:#[0-9a-f]{6}" aria-hidden="true">Ḋ<\/span>/);
  });

  it('takes nothing that people wrote for tags, and fetches nothing', () => {
    for (const { page } of pages) {
      expect(page.match(/<(script|img|link|iframe|svg|object|base)\b/g)).toBeNull();
      expect(page.match(/<[^>]+>/g)!.join('')).not.toMatch(/\ssrc=|\son\w+=/);
      expect(page).not.toMatch(/url\(|@import|@font-face/);
      expect(page.match(/<\/style>/g)).toHaveLength(1);
      expect(new Set(page.match(/href="[^"]*"/g)!.map((one) => new URL(one.slice(6, -1)).origin))).toEqual(
        new Set([ORIGIN]),
      );
    }
  });

  it('has its styles on its tags, those of dark screens in its head, its language, and little weight', () => {
    for (const { page } of pages) {
      expect(page).toMatch(/<html lang="en">/);
      expect(page).toMatch(/<a [^>]*style="[^"]*color:/);
      expect(page).toContain('@media (prefers-color-scheme: dark)');
      expect(page).toContain('name="color-scheme" content="light dark"');
      expect(page.match(/<style>[^]*<\/style>/)![0]).not.toContain('max-width');
      expect(Buffer.byteLength(page)).toBeLessThan(6_000);
    }
  });
});

describe('a letter that is plain text', () => {
  it('is read by its paragraphs, with the forum’s own address as a link, and no other', () => {
    expect(
      partsOf(
        `Hello,\n\nfollow this:\n\n${ORIGIN}/reset/x\n\nhttps://evil.example/\n\n${ORIGIN}.evil.example/\n`,
        ORIGIN,
      ),
    ).toEqual([
      { words: 'Hello,' },
      { words: 'follow this:' },
      { link: `${ORIGIN}/reset/x` },
      { words: 'https://evil.example/' },
      { words: `${ORIGIN}.evil.example/` },
    ]);
  });
});
