/** Answers by mail in a test: addresses as letters carry them, and letters as mail programs write them. */
import type { Adda } from '../../server/platform/adda.ts';
import { replyAddress } from '../../server/platform/mail/reply-address.ts';
import { receiveMail, type Taken } from '../../server/reach/mail-replies/receive.ts';

export const REPLY_TO = 'replies+%@forum.example';

/** The address under which an account answers a post; @param days ago it was made */
export async function addressFor(adda: Adda, accountId: number, postId: number, days = 0): Promise<string> {
  return adda.store.write(async (tx) => {
    const then = Object.assign(Object.create(tx) as typeof tx, { now: tx.now - days * 86_400_000 });
    return (await replyAddress(adda, then, { accountId, postId }))!;
  });
}

let count = 0;
export type Written = { from: string; to: string; headers?: string[]; body?: string; id?: string };

/** A letter; `headers` come before those of its kind. */
export function letter({
  from,
  to,
  headers = [],
  body = 'It is true now.',
  id = `<${++count}@rina.example>`,
}: Written) {
  const type = headers.some((one) => /^content-type:/i.test(one)) ? [] : ['Content-Type: text/plain; charset=utf-8'];
  const head = [
    `From: Rina <${from}>`,
    `To: ${to}`,
    'Subject: Re: It wobbles',
    `Message-ID: ${id}`,
    ...type,
    ...headers,
  ];
  return `${head.join('\r\n')}\r\n\r\n${body.replace(/\r?\n/g, '\r\n')}\r\n`;
}

export const receive = (adda: Adda, raw: string | Buffer): Promise<Taken> => {
  const bytes = Buffer.from(raw);
  return receiveMail(adda, { raw: bytes, size: bytes.length });
};
