import type { components } from '../api/schema'

export type Search = components['schemas']['SearchEntries']

/** Criteria as a form has them; the number of a person is never part of an address. */
export interface Criteria {
  actor: string
  department: string
  resource: string
  grant: string
  action: string
  trace: string
  outcome: string
  from: string
  to: string
  subject: string
}

/** A time of the form is one of China, whatever the computer's clock says. */
function instant(local: string): string | undefined {
  return local ? new Date(`${local}${local.length === 16 ? ':00' : ''}+08:00`).toISOString() : undefined
}

export function searchOf(c: Criteria, cursor: string, limit: number): Search {
  const text = (value: string) => value.trim() || undefined
  return {
    actor: text(c.actor),
    department: text(c.department),
    resource: text(c.resource),
    grant: text(c.grant),
    action: text(c.action),
    trace: text(c.trace),
    outcome: text(c.outcome),
    subject: text(c.subject),
    from: instant(c.from),
    to: instant(c.to),
    oldestFirst: c.trace.trim() ? true : undefined,
    limit,
    cursor: cursor || undefined,
  } as Search
}
