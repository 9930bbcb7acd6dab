/* A button beside a text to copy: it appears where there is script, and selects the text where copying is not allowed. */
"use strict";

for (const button of document.querySelectorAll("[data-copy]")) {
  const text = document.getElementById(button.dataset.copy);
  const said = document.querySelector(`[data-copied="${button.dataset.copy}"]`);
  button.hidden = false;
  button.addEventListener("click", async () => {
    text.select();
    try {
      await navigator.clipboard.writeText(text.value);
    } catch {
      // a page without https has no clipboard; the old way still works there
      if (!document.execCommand("copy")) return;
    }
    said.hidden = false;
  });
}
