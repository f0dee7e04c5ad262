import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'sqlite',
  schema: './server/platform/store/schema.sqlite.ts',
  out: './migrations/sqlite',
});
