import { sha256 } from '@noble/hashes/sha2.js'
import { reactive } from 'vue'
import { once } from '../api/client'
import { Problem, problemOf } from '../api/problem'
import { i18n } from '../i18n'
import type { Mount } from './mount'

/** One file on its way to the node; it goes on while other pages are read. */
export interface Upload {
  item: string
  title: string
  file: File
  state: 'hashing' | 'sending' | 'loading' | 'broken' | 'refused' | 'done' | 'cancelled'
  done: number
  /** How often the connection broke. */
  breaks: number
  sha256: string
  mount?: Mount
  problem?: Problem
}

const SLICE = 4 * 1024 * 1024
const MOST_BREAKS = 10
const uploads = reactive(new Map<string, Upload>())
const running = new Map<string, XMLHttpRequest>()
const RUNNING = ['hashing', 'sending', 'loading', 'broken']

export const isRunning = (u: Upload) => RUNNING.includes(u.state)

addEventListener('beforeunload', (e) => {
  if ([...uploads.values()].some(isRunning)) e.preventDefault()
})

async function hash(u: Upload) {
  const digest = sha256.create()
  for (let at = 0; at < u.file.size && u.state === 'hashing'; at += SLICE) {
    digest.update(new Uint8Array(await u.file.slice(at, at + SLICE).arrayBuffer()))
    u.done = Math.min(at + SLICE, u.file.size)
  }
  u.sha256 = Array.from(digest.digest(), (b) => b.toString(16).padStart(2, '0')).join('')
}

function send(u: Upload, key: string) {
  const call = new XMLHttpRequest()
  running.set(u.item, call)
  call.open('PUT', `/api/v1/catalogue-items/${u.item}/mount`)
  call.setRequestHeader('Content-Type', 'text/csv')
  call.setRequestHeader('Zhengshu-Portal', '1')
  call.setRequestHeader('Accept-Language', i18n.global.locale.value === 'en' ? 'en' : 'zh')
  call.setRequestHeader('Idempotency-Key', key)
  call.upload.onprogress = (e) => {
    u.done = Math.min(e.loaded, u.file.size)
  }
  call.upload.onload = () => {
    if (u.state === 'sending') u.state = 'loading'
  }
  call.onerror = () => broken(u, key)
  call.onload = () => answered(u, key, call)
  u.state = 'sending'
  u.done = 0
  call.send(u.file)
}

/** Nothing is mounted by half a file, so it is sent once more: the key makes it count once. */
function broken(u: Upload, key: string) {
  if (u.state === 'cancelled') return
  u.breaks++
  u.state = 'broken'
  if (u.breaks > MOST_BREAKS) return
  const again = () => {
    removeEventListener('online', again)
    window.clearTimeout(timer)
    if (u.state === 'broken' && uploads.get(u.item) === u) send(u, key)
  }
  const timer = window.setTimeout(again, Math.min(1000 * 2 ** u.breaks, 30_000))
  addEventListener('online', again)
}

function answered(u: Upload, key: string, call: XMLHttpRequest) {
  running.delete(u.item)
  const body: unknown = parsed(call.responseText)
  if (call.status === 200) {
    u.mount = body as Mount
    // the node's own digest of what it received
    u.state = u.mount.sha256 === u.sha256 ? 'done' : 'refused'
    if (u.state === 'refused') u.problem = new Problem(0, 'upload/differs', '', '', call.getResponseHeader('Zhengshu-Trace') ?? '')
  } else if (call.status >= 502 && call.status <= 504) {
    broken(u, key)
  } else {
    u.problem = problemOf(body, new Response(null, { status: Math.max(call.status, 200), headers: { 'Zhengshu-Trace': call.getResponseHeader('Zhengshu-Trace') ?? '' } }))
    u.state = 'refused'
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The files on their way; one for each entry. */
export function useUploads() {
  async function start(item: string, title: string, file: File) {
    cancel(item)
    uploads.set(item, { item, title, file, state: 'hashing', done: 0, breaks: 0, sha256: '' })
    const u = uploads.get(item)!
    await hash(u)
    if (u.state === 'hashing') send(u, once()['Idempotency-Key'])
  }

  function cancel(item: string) {
    const u = uploads.get(item)
    if (!u || !isRunning(u)) return
    u.state = 'cancelled'
    running.get(item)?.abort()
    running.delete(item)
  }

  function retry(item: string) {
    const u = uploads.get(item)
    if (u) void start(item, u.title, u.file)
  }

  return { uploads, start, cancel, retry }
}
