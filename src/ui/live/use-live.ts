import { useEffect, useRef, useSyncExternalStore } from 'react'
import type { LiveMessage } from './source.ts'
import { LiveTabs } from './tabs.ts'

let shared: LiveTabs | undefined
const tabs = () => {
  shared ??= new LiveTabs()
  return shared
}

/** Begins to listen once somebody has signed in, and ends with them. */
export function useLiveConnection(signedIn: boolean): void {
  useEffect(() => {
    if (!signedIn || typeof EventSource === 'undefined' || typeof BroadcastChannel === 'undefined') return
    tabs().start()
    return () => tabs().stop()
  }, [signedIn])
}

/**
 * Calls `onEvent` with each event of a channel (`topic:<id>`, `person`, `section`, `body`), and with `reset` when some
 * may have been missed (anything may be otherwise now: ask anew), `joined` when the first of all will come from now on (what
 * was asked a moment ago may have changed since). `person` and `section` are the reader's own.
 */
export function useLive(channel: string, onEvent: (event: LiveMessage | 'reset' | 'joined') => void): void {
  const latest = useRef(onEvent)
  useEffect(() => {
    latest.current = onEvent
  })
  useEffect(() => {
    if (typeof BroadcastChannel === 'undefined') return
    const isFor = (event: LiveMessage) => event.channel === channel || event.channel.startsWith(`${channel}:`)
    const leave = tabs().onMessage((event) => {
      if (typeof event === 'string' || isFor(event)) latest.current(event)
    })
    const release = channel.startsWith('topic:') ? tabs().want(channel.slice('topic:'.length)) : undefined
    return () => {
      leave()
      release?.()
    }
  }, [channel])
}

let connected = true
const subscribe = (changed: () => void) =>
  typeof BroadcastChannel === 'undefined'
    ? () => {}
    : tabs().onConnection((now) => {
        if (now === connected) return
        connected = now
        changed()
      })

/** Whether live events arrive: for the banner that says the connection is lost, and is back. */
export const useLiveConnected = (): boolean => useSyncExternalStore(subscribe, () => connected)
