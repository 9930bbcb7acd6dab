// Follow the system's light or dark where the reader has chosen neither; loaded in the head, so that nothing flashes.
(function () {
  var page = document.documentElement;
  if (!page.hasAttribute("data-follow")) return;
  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  function follow() { page.setAttribute("data-bs-theme", dark.matches ? "dark" : "light"); }
  dark.addEventListener("change", follow);
  follow();
})();
