import { define } from './define.ts';
import { pgKit } from './kit.ts';

export const {
  settings,
  accounts,
  sessions,
  tokens,
  attempts,
  claims,
  outbox,
  spaces,
  tags,
  helpers,
  threads,
  threadTags,
  posts,
  revisions,
  marks,
  onceKeys,
} = define(pgKit);
