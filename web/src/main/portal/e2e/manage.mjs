// The pages of officers and administrators in every guise.
import { BASE, check, done, enter, launch, open, settled, signIn } from './browser.mjs'
import { each, errors } from './guises.mjs'

const browser = await launch()

const officer = await open(browser)
await signIn(officer, 'civil', '编目员')
await officer.goto(`${BASE}/cat`)
await settled(officer)
const entry = await officer.locator('tbody a').first().getAttribute('href')
await each(officer, ['/cat', '/cat/new', entry, '/jobs', entry.replace('/cat/', '/jobs/'), '/help', '/password'])
await errors(officer, '/cat', '**/api/v1/catalogue-items?*')
await officer.goto(`${BASE}/cat?q=${encodeURIComponent('没有这样的目录')}`)
await settled(officer)
check('/cat says that nothing was found', await officer.getByText('没有符合条件的目录').isVisible())

const security = await open(browser)
await enter(security, 'secadmin')
await each(security, ['/admin/iam'])
await errors(security, '/admin/iam', '**/api/v1/accounts?*')

const auditor = await open(browser)
await enter(auditor, 'auditadmin')
await auditor.goto(`${BASE}/audit`)
await settled(auditor)
const found = await auditor.locator('tbody a').first().getAttribute('href')
await each(auditor, ['/audit', found])
await errors(auditor, '/audit', '**/api/v1/audit/searches')

for (const language of ['en', 'zh-TW']) {
  for (const [page, path] of [[officer, '/cat/new'], [auditor, found], [security, '/admin/iam']]) {
    await page.evaluate((l) => localStorage.setItem('zhengshu.language', l), language)
    await page.goto(BASE + path)
    await settled(page)
    check(`${path} ${language} does not run over the side`, await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth && document.documentElement.lang !== 'zh-CN'))
  }
}

done()
await browser.close()
