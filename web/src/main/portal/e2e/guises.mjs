// Pages in every guise, and what they say when something is wrong.
import { BASE, axe, check, settled } from './browser.mjs'

async function guise(page, theme, size) {
  await page.evaluate(([t, s]) => {
    localStorage.setItem('zhengshu.theme', t)
    localStorage.setItem('zhengshu.size', s)
  }, [theme, size])
}

/** Light, dark and large: accessible, and nothing runs over the side. */
export async function each(page, paths) {
  for (const [theme, size] of [['light', 'standard'], ['dark', 'standard'], ['light', 'large']]) {
    await guise(page, theme, size)
    for (const path of paths) {
      await page.goto(BASE + path)
      await settled(page)
      await axe(page, `${path} ${theme} ${size}`)
      check(`${path} ${theme} ${size} does not run over the side`, await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth))
    }
  }
}

/** The node is slow, wrong, gone: the page says so, and there is a trace id to copy. */
export async function errors(page, path, call) {
  page.expectsFailures = true
  const problem = { type: 'urn:x', code: 'kernel/internal', title: '平台内部错误', status: 500, detail: '请稍后重试', instance: 'urn:trace:0123456789abcdef0123456789abcdef' }
  await page.route(call, (r) => r.fulfill({ status: 500, contentType: 'application/problem+json', body: JSON.stringify(problem) }))
  await page.goto(BASE + path)
  await page.getByRole('alert').waitFor()
  check(`${path} 500: the trace id is there with a button to copy it`, await page.getByRole('button', { name: '复制追踪号' }).isVisible())
  await axe(page, `${path} error`)
  await page.unroute(call)
  await page.route(call, (r) => r.abort())
  await page.goto(BASE + path)
  await page.getByText('连接不到节点').waitFor()
  await page.unroute(call)
  await page.getByRole('button', { name: '重试' }).click()
  await page.getByRole('alert').waitFor({ state: 'detached' })
  await settled(page)
  check(`${path} comes back by itself with "again"`, (await page.getByRole('alert').count()) === 0)
  page.expectsFailures = false
}
