export { addToDocument, type Document, type Field, indexDocument, indexDocuments } from './handlers/indexing.ts'
export { findSimilar } from './handlers/search.ts'
export { warmSearch } from './handlers/warm.ts'
export {
  foldDeltas as foldStatistics,
  moveDocumentTag as moveTag,
  setDocumentStanding as setStandings,
} from './store/document.ts'
