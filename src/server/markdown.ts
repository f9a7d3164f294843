import rehypeSanitize, { defaultSchema } from 'rehype-sanitize'
import rehypeStringify from 'rehype-stringify'
import remarkCjkFriendly from 'remark-cjk-friendly'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'

interface Node {
  type: string
  value?: string
  url?: string
  tagName?: string
  properties?: Record<string, unknown>
  children?: Node[]
}

export interface Rendered {
  /** Sanitised HTML: no script, no style, no raw HTML of the writer; links and images as allowed below. */
  html: string
  /** The text a reader sees, for search and summaries. */
  text: string
  /** Ids of people mentioned, as links to `/people/<id>`. */
  mentions: string[]
}

const ownPath = /^\/(?!\/)/
const personPath = /^\/people\/([0-9a-f-]{36})$/

/** Images only from this server (attachments); links only to it, to http(s) and mail; outside links marked as such. */
function safeLinks() {
  return (tree: Node) =>
    visit(tree, (node) => {
      if (node.tagName === 'img' && !ownPath.test(String(node.properties?.['src'] ?? ''))) {
        node.tagName = 'span'
        node.children = [{ type: 'text', value: String(node.properties?.['alt'] ?? '') }]
        node.properties = {}
      }
      if (node.tagName === 'a' && !ownPath.test(String(node.properties?.['href'] ?? ''))) {
        node.properties = { ...node.properties, rel: ['noopener', 'noreferrer', 'nofollow'], target: '_blank' }
      }
    })
}

/** Headings of a post start below those of the page around it. */
function lowerHeadings() {
  return (tree: Node) =>
    visit(tree, (node) => {
      const level = /^h([1-6])$/.exec(node.tagName ?? '')
      if (level) node.tagName = `h${Math.min(6, Number(level[1]) + 2)}`
    })
}

function visit(node: Node, see: (node: Node) => void): void {
  see(node)
  for (const child of node.children ?? []) visit(child, see)
}

const reader = unified().use(remarkParse).use(remarkGfm).use(remarkCjkFriendly)
const writer = unified()
  .use(remarkRehype)
  .use(rehypeSanitize, { ...defaultSchema, clobberPrefix: 'post-' })
  .use(lowerHeadings)
  .use(safeLinks)
  .use(rehypeStringify)

/** Renders a post's Markdown. Any text is valid Markdown, so this never fails; raw HTML in it is shown as nothing. */
export function renderMarkdown(markdown: string): Rendered {
  const tree = reader.parse(markdown) as Node
  const parts: string[] = []
  const mentions = new Set<string>()
  visit(tree, (node) => {
    if (node.type === 'text' || node.type === 'inlineCode' || node.type === 'code') parts.push(node.value ?? '')
    else if (/^(paragraph|heading|listItem|tableRow|break)$/.test(node.type)) parts.push('\n')
    else if (node.type === 'tableCell') parts.push(' ')
    else if (node.type === 'link') {
      const person = personPath.exec(node.url ?? '')
      if (person) mentions.add(person[1]!)
    }
  })
  const processed = unified().use(remarkGfm).use(remarkCjkFriendly)
  const html = writer.stringify(writer.runSync(processed.runSync(tree as never) as never) as never)
  return {
    html,
    text: parts
      .join('')
      .replace(/\n{2,}/g, '\n')
      .trim(),
    mentions: [...mentions],
  }
}
