/** `vite build --mode client` and `--mode server`; the tests' settings are in vitest.config.ts. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';
import { decompress } from 'wawoff2';

const COMPRESSIBLE = /\.(js|css|svg|json)$/;

/** Each file once more as .br and .gz, so that the server has nothing to compress. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    writeBundle({ dir }) {
      const folder = path.join(dir!, 'assets');
      for (const name of readdirSync(folder)) {
        if (!COMPRESSIBLE.test(name)) continue;
        const file = path.join(folder, name);
        const body = readFileSync(file);
        writeFileSync(`${file}.br`, brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
        writeFileSync(`${file}.gz`, gzipSync(body, { level: 9 }));
      }
    },
  };
}

/** Brings the stylesheet of every language that has one into the page's, in place of one `@import` for them all. */
function languageStyles(): Plugin {
  return {
    name: 'language-styles',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith('/client/styles/main.css')) return;
      const names = readdirSync(path.join(path.dirname(id), 'languages')).sort();
      return code.replace("'./languages/*.css'", names.map((name) => `'./languages/${name}'`).join(';\n@import '));
    },
  };
}

type Emoji = { label: string; unicode: string; hexcode: string; tags?: string[]; group?: number };

/** Of each sign; more would double what is loaded. */
const TAGS_KEPT = 1;

/** Groups of the dictionary: skins and hair, and flags, of which there are hundreds. */
const [COMPONENTS, FLAGS] = [2, 9];

const joined = (name: string) =>
  name
    .trim()
    .toLowerCase()
    .normalize('NFC')
    .replace(/[\s:]+/g, '_');

/** Lines of a sign and its names in a language, the usual short ones first where it has them. */
function emojiLines(language: string): string {
  const read = (file: string) =>
    JSON.parse(readFileSync(`node_modules/emojibase-data/${language}/${file}.json`, 'utf8'));
  const short: Record<string, string | string[]> = language === 'en' ? read('shortcodes/github') : {};
  return (read('compact') as Emoji[])
    .filter(({ group }) => group !== undefined && group !== COMPONENTS && group !== FLAGS)
    .map(({ label, unicode, hexcode, tags = [] }) => {
      const named = [...[short[hexcode] ?? []].flat(), label].map(joined);
      // A tag that is part of a name finds nothing new.
      const more = tags.map(joined).filter((tag) => !named.some((name) => name.includes(tag)));
      const names = [...named, ...more.slice(0, TAGS_KEPT)];
      return [unicode, ...new Set(names)].join(' ');
    })
    .join('\n');
}

/** Emoji and their names as small as they can be: a module each language, made from the dictionary of emoji. */
function emoji(): Plugin {
  const has = (name: string) => existsSync(`node_modules/emojibase-data/${name}/compact.json`);
  const languages = readdirSync('shared/catalogue').filter((name) => has(name));
  const entry = (language: string) => `${JSON.stringify(language)}: () => import('virtual:emoji/${language}')`;
  return {
    name: 'emoji',
    resolveId: (id) => (id.startsWith('virtual:emoji') ? `\0${id}` : undefined),
    load(id) {
      if (id === '\0virtual:emoji') return `export const languages = { ${languages.map(entry).join(', ')} };`;
      const language = id.startsWith('\0virtual:emoji/') ? id.slice('\0virtual:emoji/'.length) : null;
      return language === null ? undefined : `export default ${JSON.stringify(emojiLines(language))};`;
    },
  };
}

/** The strong and the plain reading face as pictures of threads are drawn with them: nobody is sent these. */
function fontFiles(): Plugin {
  return {
    name: 'font-files',
    async writeBundle({ dir }) {
      const folder = path.join(dir!, 'fonts');
      mkdirSync(folder, { recursive: true });
      for (const name of readdirSync('client/fonts').filter((one) => one.endsWith('.woff2'))) {
        const font = await decompress(readFileSync(path.join('client/fonts', name)));
        writeFileSync(path.join(folder, name.replace('.woff2', '.ttf')), font);
      }
    },
  };
}

/**
 * drizzle-orm asks of each piece of each query whether it is of a class, by walking up its classes: a tenth of the time of a
 * post. A class never changes its parents, so what one walk found is kept.
 */
export function quickKinds(): Plugin {
  return {
    name: 'quick-kinds',
    transform(code, id) {
      if (!/[\\/]drizzle-orm[\\/]entity\.js$/.test(id)) return;
      const slow = /function is\(value, type\) {[^]*?\n}/;
      if (!slow.test(code)) throw new Error('drizzle-orm tells its kinds another way now: see quickKinds.');
      return code.replace(
        slow,
        `const kindsOf = new WeakMap();
function is(value, type) {
  if (!value || typeof value !== 'object') return false;
  const own = Object.getPrototypeOf(value)?.constructor;
  if (!own) return false;
  let kinds = kindsOf.get(own);
  if (!kinds) {
    kinds = new Set();
    for (let cls = own; cls; cls = Object.getPrototypeOf(cls)) if (entityKind in cls) kinds.add(cls[entityKind]);
    kindsOf.set(own, kinds);
  }
  return kinds.has(type[entityKind]);
}`,
      );
    },
  };
}

/** The last step of a build: its time tells `adda` whether the sources are newer. */
function stamped(): Plugin {
  return { name: 'stamped', writeBundle: () => writeFileSync('dist/built', '') };
}

/** These look for files of their own when they run (machine code, threads), or are loaded by few, when they are asked for. */
const KEPT_APART = [
  '@node-rs/argon2',
  'better-sqlite3',
  'pino',
  'piscina',
  'sharp',
  'age-encryption',
  'imapflow',
  '@opentelemetry/context-async-hooks',
  '@opentelemetry/core',
  '@opentelemetry/exporter-trace-otlp-http',
  '@opentelemetry/resources',
  '@opentelemetry/sdk-trace',
];

export default defineConfig(({ mode }) =>
  mode === 'server'
    ? {
        // Finding a thousand small files is half of a start: they are built in, and only the parts of them that are used.
        ssr: { noExternal: true, external: KEPT_APART },
        build: {
          ssr: true,
          outDir: 'dist/server',
          emptyOutDir: true,
          target: 'node22',
          rollupOptions: {
            input: { main: 'server/main.ts', worker: 'server/platform/worker-pool/worker.ts' },
            // All in one folder: the thread's program is looked for beside what starts it.
            output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
          },
        },
        plugins: [quickKinds(), stamped()],
      }
    : {
        publicDir: false,
        build: {
          outDir: 'dist/client',
          emptyOutDir: true,
          manifest: true,
          target: 'es2022',
          cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
          assetsInlineLimit: 0,
          modulePreload: { polyfill: false },
          rollupOptions: {
            input: [
              'client/pages/site.ts',
              'client/pages/service-worker.ts',
              'client/styles/main.css',
              'client/styles/admin.css',
              'client/styles/health.css',
              'client/styles/search.css',
              'client/styles/messages.css',
              'client/icons/sprite.svg',
              'client/icons/favicon.svg',
              'client/icons/logo.svg',
            ],
          },
        },
        plugins: [languageStyles(), emoji(), compressed(), fontFiles()],
      },
);
