/** Everything that was chosen, and why. Measured in docs/models/ranking.md: figures move little around these values. */
export const parameters = {
  /** Weight of a term's frequency by field (title, body, answer, alias): a title names its subject, an alias asked for it. */
  fieldWeights: [3, 1, 1, 4],
  /**
   * How far a field's length discounts its frequencies (b of BM25), by field. None for aliases: most documents have none,
   * so that any alias is long beside the average, and a document is not less relevant for having answered often.
   */
  lengthDiscount: [0.3, 0.6, 0.6, 0],
  /** Saturation of repeated terms (k1 of BM25), by class: the usual value. */
  saturation: { word: 1.2, gram: 1.2, synonym: 1.2 },
  /** Weight of each class of terms in the sum: grams repeat what words say, synonyms are less sure. */
  classWeights: { word: 1, gram: 0.3, synonym: 0.3 },
  /** How far what use has shown may raise a score: at most by this share. */
  standingWeight: 0.15,
  /** Logistic regression on the tuning half (confidence.ts), and from where on the best is called a match. */
  confidence: { bias: -2.92, byMargin: 2.54, byAgreement: 3.66, least: 0.35 },
  words: {
    /** Words that never tell documents apart: left out of documents and queries. */
    stop: 'する なる ある いる できる 出来る くださる 下さる いただく 頂く もらう 貰う やる いう 言う おる ござる ない 無い よい 良い いい しまう みる 見る ため とき こと もの よう ほう それぞれ 以下 以上 等',
    /** Words people ask with rather than ask about. */
    faint:
      '教える おしえる 知る しる 知りたい 分かる わかる 聞く きく 尋ねる 思う 考える 困る 場合 方法 どこ 何 必要 希望 質問 問い合わせ 問合せ お願い 願う 詳しい 現在 今 最近',
    faintWeight: 0.3,
    /** Verbs say less of the subject than nouns, which they accompany. */
    verbWeight: 0.7,
  },
  query: {
    /** What each further occurrence of a word in the query adds, and where that ends. */
    repeatedWeight: 0.7,
    mostWeight: 2,
    /** Weight of pairs with hiragana in the word being typed; they are looked for in titles only. */
    unfinishedWeight: 0.3,
    /** Characters of a last part that may still be an unfinished word. */
    longestFragment: 8,
    /** Neighbouring words looked up as one in the synonyms, and how many characters may stand between two. */
    longestPhrase: 4,
    longestGap: 1,
    /** Dictionaries of up to so many words are looked through whole, so that names no tokenizer knows are found. */
    longestScanned: 5000,
  },
  plan: {
    /** How much more often two terms of a query stand together than independent ones would. */
    coOccurrence: 3,
    /** Groups the store's look-up takes. */
    mostGroups: 4,
    /** Terms of one group: more make the look-up slower and select hardly better. */
    mostTogether: 5,
    /** Frequent terms tried in pairs and threes. */
    mostPaired: 8,
  },
  /**
   * Hiragana pairs that stand in more than about 15% of any prose: indexing them costs much and selects little.
   * Documents and words leave out the same ones, so that nothing is missed.
   */
  commonHiragana:
    'わせ ます さい くだ ださ して てい です いて する りま ただ につ つい いた すか せく しく だし くは いま から ので した きま でき って され あり たい こと いる しま せん など ませ なり にお ては りた まで るこ によ ない てく また とな には すの ある れて れる より その すが いの とが もの とし では にな はど がで どの おり まし れば るの とは った いで どう よう きる ため えて なっ をし てお いい れま なお でも たは での なる ても しい ると よる のよ たら らの のか るも うな のみ にあ のい だけ とき でに',
} as const
