/** The form of those who want to join, as somebody fills it in who takes their time. */
import type { Adda } from '../../server/platform/adda.ts';
import { signDrawn } from '../../server/people/accounts/sign-up-trap.ts';

const TAKES_MS = 10_000;

/** What the form has besides what one types. */
export const drawnBefore = async (adda: Adda, ms = TAKES_MS): Promise<{ drawn: string; website: string }> => ({
  drawn: await signDrawn(adda, Date.now() - ms),
  website: '',
});
