import { onScopeDispose, ref } from 'vue'

const open = ref(false)

/** Whether the help of the page is shown. */
export function useHelp() {
  return { open }
}

/** F1 anywhere, or a question mark where nobody is writing. */
export function useHelpKeys() {
  function pressed(e: KeyboardEvent) {
    const target = e.target
    const writing = target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
    if (e.key === 'F1' || (e.key === '?' && !writing && !e.ctrlKey && !e.metaKey && !e.altKey)) {
      e.preventDefault()
      open.value = true
    }
  }
  addEventListener('keydown', pressed)
  onScopeDispose(() => removeEventListener('keydown', pressed))
}
