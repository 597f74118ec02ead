import { tanstackRouter } from '@tanstack/router-plugin/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const server = process.env.KARAMON_PUBLIC_URL ?? 'http://127.0.0.1:8080';
const testing = process.env.VITEST === 'true';

export default defineConfig({
  base: '/admin/',
  plugins: [
    !testing && tanstackRouter({ target: 'react', autoCodeSplitting: true, tmpDir: 'target/tanstack' }),
    react(),
  ],
  build: {
    outDir: 'target/classes/admin-ui',
    emptyOutDir: true,
    // Older targets make Lightning CSS rewrite light-dark() into variables that Mantine never sets.
    cssTarget: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
    // The page's policy allows no fonts from data: URLs.
    assetsInlineLimit: 0,
    // What every page needs, in one file.
    chunkSizeWarningLimit: 800,
    rolldownOptions: {
      // Schemas that nothing uses are left out.
      treeshake: { manualPureFunctions: ['z'] },
      output: {
        // Few files: each of the many small ones costs a request, and more of the browser's time than its content does.
        codeSplitting: {
          groups: [
            { name: 'panel', tags: ['$initial'], priority: 2 },
            { name: 'parts', minShareCount: 3, priority: 1 },
          ],
        },
      },
    },
  },
  server: {
    host: '127.0.0.1',
    // Not "/admin/api": that would take pages such as /admin/apis as well.
    proxy: { '^/(admin/api|docs)/': { target: server } },
  },
  test: {
    projects: [
      { extends: true, test: { name: 'logic', environment: 'node', include: ['src/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'screens',
          environment: 'happy-dom',
          isolate: false,
          setupFiles: ['src/test/setup.ts'],
          include: ['src/**/*.test.tsx'],
        },
      },
    ],
    reporters: ['default', ['junit', { outputFile: 'target/vitest-reports/TEST-admin-ui.xml' }]],
    testTimeout: 60_000,
    maxWorkers: 2,
  },
});
