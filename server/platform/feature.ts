/** What a feature brings to the forum. The whole list is in server/features.ts; nothing else wires a feature up. */
import type { FastifyInstance } from 'fastify';
import type { Adda } from './adda.ts';
import type { Tables } from './store/define.ts';
import type { Tx } from './store/store.ts';

/** What happens by itself, again and again. */
export type Job = { name: string; everyMs: number; run(adda: Adda): Promise<void> };

/** What a table holds of one person, and how it goes when the person does. */
export type PersonalData = { table: keyof Tables; erase(tx: Tx, accountId: number): Promise<void> };

export type Feature = {
  name: string;
  /** Registers the feature's pages, forms and addresses of the API. */
  routes?(app: FastifyInstance): void;
  jobs?: readonly Job[];
  personal?: readonly PersonalData[];
  /** Writes anew what says somebody's name in stored words, once the account has another name or none. */
  renamed?(tx: Tx, formerName: string): Promise<void>;
};
