/** `npm run test:faults`: the faults and the properties again, as often and as long as it takes to trust the result. */
export const isLong = process.env.ADDA_FAULTS === 'long';
