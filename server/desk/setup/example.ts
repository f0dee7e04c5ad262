import type { Ctx } from '../../platform/http/context.ts';
import type { FormState } from '../../platform/http/form-state.ts';
import { hasRoom } from '../../reach/demo/room.ts';

/** @property hasRoom whether the example can be loaded @property refused the press that could not be done */
export type Example = { hasRoom: boolean; refused: FormState | null };

/** Whether the example can be loaded now. @param refused the press that was just refused */
export async function exampleNow({ adda, site }: Ctx, refused: FormState | null = null): Promise<Example> {
  return { hasRoom: !site.hasDemo && (await hasRoom(adda.store.read)), refused };
}
