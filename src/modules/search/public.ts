export type { Field } from '#engines/ranking/vector'
export { addToDocument, type Document, indexDocument, indexDocuments } from './handlers/indexing.ts'
export { findSimilar } from './handlers/search.ts'
export { foldDeltas as foldStatistics, setDocumentStanding as setStandings } from './store/document.ts'
