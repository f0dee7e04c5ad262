/** Sends a form as it stands and asks for JSON. Null when the answer is anything but a plain yes. */
export async function sendForm<T>(form: HTMLFormElement): Promise<T | null> {
  return post<T>(
    form.action,
    new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)])),
  );
}

export async function post<T>(url: string, body: URLSearchParams): Promise<T | null> {
  try {
    const response = await fetch(url, { method: 'POST', body, headers: { accept: 'application/json' } });
    return response.ok && response.headers.get('content-type')?.includes('json')
      ? ((await response.json()) as T)
      : null;
  } catch {
    return null;
  }
}
