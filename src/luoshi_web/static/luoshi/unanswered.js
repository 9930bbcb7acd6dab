// What was pressed, and got no answer or a broken one, is told of: htmx itself leaves the page as if nothing had been.
(function () {
  "use strict";
  var text = document.currentScript.dataset.said, told = null;
  function gone() { if (told) told.remove(); told = null; }
  function tell(event) {
    var config = event.detail.requestConfig, by = config && config.triggeringEvent;
    // what the page asks by itself, again and again, is asked again
    if (!by || !by.isTrusted) return;
    gone();
    told = document.createElement("div");
    told.className = "note bad unanswered";
    told.setAttribute("role", "alert");
    told.textContent = text;
    document.getElementById("main").prepend(told);
  }
  ["htmx:sendError", "htmx:timeout", "htmx:responseError"].forEach(function (name) { document.addEventListener(name, tell); });
  document.addEventListener("htmx:beforeSwap", function (event) { if (event.detail.shouldSwap) gone(); });
})();
