/** A text as a part of a pattern of LIKE with a backslash for escape: what is a wildcard there stands for itself. */
export const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&');
