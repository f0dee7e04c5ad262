/** What a line about a notification is made of, wherever it is said: on pages, in letters, by devices. */
import { type AuthorFacts, NO_LABEL } from '../../platform/authors/author-line.ts';
import { postPath, threadPath } from '../../platform/http/paths.ts';
import { refusalWords } from '../../platform/http/sentences.ts';
import type { Messages } from '../../../shared/catalogue/index.ts';
import { lineOf } from '../../../shared/markdown.ts';
import type { NotificationRow } from './queries.ts';

/** Who did it, as an author's facts; the forum's own where nobody did. */
export function actorFacts({ author }: NotificationRow): AuthorFacts {
  return { ...NO_LABEL, ...author };
}

/** Where a notification leads. */
export function placeOf({ reason, refId, thread, post, space }: NotificationRow): string {
  switch (reason) {
    case 'act':
    case 'appeal':
      return `/statements/${refId}`;
    case 'message':
    case 'message_request':
      return `/messages/${refId}`;
    case 'report':
      return '/reports';
    case 'proposal':
      return '/spaces/propose';
    case 'duty':
      return '/moderation';
    case 'not_posted':
      return `/waiting/${refId}`;
    default:
      if (thread?.id == null) return space?.slug == null ? '/notifications' : `/s/${space.slug}`;
      return post?.number == null || post.number === 1 ? threadPath(thread) : postPath(thread, post.number);
  }
}

/** A sentence of the catalogue with its `{who}` and `{what}` filled in. */
export const filledWith = <P>(sentence: string, parts: Record<string, P>): (P | string)[] =>
  sentence.split(/(\{\w+\})/).map((piece) => parts[/^\{(\w+)\}$/.exec(piece)?.[1] ?? ''] ?? piece);

/** The same as plain text. */
export const filledText = (sentence: string, parts: Record<string, string>): string =>
  filledWith(sentence, parts).join('');

/** What was said, where it is said with the notification: a stranger's request is read on its own page. */
export const saidIn = ({ reason, post, message }: NotificationRow): string =>
  post?.html ?? (reason === 'message' ? message?.html : null) ?? '';

/** The same in one line. @param shown what a page makes of it before it is cut */
export function wordsOf(row: NotificationRow, length: number, shown = (html: string) => html): string {
  const html = saidIn(row);
  return html ? lineOf(shown(html), length) : '';
}

/** Why it came to what is told, where there is something to say of that. */
export const whyOf = ({ waiting }: NotificationRow, m: Messages): string =>
  waiting?.refusal ? refusalWords(waiting.refusal, m) : '';

/** The line of a notification where there is no markup. @param who did it, with how many others */
export const lineText = (row: NotificationRow, m: Messages, who: string): string =>
  filledText(m.notifications.says[row.reason], {
    who,
    what: `“${row.thread?.title ?? ''}”`,
    query: row.search?.query ?? '',
    why: whyOf(row, m),
  });
