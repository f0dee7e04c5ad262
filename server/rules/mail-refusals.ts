/** What it means that a mail server did not take a letter, and when an address is written to no more. */

/** What is known of a failure. @property code the reply's three digits @property reply its whole line @property command after which */
export type Failure = { command?: string; code?: number; reply?: string };

/** address: nobody gets letters there. letter: it will never be taken. later: it is tried again. */
export type Refusal = 'address' | 'letter' | 'later';

/** After so many refusals in a row an address is written to no more, until its member says so. */
export const REFUSALS_UNTIL_PAUSE = 3;

/** Replies to a recipient that name the mailbox where no enhanced status says more (RFC 5321, 4.2.3). */
const ABOUT_MAILBOX: readonly number[] = [550, 551, 553];
/** The subject of an enhanced status (RFC 3463): of the address, of the mailbox; others are of servers, networks, rules. */
const ENHANCED = /^\d{3}[ -]5\.(\d{1,3})\.\d{1,3}(?!\d)/;
const OF_ADDRESS: readonly string[] = ['1', '2'];

/** What a failure means. Only a mailbox that is refused for good counts against its address: never our own troubles. */
export function refusalOf({ command, code = 0, reply = '' }: Failure): Refusal {
  if (code < 500 || code > 599) return 'later';
  const subject = ENHANCED.exec(reply)?.[1];
  if (command === 'RCPT TO') {
    const isOfAddress = subject === undefined ? ABOUT_MAILBOX.includes(code) : OF_ADDRESS.includes(subject);
    return isOfAddress ? 'address' : 'later';
  }
  if (command !== 'DATA') return 'later';
  return subject === '1' ? 'address' : 'letter';
}

/** Is an address written to no more after so many refusals in a row? */
export const isPausedAfter = (refusals: number): boolean => refusals >= REFUSALS_UNTIL_PAUSE;
