// What the operator reads when the embedded PostgreSQL cannot be used. Japanese first, English beneath.

/** The embedded server cannot be used; the message says why and what to do. */
export class EmbeddedPostgresError extends Error {
  override name = 'EmbeddedPostgresError'
}

const error = (japanese: string, english: string, log = '') =>
  new EmbeddedPostgresError([japanese, english, log && `--- server.log ---\n${log}`].filter(Boolean).join('\n'))

export const unsupportedPlatform = (platform: string) =>
  error(
    `この機械（${platform}）で動く組み込みPostgreSQLがありません。DATABASE_URLに市のPostgreSQL（15以上）を指定してください。`,
    `No embedded PostgreSQL for ${platform}. Set DATABASE_URL to a PostgreSQL 15 or later.`,
  )

export const alreadyRunning = (pid: number | undefined, directory: string) =>
  error(
    `別のBanso（プロセス番号 ${pid ?? '不明'}）が、この組み込みデータベース（${directory}）を使っています。` +
      `そのBansoを終えてから（${pid ? `kill ${pid}` : 'Ctrl+C など'}）、もう一度起動してください。` +
      '同時に2つ動かすには、BANSO_DATAで別のフォルダーを指定するか、DATABASE_URLで市のPostgreSQLを指定してください。',
    `Another Banso (pid ${pid ?? 'unknown'}) uses this embedded database. Stop it, or set BANSO_DATA or DATABASE_URL.`,
  )

export const noServerUser = (reason: string) =>
  error(
    '管理者（root）のままではPostgreSQLを動かせません。利用者「postgres」を作ろうとしましたが、できませんでした。' +
      '「useradd --system postgres」で作るか、root以外の利用者でBansoを起動してください。',
    `PostgreSQL refuses to run as root and the system user "postgres" could not be made: ${reason}`,
  )

export const unreachable = (path: string, user: number) =>
  error(
    `データベースのフォルダー（${path}）を、データベースを動かす利用者（uid ${user}）が開けません。` +
      '親のフォルダーに通り抜ける許可（chmod o+x）を与えるか、BANSO_DATAで別のフォルダーを指定してください。',
    `The database folder ${path} cannot be reached by uid ${user}. Allow it (chmod o+x on its parents) or set BANSO_DATA.`,
  )

export const notOurs = (path: string, reason: string) =>
  error(
    `データベースのフォルダー（${path}）を使えません。前と同じ利用者でBansoを起動してください。`,
    `The database folder ${path} cannot be used by this user: ${reason}`,
  )

export const accessLost = (path: string) =>
  error(
    `データベースの合言葉を記したファイル（${path}）がないか、壊れています。バックアップから戻してください。`,
    `The file with the database's password (${path}) is missing or damaged. Restore it from a backup.`,
  )

export const portTaken = (port: number, log: string) =>
  error(
    `データベースのポート ${port} は、別のプログラムが使っています。`,
    `Port ${port} for the embedded database is in use.`,
    log,
  )

export const failed = (step: string, log: string, cause?: unknown) =>
  Object.assign(
    error(
      `組み込みPostgreSQLの処理（${step}）に失敗しました。下の記録を確かめてください。`,
      `The embedded PostgreSQL failed at: ${step}`,
      log,
    ),
    { cause },
  )
