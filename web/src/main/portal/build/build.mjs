// Builds the portal into dist/. Does nothing where nothing changed since the last time.
// usage: node build/build.mjs <openapi.json>
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync, constants } from 'node:zlib'

const here = dirname(dirname(fileURLToPath(import.meta.url)))
const contract = resolve(process.argv[2] ?? join(here, '../../../target/contract/api/v1/openapi.json'))
const MARK = '.built-from'

function run(command, ...args) {
  const { status, error } = spawnSync(command, args, { cwd: here, stdio: ['ignore', 'inherit', 'inherit'] })
  if (error) console.error(error.message)
  if (status !== 0) process.exit(1)
}

const tool = (name) => join(here, 'node_modules', '.bin', name)

function files(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((e) => (e.isDirectory() ? files(join(folder, e.name)) : [join(folder, e.name)]))
}

function digest(paths) {
  const hash = createHash('sha256')
  for (const path of paths) {
    hash.update(path.replace(here, '')).update('\0').update(readFileSync(path)).update('\0')
  }
  return hash.digest('hex')
}

function same(mark, value) {
  return existsSync(mark) && readFileSync(mark, 'utf8') === value
}

function install() {
  const lock = digest([join(here, 'package.json'), join(here, 'package-lock.json')])
  const mark = join(here, 'node_modules', MARK)
  if (same(mark, lock)) return lock
  run('npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error')
  writeFileSync(mark, lock)
  return lock
}

/** Every file that is worth it also compressed: the server sends it as it is. */
function compress() {
  for (const path of files(join(here, 'dist', 'portal'))) {
    if (/\.(js|css|svg)$/.test(path) && statSync(path).size > 512) {
      writeFileSync(`${path}.gz`, gzipSync(readFileSync(path), { level: constants.Z_BEST_COMPRESSION }))
    }
  }
}

const lock = install()
const sources = files(join(here, 'src')).filter((p) => !p.endsWith('schema.d.ts'))
const built = digest([
  ...sources,
  ...files(join(here, 'build')),
  ...['index.html', 'vite.config.ts', 'tsconfig.json'].map((f) => join(here, f)),
  contract,
]) + lock
const mark = join(here, 'dist', MARK)
if (!same(mark, built)) {
  rmSync(mark, { force: true })
  run(tool('openapi-typescript'), contract, '--output', join(here, 'src/api/schema.d.ts'), '--properties-required-by-default')
  run(process.execPath, join(here, 'build/messages.mjs'))
  run(tool('vue-tsc'), '--noEmit')
  run(tool('vite'), 'build', '--logLevel', 'warn')
  compress()
  writeFileSync(mark, built)
}
