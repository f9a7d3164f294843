import { useCallback, useEffect, useRef, useState } from 'react'

export type Draft = {
  text: string
  setText: (text: string) => void
  /** 'unavailable': this browser keeps nothing (full, or turned off); say so, the text lives only on the screen. */
  state: 'unchanged' | 'waiting' | 'saved' | 'unavailable'
  /** A draft of an earlier visit was found and is shown. */
  restored: boolean
  /** After sending, or when the person throws the draft away. */
  clear: (text?: string) => void
}

const prefix = 'draft:'

const read = (key: string): string | null => {
  try {
    return localStorage.getItem(prefix + key)
  } catch {
    return null
  }
}

function write(key: string, text: string | null): boolean {
  try {
    if (text === null) localStorage.removeItem(prefix + key)
    else localStorage.setItem(prefix + key, text)
    return true
  } catch {
    return false
  }
}

/** Keeps a text on this machine while it is being written, half a second behind and at once when the page goes. */
export function useDraft(key: string, initial = ''): Draft {
  const [text, show] = useState(() => read(key) ?? initial)
  const [restored, setRestored] = useState(() => read(key) !== null)
  const [state, setState] = useState<Draft['state']>('unchanged')
  const waiting = useRef<string | null>(null)

  const save = useCallback(() => {
    if (waiting.current === null) return
    setState(write(key, waiting.current) ? 'saved' : 'unavailable')
    waiting.current = null
  }, [key])

  // biome-ignore lint/correctness/useExhaustiveDependencies: each change of the text starts the wait anew
  useEffect(() => {
    const timer = setTimeout(save, 500)
    return () => clearTimeout(timer)
  }, [text, save])
  useEffect(() => {
    window.addEventListener('pagehide', save)
    return () => {
      window.removeEventListener('pagehide', save)
      save()
    }
  }, [save])

  const setText = useCallback((next: string) => {
    waiting.current = next
    show(next)
    setState((before) => (before === 'unavailable' ? before : 'waiting'))
  }, [])
  const clear = useCallback(
    (next = '') => {
      waiting.current = null
      write(key, null)
      show(next)
      setRestored(false)
      setState('unchanged')
    },
    [key],
  )
  return { text, setText, state, restored, clear }
}
