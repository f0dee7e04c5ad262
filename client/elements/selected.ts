/** What somebody selected in a post, as Markdown, and the button that quotes it. */
import { markdownOf } from '../composer/rich-text.ts';

/** The words of a post that are selected; null where there are none, or some of another. */
export function selectedIn(post: Element): string | null {
  const selection = getSelection();
  const body = post.querySelector(':scope > .post__body, :scope > .post__folded > .post__body');
  if (!selection || selection.isCollapsed || !body) return null;
  const range = selection.getRangeAt(0).cloneRange();
  if (!body.contains(range.startContainer)) return null;
  // A triple click ends before the first word of what follows.
  if (!body.contains(range.endContainer)) range.setEndAfter(body.lastChild!);
  const box = document.createElement('div');
  box.append(range.cloneContents());
  return markdownOf(box.innerHTML, location.origin) || null;
}

/** Shows a button beside what is selected. @param words what it says @param press gets the Markdown */
export function showButton(post: Element, words: string, press: (markdown: string) => void): void {
  document.querySelector('.quote-selected')?.remove();
  const markdown = selectedIn(post);
  const range = getSelection()?.rangeCount ? getSelection()!.getRangeAt(0) : null;
  if (markdown === null || !range) return;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button button--small quote-selected';
  button.textContent = words;
  button.addEventListener('pointerdown', (event) => event.preventDefault());
  button.addEventListener('click', () => {
    button.remove();
    getSelection()?.removeAllRanges();
    press(markdown);
  });
  // Behind the words, so that the next Tab leads to it.
  post.querySelector('.post__body')!.after(button);
  const [at, around] = [range.getBoundingClientRect(), post.getBoundingClientRect()];
  button.style.setProperty('--at-block', `${at.bottom - around.top}px`);
  button.style.setProperty('--at-inline', `${Math.min(at.left - around.left, around.width - button.offsetWidth)}px`);
}
