/** Another title, other tags, another form. */
import { AddaError, type FieldFault, invalid } from '../../../platform/errors.ts';
import { checkTags, checkTitle, mustNotLookLikeLabel } from '../../../forum/posting/check.ts';
import { postById } from '../../../forum/threads/post-queries.ts';
import { updateThread } from '../../../forum/threads/queries.ts';
import { recountThread, retag } from '../../../forum/threads/recount.ts';
import { openingOf } from '../../../forum/threads/recount-queries.ts';
import { reindexOpening, rekind } from '../../../forum/threads/reform.ts';
import { isChangeable } from '../../../rules/moderation.ts';
import { slugify } from '../../../../shared/text.ts';
import { type Form, FORMS } from '../../../../shared/words.ts';
import { act } from '../act.ts';

export const retitleThread = act({
  ...{ target: 'thread', verb: 'retitle', wants: ['title', 'tags', 'form'] },
  async apply(tx, { thread }, { wanted }) {
    const faults: FieldFault[] = [];
    const title = checkTitle(wanted.title ?? thread.title, faults);
    const tagNames = checkTags(wanted.tags ?? thread.tagNames, faults);
    const form: Form = FORMS.find((one) => one === wanted.form) ?? thread.form;
    if (form !== thread.form && !isChangeable(thread.form, form)) faults.push({ field: 'form', fault: 'not_offered' });
    if (faults.length > 0) throw invalid(...faults);
    const facts = { title: thread.title, tags: thread.tagNames, form: thread.form };
    if (JSON.stringify(facts) === JSON.stringify({ title, tags: tagNames, form })) throw new AddaError('no_change');
    const opening = await openingOf(tx, thread.id);
    if (opening && !(await postById(tx, opening.id))?.isLabelled)
      await mustNotLookLikeLabel(tx, { title, tags: tagNames });
    const changes = { title, slug: slugify(title), tagNames, form };
    await updateThread(tx, thread.id, changes);
    await retag(tx, { ...thread, ...changes }, tagNames);
    if (form !== thread.form) await rekind(tx, { ...thread, ...changes });
    await recountThread(tx, { ...thread, ...changes });
    if (opening?.isPublic) await reindexOpening(tx, { ...thread, ...changes }, opening);
    return { facts };
  },
  back: ({ title, tags, form }) => ({ title: String(title), tags: (tags as string[]).map(String), form: String(form) }),
});
