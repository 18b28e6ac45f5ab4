// Pictures of every page for docs/portal. usage: node e2e/screens.mjs <folder>
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { BASE, enter, launch, open, program, settled, signIn } from './browser.mjs'

const folder = process.argv[2]
const SIZES = [[1366, 768], [1920, 1080]]
mkdirSync(folder, { recursive: true })
const browser = await launch()

async function shoot(page, name) {
  for (const [width, height] of SIZES) {
    await page.setViewportSize({ width, height })
    await settled(page)
    await page.screenshot({ path: join(folder, `${name}-${width}x${height}.png`), fullPage: false })
  }
}

const asker = await open(browser)
await asker.goto(`${BASE}/login`)
await shoot(asker, 'login')
await signIn(asker, 'civil', '申请员')
await shoot(asker, 'workbench')
await asker.goto(`${BASE}/catalog?q=${encodeURIComponent('名称')}`)
await settled(asker)
await shoot(asker, 'search')
await asker.goto(`${BASE}/catalog`)
await settled(asker)
const href = await asker.getByRole('link', { name: '人口基础信息' }).getAttribute('href')
await asker.goto(BASE + href)
await settled(asker)
await shoot(asker, 'resource')
await asker.getByRole('heading', { name: '怎样调用' }).scrollIntoViewIfNeeded()
await shoot(asker, 'resource-call')
await asker.goto(`${BASE}/apply/${href.split('/').pop()}`)
await settled(asker)
await shoot(asker, 'apply')
await asker.goto(`${BASE}/requests`)
await settled(asker)
await shoot(asker, 'requests')
await asker.getByRole('row').nth(1).getByRole('link').click()
await settled(asker)
await shoot(asker, 'request')
await asker.goto(`${BASE}/verification`)
await settled(asker)
if (process.env.PORTAL_LICENCE) {
  await asker.locator('input[type=file]').setInputFiles(process.env.PORTAL_LICENCE)
  await asker.getByRole('heading', { name: '核验结果' }).waitFor()
}
await shoot(asker, 'verification')
const education = await open(browser)
await signIn(education, 'education', '申请员')
await education.evaluate(async (item) => {
  for (const [purpose, matter] of [['学籍注册核验', '中小学入学'], ['考试报名身份核验', '普通高考报名'], ['助学金资格核对', '家庭经济困难学生认定']]) {
    await fetch('/api/v1/sharing-requests', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Zhengshu-Portal': '1' },
      body: JSON.stringify({
        item, purpose, matter, legalBasis: '《中华人民共和国义务教育法》第五条', scenario: '受理时核验申请人信息', scope: '本省户籍申请人',
        mode: '服务接口', items: ['id_number', 'name', 'birth_date'], quota: 50000, validUntil: '2028-08-31',
      }),
    })
  }
}, href.split('/').pop())
const decider = await open(browser)
await signIn(decider, 'police', '审批员')
await decider.goto(`${BASE}/inbox`)
await settled(decider)
await shoot(decider, 'inbox')
if ((await decider.locator('tbody a').count()) > 0) {
  await decider.locator('tbody a').first().click()
  await settled(decider)
  await shoot(decider, 'decision')
}

// a change of a published entry, as its reviewer sees it
const health = await program(browser, 'health')
const { items: entries } = await health('GET', `/api/v1/catalogue-items?text=${encodeURIComponent('医疗机构名录')}`)
const entry = entries[0]
if (entry.state === 'PUBLISHED') {
  await health('PUT', `/api/v1/catalogue-items/${entry.id}/change`, {
    core: { ...entry.core, updateCycle: '4', summary: '本省医疗机构的名称、编号与等级' },
    items: [...entry.items, { technicalName: 'level', name: '医院等级', dataType: 'C', length: 20, sensitive: false, primaryKey: false, nullable: true }],
  })
}
const reviewer = await open(browser)
await signIn(reviewer, 'business', '目录审核员')
await reviewer.goto(`${BASE}/review?state=CHANGING`)
await settled(reviewer)
await shoot(reviewer, 'reviews')
await reviewer.getByRole('link', { name: '医疗机构名录' }).click()
await reviewer.getByText('变更内容').first().waitFor()
await shoot(reviewer, 'review')

// entries and their data
const officer = await open(browser)
await signIn(officer, 'civil', '编目员')
await officer.goto(`${BASE}/cat`)
await settled(officer)
await shoot(officer, 'catalogue')
const own = await officer.locator('tbody a').first().getAttribute('href')
await officer.goto(`${BASE}/cat/new`)
await settled(officer)
await shoot(officer, 'entry')
await officer.goto(`${BASE}/jobs`)
await settled(officer)
await shoot(officer, 'jobs')
await officer.goto(BASE + own.replace('/cat/', '/jobs/'))
await settled(officer)
await shoot(officer, 'upload')
await officer.keyboard.press('F1')
await officer.getByRole('dialog').waitFor()
await shoot(officer, 'help-of-page')
await officer.goto(`${BASE}/help`)
await settled(officer)
await shoot(officer, 'help')

// the three administrators
const security = await open(browser)
await enter(security, 'secadmin')
await security.goto(`${BASE}/admin/iam`)
await settled(security)
await shoot(security, 'accounts')
const auditor = await open(browser)
await enter(auditor, 'auditadmin')
await auditor.goto(`${BASE}/audit?action=sharing.approve`)
await settled(auditor)
await shoot(auditor, 'audit')
await auditor.goto(`${BASE}/audit`)
await settled(auditor)
await auditor.locator('tbody a').first().click()
await auditor.getByText('条目在日志中').waitFor()
await shoot(auditor, 'audit-entry')
await auditor.getByRole('heading', { name: '存证证明' }).scrollIntoViewIfNeeded()
await shoot(auditor, 'audit-proof')
await browser.close()
