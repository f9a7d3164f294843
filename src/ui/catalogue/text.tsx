import { SectionHeading } from '../page-heading.tsx'
import { Prose } from '../prose.tsx'
import { Group, Specimen } from './specimen.tsx'

const html =
  '<h2>手順</h2><p>申請の様式は<strong>「共通様式」</strong>から<a href="/ui#text">選びます</a>。</p><ol><li>様式を開く</li><li>必要な欄を入力する</li></ol><blockquote><p>分からないときは、その場で聞いてください。</p></blockquote><pre><code>=XLOOKUP(A2, 職員!A:A, 職員!B:B)</code></pre><table><thead><tr><th>様式</th><th>用途</th></tr></thead><tbody><tr><td>第1号</td><td>申請</td></tr></tbody></table>'

export function TextParts() {
  return (
    <Group id="text" title="文字">
      <Specimen name="見出し" note="ページの見出しはこの画面の一番上にあります。">
        <div className="w-full">
          <SectionHeading level={3}>節の見出し</SectionHeading>
          <p className="max-w-prose">
            本文は16ピクセル、行の高さは1.7です。𠮷野家の𠮷や、髙、﨑、邉󠄂などの字も出ます。文字を200%に拡大しても、幅360ピクセルの画面でも、横に動かさずに読めます。
          </p>
        </div>
      </Specimen>
      <Specimen name="投稿された文章">
        <Prose html={html} />
      </Specimen>
    </Group>
  )
}
