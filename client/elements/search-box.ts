/** What is found while one types comes with the first look at the box; without a script Enter leads to the page. */
export function startSearchBox(): void {
  const form = document.querySelector<HTMLFormElement>('form.site-search');
  async function open(): Promise<void> {
    await import('./adda-search-box.ts');
    form!.append(document.createElement('adda-search-box'));
  }
  form?.querySelector('input')?.addEventListener('focus', () => void open(), { once: true });
}
