// Every text is there in three languages, every text is used, and no page holds a text of its own.
import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const src = join(dirname(dirname(fileURLToPath(import.meta.url))), 'src')
const languages = ['zh-CN', 'zh-TW', 'en']
const wrong = []

function flat(value, prefix, into) {
  for (const [key, text] of Object.entries(value)) {
    const name = prefix ? `${prefix}.${key}` : key
    if (typeof text === 'object') flat(text, name, into)
    else into.set(name, text)
  }
  return into
}

function messages(language) {
  const folder = join(src, 'locales', language)
  const all = new Map()
  for (const file of readdirSync(folder).filter((f) => f.endsWith('.json'))) {
    flat(JSON.parse(readFileSync(join(folder, file), 'utf8')), file.replace('.json', ''), all)
  }
  return all
}

function sources(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((e) => {
    const path = join(folder, e.name)
    if (e.isDirectory()) return e.name === 'locales' ? [] : sources(path)
    return /\.(vue|ts)$/.test(e.name) && e.name !== 'schema.d.ts' ? [path] : []
  })
}

const texts = Object.fromEntries(languages.map((l) => [l, messages(l)]))
const keys = new Set(languages.flatMap((l) => [...texts[l].keys()]))
const holes = (text) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort().join()
for (const key of keys) {
  for (const language of languages) {
    const text = texts[language].get(key)
    if (text === undefined || text.trim() === '') wrong.push(`${language} lacks ${key}`)
    else if (holes(text) !== holes(texts[languages[0]].get(key) ?? '')) {
      wrong.push(`${language} ${key} has other placeholders than ${languages[0]}`)
    }
  }
}

const used = new Set()
const families = new Set()
for (const path of sources(src)) {
  const code = readFileSync(path, 'utf8')
  for (const m of code.matchAll(/(?:\bt|\$t|keypath|title:|label:|text:)\s*(?:\(|=|\s)\s*['"]([a-z][\w]*(?:\.[\w-]+)+)['"]/g)) {
    used.add(m[1])
    if (!keys.has(m[1])) wrong.push(`${path}: no text ${m[1]}`)
  }
  for (const m of code.matchAll(/[`'"]([a-z]\w*(?:\.[\w-]+)*\.)(?:\$\{|['"]\s*\+)/g)) families.add(m[1])
  for (const m of code.matchAll(/['"]([a-z]\w*(?:\.[\w-]+)+)['"]/g)) used.add(m[1])
  const bare = code.replace(/\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->|^\s*\/\/.*$/gm, '')
  const chinese = bare.match(/[\u4e00-\u9fff]+/)
  if (chinese) wrong.push(`${path}: text in the code: ${chinese[0]}`)
}
for (const key of keys) {
  if (!used.has(key) && ![...families].some((f) => key.startsWith(f))) wrong.push(`${key} is used nowhere`)
}
if (wrong.length > 0) {
  console.error(wrong.join('\n'))
  process.exit(1)
}
console.log(`${keys.size} texts in ${languages.length} languages`)
