/** One file on its way to the server, with how far it is. */

/** A picture that was kept. */
export type Kept = { id: number; url: string; small: string };
/** Another file that was kept. */
export type KeptFile = { id: number; name: string; bytes: number };
/** @property isAgain whether another try may help */
export type Refused = { words: string | null; isAgain: boolean };
export type Arrived = { kept: Kept | null; file: KeptFile | null; note: string | null };
export type Upload = { done: Promise<Arrived | Refused | 'cancelled'>; cancel(): void };

type Answer = {
  pictures?: Kept[];
  files?: KeptFile[];
  notes?: string[];
  title?: string;
  errors?: { message: string }[];
};

function answerOf(text: string): Answer {
  try {
    return JSON.parse(text) as Answer;
  } catch {
    return {};
  }
}

/** Not the file's fault: the network, the rate, a busy server. */
const MAY_PASS = new Set([0, 429, 502, 503, 504]);

export function upload(sent: File, onProgress: (part: number) => void): Upload {
  // `fetch` does not say how much of a body has gone.
  const request = new XMLHttpRequest();
  const body = new FormData();
  body.set('pictures', sent, sent.name);
  const done = new Promise<Awaited<Upload['done']>>((resolve) => {
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0));
    request.addEventListener('abort', () => resolve('cancelled'));
    request.addEventListener('error', () => resolve({ words: null, isAgain: true }));
    request.addEventListener('load', () => {
      const { pictures, files, notes, title, errors } = answerOf(request.responseText);
      const [kept = null, file = null] = [pictures?.[0], files?.[0]];
      if (request.status < 300 && (kept || file)) return resolve({ kept, file, note: notes?.join(' ') || null });
      const words = errors?.map(({ message }) => message).join(' ') || title || null;
      resolve({ words, isAgain: MAY_PASS.has(request.status) });
    });
  });
  request.open('POST', '/api/v1/files');
  request.setRequestHeader('accept', 'application/json');
  request.send(body);
  return { done, cancel: () => request.abort() };
}
