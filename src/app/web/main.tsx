import '../../ui/theme.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { ApiProvider } from '../../ui/api.tsx'
import { queries } from './connection.ts'
import { followLinks } from './links.ts'
import { router } from './routes.tsx'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
followLinks(router)
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <ApiProvider>
        <RouterProvider router={router} />
      </ApiProvider>
    </QueryClientProvider>
  </StrictMode>,
)

// The first paint uses the machine's own Japanese font; ours is fetched slice by slice after it.
requestAnimationFrame(() => setTimeout(() => import('./fonts.ts')))
