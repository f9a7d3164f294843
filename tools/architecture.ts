import { checkArchitecture } from './architecture/check.ts'
import { finish } from './report.ts'

// Holds the code to docs/architecture.md; the rules are data in architecture/rules.ts.
if (import.meta.main) finish(checkArchitecture(process.cwd()))
