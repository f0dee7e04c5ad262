import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: './server/platform/store/schema.postgres.ts',
  out: './migrations/postgres',
});
