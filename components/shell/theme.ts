export const themes = ["light", "dark", "system"] as const;
export type Theme = (typeof themes)[number];

const storageKey = "freshet.theme";

/** Runs before the first paint, so that a page never flashes in the wrong theme. */
export const themeScript = `(()=>{let t=null;try{t=localStorage.getItem("${storageKey}")}catch{}
const dark=t==="dark"||(t!=="light"&&matchMedia("(prefers-color-scheme: dark)").matches);
document.documentElement.dataset.theme=dark?"dark":"light"})()`;

export function readTheme(): Theme {
  try {
    const stored = localStorage.getItem(storageKey);
    return themes.find((theme) => theme === stored) ?? "system";
  } catch {
    // Storage can be shut off by the browser; the system's choice then holds.
    return "system";
  }
}

export function paintTheme(theme: Theme): void {
  const prefersDark = matchMedia("(prefers-color-scheme: dark)").matches;
  const isDark = theme === "dark" || (theme === "system" && prefersDark);
  document.documentElement.dataset.theme = isDark ? "dark" : "light";
}

export function storeTheme(theme: Theme): void {
  try {
    localStorage.setItem(storageKey, theme);
  } catch {
    // The choice then lasts until the next page load.
  }
  paintTheme(theme);
}
