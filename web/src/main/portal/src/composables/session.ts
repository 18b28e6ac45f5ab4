import { computed, ref, shallowRef } from 'vue'
import { api, ask, onSignedOut, once, Problem } from '../api/client'
import type { components } from '../api/schema'

export type Account = components['schemas']['AccountView']
export type Role = Account['roles'][number]
export type Department = components['schemas']['DepartmentView']

const ROLE = 'zhengshu.role'
/** Scripts cannot see the session's cookie; this says that there may be one. */
const HINT = 'zhengshu.signedIn'
const account = shallowRef<Account>()
const departments = shallowRef<Map<string, Department>>(new Map())
const role = ref<Role>()
/** The node forgot us while a page was open: sign in again on top of it, nothing is lost. */
const lapsed = ref(false)
const tabs = new BroadcastChannel('zhengshu.session')

onSignedOut(() => {
  if (account.value) lapsed.value = true
})
tabs.onmessage = (e) => {
  if (e.data === 'out' && account.value) lapsed.value = true
}

async function enter(who: Account) {
  const other = account.value !== undefined && account.value.login !== who.login
  account.value = who
  localStorage.setItem(HINT, '1')
  const kept = sessionStorage.getItem(ROLE)
  role.value = who.roles.find((r) => r === kept) ?? (who.roles.length === 1 ? who.roles[0] : undefined)
  // until a one-time password is changed, the node answers nothing else
  const known = who.oneTimePassword ? [] : await ask(api.GET('/api/v1/departments'))
  departments.value = new Map(known.map((d) => [d.uscc, d]))
  lapsed.value = false
  return other
}

/** Who is signed in, in which role. */
/** What sends that which was confirmed and still waits, before the session ends. */
export const beforeSignOut = new Set<() => Promise<void>>()

export function useSession() {
  const department = computed(() => departments.value.get(account.value?.department ?? ''))

  /** True when the browser has a session that the node still knows. */
  async function resume(): Promise<boolean> {
    if (account.value) return true
    if (!localStorage.getItem(HINT)) return false
    try {
      await enter(await ask(api.GET('/api/v1/accounts/me')))
      return true
    } catch (thrown) {
      if (thrown instanceof Problem && thrown.signedOut) localStorage.removeItem(HINT)
      return false
    }
  }

  /** True when somebody else than before signed in. */
  async function signIn(login: string, password: string): Promise<boolean> {
    const session = await ask(
      api.POST('/api/v1/sessions', { body: { login, password, endsWhenIdle: true } }),
    )
    return enter(session.account)
  }

  /** Ends every session of the account, in all browsers. */
  async function signOut() {
    await Promise.all([...beforeSignOut].map((send) => send()))
    await ask(api.DELETE('/api/v1/sessions/current', { headers: once() }))
    leave()
    tabs.postMessage('out')
  }

  /** Ends the sessions at the node, but keeps the page: sign in again to go on. */
  async function forget() {
    try {
      await ask(api.DELETE('/api/v1/sessions/current'))
    } catch {
      // the node ends idle sessions by itself
    }
    tabs.postMessage('out')
  }

  function leave() {
    account.value = undefined
    role.value = undefined
    lapsed.value = false
    sessionStorage.removeItem(ROLE)
    localStorage.removeItem(HINT)
  }

  function act(as: Role) {
    role.value = as
    sessionStorage.setItem(ROLE, as)
  }

  function nameOf(uscc: string) {
    return departments.value.get(uscc)?.name ?? uscc
  }

  function has(...wanted: Role[]) {
    return wanted.some((r) => account.value?.roles.includes(r))
  }

  return { account, departments, department, role, lapsed, resume, signIn, signOut, forget, leave, act, nameOf, has }
}
