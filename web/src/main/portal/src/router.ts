import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { arrive } from './composables/arrival'
import { i18n } from './i18n'
import { useSession, type Role } from './composables/session'
import { PAGES } from './pages'

declare module 'vue-router' {
  interface RouteMeta {
    title: string
    open?: boolean
    roles?: Role[]
    under?: string
  }
}

const routes: RouteRecordRaw[] = PAGES.map((p) => ({
  path: p.path,
  name: p.name,
  component: p.view,
  meta: { title: p.title, open: p.open, roles: p.roles, under: p.under },
}))

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    ...routes,
    {
      path: '/:rest(.*)*',
      name: 'missing',
      component: () => import('./pages/MissingPage.vue'),
      meta: { title: 'error.missing.title', open: true },
    },
  ],
  scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
})

/** While the next page comes what is shown is the one before: assistive technology may wait. */
const turning = (busy: boolean) => document.body.setAttribute('aria-busy', String(busy))

router.onError(() => turning(false))

router.beforeEach(async (to) => {
  turning(true)
  const session = useSession()
  const known = await session.resume()
  if (!known && !to.meta.open) {
    return { name: 'login', query: to.path === '/' ? {} : { then: to.fullPath } }
  }
  if (session.account.value?.oneTimePassword && !to.meta.open && to.name !== 'password') {
    return { name: 'password' }
  }
  return true
})

router.afterEach((to, from, failure) => {
  turning(false)
  document.title = `${i18n.global.t(to.meta.title)} · ${i18n.global.t('shell.name')}`
  if (!failure && from.matched.length > 0 && to.path !== from.path) arrive()
})

/** Only an address inside of the portal. */
export function inside(address: unknown): string {
  return typeof address === 'string' && /^\/(?![/\\])/.test(address) ? address : '/'
}
