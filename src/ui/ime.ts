type Key = { nativeEvent?: KeyboardEvent; isComposing?: boolean; keyCode?: number }

/**
 * True while a Japanese input method is converting: Enter, arrows and Escape belong to it then.
 * Safari reports the confirming Enter after the composition has ended, with keyCode 229.
 */
export function isComposing(event: Key): boolean {
  const native = event.nativeEvent ?? event
  return native.isComposing === true || native.keyCode === 229
}
