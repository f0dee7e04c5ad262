/** The fixed yardstick: bare Fastify that returns a 60 KB string. Run as a process of its own. */
import Fastify from 'fastify';

const PAGE = 'x'.repeat(60_000);
const app = Fastify();
app.get('/', (_request, reply) => reply.type('text/html').send(PAGE));
await app.listen({ port: Number(process.argv[2]), host: '127.0.0.1' });
