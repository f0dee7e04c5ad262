/** A word to an author about their post, and nothing else. */
import { act } from '../act.ts';

export const remind = act({ ...{ target: 'post', verb: 'remind' }, apply: async () => ({}) });
