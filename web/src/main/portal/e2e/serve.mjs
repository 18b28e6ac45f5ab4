// For development: serves dist/ as the node would and passes all other calls on to a running node.
// usage: node e2e/serve.mjs [port] [http://localhost:8080]
import { existsSync, readFileSync } from 'node:fs'
import { createServer, request } from 'node:http'
import { dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const dist = join(dirname(dirname(fileURLToPath(import.meta.url))), 'dist')
const port = Number(process.argv[2] ?? 5180)
const node = new URL(process.argv[3] ?? 'http://localhost:8080')
const PASSED = /^\/(api|log|pki|ws|health|verify|about|assets|metrics)(\/|$|\?)/
const TYPES = { '.js': 'text/javascript', '.css': 'text/css', '.html': 'text/html;charset=UTF-8', '.svg': 'image/svg+xml' }
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';" +
  " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

createServer((asked, answer) => {
  if (PASSED.test(asked.url)) {
    const passed = request(
      { host: node.hostname, port: node.port, path: asked.url, method: asked.method, headers: asked.headers },
      (from) => {
        answer.writeHead(from.statusCode, from.headers)
        from.pipe(answer)
      },
    )
    passed.on('error', () => answer.writeHead(502).end())
    asked.pipe(passed)
    return
  }
  const path = new URL(asked.url, 'http://localhost').pathname
  const file = path.startsWith('/portal/') ? join(dist, path) : join(dist, 'index.html')
  if (!existsSync(file)) {
    answer.writeHead(404).end()
    return
  }
  answer.writeHead(200, { 'Content-Type': TYPES[extname(file)], 'Content-Security-Policy': POLICY, 'Cache-Control': 'no-store', 'Content-Encoding': 'gzip' })
  answer.end(gzipSync(readFileSync(file)))
}).listen(port, '127.0.0.1', () => console.log(`http://localhost:${port}`))
