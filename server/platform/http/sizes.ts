/** How much of a request is taken, and how that is said. */
const MB = 1024 * 1024;

/** Room for a long post in JSON escapes, and nothing else that scripts send is longer. */
export const BODY_LIMIT = 512 * 1024;
/** Forms are read further than anything that is taken, so that they come back with what was typed. */
export const FORM_LIMIT = 2 * MB;
/** The same of forms that take no post. */
export const SHORT_FORM_LIMIT = MB / 4;

/** How much of a form is read. @param fields what it has */
export const formLimit = (fields: object): number => ('body' in fields ? FORM_LIMIT : SHORT_FORM_LIMIT);

/** Bytes in megabytes with one digit behind the point, never less than they are. */
export const megabytes = (bytes: number): number => Math.ceil((bytes / MB) * 10) / 10;
