// Pages in every guise, and what they say when something is wrong.
import { BASE, axe, check, settled } from './browser.mjs'

export const GUISES = [['light', 'standard'], ['dark', 'standard'], ['light', 'large']]
export const SIZES = [[1366, 768], [1920, 1080]]
const PROBLEM = { type: 'urn:x', code: 'kernel/internal', title: '平台内部错误', status: 500, detail: '请稍后重试', instance: 'urn:trace:0123456789abcdef0123456789abcdef' }

export async function guise(page, theme, size) {
  await page.evaluate(([t, s]) => {
    localStorage.setItem('zhengshu.theme', t)
    localStorage.setItem('zhengshu.size', s)
  }, [theme, size])
}

/** What is cut off, runs out of its box, or lies on something else; in the open dialog where there is one. */
export function misplaced(page) {
  return page.evaluate(() => {
    const TOLERANCE = 2
    const wrong = new Set()
    const visible = (e) => e.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !e.closest('.visually-hidden, option, svg, .skip')
    const dialogs = [...document.querySelectorAll('[role=dialog]')].filter(visible)
    const root = dialogs.at(-1) ?? document.body
    const said = (text) => text.trim().replace(/\s+/g, ' ').slice(0, 40)

    /** The part of a box that its scrolling ancestors let see; what others cut off is wrong. */
    function seen(e, box, text) {
      let { left, right, top, bottom } = box
      let scrolls = false
      for (let a = e; a && a !== document.documentElement; a = a.parentElement) {
        const style = getComputedStyle(a)
        const outer = a.getBoundingClientRect()
        if (/hidden|clip/.test(style.overflowX) && (right > outer.right + TOLERANCE || left < outer.left - TOLERANCE)) wrong.add(`cut off: ${text}`)
        if (/hidden|clip/.test(style.overflowY) && style.webkitLineClamp === 'none' && bottom > outer.bottom + TOLERANCE && top < outer.bottom) wrong.add(`cut off below: ${text}`)
        if (style.overflowX !== 'visible' || style.overflowY !== 'visible') {
          scrolls ||= /auto|scroll/.test(style.overflowX)
          left = Math.max(left, outer.left)
          right = Math.min(right, outer.right)
          top = Math.max(top, outer.top)
          bottom = Math.min(bottom, outer.bottom)
        }
      }
      if (!scrolls && right > document.documentElement.clientWidth + TOLERANCE) wrong.add(`beyond the side: ${text}`)
      return right - left > 1 && bottom - top > 1 ? { left, right, top, bottom } : undefined
    }

    const boxes = []
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const e = node.parentElement
      if (!node.data.trim() || !visible(e)) continue
      if (/[\u202a-\u202e\u2066-\u2069]/.test(node.data)) {
        const inline = getComputedStyle(e).display === 'inline'
        const others = [...e.childNodes].filter((n) => n !== node && n.nodeType === Node.TEXT_NODE && n.data.trim())
        if (inline && getComputedStyle(e).unicodeBidi !== 'isolate' || others.length > 0) wrong.add(`turns others: ${said(node.data)}`)
      }
      const range = document.createRange()
      range.selectNodeContents(node)
      let holder = e
      while (/^(inline|contents)$/.test(getComputedStyle(holder).display)) holder = holder.parentElement
      const outer = holder.getBoundingClientRect()
      for (const r of range.getClientRects()) {
        if (r.width < 1 || r.height < 1) continue
        const text = said(node.data)
        if (r.right > outer.right + TOLERANCE || r.left < outer.left - TOLERANCE) {
          if (!/auto|scroll/.test(getComputedStyle(holder).overflowX)) wrong.add(`runs out of its box: ${text}`)
        }
        const box = seen(e, r, text)
        if (box) boxes.push({ ...box, node, e, text })
      }
    }
    for (const e of root.querySelectorAll('input, select, textarea, button, a.button')) {
      if (!visible(e) || e.type === 'hidden') continue
      const box = seen(e, e.getBoundingClientRect(), `[${e.tagName.toLowerCase()} ${e.id || e.name}]`)
      if (box) boxes.push({ ...box, node: e, e, text: `[${e.tagName.toLowerCase()}] ${said(e.textContent)}` })
    }
    boxes.sort((a, b) => a.top - b.top)
    boxes.forEach((a, i) => {
      for (let j = i + 1; j < boxes.length && boxes[j].top < a.bottom; j++) {
        const b = boxes[j]
        if (a.node === b.node || a.e !== b.e && (a.e.contains(b.e) && a.node === a.e || b.e.contains(a.e) && b.node === b.e)) continue
        if (a.node === a.e && a.e.contains(b.node) || b.node === b.e && b.e.contains(a.node)) continue
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left)
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
        // boxes of text are higher than its letters
        if (wide > TOLERANCE && high > 0.4 * Math.min(a.bottom - a.top, b.bottom - b.top)) wrong.add(`overlap: ${a.text} / ${b.text}`)
      }
    })
    if (document.documentElement.scrollWidth > window.innerWidth) wrong.add('the page runs over the side')
    return [...wrong]
  })
}

export async function layout(page, what) {
  const found = await misplaced(page)
  check(`layout: ${what}`, found.length === 0, found.slice(0, 8).join('; '))
}

/** Light, dark and large: accessible, and nothing is cut off. */
export async function each(page, path, then) {
  for (const [theme, size] of GUISES) {
    await guise(page, theme, size)
    await page.goto(BASE + path)
    await settled(page)
    await then?.(page)
    const where = new URL(page.url()).pathname
    await axe(page, `${where} ${theme} ${size}`)
    await layout(page, `${where} ${theme} ${size}`)
  }
  await guise(page, 'light', 'standard')
}

const refuse = (route) => route.fulfill({ status: 500, contentType: 'application/problem+json', body: JSON.stringify(PROBLEM) })

/** The node is wrong, then gone: the page says so, there is a trace id to copy, and it comes back. */
export async function errors(page, path, call) {
  page.expectsFailures = true
  await page.route(call, refuse)
  await page.goto(BASE + path)
  await page.getByRole('alert').waitFor()
  check(`${path} 500: the trace id is there with a button to copy it`, await page.getByRole('button', { name: '复制追踪号' }).isVisible())
  await axe(page, `${path} error`)
  await layout(page, `${path} error`)
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

/** The same for what a form sends: what was filled in stays. */
export async function refusals(page, path, call, fill) {
  page.expectsFailures = true
  await page.goto(BASE + path)
  await settled(page)
  await page.route(call, refuse)
  await fill(page)
  await page.getByRole('alert').waitFor()
  check(`${path} 500: the trace id is there with a button to copy it`, await page.getByRole('button', { name: '复制追踪号' }).isVisible())
  await axe(page, `${path} error`)
  await layout(page, `${path} error`)
  await page.unroute(call)
  page.expectsFailures = false
}
