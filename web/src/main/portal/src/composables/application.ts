import { computed, ref, shallowRef, watch } from 'vue'
import { api, ask, once, Problem } from '../api/client'
import type { components } from '../api/schema'
import { useDraft } from './draft'
import { dayFromToday } from './format'
import { useAct } from './load'
import { filterOf, type Condition } from './rowFilter'

export type Course = components['schemas']['CourseView']
export type Entry = components['schemas']['CatalogueItemView']

export interface Form {
  items: string[]
  purpose: string
  matter: string
  legalBasis: string
  scenario: string
  scope: string
  mode: string
  conditions: Condition[]
  quota: string
  validUntil: string
}

const NOT_SHARED = '3'

/**
 * An application on its way: its form and draft, and what the rules say about it as it stands. It begins with the
 * items that were asked for, with none else: nobody is granted more than he chose.
 */
export function useApplication(entry: Entry, asked: string[]) {
  const offered = entry.items.filter((i) => (i.shareType ?? entry.core.shareType) !== NOT_SHARED)
  const form = ref<Form>({
    items: offered.map((i) => i.technicalName).filter((name) => asked.includes(name)),
    purpose: '',
    matter: '',
    legalBasis: '',
    scenario: '',
    scope: '',
    mode: '',
    conditions: [],
    quota: '',
    validUntil: dayFromToday(365),
  })
  const draft = useDraft(`apply.${entry.id}`, form)
  // items that the entry no longer has must not come back with an old draft
  const still = form.value.items.filter((i) => offered.some((o) => o.technicalName === i))
  if (still.length < form.value.items.length) form.value.items = still

  const course = shallowRef<Course>()
  const courseProblem = shallowRef<Problem>()
  let turn = 0

  /** While none is chosen, what holds for all of them: it is told before anybody applies. */
  async function foresee() {
    const mine = ++turn
    const chosen = form.value.items
    const items = chosen.length > 0 ? chosen : offered.map((i) => i.technicalName)
    try {
      const found = await ask(api.POST('/api/v1/sharing-requests/previews', { body: { item: entry.id, items } }))
      if (mine !== turn) return
      course.value = found
      courseProblem.value = undefined
    } catch (thrown) {
      if (mine === turn && thrown instanceof Problem) courseProblem.value = thrown
    }
  }
  let timer: number | undefined
  watch(
    () => form.value.items,
    () => {
      window.clearTimeout(timer)
      timer = window.setTimeout(foresee, 250)
    },
    { deep: true },
  )
  void foresee()

  const conditional = computed(() => course.value?.mode === 'REVIEW')
  const needed = (field: string) => course.value?.requiredFields.includes(field) ?? false
  const act = useAct()
  const key = once()

  /** The stored request; what the node refused is in {@code act.problem}. */
  async function submit() {
    const f = form.value
    const text = (value: string) => value.trim() || undefined
    return act.run(async () => {
      const made = await ask(
        api.POST('/api/v1/sharing-requests', {
          headers: key,
          body: {
            item: entry.id,
            purpose: f.purpose.trim(),
            matter: text(f.matter),
            legalBasis: text(f.legalBasis),
            scenario: text(f.scenario),
            scope: text(f.scope),
            mode: text(f.mode),
            items: f.items,
            rowFilter: filterOf(f.conditions),
            quota: f.quota ? Number(f.quota) : undefined,
            validUntil: f.validUntil,
          },
        }),
      )
      draft.discard()
      return made
    })
  }

  /** A refused request is another one once it was mended. */
  watch(act.problem, (problem) => {
    if (problem && problem.status >= 400 && problem.status < 500) Object.assign(key, once())
  })

  return { offered, form, draft, course, courseProblem, foresee, conditional, needed, act, submit }
}
