// The stored value is JSON text, as components/settings/stored-value.ts writes it. Storage may be blocked; the system then decides.
const script = `(function () {
  var chosen = null;
  try { chosen = JSON.parse(localStorage.getItem("turnscope:theme")); } catch (error) { chosen = null; }
  var isDark = chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = isDark ? "dark" : "light";
})();`;

/** Sets the theme before the first paint, so that a dark page never flashes white. */
export function ThemeScript({ nonce }: { nonce: string | undefined }) {
  // Browsers hide the nonce from scripts, so React finds another one than it sent.
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours, allowed by its nonce
  return <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: script }} />;
}
