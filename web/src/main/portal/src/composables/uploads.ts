import { sha256 } from '@noble/hashes/sha2.js'
import { reactive, watch } from 'vue'
import { api, ask, once } from '../api/client'
import { Problem, problemOf, problemOfNetwork } from '../api/problem'
import type { components } from '../api/schema'
import { i18n } from '../i18n'
import type { Mount } from './mount'
import { useSession } from './session'

export type OpenUpload = components['schemas']['UploadView']

/** One file on its way to the node, in pieces; it goes on while other pages are read. */
export interface Upload {
  item: string
  title: string
  file: File
  state: 'hashing' | 'sending' | 'paused' | 'loading' | 'broken' | 'refused' | 'done' | 'cancelled'
  /** Bytes read or sent; those that the node has are in {@code offset}. */
  done: number
  offset: number
  /** What the node knows it by; empty before it does. */
  id: string
  /** How often the connection broke. */
  breaks: number
  sha256: string
  mount?: Mount
  problem?: Problem
}

/** What goes on for an upload until it is stopped. */
interface Run {
  stop: AbortController
  /** Makes the loading count once. */
  key: string
  /** Breaks since the last piece that arrived. */
  tries: number
}

const SLICE = 4 * 1024 * 1024
/** The bar and what a break costs go by pieces: a twentieth of the file or less. */
const PIECES = 20
const SMALLEST = 128 * 1024
const MOST_TRIES = 10
const uploads = reactive(new Map<string, Upload>())
const runs = new Map<string, Run>()
const RUNNING = ['hashing', 'sending', 'loading', 'broken']

export const isRunning = (u: Upload) => RUNNING.includes(u.state)

addEventListener('beforeunload', (e) => {
  if ([...uploads.values()].some(isRunning)) e.preventDefault()
})

const hex = (bytes: Uint8Array) => Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('')

function headers(): Record<string, string> {
  return { 'Zhengshu-Portal': '1', 'Accept-Language': i18n.global.locale.value === 'en' ? 'en' : 'zh' }
}

/** Ends what was paused or cancelled in the meantime. */
function goesOn(run: Run) {
  if (run.stop.signal.aborted) throw new Error('stopped')
}

async function hash(u: Upload, run: Run) {
  const digest = sha256.create()
  u.state = 'hashing'
  for (let at = 0; at < u.file.size; at += SLICE) {
    digest.update(new Uint8Array(await u.file.slice(at, at + SLICE).arrayBuffer()))
    goesOn(run)
    u.done = Math.min(at + SLICE, u.file.size)
  }
  u.sha256 = hex(digest.digest())
}

/** Finds out where the file stands: the node knows it by its digest, whatever happened here. */
async function place(u: Upload, run: Run) {
  const known = u.id
    ? await ask(api.GET('/api/v1/uploads/{id}', { params: { path: { id: u.id } } }))
    : await begun(u)
  u.id = known.id
  if (u.state === 'cancelled') void discard(u)
  goesOn(run)
  u.offset = u.done = known.offset
}

async function begun(u: Upload): Promise<OpenUpload> {
  const open = await ask(api.GET('/api/v1/uploads'))
  const same = open.find((o) => o.item === u.item && o.sha256 === u.sha256 && o.length === u.file.size)
  if (same) return same
  const body = { item: u.item, length: u.file.size, filename: u.file.name, sha256: u.sha256 }
  return ask(api.POST('/api/v1/uploads', { body, headers: once() }))
}

async function send(u: Upload, run: Run) {
  const size = Math.min(SLICE, Math.max(SMALLEST, Math.ceil(u.file.size / PIECES)))
  const bytes = new Uint8Array(await u.file.slice(u.offset, u.offset + size).arrayBuffer())
  goesOn(run)
  const after = await patched(u, bytes, run.stop.signal)
  u.offset = u.done = after.offset
  run.tries = 0
}

/** A call that tells how far it is, which fetch does not. */
function patched(u: Upload, bytes: Uint8Array<ArrayBuffer>, stop: AbortSignal): Promise<OpenUpload> {
  return new Promise((resolve, reject) => {
    const from = u.offset
    const call = new XMLHttpRequest()
    call.open('PATCH', `/api/v1/uploads/${u.id}`)
    const said = { ...headers(), 'Content-Type': 'application/offset+octet-stream', 'Upload-Offset': String(from), 'Upload-Checksum': `sha256 ${hex(sha256(bytes))}` }
    for (const [name, value] of Object.entries(said)) call.setRequestHeader(name, value)
    call.upload.onprogress = (e) => {
      if (u.state === 'sending') u.done = from + Math.min(e.loaded, bytes.length)
    }
    call.onload = () => {
      const body = parsed(call.responseText)
      if (call.status === 200) resolve(body as OpenUpload)
      else reject(problemOf(body, new Response(null, { status: Math.max(call.status, 200), headers: { 'Zhengshu-Trace': call.getResponseHeader('Zhengshu-Trace') ?? '' } })))
    }
    call.onerror = () => reject(problemOfNetwork(undefined))
    call.onabort = () => reject(problemOfNetwork(undefined))
    stop.addEventListener('abort', () => call.abort(), { once: true })
    call.send(bytes)
  })
}

