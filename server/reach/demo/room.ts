/** Whether the example community can be loaded: it is not there, and nobody took its addresses. */
import { AddaError } from '../../platform/errors.ts';
import { site } from '../../platform/site/queries.ts';
import type { Conn } from '../../platform/store/store.ts';
import { nameSlug } from '../../rules/names.ts';
import { brands, members, spaces, staff } from './content/index.ts';
import { isAnyTaken } from './room-queries.ts';

const SLUGS = {
  spaces: spaces.map(({ slug }) => slug),
  people: [...members, ...staff].map(({ name }) => nameSlug(name)),
  brands: brands.map(({ slug }) => slug),
};

/** Whether it has room. Spaces in which members went on stay with their addresses when it is removed. */
export const hasRoom = async (conn: Conn): Promise<boolean> => !(await isAnyTaken(conn, SLUGS));

/** @throws {AddaError} `example_there` when it is loaded already, `example_in_way` where the forum has its addresses */
export async function mustHaveRoom(conn: Conn): Promise<void> {
  if ((await site(conn)).hasDemo) throw new AddaError('example_there');
  if (!(await hasRoom(conn))) throw new AddaError('example_in_way');
}
