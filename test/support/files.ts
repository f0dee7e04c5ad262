/** Forms with files, as a browser sends them. */
import { type Forum, type Member, ORIGIN } from './forum.ts';

/** Sends a form with pictures called file-0.jpg, file-1.jpg … @param headers besides those of our own page */
export async function sendForm(
  { app }: Pick<Forum, 'app'>,
  url: string,
  fields: Record<string, string | string[]>,
  files: Buffer[],
  who: Member | null,
  headers: Record<string, string> = {},
) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one);
  for (const [i, file] of files.entries()) form.append('pictures', new Blob([new Uint8Array(file)]), `file-${i}.jpg`);
  const request = new Request('http://localhost/', { method: 'POST', body: form });
  const answer = await app.inject({
    method: 'POST',
    url,
    payload: Buffer.from(await request.arrayBuffer()),
    headers: {
      'content-type': request.headers.get('content-type')!,
      origin: ORIGIN,
      ...(who && { cookie: who.cookie }),
      ...headers,
    },
  });
  return { status: answer.statusCode, text: answer.body, headers: answer.headers as Record<string, string> };
}
