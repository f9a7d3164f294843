import '../../ui/theme.css'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { followLinks } from './links.ts'
import { router } from './routes.tsx'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
followLinks(router)
createRoot(root).render(
  <StrictMode>
    <RouterProvider router={router} />
  </StrictMode>,
)

// The first paint uses the machine's own Japanese font; ours is fetched slice by slice after it.
requestAnimationFrame(() => setTimeout(() => import('./fonts.ts')))
