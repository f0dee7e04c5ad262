/** Pictures that are pressed: shown on the whole screen, or let move; without a script both are links to the file. */
import type { AddaLightBox } from './adda-light-box.ts';

async function enlarge(link: HTMLAnchorElement): Promise<void> {
  await import('./adda-light-box.ts');
  let box = document.querySelector<AddaLightBox>('adda-light-box');
  if (!box) document.body.append((box = document.createElement('adda-light-box') as AddaLightBox));
  await box.open(link);
}

/** Moves it in its place, or stops it; its first frame is kept meanwhile. */
function play(link: HTMLAnchorElement): void {
  const image = link.parentElement!.querySelector('img')!;
  const words = link.querySelector('span')!;
  const { stop, still, set = '' } = link.dataset;
  link.dataset.stop = words.textContent ?? '';
  words.textContent = stop ?? '';
  if (still === undefined) {
    Object.assign(link.dataset, { still: image.getAttribute('src')!, set: image.getAttribute('srcset') ?? '' });
    image.removeAttribute('srcset');
    image.src = link.href;
  } else {
    delete link.dataset.still;
    image.src = still;
    if (set) image.srcset = set;
  }
}

export function startPictures(): void {
  document.addEventListener('click', (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>('a.picture__open, a.picture__play');
    if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (link.matches('.picture__play')) play(link);
    else enlarge(link).catch(() => location.assign(link.href));
  });
}
