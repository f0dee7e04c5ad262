/** `npm run test:faults`: the faults again, as often and as long as it takes to trust the result. */
export const isLong = process.env.ADDA_FAULTS === 'long';
