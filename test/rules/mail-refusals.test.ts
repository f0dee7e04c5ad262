import { describe, expect, it } from 'vitest';
import { isPausedAfter, REFUSALS_UNTIL_PAUSE, refusalOf } from '../../server/rules/mail-refusals.ts';

const of = (command: string, reply: string) => refusalOf({ command, code: Number(reply.slice(0, 3)), reply });

describe('a letter that is not taken', () => {
  it.each([
    ['RCPT TO', '550 5.1.1 No such user'],
    ['RCPT TO', '550-5.1.1 The account does not exist'],
    ['RCPT TO', '550 5.2.1 The mailbox is disabled'],
    ['RCPT TO', '552 5.2.2 The mailbox is full'],
    ['RCPT TO', '550 No such user here'],
    ['RCPT TO', '551 User not local'],
    ['RCPT TO', '553 Mailbox name not allowed'],
    ['DATA', '550 5.1.1 No such user, now that I look'],
  ])('counts against its address: %s, %s', (command, reply) => expect(of(command, reply)).toBe('address'));

  it.each([
    ['DATA', '554 Looks like spam'],
    ['DATA', '552 5.3.4 Too long'],
    ['DATA', '550 5.7.1 Refused by its content'],
  ])('is given up where it is the letter that is refused: %s, %s', (command, reply) =>
    expect(of(command, reply)).toBe('letter'),
  );

  it.each([
    ['RCPT TO', '450 4.2.0 Greylisted'],
    ['RCPT TO', '451 4.7.1 Try later'],
    ['RCPT TO', '550 5.7.1 Your network is blocked'],
    ['RCPT TO', '554 5.7.1 Relay access denied'],
    ['RCPT TO', '554 Transaction failed'],
    ['RCPT TO', '530 Authentication required'],
    ['RCPT TO', '550 5.4.4 No route'],
    ['RCPT TO', '550 5.10.1 What is this?'],
    ['MAIL FROM', '550 5.1.8 Sender refused'],
    ['AUTH', '535 5.7.8 Wrong password'],
    ['CONN', '554 No service'],
    ['EHLO', '550 Who are you?'],
    ['DATA', '421 4.3.0 Closing'],
  ])('is tried again where it is our own trouble, or passes: %s, %s', (command, reply) =>
    expect(of(command, reply)).toBe('later'),
  );

  it('is tried again where nobody answered', () => {
    for (const failure of [{}, { command: 'CONN' }, { command: 'RCPT TO' }, { command: 'RCPT TO', code: 5_500 }])
      expect(refusalOf(failure)).toBe('later');
  });
});

it('an address is written to no more after three refusals in a row', () => {
  expect([0, 1, 2, 3, 4].map(isPausedAfter)).toEqual([false, false, false, true, true]);
  expect(REFUSALS_UNTIL_PAUSE).toBe(3);
});
