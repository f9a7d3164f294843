/**
 * A session can end under somebody's hands. Whoever learns it (the client, a download) asks here; the page shows one
 * dialog for all of them, and each goes on where it stopped once its owner has signed in again.
 */
let show: (() => Promise<boolean>) | undefined
let asked: Promise<boolean> | undefined
let declined = false

/** Names the dialog. It answers whether the same person is signed in again. Returns the way to take it back. */
export function whenSessionEnds(dialog: () => Promise<boolean>): () => void {
  show = dialog
  declined = false
  return () => {
    if (show === dialog) show = undefined
  }
}

/**
 * Resolves once somebody has signed in again; false when nobody had signed in before or the dialog was closed.
 * What a page asks by itself (`byItself`) does not bring a closed dialog back.
 */
export function signInAgain(byItself = false): Promise<boolean> {
  if (!show || (byItself && declined)) return Promise.resolve(false)
  asked ??= show()
    .then((signedIn) => {
      declined = !signedIn
      return signedIn
    })
    .finally(() => {
      asked = undefined
    })
  return asked
}
