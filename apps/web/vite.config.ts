import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Everything is served from our own origin as files: nothing inlined, so that `default-src 'self'` is enough. */
export default defineConfig({
  plugins: [react()],
  build: {
    outDir: '../../dist/apps/web',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    // Of core only what is imported comes along: its modules do nothing when they are loaded.
    rolldownOptions: { treeshake: { moduleSideEffects: (id) => !/[\\/]libs[\\/]core[\\/]/.test(id) } },
  },
  server: { host: '127.0.0.1', proxy: { '/api': 'http://127.0.0.1:3000' } },
});
