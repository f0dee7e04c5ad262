/** How letters are laid out, whatever their language. */

/** A titled list of links; nothing where there is none. @param after what follows the list */
export const linkList = (title: string, lines: readonly { line: string; link: string }[], after = ''): string =>
  lines.length === 0 ? '' : `${title}\n\n${lines.map(({ line, link }) => `* ${line}\n  ${link}\n`).join('')}${after}\n`;
