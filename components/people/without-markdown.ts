/** The words alone of what a bot says in Markdown, as far as it is emphasis: a transcript is read, not shown as in the chat. */
export function withoutMarkdown(text: string): string {
  return text.replace(/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/g, "$2").replace(/`([^`\n]+)`/g, "$1");
}
