/** The files of the forum's own mark, and where they are had. */

/** As they are named: otherwise than the pictures of posts, whose address asks who may see their post. */
export const LOGO_FILE = /^l-[0-9a-f]{24}(?:-s)?\.webp$/;

/** The smaller file, for beside the name. */
export const smallLogo = (name: string): string => name.replace(/\.webp$/, '-s.webp');

export const logoPath = (name: string): string => `/logo/${name}`;
