// The office's keys: J K walk, A accepts, R returns, E words, ? tells; phrases fill the reason; the board renews itself.
(function () {
  document.querySelectorAll(".ready[hidden]").forEach(function (one) { one.hidden = false; });

  function press(target) {
    if (target.disabled) return;
    var needs = target.getAttribute("data-needs"), field = needs && document.getElementById(needs);
    if (field && !field.value.trim()) {
      field.focus();
      field.scrollIntoView({ block: "center" });
      return;
    }
    target.click();
  }

  // to a place of the same page: its field gets the focus, and the address stays, since it would go along with a form
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[data-key][href^='#']"), place = link && document.querySelector(link.hash);
    var first = place && place.querySelector("textarea, input:not([type=hidden])");
    if (!first) return;
    event.preventDefault();
    place.scrollIntoView();
    first.focus({ preventScroll: true });
  });

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
    // out of a field, so that the keys work again: what was typed stays
    if (event.key === "Escape" && event.target.closest("input, textarea, select")) {
      event.target.blur();
      return;
    }
    if (event.target.closest("input, textarea, select, dialog, [contenteditable]")) return;
    var key = event.key.toLowerCase();
    if (!/^[a-z?]$/.test(key)) return;
    var target = document.querySelector('[data-key="' + key + '"]');
    if (!target) return;
    event.preventDefault();
    press(target);
  });

  document.addEventListener("click", function (event) {
    var phrase = event.target.closest("[data-insert]");
    if (phrase) {
      var field = document.getElementById("reason"), words = phrase.getAttribute("data-insert");
      var now = field.value.replace(/\s+$/, "");
      if (now.indexOf(words) < 0) field.value = now ? now + "\n" + words : words;
      field.focus();
    }
    var shows = event.target.closest("[data-shows]");
    if (shows) document.getElementById(shows.getAttribute("data-shows")).showModal();
  });

  // how many are ticked
  var count = document.querySelector("[data-count]");
  function recount() {
    count.querySelector("b").textContent = document.querySelectorAll('input[name="key"]:checked').length;
  }
  if (count) {
    recount();
    document.addEventListener("change", recount);
  }

  // the board renews itself while it is looked at, and never under the pointer or the focus
  var EVERY = 30000;
  setInterval(function () {
    var board = document.getElementById("board");
    if (!board || !window.htmx || document.visibilityState !== "visible") return;
    if (board.matches(":hover") || board.contains(document.activeElement)) return;
    window.htmx.trigger(board, "renew");
  }, EVERY);
})();
