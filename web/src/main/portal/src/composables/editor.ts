import { computed, ref, shallowRef, watch } from 'vue'
import { api, ask, once } from '../api/client'
import { useDraft } from './draft'
import { contentOf, formOf, type Content, type Entry } from './entry'
import { useAct } from './load'

/** An entry being written: its draft, what is stored, and whether somebody else changed it meanwhile. */
export function useEditor(entry: Entry | undefined) {
  const form = ref(formOf(entry))
  const draft = useDraft(`entry.${entry?.id ?? 'new'}`, form)
  const published = entry?.state === 'PUBLISHED'
  const act = useAct()
  /** The stored entry where it is newer than what this was begun from. */
  const newer = shallowRef<Entry | undefined>(entry && form.value.base !== entry.changedAt ? entry : undefined)
  const mine = computed<Content>(() => contentOf(form.value))
  let key = once()
  watch(act.problem, (problem) => {
    if (problem && problem.status >= 400 && problem.status < 500) key = once()
  })

  const path = () => ({ params: { path: { id: form.value.id } } })

  /** Goes on with the own content on top of what was stored meanwhile. */
  function keepMine() {
    form.value.base = newer.value!.changedAt
    newer.value = undefined
  }

  /** Gives the own content up for what was stored meanwhile. */
  function takeTheirs() {
    form.value = formOf(newer.value)
    newer.value = undefined
  }

  async function unchanged(): Promise<boolean> {
    const stored = await ask(api.GET('/api/v1/catalogue-items/{id}', path()))
    if (stored.changedAt === form.value.base) return true
    newer.value = stored
    return false
  }

  async function store(): Promise<Entry | undefined> {
    const body = contentOf(form.value)
    if (!form.value.id) {
      const made = await ask(api.POST('/api/v1/catalogue-items', { headers: key, body }))
      form.value.id = made.id
      form.value.base = made.changedAt
      key = once()
      return made
    }
    if (!(await unchanged())) return undefined
    const stored = published
      ? await ask(api.PUT('/api/v1/catalogue-items/{id}/change', { ...path(), headers: key, body }))
      : await ask(api.PUT('/api/v1/catalogue-items/{id}', { ...path(), headers: key, body }))
    form.value.base = stored.changedAt
    key = once()
    return stored
  }

  /** Stores the content, and sends it on to the review where that is wanted. */
  function save(submit: boolean): Promise<Entry | undefined> {
    return act.run(async () => {
      let stored = await store()
      if (stored && submit && !published) {
        stored = await ask(api.POST('/api/v1/catalogue-items/{id}/submission', { ...path(), headers: once() }))
      }
      if (stored) draft.discard()
      return stored
    })
  }

  return { form, draft, act, newer, mine, published, keepMine, takeTheirs, save }
}

