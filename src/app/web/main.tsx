import '../../ui/theme.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { lazy, StrictMode, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { PublishPreview } from '../../modules/framework/web/publish-preview.tsx'
import { ApiProvider } from '../../ui/api.tsx'
import { Skeleton } from '../../ui/spinner.tsx'
import { queries } from './connection.ts'
import { followLinks } from './links.ts'
import { router } from './routes.tsx'

const Effects = lazy(() => import('../../modules/profiles/web/publish-preview.tsx'))

/** What publishing a framework does to people: known to another module than the page that shows it. */
const Preview = ({ draftId }: { draftId: string }) => (
  <Suspense fallback={<Skeleton lines={8} />}>
    <Effects draftId={draftId} />
  </Suspense>
)

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
followLinks(router)
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <ApiProvider>
        <PublishPreview value={Preview}>
          <RouterProvider router={router} />
        </PublishPreview>
      </ApiProvider>
    </QueryClientProvider>
  </StrictMode>,
)

// The first paint uses the machine's own Japanese font; ours is fetched slice by slice after it.
requestAnimationFrame(() => setTimeout(() => import('./fonts.ts')))
