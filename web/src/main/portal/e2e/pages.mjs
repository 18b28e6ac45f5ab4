// Every page in every guise: accessible, nothing cut off; and what it says when something is wrong.
import { fileURLToPath } from 'node:url'
import { BASE, axe, check, done, launch, open, settled, signIn } from './browser.mjs'
import { each, errors } from './guises.mjs'

const browser = await launch()

const nobody = await open(browser)
await nobody.goto(`${BASE}/login`)
await each(nobody, ['/login', '/verification'])
check('an address inside of the portal leads to signing in and back', await nobody.goto(`${BASE}/catalog?q=%E4%BC%81`).then(() => nobody.waitForURL(/\/login\?then=/)).then(() => true))

const asker = await open(browser)
await signIn(asker, 'education', '申请员')
await asker.goto(`${BASE}/catalog`)
await settled(asker)
const resource = await asker.getByRole('link', { name: '人口基础信息' }).getAttribute('href')
const id = resource.split('/').pop()
await each(asker, ['/', '/catalog', resource, `/apply/${id}`, '/requests'])
await asker.goto(`${BASE}/catalog?q=%3Cscript%3Ealert(1)%3C/script%3E`)
await settled(asker)
check('nothing found is said with what to do', await asker.getByText('没有找到符合条件的资源').isVisible())
await errors(asker, '/catalog', '**/api/v1/catalogue-items/searches')
await errors(asker, '/requests', '**/api/v1/sharing-requests?*')

const decider = await open(browser)
await signIn(decider, 'police', '审批员')
await each(decider, ['/inbox'])

// languages
for (const [language, title] of [['en', 'Find data'], ['zh-TW', '資源檢索']]) {
  await asker.evaluate((l) => localStorage.setItem('zhengshu.language', l), language)
  await asker.goto(`${BASE}/catalog`)
  await settled(asker)
  check(`${language} is spoken`, await asker.getByRole('heading', { level: 1, name: title }).isVisible())
  await axe(asker, `/catalog ${language}`)
}

// without JavaScript
const plain = await open(browser, { javaScriptEnabled: false })
await plain.goto(`${BASE}/verify`)
await plain.locator('input[type=file]').setInputFiles(fileURLToPath(new URL('./no-licence.pdf', import.meta.url)))
await plain.locator('button[type=submit]').click()
check('/verify answers without JavaScript', await plain.getByText('核验不通过').isVisible())
check('/verify shows each check without JavaScript', (await plain.locator('tbody tr').count()) > 8)
await plain.goto(`${BASE}/catalog`)
check('a portal page says what works without JavaScript', (await plain.locator('body').innerText()).includes('不需要 JavaScript 的页面'))

done()
await browser.close()
