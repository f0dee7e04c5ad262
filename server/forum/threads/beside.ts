/** What stands beside the words of posts: pictures, files, polls. */
import type { Conn } from '../../platform/store/store.ts';
import { filesOf, type PostFile } from '../files/queries.ts';
import { fileNames, picturePath } from '../pictures/parts.ts';
import { type Picture, picturesOf } from '../pictures/queries.ts';
import { pollsOf, type Poll } from './poll-queries.ts';
import type { PostNode } from './page.ts';

export type Pictured = { beside: Picture[]; within: Picture[] };
export type BesidePosts = {
  /** The pictures of the posts, by post: those beside the words, and those within them. */
  pictures: Map<number, Pictured>;
  /** Their other files, by post. */
  files: Map<number, PostFile[]>;
  /** The polls beside posts, by post, as they stand; what of them its reader sees, the view asks. */
  polls: Map<number, Poll>;
};

export const withReplies = (nodes: readonly PostNode[]) => nodes.flatMap((node) => [node, ...node.replies]);

/** Pictures of a text beside it, and those that stand in its words. @param html as it is drawn */
export function splitBeside(html: string, pictures: readonly Picture[]): Pictured {
  const isWithin = ({ name }: Picture) => fileNames(name).some((file) => html.includes(picturePath(file)));
  return { beside: pictures.filter((one) => !isWithin(one)), within: pictures.filter(isWithin) };
}

/** The pictures of posts and of the replies under them; most have none, and nothing is asked then. */
async function picturesBy(conn: Conn, nodes: readonly PostNode[]): Promise<Map<number, Pictured>> {
  const pictures = new Map<number, Pictured>();
  const shown = withReplies(nodes).filter(({ hasPictures }) => hasPictures);
  if (shown.length === 0) return pictures;
  const words = new Map(shown.map(({ id, html }) => [id, html]));
  const found = Map.groupBy(await picturesOf(conn, [...words.keys()]), ({ postId }) => postId!);
  for (const [postId, own] of found) pictures.set(postId, splitBeside(words.get(postId)!, own));
  return pictures;
}

/** The polls beside posts and replies; most have none, and nothing is asked then. */
async function pollsBy(conn: Conn, nodes: readonly PostNode[]): Promise<Map<number, Poll>> {
  const shown = withReplies(nodes).filter(({ hasPoll }) => hasPoll);
  const polls =
    shown.length === 0
      ? []
      : await pollsOf(
          conn,
          shown.map(({ id }) => id),
        );
  return new Map(polls.map((poll) => [poll.postId, poll]));
}

/** The files of posts and replies; most have none, and nothing is asked then. */
async function filesBy(conn: Conn, nodes: readonly PostNode[]): Promise<BesidePosts['files']> {
  const files: BesidePosts['files'] = new Map();
  const ids = withReplies(nodes).flatMap((post) => (post.hasFiles ? post.id : []));
  if (ids.length === 0) return files;
  for (const { postId, ...file } of await filesOf(conn, ids)) files.set(postId!, [...(files.get(postId!) ?? []), file]);
  return files;
}

/** What stands beside the words of posts, and of the replies under them. */
export async function besidePosts(conn: Conn, nodes: readonly PostNode[]): Promise<BesidePosts> {
  return {
    pictures: await picturesBy(conn, nodes),
    files: await filesBy(conn, nodes),
    polls: await pollsBy(conn, nodes),
  };
}
