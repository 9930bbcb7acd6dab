// Copy a one-time link by a button; without this the link is still there to be copied by hand.
for (const button of document.querySelectorAll("button.copy")) {
  const link = button.closest(".slip").querySelector("input.link");
  link.addEventListener("focus", () => link.select());
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(link.value);
    button.textContent = button.dataset.copied;
  });
}
