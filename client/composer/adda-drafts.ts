import { Drafts } from './drafts.ts';
import { loadWords } from './words.ts';

/**
 * Fields that are no text of a post, kept while somebody types into them, as the box of a post is.
 *
 * @slot - the fields, one of them a text area
 */
export class AddaDrafts extends HTMLElement {
  connectedCallback(): void {
    const area = this.querySelector('textarea');
    if (this.dataset.isReady !== undefined || !area) return;
    this.dataset.isReady = '';
    void loadWords().then((words) => Drafts.of(this, area, words));
  }
}

customElements.define('adda-drafts', AddaDrafts);
