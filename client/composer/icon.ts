/** Drawings of the composer's own: they come with it, and weigh on nobody who reads. */
import sprite from '../icons/composer.svg';

const SVG = 'http://www.w3.org/2000/svg';

export function icon(name: string): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(SVG, 'use');
  use.setAttribute('href', `${sprite}#i-${name}`);
  svg.append(use);
  return svg;
}
