import { type ComponentType, createContext } from 'react'

/**
 * What publishing would mean for people (who would rise, fall or become unknown) is known to a later module: the
 * application hands its component in here, and the publishing page shows it.
 */
export const PublishPreview = createContext<ComponentType<{ draftId: string }> | undefined>(undefined)
