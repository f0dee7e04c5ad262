/** The forum's own origin, where only a connection is at hand: it is the same for the whole process. */
let own: string | undefined;

export const setOwnOrigin = (origin: string): void => void (own = origin);

/** Undefined until the settings are known. */
export const ownOrigin = (): string | undefined => own;