/** As long as the node takes for it. */
async function load(u: Upload, run: Run) {
  u.state = 'loading'
  let answer: Response
  try {
    answer = await fetch(`/api/v1/catalogue-items/${u.item}/mount?upload=${u.id}`, { method: 'PUT', headers: { ...headers(), 'Idempotency-Key': run.key } })
  } catch (thrown) {
    throw problemOfNetwork(thrown)
  }
  const body = parsed(await answer.text())
  if (!answer.ok) throw problemOf(body, answer)
  u.mount = body as Mount
  // the node's own digest of what it received
  if (u.mount.sha256 !== u.sha256) throw new Problem(422, 'upload/differs', '', '', answer.headers.get('Zhengshu-Trace') ?? '')
  u.state = 'done'
}

async function go(u: Upload, run: Run) {
  u.problem = undefined
  try {
    if (!u.sha256) await hash(u, run)
    u.state = 'sending'
    await place(u, run)
    while (u.offset < u.file.size) await send(u, run)
    await load(u, run)
  } catch (thrown) {
    if (!run.stop.signal.aborted) failed(u, run, thrown)
  }
}

function failed(u: Upload, run: Run, thrown: unknown) {
  const problem = thrown instanceof Problem ? thrown : new Problem(0, 'page/fault', '', String(thrown), '')
  const { status, code } = problem
  const passing = code.startsWith('network/') || [408, 460, 502, 503, 504].includes(status) || ['mounting/upload-offset', 'kernel/rate-limited', 'kernel/too-many-at-once'].includes(code)
  if (problem.signedOut) {
    void signedInAgain(u, run)
  } else if (passing) {
    broken(u, run)
  } else {
    u.problem = problem
    u.state = 'refused'
    // wrong rows are not mended in the middle of a file
    void discard(u)
  }
}

/** What has arrived is kept: it goes on from there when the line is back. */
function broken(u: Upload, run: Run) {
  u.breaks++
  u.state = 'broken'
  u.done = u.offset
  run.tries++
  if (run.tries > MOST_TRIES) return
  const again = () => {
    removeEventListener('online', again)
    window.clearTimeout(timer)
    if (!run.stop.signal.aborted) void go(u, run)
  }
  const timer = window.setTimeout(again, Math.min(1000 * 2 ** run.tries, 30_000))
  addEventListener('online', again)
}

/** Asks for the password on top of the page, and goes on. */
async function signedInAgain(u: Upload, run: Run) {
  const { lapsed } = useSession()
  u.state = 'broken'
  try {
    await ask(api.GET('/api/v1/accounts/me'))
    broken(u, run)
  } catch {
    const unwatch = watch(lapsed, (now) => {
      if (now) return
      unwatch()
      if (!run.stop.signal.aborted) void go(u, run)
    })
  }
}

async function discard(u: Upload) {
  if (!u.id) return
  const id = u.id
  u.id = ''
  try {
    await ask(api.DELETE('/api/v1/uploads/{id}', { params: { path: { id } } }))
  } catch {
    // it is shown among the open ones, or is over already
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function stop(item: string) {
  runs.get(item)?.stop.abort()
}

/** The files on their way; one for each entry. */
export function useUploads() {
  function run(u: Upload) {
    stop(u.item)
    const fresh: Run = { stop: new AbortController(), key: once()['Idempotency-Key'], tries: 0 }
    runs.set(u.item, fresh)
    void go(u, fresh)
  }

  function start(item: string, title: string, file: File) {
    stop(item)
    uploads.set(item, { item, title, file, state: 'hashing', done: 0, offset: 0, id: '', breaks: 0, sha256: '' })
    run(uploads.get(item)!)
  }

  function pause(item: string) {
    const u = uploads.get(item)
    if (!u || !isRunning(u)) return
    stop(item)
    u.state = 'paused'
    u.done = u.sha256 ? u.offset : 0
  }

  function resume(item: string) {
    const u = uploads.get(item)
    if (u) run(u)
  }

  async function cancel(item: string) {
    const u = uploads.get(item)
    if (!u || !(isRunning(u) || u.state === 'paused')) return
    stop(item)
    u.state = 'cancelled'
    await discard(u)
  }

  function retry(item: string) {
    const u = uploads.get(item)
    if (u) start(item, u.title, u.file)
  }

  return { uploads, start, pause, resume, cancel, retry }
}
