import { onScopeDispose } from 'vue'

const SIGNS = ['pointerdown', 'keydown', 'scroll', 'focus'] as const

/** Calls once nobody has touched the page for that long. */
export function useIdle(minutes: number, over: () => void) {
  let last = Date.now()
  let told = false
  const touch = () => {
    last = Date.now()
    told = false
  }
  SIGNS.forEach((s) => addEventListener(s, touch, { passive: true, capture: true }))
  const timer = window.setInterval(() => {
    if (!told && Date.now() - last > minutes * 60_000) {
      told = true
      over()
    }
  }, 15_000)
  onScopeDispose(() => {
    window.clearInterval(timer)
    SIGNS.forEach((s) => removeEventListener(s, touch, { capture: true }))
  })
}
