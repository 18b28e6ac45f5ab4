import type { RouteComponent } from 'vue-router'
import type { Role } from './composables/session'

/** A page of the portal; the server answers the same addresses (PortalPages). */
export interface PortalPage {
  path: string
  name: string
  /** Key of its title; also what the navigation says. */
  title: string
  view: () => Promise<RouteComponent>
  /** Where the navigation shows it. */
  group?: 'work' | 'data' | 'manage' | 'more'
  /** Who has something to do there; everybody when absent. */
  roles?: Role[]
  /** The page of the navigation that it belongs to. */
  under?: string
  /** Readable without a session. */
  open?: boolean
}

export const PAGES: PortalPage[] = [
  { path: '/login', name: 'login', title: 'session.title', view: () => import('./pages/LoginPage.vue'), open: true },
  { path: '/', name: 'workbench', title: 'workbench.title', view: () => import('./pages/WorkbenchPage.vue'), group: 'work' },
  { path: '/inbox', name: 'inbox', title: 'inbox.title', view: () => import('./pages/InboxPage.vue'), group: 'work', roles: ['DECIDING_OFFICER'] },
  { path: '/inbox/:id', name: 'decision', title: 'decide.title', view: () => import('./pages/RequestPage.vue'), under: 'inbox' },
  { path: '/review', name: 'reviews', title: 'review.list', view: () => import('./pages/ReviewsPage.vue'), group: 'work', roles: ['REVIEWER'] },
  { path: '/review/:id', name: 'review', title: 'review.title', view: () => import('./pages/ReviewPage.vue'), under: 'reviews' },
  { path: '/requests', name: 'requests', title: 'requests.title', view: () => import('./pages/RequestsPage.vue'), group: 'work', roles: ['REQUESTER'] },
  { path: '/requests/:id', name: 'request', title: 'request.title', view: () => import('./pages/RequestPage.vue'), under: 'requests' },
  { path: '/catalog', name: 'search', title: 'search.title', view: () => import('./pages/SearchPage.vue'), group: 'data' },
  { path: '/resource/:id', name: 'resource', title: 'resource.title', view: () => import('./pages/ResourcePage.vue'), under: 'search' },
  { path: '/apply/:id', name: 'apply', title: 'apply.page', view: () => import('./pages/ApplyPage.vue'), under: 'search' },
  { path: '/verification', name: 'verification', title: 'verification.title', view: () => import('./pages/VerificationPage.vue'), group: 'data', open: true },
  { path: '/cat', name: 'catalogue', title: 'catalogue.title', view: () => import('./pages/CataloguePage.vue'), group: 'data', roles: ['CATALOGUE_OFFICER'] },
  { path: '/cat/:id', name: 'entry', title: 'entry.title', view: () => import('./pages/EntryPage.vue'), under: 'catalogue' },
  { path: '/jobs', name: 'jobs', title: 'jobs.title', view: () => import('./pages/JobsPage.vue'), group: 'data', roles: ['CATALOGUE_OFFICER'] },
  { path: '/jobs/:id', name: 'upload', title: 'jobs.upload', view: () => import('./pages/UploadPage.vue'), under: 'jobs' },
  { path: '/audit', name: 'audit', title: 'audit.title', view: () => import('./pages/AuditPage.vue'), group: 'manage', roles: ['AUDIT_ADMIN', 'AUDITOR'] },
  { path: '/audit/:id', name: 'auditEntry', title: 'audit.entry', view: () => import('./pages/AuditEntryPage.vue'), under: 'audit' },
  { path: '/admin/iam', name: 'accounts', title: 'accounts.title', view: () => import('./pages/AccountsPage.vue'), group: 'manage', roles: ['SYSTEM_ADMIN', 'SECURITY_ADMIN'] },
  { path: '/password', name: 'password', title: 'password.title', view: () => import('./pages/PasswordPage.vue'), group: 'more' },
  { path: '/help', name: 'help', title: 'help.title', view: () => import('./pages/HelpPage.vue'), group: 'more', open: true },
]
