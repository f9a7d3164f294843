import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import { Refusal } from '#kernel/refusal'
import { transaction } from '#server/db/transaction'
import type { Route } from '#server/http/route'
import { scopeOf } from '#server/session'
import { calendarName, linkWords } from './messages/calendar.ts'
import { ownMeetings } from './store/calendar.ts'

/** `GET /feeds/training.ics?token=…`: the meetings its owner has a seat for, for a calendar to subscribe to (RFC 5545). */
export const trainingRoutes: Route[] = [
  {
    method: 'GET',
    path: '/feeds/training.ics',
    async handle({ response, url, context }) {
      const { pool, config, origin } = context
      const scope = await scopeOf(pool, config, url.searchParams.get('token') ?? '', 'feed')
      if (!scope) throw new Refusal('unauthenticated', 'signed-out')
      if (scope.mustChangePassword) throw new Refusal('forbidden', 'own-password-first')
      const meetings = await transaction(pool, { bodyId: scope.bodyId, readOnly: true }, (db) => ownMeetings(db, scope))
      const calendar = ical({
        name: calendarName,
        method: ICalCalendarMethod.PUBLISH,
        ttl: 3600,
        prodId: '//Banso//Training//JA',
      })
      for (const { id, title, name, startsAt, endsAt, place, link, courseId, cancelled } of meetings)
        calendar.createEvent({
          ...{ id: `${id}@banso`, start: startsAt, end: endsAt, summary: `${title} ${name}`, location: place || link },
          description: link ? linkWords(link) : '',
          url: `${origin}/courses/${courseId}`,
          status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
        })
      response.setHeader('cache-control', 'private, no-cache')
      response.setHeader('referrer-policy', 'no-referrer')
      response.setHeader('content-type', 'text/calendar; charset=utf-8')
      response.end(calendar.toString())
    },
  },
]
