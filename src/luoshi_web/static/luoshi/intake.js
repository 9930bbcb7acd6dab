// J and K walk through the doubts, U takes back; words of a text that are selected fill a target's field.
(function () {
  var at = -1;
  function links() { return Array.prototype.slice.call(document.querySelectorAll("#doubts [data-doubt]")); }
  function walk(by) {
    var all = links();
    if (!all.length) return;
    at = Math.max(0, Math.min(all.length - 1, at + by));
    var link = all[at], address = new URL(link.href, location.href);
    document.querySelectorAll(".here").forEach(function (one) { one.classList.remove("here"); });
    link.closest("li").classList.add("here");
    if (address.search !== location.search && address.search) { location.href = link.href; return; }
    var row = document.getElementById(decodeURIComponent(address.hash.slice(1)));
    if (!row) return;
    row.classList.add("here");
    reveal(row);
    row.scrollIntoView({ block: "center" });
    var first = row.querySelector(".doubt a") || row.querySelector("a, button, input, select, textarea");
    if (first) first.focus({ preventScroll: true });
  }
  // what is folded opens for whoever is led there, and stays as they left it when the table is written anew
  function reveal(row) {
    var chapter = row && row.closest("details.chapter");
    if (chapter) chapter.open = true;
  }
  function led() { reveal(location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)))); }
  var opened = {};
  document.addEventListener("toggle", function (event) {
    if (event.target.matches("details.chapter")) opened[event.target.id] = event.target.open;
  }, true);
  document.addEventListener("htmx:afterSettle", function () {
    Object.keys(opened).forEach(function (id) {
      var chapter = opened[id] && document.getElementById(id);
      if (chapter) chapter.open = true;
    });
    reveal(document.querySelector("tr.editing"));
  });
  window.addEventListener("hashchange", led);
  led();
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details.chapter").forEach(function (one) { one.open = true; });
  });
  document.addEventListener("click", function (event) {
    var row = event.target.closest("#doubts a[href]");
    if (row && row.hash && row.hash === location.hash) led();
    var button = event.target.closest("[data-walk]");
    if (button) walk(Number(button.getAttribute("data-walk")));
  });
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    if (event.key === "j" || event.key === "J") walk(1);
    else if (event.key === "k" || event.key === "K") walk(-1);
    else if (event.key === "u" || event.key === "U") {
      var undo = document.querySelector("#bar form button");
      if (undo) undo.click();
    }
  });
  // what is selected in the text of a task goes into the field of words that was last touched
  var words = null;
  document.addEventListener("focusin", function (event) { if (event.target.matches("input.words")) words = event.target; });
  document.addEventListener("mouseup", function (event) {
    var text = event.target.closest("textarea[name='cell.text']");
    if (!text || !words || !text.closest(".panel").contains(words)) return;
    var chosen = text.value.slice(text.selectionStart, text.selectionEnd);
    if (chosen) words.value = chosen;
  });
})();
