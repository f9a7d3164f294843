import {
  createRootRoute,
  createRoute,
  createRouter,
  type ErrorComponentProps,
  lazyRouteComponent,
  type RouteComponent,
} from '@tanstack/react-router'
import { ErrorPage, NotFoundPage } from '../../ui/shell/error-page.tsx'
import { Skeleton } from '../../ui/spinner.tsx'
import { Frame } from './frame.tsx'

type Page = () => Promise<{ default: RouteComponent }>

/** Every page: its address and where it lives. A page is the default export of a file in a module's web folder. */
const pages: Record<string, Page> = {
  '/': () => import('../../modules/community/web/home.tsx'),
  '/topics': () => import('../../modules/community/web/topics.tsx'),
  '/topics/new': () => import('../../modules/community/web/new-topic.tsx'),
  '/topics/$id': () => import('../../modules/community/web/topic.tsx'),
  '/practices': () => import('../../modules/community/web/practices.tsx'),
  '/practices/new': () => import('../../modules/community/web/new-practice.tsx'),
  '/practices/$id/edit': () => import('../../modules/community/web/edit-practice.tsx'),
  '/tags': () => import('../../modules/community/web/tags.tsx'),
  '/tags/$id': () => import('../../modules/community/web/tag.tsx'),
  '/verification': () => import('../../modules/community/web/verification.tsx'),
  '/asks': () => import('../../modules/community/web/asks.tsx'),
  '/helper': () => import('../../modules/community/web/helper-profile.tsx'),
  '/figures': () => import('../../modules/community/web/figures.tsx'),
  '/faq': () => import('../../modules/community/web/faq.tsx'),
  '/routing': () => import('../../modules/community/web/routing.tsx'),
  '/moderation': () => import('../../modules/community/web/moderation.tsx'),
  '/settings/feed': () => import('../../modules/community/web/feed.tsx'),
  '/frameworks': () => import('../../modules/framework/web/frameworks.tsx'),
  '/frameworks/import': () => import('../../modules/framework/web/import.tsx'),
  '/frameworks/$id': () => import('../../modules/framework/web/framework.tsx'),
  '/frameworks/$id/edit': () => import('../../modules/framework/web/edit.tsx'),
  '/frameworks/$id/compare': () => import('../../modules/framework/web/compare.tsx'),
  '/frameworks/$id/publish': () => import('../../modules/framework/web/publish.tsx'),
  '/search': () => import('../../modules/search/web/results.tsx'),
  '/synonyms': () => import('../../modules/search/web/synonyms.tsx'),
  '/people': () => import('../../modules/staff/web/people.tsx'),
  '/people/$id': () => import('../../modules/staff/web/person.tsx'),
  '/identity-providers': () => import('../../modules/staff/web/identity-providers.tsx'),
  '/signed-in': () => import('../../modules/staff/web/signed-in.tsx'),
  '/accounts': () => import('../../modules/staff/web/accounts.tsx'),
  '/body': () => import('../../modules/staff/web/body.tsx'),
  '/account': () => import('../../modules/staff/web/account.tsx'),
  '/reset': () => import('../../modules/staff/web/reset.tsx'),
  '/sections': () => import('../../modules/staff/web/sections.tsx'),
  '/staff-imports': () => import('../../modules/staff/web/imports.tsx'),
  '/roles': () => import('../../modules/staff/web/roles.tsx'),
  '/audit': () => import('../../modules/staff/web/audit.tsx'),
  '/skills': () => import('../../modules/profiles/web/my-skills.tsx'),
  '/skills/report': () => import('../../modules/profiles/web/report.tsx'),
  '/skills/evidence': () => import('../../modules/profiles/web/evidence.tsx'),
  '/skills/will': () => import('../../modules/profiles/web/will.tsx'),
  '/skills/looks': () => import('../../modules/profiles/web/looks.tsx'),
  '/skills/$code': () => import('../../modules/profiles/web/skill.tsx'),
  '/people/$id/skills': () => import('../../modules/profiles/web/person-skills.tsx'),
  '/people/$id/evidence': () => import('../../modules/profiles/web/evidence.tsx'),
  '/evidence-import': () => import('../../modules/profiles/web/evidence-import.tsx'),
  '/certificates': () => import('../../modules/profiles/web/certificates.tsx'),
  '/certificates/review': () => import('../../modules/profiles/web/certificate-review.tsx'),
  '/recognition': () => import('../../modules/profiles/web/recognition.tsx'),
  '/recognition/criteria': () => import('../../modules/profiles/web/recognition-criteria.tsx'),
  '/leaders': () => import('../../modules/profiles/web/leaders.tsx'),
  '/tag-skills': () => import('../../modules/profiles/web/tag-skills.tsx'),
  '/finder': () => import('../../modules/profiles/web/finder.tsx'),
  '/skill-map': () => import('../../modules/profiles/web/map.tsx'),
  '/sections/$id/skills': () => import('../../modules/profiles/web/section-skills.tsx'),
  '/assessments': () => import('../../modules/assessment/web/assessments.tsx'),
  '/assessments/invite': () => import('../../modules/assessment/web/invite.tsx'),
  '/assessments/$id': () => import('../../modules/assessment/web/test.tsx'),
  '/assessments/$id/result': () => import('../../modules/assessment/web/result.tsx'),
  '/items': () => import('../../modules/assessment/web/items.tsx'),
  '/items/$code': () => import('../../modules/assessment/web/item.tsx'),
  '/calibration': () => import('../../modules/assessment/web/calibration.tsx'),
  '/courses': () => import('../../modules/training/web/courses.tsx'),
  '/courses/new': () => import('../../modules/training/web/course-form.tsx'),
  '/courses/$id': () => import('../../modules/training/web/course.tsx'),
  '/courses/$id/edit': () => import('../../modules/training/web/course-form.tsx'),
  '/cohorts/$id': () => import('../../modules/training/web/roster.tsx'),
  '/training': () => import('../../modules/training/web/my-training.tsx'),
  '/training/decisions': () => import('../../modules/training/web/decisions.tsx'),
  '/notices': () => import('../../modules/notices/web/notices.tsx'),
  '/settings/notices': () => import('../../modules/notices/web/preference.tsx'),
  '/webhooks': () => import('../../modules/notices/web/webhooks.tsx'),
  '/webhooks/$id': () => import('../../modules/notices/web/webhook.tsx'),
  '/reference': () => import('./reference/reference.tsx'),
  '/ui': () => import('../../ui/catalogue/catalogue.tsx'),
}

const root = createRootRoute({ component: Frame, notFoundComponent: () => <NotFoundPage /> })

const Broken = ({ reset }: ErrorComponentProps) => <ErrorPage onRetry={reset} />
const Pending = () => <Skeleton lines={6} />

export const router = createRouter({
  routeTree: root.addChildren(
    Object.entries(pages).map(([path, load]) =>
      createRoute({ path, getParentRoute: () => root, component: lazyRouteComponent(load) }),
    ),
  ),
  defaultErrorComponent: Broken,
  defaultPendingComponent: Pending,
  scrollRestoration: true,
})
