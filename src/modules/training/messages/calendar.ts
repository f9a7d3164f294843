export const calendarName = '伴走の研修'
export const linkWords = (link: string): string => `オンラインで参加する：${link}`
