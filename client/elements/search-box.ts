/** What is found while one types comes with the first look at the box; without a script Enter leads to the page. */
export function startSearchBox(): void {
  const form = document.querySelector<HTMLFormElement>('form.site-search');
  form?.querySelector('input')?.addEventListener(
    'focus',
    () =>
      void import('./adda-search-box.ts').then(() => {
        if (!form.querySelector('adda-search-box')) form.append(document.createElement('adda-search-box'));
      }),
    { once: true },
  );
}
