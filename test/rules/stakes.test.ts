import { describe, expect, it } from 'vitest';
import { peersFirstUntil, brandDayLimit, DAY, limitsFrom } from '../../server/rules/posting.ts';
import { hasRoomFor } from '../../server/rules/routing.ts';
import { SAFETY_CORRECTED_MS, whyNotCorrect, whyNotLinkInSafety } from '../../server/rules/safety.ts';
import {
  STAKE_AFTER_GRANT,
  lastingStakes,
  operatorInForce,
  whyNotPostAsMember,
  withStake,
} from '../../server/rules/stakes.ts';

const acme = { brand: 1, name: 'Acme', until: 1000 };
const zeta = { brand: 2, name: 'Zeta', until: 2000 };

describe('a stake', () => {
  it('lasts for a while after one spoke for the brand', () => {
    expect(lastingStakes([acme], 1000 + STAKE_AFTER_GRANT - 1)).toEqual([acme]);
    expect(lastingStakes([acme, zeta], 1000 + STAKE_AFTER_GRANT)).toEqual([zeta]);
    expect(lastingStakes(null, 0)).toEqual([]);
  });

  it('is one for each brand, of the last time', () => {
    expect(withStake(withStake([acme], zeta), { ...acme, until: 3000 })).toEqual([zeta, { ...acme, until: 3000 }]);
    const many = Array.from({ length: 9 }, (_, brand) => ({ ...acme, brand }));
    expect(many.reduce(withStake, [] as typeof many).map(({ brand }) => brand)).toEqual([4, 5, 6, 7, 8]);
  });

  it('keeps its holder from going on as a member where they spoke for that brand', () => {
    expect(whyNotPostAsMember([acme], [1])).toBe('spoke_here');
    expect(whyNotPostAsMember([acme], [2])).toBeNull();
    expect(whyNotPostAsMember([], [1])).toBeNull();
  });

  it('of a brand that ran the forum binds its admins', () => {
    const former = { id: 1, until: 1000 };
    expect(operatorInForce({ operator: null, formerOperator: former }, 1001)).toBe(former);
    expect(operatorInForce({ operator: null, formerOperator: former }, 1000 + STAKE_AFTER_GRANT)).toBeNull();
    expect(operatorInForce({ operator: { id: 2 }, formerOperator: former }, 1001)).toEqual({ id: 2 });
    expect(operatorInForce({ operator: null, formerOperator: null }, 1)).toBeNull();
  });
});

describe('a safety notice', () => {
  const reference = 'https://safety.example/recall';
  it('leads to what it refers to, and else within the forum', () => {
    expect(whyNotLinkInSafety(reference, ['https://SAFETY.example/recall', '/t/1/x', '#a'])).toBeNull();
    for (const link of ['https://acme.example', '//acme.example', '/\\acme.example', 'mailto:a@acme.example'])
      expect(whyNotLinkInSafety(reference, [link]), link).toBe('safety_links');
  });
  it('is corrected for an hour', () => {
    const notice = { at: 0, reference, isOfBrand: true };
    expect(whyNotCorrect(notice, [reference], SAFETY_CORRECTED_MS - 1)).toBeNull();
    expect(whyNotCorrect(notice, ['https://acme.example'], 1)).toBe('safety_links');
    expect(whyNotCorrect({ ...notice, isOfBrand: false }, ['https://acme.example'], 1)).toBeNull();
    expect(whyNotCorrect(notice, [], SAFETY_CORRECTED_MS)).toBe('safety_fixed');
  });
});

describe('invitations of a week', () => {
  const by = (...brands: (number | null)[]) => brands.map((brandId) => ({ brandId }));
  it('are never all used by brands', () => {
    expect(hasRoomFor(by(), 1)).toBe(true);
    expect(hasRoomFor(by(1), 1)).toBe(false);
    expect(hasRoomFor(by(1), 2)).toBe(true);
    expect(hasRoomFor(by(1, 2), 3)).toBe(false);
    expect(hasRoomFor(by(1, 2), null)).toBe(true);
    expect(hasRoomFor(by(null, null, null), null)).toBe(false);
  });
});

describe('the posts of a brand in a day', () => {
  const limits = limitsFrom({});
  it('are half as long as all who speak for it are new', () => {
    const now = 100 * DAY;
    expect(brandDayLimit(limits, [now - DAY], now)).toBe(20);
    expect(brandDayLimit(limits, [now - DAY, now - 50 * DAY], now)).toBe(40);
    expect(brandDayLimit(limits, [], now)).toBe(40);
  });
  it('wait where nobody but the brand’s own has answered', () => {
    const thread = { form: 'question' as const, createdAt: 0, peerAnswers: 0, hasEarlyAccess: false };
    expect(peersFirstUntil(limits, thread, 1)).toBe(DAY);
  });
});
