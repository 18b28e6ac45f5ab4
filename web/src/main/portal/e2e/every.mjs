// Every page and dialog, light, dark, large and wrong: accessible, nothing cut off, and what goes wrong is said.
import { BASE, axe, check, done, launch, open, settled } from './browser.mjs'
import { GUISES, each, errors, guise, layout, refusals } from './guises.mjs'
import { table } from './table.mjs'

const browser = await launch()
const { pages, dialogs, as } = await table(browser)

for (const [, { who, at, then, asks, sends, fill }] of pages) {
  const page = await as(who)
  await each(page, at, then)
  if (asks) await errors(page, at, asks)
  if (sends) await refusals(page, at, sends, fill)
}

for (const [name, { who, at, open: show }] of dialogs) {
  const page = await as(who)
  for (const [theme, size] of GUISES) {
    await guise(page, theme, size)
    await page.goto(BASE + at)
    await settled(page)
    await show(page)
    await page.getByRole('dialog').last().waitFor()
    await axe(page, `dialog of ${name} ${theme} ${size}`)
    await layout(page, `dialog of ${name} ${theme} ${size}`)
    check(`dialog of ${name} ${theme} ${size} has the focus`, await page.evaluate(() => document.activeElement.closest('[role=dialog]') !== null))
  }
  await guise(page, 'light', 'standard')
}

// what has no table: nothing found, nobody signed in, no JavaScript
const asker = await as('asker')
await asker.goto(`${BASE}/catalog?q=%3Cscript%3Ealert(1)%3C/script%3E`)
await settled(asker)
check('nothing found is said with what to do', await asker.getByText('没有找到符合条件的资源').isVisible())
const officer = await as('officer')
await officer.goto(`${BASE}/cat?q=${encodeURIComponent('没有这样的目录')}`)
await settled(officer)
check('/cat says that nothing was found', await officer.getByText('没有符合条件的目录').isVisible())
const nobody = await open(browser)
check('an address inside of the portal leads to signing in and back', await nobody.goto(`${BASE}/catalog?q=%E4%BC%81`).then(() => nobody.waitForURL(/\/login\?then=/)).then(() => true))

done()
await browser.close()
