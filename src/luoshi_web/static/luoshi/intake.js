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
    row.scrollIntoView({ block: "center" });
    var first = row.querySelector(".doubt a") || row.querySelector("a, button, input, select, textarea");
    if (first) first.focus({ preventScroll: true });
  }
  document.addEventListener("click", function (event) {
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
