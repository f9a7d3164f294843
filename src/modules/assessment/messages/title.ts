/** How a test is called in the ledger and in notices. */
export const titleOf = (name: string) => `スキル診断「${name}」`
