/** The page of those who run the forum, with what it shows. */
import type { Ctx } from '../../platform/http/context.ts';
import { blankForm, type FormState } from '../../platform/http/form-state.ts';
import type { Html } from '../../platform/http/html.ts';
import { openClaims } from '../../reach/importers/claim-queries.ts';
import { type Example, exampleNow } from '../setup/example.ts';
import { countAllGivenUp } from './given-up.ts';
import { type AdminData, adminView } from './views.ts';

/** What it shows. @param example as it is after a press that was refused */
export async function adminData(ctx: Ctx, example?: Example): Promise<AdminData> {
  const conn = ctx.adda.store.read;
  const [claims, givenUp] = [await openClaims(conn), await countAllGivenUp(conn)];
  return { claims, givenUp, example: example ?? (await exampleNow(ctx)) };
}

/** The form of the forum as nobody has touched it yet. */
export const forumForm = ({ site }: Ctx): FormState => blankForm({ forumName: site.name, languages: site.languages });

/** The page after a press on it was refused. @param as what was refused: of the forum's form, or of the example */
export async function adminPage(ctx: Ctx, as: { form?: FormState; example?: Example }): Promise<Html> {
  return adminView(ctx, await adminData(ctx, as.example), as.form ?? forumForm(ctx));
}
