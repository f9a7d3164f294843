import { loadSynonyms } from '#engines/ranking/synonyms'
import { loadTokenizer } from '#engines/ranking/tokenizer'

/** Loads the dictionaries when a node starts, so that the first person who types does not wait for them. */
export async function warmSearch(): Promise<void> {
  await Promise.all([loadTokenizer(), loadSynonyms()])
}
