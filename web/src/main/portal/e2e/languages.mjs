// Every page in the two other languages at both sizes of screen: spoken, and nothing cut off or overlapping.
import { fileURLToPath } from 'node:url'
import { BASE, axe, check, done, launch, open, settled } from './browser.mjs'
import { SIZES, layout, misplaced } from './guises.mjs'
import { table } from './table.mjs'

const browser = await launch()
const { pages, dialogs, as } = await table(browser)

async function speak(page, language) {
  await page.evaluate((l) => localStorage.setItem('zhengshu.language', l), language)
}

for (const language of ['en', 'zh-TW']) {
  for (const [name, { who, at, then }] of pages) {
    const page = await as(who)
    await speak(page, language)
    for (const [width, height] of SIZES) {
      await page.setViewportSize({ width, height })
      await page.goto(BASE + at)
      await settled(page)
      await then?.(page)
      await layout(page, `${name} ${language} ${width}`)
    }
    const spoken = await page.evaluate(() => [document.documentElement.lang, document.querySelector('h1').textContent])
    check(`${name} speaks ${language}`, spoken[0] === language, spoken.join(' '))
    if (['search', 'inbox', 'entry'].includes(name)) await axe(page, `${at} ${language}`)
  }
  // the dialogs are opened by their Chinese words, then the language is chosen
  for (const [name, { who, at, open: show }] of dialogs.filter(([n]) => n !== 'SignInAgain')) {
    const page = await as(who)
    await page.setViewportSize({ width: 1366, height: 768 })
    await speak(page, 'zh-CN')
    await page.goto(BASE + at)
    await settled(page)
    await show(page)
    await page.getByRole('dialog').last().waitFor()
    await page.evaluate((l) => document.querySelector(`input[name=language][value="${l}"]`).click(), language)
    await page.waitForFunction((l) => document.documentElement.lang === l, language)
    await layout(page, `dialog of ${name} ${language}`)
  }
}

// the check of the layout finds what it is there for
const asker = await as('asker')
for (const [what, spoil] of [
  ['cut off', (h) => Object.assign(h.style, { width: '1em', overflow: 'hidden', whiteSpace: 'nowrap' })],
  ['runs out of its box', (h) => Object.assign(h.style, { width: '1em', whiteSpace: 'nowrap' })],
  ['overlap', (h) => Object.assign(h.style, { marginBottom: '-1.6em' })],
  ['beyond the side', (h) => Object.assign(h.style, { transform: 'translateX(100vw)' })],
]) {
  await asker.goto(`${BASE}/catalog`)
  await settled(asker)
  await asker.locator('h1').evaluate(spoil)
  const found = await misplaced(asker)
  check(`the check finds: ${what}`, found.some((f) => f.startsWith(what)), found.join('; '))
}

// what came of each check is said in the reader's language, which the node does not speak
const reader = await as('nobody')
await reader.goto(`${BASE}/verification`)
await speak(reader, 'zh-TW')
await reader.reload()
await settled(reader)
const answered = reader.waitForResponse('**/api/v1/verifications')
await reader.locator('input[type=file]').setInputFiles(fileURLToPath(new URL('./no-licence.pdf', import.meta.url)))
const { checks } = await (await answered).json()
await reader.locator('tbody tr').nth(checks.length - 1).waitFor()
const said = await reader.locator('tbody tr').allInnerTexts()
check('zh-TW says each outcome in its own words', checks.every((c, at) => /[\u4e00-\u9fff]/.test(c.meaning) && !said[at].includes(c.meaning)), said[0])

// without JavaScript
const plain = await open(browser, { javaScriptEnabled: false })
await plain.goto(`${BASE}/verify`)
await plain.locator('input[type=file]').setInputFiles(fileURLToPath(new URL('./no-licence.pdf', import.meta.url)))
await plain.locator('form:has(input[type=file]) button').click()
check('/verify answers without JavaScript', await plain.getByText('核验不通过').isVisible())
check('/verify shows each check without JavaScript', (await plain.locator('tbody tr').count()) > 8)
await plain.goto(`${BASE}/catalog`)
check('a portal page says what works without JavaScript', (await plain.locator('body').innerText()).includes('不需要 JavaScript 的页面'))

done()
await browser.close()
