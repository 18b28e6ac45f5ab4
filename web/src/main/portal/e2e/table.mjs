// Every page and every dialog of the portal: who opens it, where, and what it asks the node for.
// The sources are read too, so that a page or dialog that is not here fails the check.
import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { BASE, button, check, enter, open, passwords, program, settled, signIn } from './browser.mjs'

const SRC = fileURLToPath(new URL('../src/', import.meta.url))
const read = (path) => readFileSync(SRC + path, 'utf8')

/** Who works at the pages. */
const PEOPLE = {
  nobody: async (page) => page.goto(`${BASE}/login`),
  asker: (page) => signIn(page, 'education', '申请员'),
  decider: (page) => signIn(page, 'police', '审批员'),
  officer: (page) => signIn(page, 'civil', '编目员'),
  reviewer: (page) => signIn(page, 'business', '目录审核员'),
  system: (page) => enter(page, 'sysadmin'),
  security: (page) => enter(page, 'secadmin'),
  auditor: (page) => enter(page, 'auditadmin'),
}

/** What the pages are about: one of each kind, with names as long and as hostile as they may be. */
async function world(browser) {
  const long = `\u202e${'很长的资源名称'.repeat(6)}<b>\u200b`
  const civil = await program(browser, 'civil')
  const { core } = (await civil('GET', `/api/v1/catalogue-items?text=${encodeURIComponent('街道')}`)).items[0]
  const items = [{ technicalName: 'code', name: `${long}编号`, dataType: 'C', length: 32, sensitive: false, primaryKey: true, nullable: false }]
  const written = async (title) => civil('POST', '/api/v1/catalogue-items', { core: { ...core, title, classCode: '307009' }, items })
  const waiting = await written(`待审${Date.now() % 100000}${long}`)
  await civil('POST', `/api/v1/catalogue-items/${waiting.id}/submission`)
  await written(`草稿${Date.now() % 100000}${long}`)
  const education = await program(browser, 'education')
  const find = async (text) => (await education('POST', '/api/v1/catalogue-items/searches', { text })).hits[0].id
  const resource = await find('人口基础信息')
  const request = await education('POST', '/api/v1/sharing-requests', {
    item: resource, purpose: `各种外观 ${long}`, matter: '学籍注册', legalBasis: '《义务教育法》第五条', scenario: '受理', scope: '本省', mode: '服务接口',
    items: ['id_number', 'name'], validUntil: '2030-12-31',
  })
  const streets = (await civil('GET', `/api/v1/catalogue-items?text=${encodeURIComponent('街道乡镇')}&state=PUBLISHED`)).items[0].id
  await civil('POST', '/api/v1/uploads', { item: streets, length: 9, filename: `${long}.csv` })
  const audit = await program(browser, 'auditadmin')
  const entry = (await audit('POST', '/api/v1/audit/searches', { action: 'sharing.submit', limit: 1 })).entries[0].id
  return { resource, request: request.id, entry, waiting: waiting.id, published: streets }
}

/**
 * The pages by their names: who, where, and the call whose failure the page has to tell. A page that
 * asks for nothing by itself has what it sends instead, or nothing at all.
 */
const PAGES = (w) => ({
  login: { who: 'nobody', at: '/login', sends: '**/api/v1/sessions', fill: signInWith },
  verification: { who: 'nobody', at: '/verification', sends: '**/api/v1/verifications', fill: (page) => page.locator('input[type=file]').setInputFiles(fileURLToPath(new URL('./no-licence.pdf', import.meta.url))) },
  help: { who: 'nobody', at: '/help' },
  // the node answers such an address itself; inside of the portal a link may still lead there
  missing: { who: 'nobody', at: '/help', then: toNowhere },
  workbench: { who: 'asker', at: '/', asks: '**/api/v1/sharing-requests?*' },
  search: { who: 'asker', at: '/catalog', asks: '**/api/v1/catalogue-items/searches' },
  resource: { who: 'asker', at: `/resource/${w.resource}`, asks: `**/api/v1/catalogue-items/${w.resource}` },
  apply: { who: 'asker', at: `/apply/${w.resource}`, asks: `**/api/v1/catalogue-items/${w.resource}` },
  requests: { who: 'asker', at: '/requests', asks: '**/api/v1/sharing-requests?*' },
  request: { who: 'asker', at: `/requests/${w.request}`, asks: `**/api/v1/sharing-requests/${w.request}` },
  password: { who: 'asker', at: '/password', sends: '**/api/v1/accounts/me/password', fill: changePassword },
  inbox: { who: 'decider', at: '/inbox', asks: '**/api/v1/sharing-requests?*' },
  decision: { who: 'decider', at: `/inbox/${w.request}`, asks: `**/api/v1/sharing-requests/${w.request}` },
  catalogue: { who: 'officer', at: '/cat', asks: '**/api/v1/catalogue-items?*' },
  entry: { who: 'officer', at: `/cat/${w.published}`, asks: `**/api/v1/catalogue-items/${w.published}` },
  jobs: { who: 'officer', at: '/jobs', asks: '**/api/v1/catalogue-items?*' },
  upload: { who: 'officer', at: `/jobs/${w.published}`, asks: `**/api/v1/catalogue-items/${w.published}` },
  reviews: { who: 'reviewer', at: '/review', asks: '**/api/v1/catalogue-items?*' },
  review: { who: 'reviewer', at: `/review/${w.waiting}`, asks: `**/api/v1/catalogue-items/${w.waiting}` },
  accounts: { who: 'security', at: '/admin/iam', asks: '**/api/v1/accounts?*' },
  audit: { who: 'auditor', at: '/audit', asks: '**/api/v1/audit/searches' },
  auditEntry: { who: 'auditor', at: `/audit/${w.entry}`, asks: `**/api/v1/audit/entries/${w.entry}` },
})

