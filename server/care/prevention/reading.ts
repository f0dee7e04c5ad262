/** A post as the rules of prevention read it. */
import { fold } from '../../platform/store/fold.ts';
import { ownOrigin } from '../../platform/site/origin.ts';
import { hostOf, linksIn } from '../../rules/brand-links.ts';
import { type Reading, readingOf } from '../../rules/reading.ts';
import { plainText } from '../../../shared/markdown.ts';

/** @param title of a thread, or what else was typed with the post; '' for none */
export function readPost(title: string, html: string): Reading {
  const origin = ownOrigin();
  return readingOf(`${title}\n${plainText(html)}`, linksIn(html), origin ? hostOf(origin) : null, fold);
}
