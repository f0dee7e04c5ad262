import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mailboxOf, networkOf } from '../../server/rules/addresses.ts';

describe('the network of an address', () => {
  it('is the address itself, or what a provider gives to one customer', () => {
    expect(['192.0.2.7', '::ffff:192.0.2.7', '2001:db8:1:2:3:4:5:6', '2001:db8::1', '::1'].map(networkOf)).toEqual([
      '192.0.2.7',
      '192.0.2.7',
      '2001:db8:1:2::/64',
      '2001:db8:0:0::/64',
      '0:0:0:0::/64',
    ]);
  });

  it('is the same however the address is spelled', () => {
    const same = ['2001:db8::1', '2001:0DB8::2', '2001:db8:0:0:9::', '2001:0db8:0000:0000:0:0:0:1', '2001:db8::1%eth0'];
    expect(new Set(same.map(networkOf))).toEqual(new Set(['2001:db8:0:0::/64']));
    expect(new Set(['::ffff:c000:207', '0:0:0:0:0:FFFF:192.0.2.7', '192.0.2.7'].map(networkOf)).size).toBe(1);
  });

  it('is something short for whatever a header says', () => {
    fc.assert(fc.property(fc.string({ maxLength: 2_000 }), (text) => networkOf(`:${text}`).length <= 100));
    expect(networkOf(':'.repeat(50)).length).toBeLessThanOrEqual(100);
  });
});

describe('the mailbox of an address', () => {
  it('is what stands before a plus', () => {
    expect(['rina@example.org', 'rina+1@example.org', 'rina+a+b@example.org'].map(mailboxOf)).toEqual(
      Array(3).fill('rina@example.org'),
    );
    expect(mailboxOf('+a@example.org')).toBe('@example.org');
  });
});