/** The dialogs by the files that have them: who, from which page, and how each is opened. */
const DIALOGS = (w) => ({
  HelpDialog: { who: 'asker', at: '/catalog', open: (page) => page.keyboard.press('F1') },
  RequestPage: { who: 'asker', at: `/requests/${w.request}`, open: (page) => button(page, '撤回申请').click() },
  SendBackDialog: { who: 'decider', at: `/inbox/${w.request}`, open: (page) => button(page, '退回补正').click() },
  OpenUploads: { who: 'officer', at: '/jobs', open: (page) => page.getByRole('button', { name: /^取消上传/ }).first().click() },
  InboxPage: {
    who: 'decider', at: '/inbox',
    open: async (page) => {
      await page.getByRole('checkbox', { name: '选择本页全部' }).check()
      await button(page, '批量不同意').click()
    },
  },
  CataloguePage: {
    who: 'officer', at: '/cat?state=DRAFT',
    open: async (page) => {
      await page.getByRole('checkbox', { name: '选择本页全部' }).check()
      await button(page, '提交所选').click()
    },
  },
  ItemsImport: { who: 'officer', at: '/cat/new', open: (page) => button(page, '从表格导入').click() },
  EntryPage: { who: 'reviewer', at: `/cat/${w.published}`, open: (page) => button(page, '下线').click() },
  AccountDialog: { who: 'system', at: '/admin/iam', open: (page) => button(page, '开立账号').click() },
  RolesDialog: { who: 'security', at: '/admin/iam?size=100', open: (page) => page.getByRole('row').filter({ hasText: 'education' }).getByRole('button', { name: /的角色$/ }).click() },
  SignInAgain: { who: 'asker', at: '/catalog', open: (page) => page.evaluate(() => new BroadcastChannel('zhengshu.session').postMessage('out')) },
})

async function toNowhere(page) {
  await page.evaluate(() => {
    history.pushState({}, '', '/no/such/page')
    dispatchEvent(new PopStateEvent('popstate', { state: {} }))
  })
  await page.locator('h1', { hasNotText: /帮助|說明|幫助|Help/ }).waitFor()
}

async function signInWith(page) {
  await page.getByLabel('账号').fill('education')
  await page.getByLabel('口令').fill(passwords.education)
  await button(page, '登录').click()
}

async function changePassword(page) {
  await page.getByLabel('当前口令').fill('Present-2026-word')
  await page.getByLabel('新口令', { exact: true }).fill('Future-2026-word')
  await page.getByLabel('再次输入新口令').fill('Future-2026-word')
  await button(page, '修改').click()
}

/** The table on a running node, and a page for each of its people. */
export async function table(browser) {
  const w = await world(browser)
  const pages = PAGES(w)
  const dialogs = DIALOGS(w)
  complete(pages, dialogs)
  const people = {}
  async function as(who) {
    if (!people[who]) {
      people[who] = await open(browser)
      await PEOPLE[who](people[who])
      await settled(people[who])
    }
    return people[who]
  }
  return { pages: Object.entries(pages), dialogs: Object.entries(dialogs), as }
}

function complete(pages, dialogs) {
  const names = [...read('pages.ts').matchAll(/\bname: '(\w+)'/g)].map((m) => m[1])
  check('every page of the portal is in the table', same([...names, 'missing'], Object.keys(pages)), difference([...names, 'missing'], Object.keys(pages)))
  const files = ['App.vue', ...['pages', 'components'].flatMap((folder) => readdirSync(SRC + folder).map((f) => `${folder}/${f}`))]
  const own = files
    .filter((f) => f.endsWith('.vue') && /<(el-dialog|confirm-dialog|el-drawer|el-popover|dialog)\b/.test(read(f)))
    .map((f) => f.replace(/.*\/|\.vue$/g, ''))
    .filter((name) => name !== 'ConfirmDialog')
  check('every dialog of the portal is in the table', same(own, Object.keys(dialogs)), difference(own, Object.keys(dialogs)))
}

const same = (a, b) => [...a].sort().join() === [...b].sort().join()
const difference = (a, b) => [...a.filter((x) => !b.includes(x)), ...b.filter((x) => !a.includes(x))].join(', ')
