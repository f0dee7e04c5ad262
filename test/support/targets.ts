/** What is pressed has room for a finger (WCAG 2.2, 2.5.8): looked for in the browser. */
import type { Page } from 'playwright-core';

const PRESSED =
  'a[href], button, summary, select, input:not([type="hidden"]), textarea, [role="button"], [tabindex="0"]';

/** Targets on a page that are smaller than 24 by 24 CSS pixels, but for links within a sentence. */
export function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate((pressed) => {
    const LEAST = 23.5;
    const isInSentence = (element: Element): boolean => {
      if (getComputedStyle(element).display !== 'inline') return false;
      let block = element.parentElement!;
      while (getComputedStyle(block).display === 'inline') block = block.parentElement!;
      const words = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
      for (let node = words.nextNode(); node; node = words.nextNode())
        if (/[\p{L}\p{N}]/u.test(node.textContent ?? '') && !node.parentElement!.closest(pressed)) return true;
      return false;
    };
    const small: string[] = [];
    for (const element of document.querySelectorAll(pressed)) {
      if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true }))
        continue;
      // A box to tick is pressed by its words, too.
      const target = element.matches('[type="checkbox"], [type="radio"]')
        ? (element.closest('label') ?? element)
        : element;
      const { width, height, right } = target.getBoundingClientRect();
      const isHidden = (width <= 1 && height <= 1) || right <= 0 || target.closest('.visually-hidden, .skip') !== null;
      if (isHidden || (width >= LEAST && height >= LEAST) || isInSentence(target)) continue;
      const words = (target.textContent || (target.getAttribute('name') ?? ''))
        .trim()
        .replace(/\s+/g, ' ')
        .slice(0, 40);
      small.push(
        `${target.tagName.toLowerCase()}.${target.className} in .${target.parentElement?.className} “${words}” ${Math.round(width)}×${Math.round(height)}`,
      );
    }
    return [...new Set(small)];
  }, PRESSED);
}
