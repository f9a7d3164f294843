import { searchHandlers as search } from './handlers/search.ts'
import { synonymHandlers as synonym } from './handlers/synonym.ts'

export const searchHandlers = { search, synonym }
