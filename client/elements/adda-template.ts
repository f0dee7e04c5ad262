/**
 * Around the choice of a space: once one is chosen, the forms are those that can be begun there, and what it asks for
 * stands in the box, unless something was typed there. Without it a button does the same by a new page.
 *
 * @attr words - what stands there from the page, or nothing; without it no space asks for anything
 * @attr shown - what is said when something came into the box
 */
class AddaTemplate extends HTMLElement {
  private words = '';
  private status = document.createElement('p');

  connectedCallback(): void {
    this.addEventListener('change', () => void this.offer());
    if (!this.hasAttribute('words')) return;
    this.words = this.getAttribute('words')!;
    this.querySelector('button')?.remove();
    this.status.className = 'field__hint';
    this.status.setAttribute('role', 'status');
    this.append(this.status);
    this.addEventListener('change', () => void this.bring());
  }

  /** The forms that the space offers, as the server draws them; where it cannot be asked, those that are there stay. */
  private async offer(): Promise<void> {
    const { form, value: space } = this.querySelector('select')!;
    const kind = form?.elements.namedItem('form');
    if (!form || !(kind instanceof HTMLInputElement)) return;
    const asked = new URLSearchParams({ draft: 'new', form: kind.value, ...(space !== '' && { space }) });
    const answer = await fetch(`/ask?${asked}`).catch(() => null);
    // Another one was chosen meanwhile.
    if (!answer?.ok || this.querySelector('select')!.value !== space) return;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    for (const part of ['.form-choice', '.form-choice__what']) {
      const [old, drawn] = [form.querySelector(part), page.querySelector(part)];
      if (old && drawn) old.replaceWith(drawn);
    }
  }

  private async bring(): Promise<void> {
    const { form, value: slug } = this.querySelector('select')!;
    const body = form?.elements.namedItem('body');
    const kind = form?.elements.namedItem('form');
    if (!(body instanceof HTMLTextAreaElement) || !(kind instanceof HTMLInputElement)) return;
    const words = slug === '' ? '' : await this.ask(slug, kind.value);
    const typed = body.value.trim();
    this.status.textContent = '';
    if (words === null || (typed !== '' && typed !== this.words.trim())) return;
    if (words !== '') this.status.textContent = this.getAttribute('shown');
    body.defaultValue = body.value = this.words = words;
    // What nobody wrote is no draft: by this it is known.
    this.setAttribute('words', words);
    this.querySelector<HTMLInputElement>('[name="templateOf"]')!.value = words === '' ? '' : `${slug}:${kind.value}`;
  }

  /** Null where it could not be asked: what stands there stays. */
  private async ask(slug: string, form: string): Promise<string | null> {
    try {
      const response = await fetch(`/api/v1/spaces/${encodeURIComponent(slug)}/templates`);
      if (!response.ok) return null;
      const { templates } = (await response.json()) as { templates: { form: string; words: string }[] };
      return templates.find((one) => one.form === form)?.words ?? '';
    } catch {
      return null;
    }
  }
}

customElements.define('adda-template', AddaTemplate);
