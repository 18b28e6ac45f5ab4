import createClient from 'openapi-fetch'
import { i18n } from '../i18n'
import { Problem, problemOf, problemOfNetwork } from './problem'
import type { paths } from './schema'

const PATIENCE = 30_000

/** A call that carries the session's cookie; the header shows that it comes from these pages. */
export const api = createClient<paths>({
  baseUrl: location.origin,
  credentials: 'same-origin',
  headers: { 'Zhengshu-Portal': '1' },
  fetch: inTime,
})

/** A call that the node does not answer is given up; the timer is the page's own, so that nothing collects it. */
async function inTime(request: Request): Promise<Response> {
  const over = new AbortController()
  let late = false
  const timer = setTimeout(() => {
    late = true
    over.abort()
  }, PATIENCE)
  const follow = () => over.abort()
  request.signal.addEventListener('abort', follow)
  try {
    return await fetch(new Request(request, { signal: over.signal }))
  } catch (thrown) {
    throw late ? new DOMException('no answer in time', 'TimeoutError') : thrown
  } finally {
    clearTimeout(timer)
    request.signal.removeEventListener('abort', follow)
  }
}

api.use({
  onRequest({ request }) {
    request.headers.set('Accept-Language', i18n.global.locale.value === 'en' ? 'en' : 'zh')
    return request
  },
})

type Answer<T> = { data?: T; error?: unknown; response: Response }
type Listener = () => void
const signedOut = new Set<Listener>()

/** Told when the node no longer knows the session. */
export function onSignedOut(listener: Listener) {
  signedOut.add(listener)
}

/** The answer's content; whatever goes wrong is a {@link Problem}. */
export async function ask<T>(call: Promise<Answer<T>>): Promise<T> {
  let answer: Answer<T>
  try {
    answer = await call
  } catch (thrown) {
    throw problemOfNetwork(thrown)
  }
  if (!answer.response.ok) {
    const problem = problemOf(answer.error, answer.response)
    if (problem.code === 'identity/not-authenticated') signedOut.forEach((l) => l())
    throw problem
  }
  return answer.data as T
}

/** Makes a repeated click or a repeated send count once. */
export function once(): { 'Idempotency-Key': string } {
  return { 'Idempotency-Key': crypto.randomUUID() }
}

export { Problem }
