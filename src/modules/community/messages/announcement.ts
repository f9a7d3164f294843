import { kindNames } from '../contract/names.ts'

/** Sentences for chat tools. */
export const announcementText = {
  topic: (kind: keyof typeof kindNames, title: string, by: string) =>
    `新しい${kindNames[kind]}：${title}${by ? `（${by} さん）` : ''}`,
  adopted: (title: string, section: string) => `事例が採用されました：${title}${section ? `（${section}）` : ''}`,
  reported: (reason: string) => `投稿への通報がありました：${reason}`,
  'answer.created': (title: string) => `回答がつきました：${title}`,
  'answer.accepted': (title: string) => `解決しました：${title}`,
}
