export const testText = '伴走から試験の送信です。この文が届いていれば、設定は正しくできています。'
