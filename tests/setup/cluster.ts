import { startTestCluster } from '#server/testing/cluster'
import { clusterVariable, createTemplate, templateVariable } from '#server/testing/database'

/**
 * Before the first test file: one cluster for the run, migrated once into a template. BANSO_TEST_DATABASE_URL (a
 * superuser's) has the same tests run on a given PostgreSQL instead of the embedded one.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const given = process.env.BANSO_TEST_DATABASE_URL
  const cluster = given ? { url: given, stop: async () => {} } : await startTestCluster()
  try {
    const template = await createTemplate(cluster.url)
    process.env[clusterVariable] = cluster.url // inherited by the workers
    process.env[templateVariable] = template.name
    return async () => {
      if (given) await template.drop()
      await cluster.stop()
    }
  } catch (error) {
    await cluster.stop()
    throw error
  }
}
