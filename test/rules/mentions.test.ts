import { describe, expect, it } from 'vitest';
import { nameSlug } from '../../server/rules/names.ts';
import { groupKeyOf, isTold, mostTelling } from '../../server/rules/notifications.ts';
import { referredIn } from '../../shared/markdown.ts';
import { mentionKey, MENTIONS_PER_POST } from '../../shared/mentions.ts';
import { render } from '../../shared/render.ts';
import { NOTIFICATION_REASONS } from '../../shared/words.ts';

const named = (markdown: string) => referredIn(markdown).named.flatMap(({ whole, first }) => [...whole, ...first]);
const who = (...names: string[]) =>
  new Map(names.map((name, id) => [nameSlug(name), { id, name, slug: nameSlug(name) }]));
const html = (markdown: string, ...names: string[]) => render(markdown, { mentions: who(...names) }).html;

describe('a mention', () => {
  it('is a name after a sign, in any script, as addresses of members are written', () => {
    expect(html('Ask @jamal.', 'Jamal')).toBe('<p>Ask <a href="/u/jamal">@Jamal</a>.</p>\n');
    expect(html('@Asha-Rahman, you?', 'Asha Rahman')).toContain('<a href="/u/asha-rahman">@Asha Rahman</a>, you?');
    expect(html('(@রিনা)', 'রিনা')).toContain(`(<a href="/u/${encodeURIComponent('রিনা')}">@রিনা</a>)`);
    for (const name of ['Asha Rahman', 'J. R. Ewing', "O'Neill", 'রিনা দাস', 'Жанна', '王小明', 'محمد'])
      expect(mentionKey(nameSlug(name))).toBe(nameSlug(name));
  });

  it('is a whole name as it is written, also where others are called by its first word', () => {
    const link = (name: string) => `<a href="/u/${nameSlug(name)}">@${name}</a>`;
    expect(html('@Mina Das, you?', 'Mina Das')).toContain(`${link('Mina Das')}, you?`);
    expect(html('Ask @Mina Das.', 'Mina', 'Mina Das')).toContain(`Ask ${link('Mina Das')}.`);
    expect(html('@mina das', 'Mina Das')).toContain(link('Mina Das'));
    expect(html('@Mina please look', 'Mina', 'Mina Please')).toContain(`${link('Mina')} please look`);
    expect(html('@J. R. Ewing and @Mina', 'J. R. Ewing', 'Mina')).toContain(
      `${link('J. R. Ewing')} and ${link('Mina')}`,
    );
    expect(html('@Mina  Das and @Mina\nDas', 'Mina Das')).not.toContain('/u/');
  });

  it('keeps the endings that a language joins to it', () => {
    expect(html('@rina-এর চাকা, @rina-কে', 'Rina')).toBe(
      '<p><a href="/u/rina">@Rina</a>-এর চাকা, <a href="/u/rina">@Rina</a>-কে</p>\n',
    );
  });

  it('is none in code, in a link, in an address, in the middle of a word, and of nobody who is here', () => {
    for (const text of [
      '`@jamal`',
      '    @jamal',
      '```\n@jamal\n```',
      '[@jamal](https://e.example)',
      'me@jamal.example',
      'a@jamal',
      '@@jamal',
      '/@jamal',
      '@nobody',
      '@',
      '@-',
      '@ jamal',
    ])
      expect([text, html(text, 'Jamal').includes('/u/')]).toEqual([text, false]);
  });

  it('is one of the first ten of a post; the rest are words', () => {
    const names = Array.from({ length: 15 }, (_, i) => `Member ${i}`);
    expect(named(names.map((name) => `@${nameSlug(name)}`).join(' ')).filter((key) => /-\d+$/.test(key)).length).toBe(
      MENTIONS_PER_POST,
    );
  });

  it('costs no more than its text, however it is piled up', () => {
    for (const text of [
      '@'.repeat(30_000),
      '@a-'.repeat(10_000),
      `@${'a'.repeat(30_000)}`,
      '@a '.repeat(10_000),
      '@a b-c-d-e-f-g c '.repeat(10_000),
    ])
      expect(named(text).length).toBeLessThanOrEqual(3 * 5 * MENTIONS_PER_POST);
  });
});

describe('somebody is told', () => {
  const hearing = {
    isActor: false,
    isMuted: false,
    maySee: true,
    isForBrand: false,
    channel: 'page' as const,
    takesPart: false,
  };

  it('for the most telling reason, once', () => {
    const all = NOTIFICATION_REASONS.map((reason) => ({ accountId: 1, reason }));
    expect(mostTelling([...all].reverse())).toEqual([all[0]]);
    expect(
      mostTelling([
        { accountId: 1, reason: 'thread' },
        { accountId: 2, reason: 'thread' },
      ]).length,
    ).toBe(2);
  });

  it('not of what they did, may not see, or muted; of decisions about themselves also then', () => {
    for (const reason of NOTIFICATION_REASONS) {
      expect(isTold(reason, hearing)).toBe(true);
      expect(isTold(reason, { ...hearing, isActor: true })).toBe(false);
      expect(isTold(reason, { ...hearing, maySee: false })).toBe(false);
      const isOwnAffair = [
        'act',
        'appeal',
        'report',
        'proposal',
        'duty',
        'reminder',
        'not_posted',
        'invitation',
        'solved',
      ].includes(reason);
      expect([reason, isTold(reason, { ...hearing, isMuted: true })]).toEqual([reason, isOwnAffair]);
      expect(isTold(reason, { ...hearing, isForBrand: true })).toBe(reason !== 'mention');
    }
    expect(isTold('mention', { ...hearing, isForBrand: true, takesPart: true })).toBe(true);
  });

  it('of several things as of one where they are about the same', () => {
    const about = { threadId: 1, postId: 2, spaceId: 3, refId: null };
    const same = (reason: (typeof NOTIFICATION_REASONS)[number], other: object) =>
      groupKeyOf(reason, about) === groupKeyOf(reason, { ...about, ...other });
    for (const reason of ['answer', 'post', 'reply', 'quote', 'mention', 'thread', 'member'] as const)
      expect([same(reason, { postId: 9 }), same(reason, { threadId: 9 })]).toEqual([true, false]);
    for (const reason of ['accepted', 'worked', 'helpful'] as const) expect(same(reason, { postId: 9 })).toBe(false);
    // What reads alike stands together.
    expect(new Set((['post', 'thread', 'member'] as const).map((reason) => groupKeyOf(reason, about))).size).toBe(1);
    expect([same('space', { threadId: 9, postId: 9 }), same('space', { spaceId: 9 })]).toEqual([true, false]);
  });
});
