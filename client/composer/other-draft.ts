/** Another text, shown beside the one that is being written. */
import type { Values } from './form-values.ts';
import type { Words } from './words.ts';

/** A press on one of the buttons; the box goes. @property name what the button says */
export type Choice = { name: string; run: () => void };

/** The box with a text and what can be done with it. @param help whose it is */
export function otherDraft(words: Words, values: Values, help: string, choices: Choice[]): HTMLElement {
  const box = document.createElement('section');
  box.className = 'other-draft version';
  box.setAttribute('aria-label', words.otherText);
  const [heading, hint, text] = ['h3', 'p', 'pre'].map((tag) => document.createElement(tag));
  heading!.textContent = words.otherText;
  hint!.textContent = help;
  text!.textContent = [values.to && `${words.to} ${String(values.to)}`, values.title, values.body]
    .flat()
    .filter(Boolean)
    .join('\n\n');
  text!.dir = 'auto';
  const buttons = document.createElement('p');
  buttons.className = 'buttons';
  for (const { name, run } of choices) {
    const button = document.createElement('button');
    Object.assign(button, { type: 'button', className: 'button button--small', textContent: name });
    button.addEventListener('click', () => {
      box.remove();
      run();
    });
    buttons.append(button);
  }
  box.append(heading!, hint!, text!, buttons);
  return box;
}
