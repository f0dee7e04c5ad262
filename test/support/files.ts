/** Forms with files, as a browser sends them. */
import { type Forum, type Member, ORIGIN } from './forum.ts';

/** A file by its name, or only its bytes. */
export type Sent = Buffer | { name: string; bytes: Buffer; type?: string };

/** Sends a form with files; those without a name are called file-0.jpg, file-1.jpg … @param headers besides those of our own page */
export async function sendForm(
  { app }: Pick<Forum, 'app'>,
  url: string,
  fields: Record<string, string | string[]>,
  files: Sent[],
  who: Member | null,
  headers: Record<string, string> = {},
) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one);
  for (const [i, file] of files.entries()) {
    const { name, bytes, type = '' } = Buffer.isBuffer(file) ? { name: `file-${i}.jpg`, bytes: file } : file;
    form.append('pictures', new Blob([new Uint8Array(bytes)], { type }), name);
  }
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
