import { configDefaults, defineConfig } from 'vitest/config'

// Tests never assert times, so the limits below are only there to end what hangs, on a busy two-core machine.
const patience = { testTimeout: 60_000, hookTimeout: 120_000, teardownTimeout: 60_000 }

const database = { globalSetup: 'tests/setup/cluster.ts', pool: 'forks', ...patience } as const

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        // Everything that stands beside its code. Run a second time on another PostgreSQL by BANSO_TEST_DATABASE_URL.
        test: {
          name: 'code',
          include: ['src/**/*.test.ts', 'db/**/*.test.ts', 'tools/**/*.test.ts'],
          exclude: [...configDefaults.exclude, 'src/ui/**', 'src/**/web/**', 'src/server/embedded-postgres/**'],
          ...database,
        },
      },
      {
        // The supervisor has clusters of its own; one file at a time keeps them from crowding the machine.
        test: {
          name: 'embedded',
          include: ['src/server/embedded-postgres/**/*.test.ts'],
          pool: 'forks',
          fileParallelism: false,
          ...patience,
        },
      },
      {
        test: { name: 'web', include: ['src/ui/**/*.test.{ts,tsx}', 'src/**/web/**/*.test.{ts,tsx}'], ...patience },
      },
      {
        // Whole stories in a real browser on the built pages.
        test: {
          name: 'journeys',
          include: ['tests/journeys/**/*.test.ts'],
          ...database,
          fileParallelism: false,
          testTimeout: 180_000,
        },
      },
    ],
  },
})
