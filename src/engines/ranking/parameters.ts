/** Everything that was chosen, and why; measured in docs/models/ranking.md. */
export const parameters = {
  /** Weight of a term's frequency by field: title, body, answer, alias. */
  fieldWeights: [3, 1, 1, 2],
  /** How far a field's length discounts its frequencies (b of BM25), by field. */
  lengthDiscount: [0.3, 0.6, 0.6, 0.3],
  /** Saturation of repeated terms (k1 of BM25), by class. */
  saturation: { word: 1.2, gram: 1.2, synonym: 1.2 },
  /** Weight of each class of terms in the sum. */
  classWeights: { word: 1, gram: 0.3, synonym: 0.3 },
  /**
   * Hiragana pairs that stand in more than about 15% of any prose: indexing them costs much and selects little.
   * Documents and words leave out the same ones, so that nothing is missed.
   */
  commonHiragana:
    'わせ ます さい くだ ださ して てい です いて する りま ただ につ つい いた すか せく しく だし くは いま から ので した きま でき って され あり たい こと いる しま せん など ませ なり にお ては りた まで るこ によ ない てく また とな には すの ある れて れる より その すが いの とが もの とし では にな はど がで どの おり まし れば るの とは った いで どう よう きる ため えて なっ をし てお いい れま なお でも たは での なる ても しい ると よる のよ たら らの のか るも うな のみ にあ のい だけ とき でに',
} as const
