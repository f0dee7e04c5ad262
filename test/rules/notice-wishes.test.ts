import { describe, expect, it } from 'vitest';
import {
  channelOf,
  channelsOf,
  digestEvery,
  ENDED_LETTERS,
  letterOf,
  type Wishes,
  wishesAsText,
  wishesOfText,
  withoutLetters,
} from '../../server/rules/notice-wishes.ts';
import { isTold } from '../../server/rules/notifications.ts';
import {
  MAIL_WISHES,
  NOTICE_CHANNELS,
  NOTICE_KINDS,
  NOTIFICATION_REASONS,
  type NotificationReason,
} from '../../shared/words.ts';

const OWN_AFFAIR: NotificationReason[] = ['act', 'appeal', 'report', 'proposal', 'duty'];
const ON_PAGE: NotificationReason[] = [...OWN_AFFAIR, 'worked', 'helpful', 'member', 'tag', 'space', 'search'];
const others = (reasons: NotificationReason[]) => NOTIFICATION_REASONS.filter((reason) => !reasons.includes(reason));
const all = (chosen: (typeof NOTICE_CHANNELS)[number]): Wishes['kinds'] =>
  Object.fromEntries(NOTICE_KINDS.map((kind) => [kind, chosen]));
const hearing = { isActor: false, isMuted: false, maySee: true, isForBrand: false, takesPart: false };

describe('how a member is told', () => {
  it.each([
    ['at_once', 'at_once'],
    ['daily', 'digest'],
    ['weekly', 'digest'],
    ['never', 'page'],
  ] as const)(
    'with letters %s: %s, where nothing else was chosen, and marks and what is followed on the page',
    (wish, channel) => {
      for (const reason of ON_PAGE)
        expect([reason, channelOf(reason, { wish, kinds: null })]).toEqual([reason, 'page']);
      for (const reason of others(ON_PAGE))
        expect([reason, channelOf(reason, { wish, kinds: {} })]).toEqual([reason, channel]);
    },
  );

  it.each(MAIL_WISHES)('is as they chose for a kind (letters %s), but for what is decided about them', (wish) => {
    for (const chosen of NOTICE_CHANNELS)
      for (const reason of NOTIFICATION_REASONS) {
        const isLetter = chosen === 'digest' || chosen === 'at_once';
        const expected = OWN_AFFAIR.includes(reason) || (wish === 'never' && isLetter) ? 'page' : chosen;
        expect([reason, channelOf(reason, { wish, kinds: all(chosen) })]).toEqual([reason, expected]);
        const channel = channelOf(reason, { wish, kinds: all(chosen) });
        expect(isTold(reason, { ...hearing, channel })).toBe(expected !== 'none');
      }
  });

  it('cannot be not at all for invitations: whoever wants none is not invited', () => {
    for (const kind of NOTICE_KINDS)
      expect([kind, channelsOf(kind).includes('none')]).toEqual([kind, kind !== 'invitations']);
  });

  it('by a letter of its own for an invitation at once, and by the digest otherwise', () => {
    expect(letterOf('invitation', { wish: 'at_once', kinds: null })).toBeNull();
    expect(letterOf('invitation', { wish: 'daily', kinds: null })).toBe('digest');
    expect(letterOf('answer', { wish: 'at_once', kinds: null })).toBe('at_once');
    expect(letterOf('answer', { wish: 'at_once', kinds: { answers: 'page' } })).toBeNull();
  });

  it('in a digest as often as they wish, daily where only some kinds are wanted in one', () => {
    expect(MAIL_WISHES.map((wish) => digestEvery({ wish, kinds: null }))).toEqual([null, 'daily', 'weekly', null]);
    expect(MAIL_WISHES.map((wish) => digestEvery({ wish, kinds: { marks: 'digest' } }))).toEqual([
      ...['daily', 'daily', 'weekly'],
      null,
    ]);
  });
});

describe('letters that somebody ends', () => {
  const mixed: Wishes = { wish: 'daily', kinds: { mentions: 'at_once', marks: 'none', follows: 'digest' } };
  const said = (wishes: Wishes) => NOTIFICATION_REASONS.map((reason) => [reason, channelOf(reason, wishes)] as const);

  it('are those of one kind, and everything else stays as it was', () => {
    for (const wish of MAIL_WISHES)
      for (const kind of NOTICE_KINDS) {
        const before: Wishes = { wish, kinds: all('at_once') };
        const after = withoutLetters(before, kind);
        const ended = said(after).filter(([reason, channel]) => channel !== channelOf(reason, before));
        expect(ended.every(([, channel]) => channel === 'page')).toBe(true);
        expect(ended.length > 0).toBe(wish !== 'never');
      }
    expect(channelOf('mention', withoutLetters(mixed, 'mentions'))).toBe('page');
    expect(channelOf('helpful', withoutLetters(mixed, 'marks'))).toBe('none');
  });

  it('are the digest, and what comes at once still does', () => {
    const after = withoutLetters(mixed, 'digest');
    expect([
      digestEvery(after),
      channelOf('mention', after),
      channelOf('answer', after),
      channelOf('space', after),
    ]).toEqual([null, 'at_once', 'page', 'page']);
    expect(withoutLetters({ wish: 'weekly', kinds: null }, 'digest')).toEqual({ wish: 'never', kinds: null });
  });

  it('are all', () => {
    for (const wish of MAIL_WISHES)
      for (const reason of NOTIFICATION_REASONS)
        expect(letterOf(reason, withoutLetters({ wish, kinds: all('digest') }, 'all'))).toBeNull();
  });

  it('come back by a text that says how it was, and by no other', () => {
    for (const wishes of [mixed, { wish: 'never', kinds: null }, { wish: 'at_once', kinds: all('none') }] as Wishes[])
      expect(wishesOfText(wishesAsText(wishes))).toEqual(wishes);
    for (const text of ['', 'daily', 'loudly.00000000', 'daily.0']) expect(wishesOfText(text)).toBeNull();
    expect(ENDED_LETTERS.map((what) => withoutLetters(withoutLetters(mixed, what), what))).toEqual(
      ENDED_LETTERS.map((what) => withoutLetters(mixed, what)),
    );
  });
});
