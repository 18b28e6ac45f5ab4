import { emptyRow, type ItemRow } from './entry'

export const MOST_ITEMS = 500
export const COLUMNS = ['name', 'technicalName', 'dataType', 'length', 'scale', 'shareType', 'codeList', 'sensitive', 'primaryKey', 'nullable'] as const
type Column = (typeof COLUMNS)[number]
const FLAGS: readonly Column[] = ['sensitive', 'primaryKey', 'nullable']
const NUMBERS: readonly Column[] = ['length', 'scale']
const YES = /^(1|y|yes|true|\u662f|x|\u221a)$/i
const NO = /^(|0|n|no|false|\u5426)$/i
const TYPES = 'CNYDTLMGBIF'

/** One wrong cell of a pasted or chosen table; the line is that of the file. */
export interface WrongCell {
  line: number
  rule: 'header' | 'needed' | 'technical' | 'twice' | 'type' | 'number' | 'code' | 'flag' | 'many' | 'empty'
  column: string
  value: string
}

export interface ReadRows {
  rows: ItemRow[]
  wrong: WrongCell[]
}

/** The cells of RFC 4180 text, or of what a spreadsheet puts on the clipboard. */
export function cells(text: string): string[][] {
  const clean = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')
  const comma = (clean.split('\n', 1)[0] ?? '').includes('\t') ? '\t' : ','
  const lines: string[][] = []
  let line: string[] = []
  let cell = ''
  let quoted = false
  for (let i = 0; i < clean.length; i++) {
    const c = clean[i]!
    if (quoted) {
      if (c !== '"') cell += c
      else if (clean[i + 1] === '"') cell += clean[++i]
      else quoted = false
    } else if (c === '"' && cell === '') quoted = true
    else if (c === comma || c === '\n') {
      line.push(cell)
      cell = ''
      if (c === '\n') {
        lines.push(line)
        line = []
      }
    } else cell += c
  }
  lines.push([...line, cell])
  return lines
}

/** Rows of a table whose first line names its columns, by their labels or as the API does. */
export function readRows(text: string, labels: Record<Column, string>, codeOf: (list: string, word: string) => string | undefined): ReadRows {
  const [first = [], ...lines] = cells(text)
  const wrong: WrongCell[] = []
  const columns = first.map((word) => COLUMNS.find((c) => c.toLowerCase() === word.trim().toLowerCase() || labels[c] === word.trim()))
  columns.forEach((c, i) => {
    if (!c && first[i]!.trim()) wrong.push({ line: 1, rule: 'header', column: first[i]!, value: '' })
  })
  for (const c of ['name', 'technicalName', 'dataType'] as const) {
    if (!columns.includes(c)) wrong.push({ line: 1, rule: 'needed', column: labels[c], value: '' })
  }
  if (wrong.length > 0) return { rows: [], wrong }
  const rows: ItemRow[] = []
  const names = new Set<string>()
  lines.forEach((given, at) => {
    if (given.every((v) => v.trim() === '')) return
    const row: ItemRow = emptyRow()
    const bad = (rule: WrongCell['rule'], column: Column, value: string) => wrong.push({ line: at + 2, rule, column: labels[column], value: value.slice(0, 40) })
    columns.forEach((column, i) => {
      if (column) read(row, column, (given[i] ?? '').trim(), bad, codeOf)
    })
    if (!/^[a-z][a-z0-9_]{0,62}$/.test(row.technicalName)) bad('technical', 'technicalName', row.technicalName)
    else if (names.has(row.technicalName)) bad('twice', 'technicalName', row.technicalName)
    if (!row.name) bad('empty', 'name', '')
    names.add(row.technicalName)
    rows.push(row)
  })
  if (rows.length === 0) wrong.push({ line: 2, rule: 'empty', column: '', value: '' })
  if (rows.length > MOST_ITEMS) wrong.push({ line: MOST_ITEMS + 2, rule: 'many', column: '', value: String(rows.length) })
  return { rows, wrong }
}

function read(row: ItemRow, column: Column, value: string, bad: (rule: WrongCell['rule'], column: Column, value: string) => void, codeOf: (list: string, word: string) => string | undefined) {
  if (FLAGS.includes(column)) {
    if (!YES.test(value) && !NO.test(value)) bad('flag', column, value)
    Object.assign(row, { [column]: YES.test(value) })
  } else if (NUMBERS.includes(column)) {
    if (value && !/^\d{1,5}$/.test(value)) bad('number', column, value)
    Object.assign(row, { [column]: value })
  } else if (column === 'dataType') {
    const type = value.toUpperCase()
    row.dataType = type.length === 1 && TYPES.includes(type) ? type : (codeOf('item-data-type', value) ?? '')
    if (!row.dataType) bad('type', column, value)
  } else if (column === 'shareType') {
    row.shareType = value ? (codeOf('share-type', value) ?? '') : ''
    if (value && !row.shareType) bad('code', column, value)
  } else Object.assign(row, { [column]: value })
}

/** A file to fill in with a spreadsheet; the mark at its start tells the spreadsheet that it is UTF-8. */
export function template(labels: Record<Column, string>, rows: ItemRow[]): Blob {
  const quoted = (v: string) => (/[",\n]/.test(v) ? `"${v.replaceAll('"', '""')}"` : v)
  // a cell that begins like a formula must not become one
  const safe = (v: string) => quoted(/^[=+\-@\t]/.test(v) ? `'${v}` : v)
  const lines = [COLUMNS.map((c) => labels[c]), ...rows.map((r) => COLUMNS.map((c) => (typeof r[c] === 'boolean' ? (r[c] ? '1' : '0') : String(r[c]))))]
  return new Blob(['\ufeff', lines.map((l) => l.map(safe).join(',')).join('\r\n'), '\r\n'], { type: 'text/csv' })
}
