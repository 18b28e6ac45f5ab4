import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import vue from '@vitejs/plugin-vue'
import Components from 'unplugin-vue-components/vite'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'
import { defineConfig, type Plugin } from 'vite'

/** The node that a development server passes calls on to. */
const node = process.env.ZHENGSHU_NODE ?? 'http://localhost:8080'

/** Writes down which packages are in the files, for the list of components of the whole product. */
const components: Plugin = {
  name: 'components',
  writeBundle(options, bundle) {
    const packages = new Set<string>()
    for (const file of Object.values(bundle)) {
      if (file.type !== 'chunk') continue
      for (const id of Object.keys(file.modules)) {
        const place = /^.*?\/(node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1]
        if (place) packages.add(place)
      }
    }
    writeFileSync(join(options.dir!, '.components'), [...packages].sort().join('\n') + '\n')
  },
}

export default defineConfig({
  plugins: [
    vue(),
    components,
    Components({ dirs: [], dts: false, resolvers: [ElementPlusResolver({ importStyle: 'css' })] }),
  ],
  build: {
    target: 'chrome87',
    assetsDir: 'portal',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 700,
    rollupOptions: {
      output: {
        // one piece for the framework and one for the kit: few requests, long kept by browsers
        manualChunks(id, { getModuleInfo }) {
          if (/node_modules\/(@vue|vue|vue-router|vue-i18n|@intlify|openapi-)/.test(id)) return 'frame'
          // wanted on one page alone
          if (/node_modules\/(sm-crypto-v2|@noble\/(curves|ciphers))\//.test(id) || /composables\/receipt/.test(id)) return 'proof'
          if (/node_modules\/@noble\/hashes\//.test(id)) return 'digest'
          if (/node_modules\/uqr\//.test(id)) return 'qr'
          if (/node_modules\//.test(id) && !/\/locale\//.test(id)) return 'kit'
          // what one page alone uses comes with that page
          const shared = (getModuleInfo(id)?.importers.length ?? 0) > 1
          if (shared && /src\/(components|composables|api)\//.test(id) && !/composables\/uploads|components\/(UploadStatus|OpenUploads)/.test(id)) return 'parts'
          return undefined
        },
      },
    },
  },
  server: {
    port: Number(process.env.PORT ?? 5173),
    strictPort: true,
    proxy: Object.fromEntries(
      ['/api', '/log', '/pki', '/ws', '/health', '/verify', '/about', '/assets'].map((p) => [
        p,
        { target: node, changeOrigin: false, secure: false },
      ]),
    ),
  },
})
