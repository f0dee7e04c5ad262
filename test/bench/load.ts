/** Bounded load on a server on this machine. */
import autocannon from 'autocannon';

export type Measured = { perSecond: number; medianMs: number; p99Ms: number; bytes: number; errors: number };

type Options = {
  url: string;
  seconds: number;
  connections: number;
  headers?: Record<string, string>;
  requests?: autocannon.Request[];
};

/** @throws when the URL is not on the loopback: load goes nowhere else */
export async function load({ url, seconds, connections, headers, requests }: Options): Promise<Measured> {
  if (!/^(localhost|127\.0\.0\.1|\[::1\])$/.test(new URL(url).hostname))
    throw new Error(`${url} is not on this machine: load is for your own server on the loopback only.`);
  const result = await autocannon({
    url,
    duration: seconds,
    connections,
    headers: { 'accept-encoding': 'gzip, br', ...headers },
    ...(requests && { requests }),
  });
  return {
    perSecond: result.requests.average,
    medianMs: result.latency.p50,
    p99Ms: result.latency.p99,
    bytes: result.throughput.total / Math.max(1, result.requests.total),
    errors: result.errors + result.non2xx,
  };
}

/** Median time of one request after another, in ms, finer than the load generator tells. */
export async function oneByOne(url: string, count: number, headers: Record<string, string> = {}): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    const start = performance.now();
    const response = await fetch(url, { headers: { 'accept-encoding': 'br', ...headers } });
    await response.arrayBuffer();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[Math.floor(count / 2)]!;
}
