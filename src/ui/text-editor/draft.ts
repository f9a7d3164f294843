import { createContext, useCallback, useContext, useEffect, useRef, useState } from 'react'
import { newId } from '../../kernel/id.ts'
import { readDraft, writeDraft } from './draft-text.ts'

/** Whose drafts these are: a machine at a counter is shared. */
export const DraftOwner = createContext('')

export type Draft = {
  /** Kept with the text: sent along, it makes one post of a draft however often it is sent. */
  id: string
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
export function useDraft(name: string, initial = ''): Draft {
  const key = `${useContext(DraftOwner)}:${name}`
  const [kept] = useState(() => readDraft(read(key)))
  const [id, setId] = useState(() => kept?.id ?? newId())
  const [text, show] = useState(kept?.text ?? initial)
  const [restored, setRestored] = useState(kept !== undefined)
  const [state, setState] = useState<Draft['state']>('unchanged')
  const waiting = useRef<string | null>(null)

  const save = useCallback(() => {
    if (waiting.current === null) return
    setState(write(key, writeDraft({ id, text: waiting.current })) ? 'saved' : 'unavailable')
    waiting.current = null
  }, [key, id])

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
      setId(newId())
      show(next)
      setRestored(false)
      setState('unchanged')
    },
    [key],
  )
  return { id, text, setText, state, restored, clear }
}
