export const matchedByNames = { 'staff-number': '職員番号', mail: 'メールアドレス', login: '利用者ID' } as const
export const kindNames = {
  oidc: 'OpenID Connect',
  saml: 'SAML 2.0',
  ldap: 'LDAP（Active Directoryなど）',
} as const

/** Everything the kinds may be told, empty or as most have it. */
export const blankProvider = {
  label: '',
  issuer: '',
  clientId: '',
  scope: 'openid profile email',
  claim: 'preferred_username',
  entryPoint: '',
  idpIssuer: '',
  certificates: '',
  url: '',
  bindName: '',
  base: '',
  filter: '(uid={login})',
  authority: '',
}
export type FieldName = keyof typeof blankProvider

interface FieldWords {
  name: FieldName
  label: string
  support?: string
  optional?: true
  /** Several lines. */
  long?: true
}

const label: FieldWords = { name: 'label', label: '画面に出す名前', support: '例：庁内ID' }

/** What each kind is asked, in order. */
export const fieldsOf: Record<keyof typeof kindNames, readonly FieldWords[]> = {
  oidc: [
    label,
    {
      name: 'issuer',
      label: '発行者のURL',
      support: '連携先の資料で「issuer」と書かれている https:// で始まるURLです。',
    },
    { name: 'clientId', label: 'クライアントID' },
    { name: 'scope', label: '求める範囲（scope）' },
    {
      name: 'claim',
      label: '照合に使う項目（クレーム）',
      support: '例：preferred_username、email、employee_number',
    },
  ],
  saml: [
    label,
    {
      name: 'entryPoint',
      label: '連携先のサインインURL',
      support: '資料で「SSO URL」「SingleSignOnService」と書かれているURLです。',
    },
    { name: 'idpIssuer', label: '連携先のエンティティID' },
    {
      name: 'certificates',
      label: '署名を確かめる証明書',
      support: '-----BEGIN CERTIFICATE----- から始まる部分を貼り付けます。更新の前後は2つ続けて貼れます。',
      long: true,
    },
    {
      name: 'claim',
      label: '照合に使う属性',
      support: '空のままにすると、NameID で照合します。例：employeeNumber',
      optional: true,
    },
  ],
  ldap: [
    label,
    { name: 'url', label: 'サーバーのURL', support: '例：ldaps://ad.example.lg.jp' },
    {
      name: 'bindName',
      label: 'バインドに使う名前（DN）',
      support:
        '検索しないとき：入力された利用者IDの所に {login} と書きます（例：uid={login},ou=people,dc=example）。検索するとき：検索に使うアカウントの名前です。',
    },
    {
      name: 'base',
      label: '検索の起点',
      support: '空のままにすると、検索せずに直接確かめます。例：ou=people,dc=example',
      optional: true,
    },
    {
      name: 'filter',
      label: '検索の条件',
      support: '起点を書いたときに使います。Active Directoryの例：(sAMAccountName={login})',
      optional: true,
    },
    {
      name: 'claim',
      label: '照合に使う属性',
      support: '空のままにすると、入力された利用者IDで照合します。',
      optional: true,
    },
    {
      name: 'authority',
      label: '認証局の証明書',
      support: '庁内の認証局を使っているときに貼り付けます。',
      optional: true,
      long: true,
    },
  ],
}
