// Pictures of every page for docs/portal. usage: node e2e/screens.mjs <folder>
import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { BASE, button, enter, launch, open, passwords, program, settled, signIn } from './browser.mjs'

const folder = process.argv[2]
const SIZES = [[1366, 768], [1920, 1080]]
mkdirSync(folder, { recursive: true })
const browser = await launch()

async function shoot(page, name, heading) {
  for (const [width, height] of SIZES) {
    await page.setViewportSize({ width, height })
    await settled(page)
    if (heading) await page.getByRole('heading', { name: heading }).evaluate((e) => e.closest('section').scrollIntoView())
    await page.waitForFunction(() => document.getAnimations().every((a) => a.playState !== 'running'))
    await page.screenshot({ path: join(folder, `${name}-${width}x${height}.png`) })
  }
}

async function at(page, path, name) {
  await page.goto(BASE + path)
  await settled(page)
  if (name) await shoot(page, name)
}

async function to(page, heading, name) {
  await shoot(page, name, heading)
  await page.evaluate(() => window.scrollTo(0, 0))
}

// what people have to do
const education = await program(browser, 'education')
const { hits } = await education('POST', '/api/v1/catalogue-items/searches', { text: '人口基础信息' })
const resource = hits[0].id
for (const [purpose, matter] of [['学籍注册核验', '中小学入学'], ['考试报名身份核验', '普通高考报名'], ['助学金资格核对', '家庭经济困难学生认定']]) {
  await education('POST', '/api/v1/sharing-requests', {
    item: resource, purpose, matter, legalBasis: '《中华人民共和国义务教育法》第五条', scenario: '受理时核验申请人信息', scope: '本省户籍申请人',
    mode: '服务接口', items: ['id_number', 'name', 'birth_date'], quota: 50000, validUntil: '2028-08-31',
  })
}
const health = await program(browser, 'health')
const entry = (await health('GET', `/api/v1/catalogue-items?text=${encodeURIComponent('医疗机构名录')}`)).items[0]
if (entry.state === 'PUBLISHED') {
  await health('PUT', `/api/v1/catalogue-items/${entry.id}/change`, {
    core: { ...entry.core, updateCycle: '4', summary: '本省医疗机构的名称、编号与等级' },
    items: [...entry.items, { technicalName: 'level', name: '医院等级', dataType: 'C', length: 20, sensitive: false, primaryKey: false, nullable: true }],
  })
}

// without a login
const anyone = await open(browser)
await at(anyone, '/login', 'login')
await at(anyone, '/help', 'help')
await anyone.goto(`${BASE}/verification`)
await settled(anyone)
await shoot(anyone, 'verification')
if (process.env.PORTAL_LICENCE) {
  await anyone.locator('input[type=file]').setInputFiles(process.env.PORTAL_LICENCE)
  await anyone.getByRole('heading', { name: '核验结果' }).waitFor()
  await anyone.getByRole('img', { name: /^二维码/ }).waitFor()
  await shoot(anyone, 'verification-result')
  await to(anyone, '逐项检查', 'verification-checks')
  // the licence itself, as readers show it (poppler-utils)
  execFileSync('pdftoppm', ['-r', '110', '-png', '-singlefile', process.env.PORTAL_LICENCE, join(folder, 'licence')])
}
await at(anyone, '/no/such/page', 'missing')

// who asks
const asker = await open(browser)
await asker.goto(`${BASE}/login`)
await asker.getByLabel('账号').fill('civil')
await asker.getByLabel('口令').fill(passwords.civil)
await button(asker, '登录').click()
await asker.getByRole('heading', { level: 1, name: '选择身份' }).waitFor()
await shoot(asker, 'role')
await asker.getByRole('button', { name: /^申请员/ }).click()
await asker.getByRole('heading', { level: 1, name: '工作台' }).waitFor()
await shoot(asker, 'workbench')
await at(asker, `/catalog?q=${encodeURIComponent('名称')}`, 'search')
await at(asker, `/resource/${resource}`, 'resource')
await to(asker, '样例数据', 'resource-sample')
await button(asker, '试查').click()
await asker.getByText(/符合条件的样例/).waitFor()
await to(asker, '在线试用', 'resource-try')
await to(asker, '怎样调用', 'resource-call')
await to(asker, '谁在使用', 'resource-use')
await at(asker, `/apply/${resource}`, 'apply')
await at(asker, '/requests', 'requests')
await asker.getByRole('row').nth(1).getByRole('link').click()
await settled(asker)
await shoot(asker, 'request')
await at(asker, '/password', 'password')

// who decides
const decider = await open(browser)
await signIn(decider, 'police', '审批员')
await at(decider, '/', 'workbench-deciding')
await at(decider, '/inbox', 'inbox')
await decider.locator('tbody a').first().click()
await settled(decider)
await shoot(decider, 'decision')
await at(decider, `/resource/${resource}`)
await to(decider, '谁在使用', 'resource-use-provider')

// who reviews
const reviewer = await open(browser)
await signIn(reviewer, 'business', '目录审核员')
await at(reviewer, '/review?state=CHANGING', 'reviews')
await reviewer.getByRole('link', { name: '医疗机构名录' }).click()
await reviewer.getByText('变更内容').first().waitFor()
await shoot(reviewer, 'review')

// who writes and mounts
const officer = await open(browser)
await signIn(officer, 'civil', '编目员')
await at(officer, '/cat', 'catalogue')
const own = await officer.locator('tbody a').first().getAttribute('href')
await at(officer, '/cat/new', 'entry')
await at(officer, own, 'entry-published')
await at(officer, '/jobs', 'jobs')
await at(officer, own.replace('/cat/', '/jobs/'), 'upload')
await officer.keyboard.press('F1')
await officer.getByRole('dialog').waitFor()
await shoot(officer, 'help-of-page')

// the three administrators
const security = await open(browser)
await enter(security, 'secadmin')
await at(security, '/admin/iam', 'accounts')
const auditor = await open(browser)
await enter(auditor, 'auditadmin')
await at(auditor, '/audit?action=sharing.approve', 'audit')
await auditor.locator('tbody a').first().click()
await auditor.getByText('条目在日志中').waitFor()
await shoot(auditor, 'audit-entry')
await to(auditor, '存证证明', 'audit-proof')

// other guises and languages
for (const [name, kept] of [['search-dark', { theme: 'dark' }], ['search-large', { size: 'large' }], ['search-english', { language: 'en' }]]) {
  await asker.evaluate((k) => Object.entries({ theme: 'light', size: 'standard', language: 'zh-CN', ...k }).forEach(([key, value]) => localStorage.setItem(`zhengshu.${key}`, value)), kept)
  await at(asker, `/catalog?q=${encodeURIComponent('名称')}`, name)
}
await browser.close()

// a palette is enough for pages, and a third of the size (Debian's pngquant)
const pictures = readdirSync(folder).filter((f) => f.endsWith('.png')).map((f) => join(folder, f))
execFileSync('pngquant', ['--force', '--ext', '.png', '--nofs', '--strip', '--speed', '1', '128', ...pictures])
