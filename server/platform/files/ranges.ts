const ONE_PART = /^bytes=(?:\d+-\d*|-\d+)$/i;

/** Whether one part is asked for, in decimal digits (RFC 9110, 14.1.2); whatever else is asked for is answered with the whole, as anybody may. */
export const isOnePart = (range: string): boolean => ONE_PART.test(range);
