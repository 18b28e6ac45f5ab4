import type { components } from '../api/schema'

export type RowFilter = components['schemas']['RowFilter']
export const OPERATORS = ['EQ', 'NE', 'PREFIX', 'IN', 'LT', 'LE', 'GT', 'GE'] as const
export type Operator = (typeof OPERATORS)[number]

/** One line of the form: all lines must hold. */
export interface Condition {
  item: string
  operator: Operator
  value: string
}

type Part = Partial<RowFilter>

export function filterOf(conditions: Condition[]): RowFilter | undefined {
  const parts = conditions
    .filter((c) => c.item && c.value.trim())
    .map((c): Part => {
      const values = c.value.split(/[,\uff0c\s]+/).filter(Boolean)
      return c.operator === 'IN'
        ? { item: c.item, operator: 'IN', values }
        : { item: c.item, operator: c.operator, value: c.value.trim() }
    })
  if (parts.length === 0) return undefined
  return (parts.length === 1 ? parts[0] : { and: parts }) as RowFilter
}

/** The lines of the form that say the same; none where a filter is more than lines that all must hold. */
export function conditionsOf(filter?: Part): Condition[] {
  const parts: Part[] = filter ? (filter.and?.length ? filter.and : [filter]) : []
  const lines = parts.map((p) => ({ item: p.item ?? '', operator: OPERATORS.find((o) => o === p.operator), value: p.values?.length ? p.values.join(', ') : (p.value ?? '') }))
  return lines.every((l): l is Condition => l.item !== '' && l.operator !== undefined) ? lines : []
}

/** A filter in words: names of items and signs, nested groups in brackets. */
export function filterText(filter: Part, nameOf: (item: string) => string, word: (operator: string) => string): string {
  const group = filter.and ?? filter.or
  if (group && group.length > 0) {
    return group
      .map((f) => (f.and?.length || f.or?.length ? `(${filterText(f, nameOf, word)})` : filterText(f, nameOf, word)))
      .join(` ${word(filter.and?.length ? 'AND' : 'OR')} `)
  }
  const value = filter.values?.length ? filter.values.join(', ') : (filter.value ?? '')
  return `${nameOf(filter.item ?? '')} ${word(filter.operator ?? 'EQ')} ${value}`
}
